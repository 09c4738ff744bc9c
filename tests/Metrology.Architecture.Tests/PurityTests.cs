using System.Globalization;

namespace Metrology.Architecture.Tests;

/// <summary>The core computes and nothing else: no files, network, tasks, clocks, shared randomness, console or culture of the machine.</summary>
public sealed class PurityTests
{
    private static readonly string[] ForbiddenTypes =
    [
        "System.IO.File", "System.IO.FileStream", "System.IO.Directory", "System.Console", "System.Threading.Tasks.Task", "System.Threading.Thread",
        "System.Net.Http.HttpClient", "System.Net.Sockets.Socket", "System.TimeProvider", "System.Diagnostics.Stopwatch",
    ];

    private static readonly string[] ForbiddenMembers =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow", "System.Random.get_Shared",
        "System.Random..ctor", "System.Guid.NewGuid", "System.Globalization.CultureInfo.get_CurrentCulture",
    ];

    private static readonly string[] ForeignClocks =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow", "System.TimeZoneInfo.get_Local",
    ];

    /// <summary>The compiler writes this into every iterator, to see whether the enumerable may serve as its own enumerator; it reaches no result.</summary>
    private const string OfIterators = "System.Environment.get_CurrentManagedThreadId";

    [Fact]
    public void The_core_is_pure() => Assert.Empty(Impurities(Assembly("Metrology.Core.dll")));

    [Fact]
    public void Planted_impurities_are_found()
    {
        Assert.NotEmpty(Planted());
        var found = Impurities(typeof(PurityTests).Assembly.Location).ToList();
        Assert.Contains("System.Console", found);
        Assert.Contains("System.Threading.Tasks.Task", found);
        Assert.Contains("System.DateTime.get_UtcNow", found);
        Assert.Contains("System.Random.get_Shared", found);
        Assert.Contains("System.Globalization.CultureInfo.get_CurrentCulture", found);
        Assert.Contains("System.Environment.get_MachineName", found);
        Assert.DoesNotContain(OfIterators, found);
        Assert.Contains(OfIterators, AssemblyUses.Members(typeof(PurityTests).Assembly.Location));
    }

    [Theory]
    [InlineData("metrology.dll", "Microsoft.EntityFrameworkCore.")]
    [InlineData("Metrology.Adapters.dll", "Metrology.Links.")]
    [InlineData("Metrology.App.dll", "Microsoft.AspNetCore.")]
    [InlineData("Metrology.Instruments.dll", "Microsoft.")]
    public void An_assembly_does_not_name_what_belongs_elsewhere(string assembly, string prefix) =>
        Assert.DoesNotContain(AssemblyUses.Types(Assembly(assembly)), type => type.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Now and here are what the clock says that was given, in tests as in a laboratory.</summary>
    [Theory]
    [InlineData("Metrology.App.dll")]
    [InlineData("metrology.dll")]
    public void An_assembly_asks_its_own_clock_only(string assembly) => Assert.Empty(AssemblyUses.Members(Assembly(assembly)).Intersect(ForeignClocks));

    [Fact]
    public void A_planted_use_of_another_clock_is_found() => Assert.Equal(["System.DateTime.get_UtcNow", "System.TimeZoneInfo.get_Local"], AssemblyUses.Members(typeof(PurityTests).Assembly.Location).Intersect(ForeignClocks).Order());

    [Fact]
    public void A_planted_use_of_another_room_is_found() =>
        Assert.Contains(AssemblyUses.Types(typeof(PurityTests).Assembly.Location), type => type.StartsWith("Metrology.Testing.", StringComparison.Ordinal));

    private static IEnumerable<string> Impurities(string path) =>
        AssemblyUses.Types(path).Intersect(ForbiddenTypes).Concat(AssemblyUses.Members(path).Where(IsForbidden));

    private static bool IsForbidden(string member) =>
        ForbiddenMembers.Contains(member) || (member.StartsWith("System.Environment.", StringComparison.Ordinal) && member != OfIterators);

    private static string Assembly(string file) => Path.Combine(AppContext.BaseDirectory, file);

    /// <summary>Everything the core and the application must not do, so that the rule has something to find.</summary>
    private static string Planted()
    {
        Console.Out.Flush();
        var task = Task.CompletedTask;
        return $"{DateTime.UtcNow:O}{Random.Shared.Next()}{CultureInfo.CurrentCulture.Name}{task.Status}{Environment.MachineName}{TimeZoneInfo.Local.Id}{Iterated().First()}";
    }

    private static IEnumerable<int> Iterated()
    {
        yield return 1;
    }
}
