using System.Text.RegularExpressions;
using Metrology.Testing;

namespace Metrology.Architecture.Tests;

/// <summary>Slices of the application name only slices before them, so that no circle can grow; by a using line, a whole name or a name from within Metrology.App.</summary>
public sealed partial class SliceOrderTests
{
    private static readonly string[] Order = ["Laboratory", "Notifications", "Faults", "Software", "Jobs", "Ledger", "Operation", "Equipment", "Standards", "Procedures", "Customers", "Templates", "Verifications", "Certificates"];

    /// <summary>Beside the row of slices: what the planner's slices read, each those before it; no slice of the row reads them.</summary>
    private static readonly Dictionary<string, string[]> Beside = new()
    {
        ["Projects"] = ["Laboratory", "Jobs", "Standards"],
        ["CountedThings"] = ["Laboratory", "Standards"],
        ["Targets"] = ["Laboratory", "Jobs", "Standards", "CountedThings"],
        ["Keeping"] = ["Laboratory", "Jobs", "Standards", "Procedures", "Verifications"],
        ["Chains"] = ["Laboratory", "Ledger", "Equipment", "Standards", "Procedures", "Customers", "Verifications", "Certificates", "Notifications"],
        ["Papers"] = ["Laboratory", "Equipment", "Standards", "Keeping", "Chains", "Projects", "Procedures", "Verifications"],
        ["Forecasts"] = ["Laboratory", "Jobs", "Standards", "Projects", "Targets"],
        ["Reports"] = ["Laboratory", "Notifications", "Jobs", "Standards", "Warnings"],
        ["Warnings"] = ["Laboratory", "Notifications", "Jobs", "Equipment", "Standards", "Keeping", "Projects", "Targets", "Forecasts"],
        ["Exchange"] = ["Laboratory", "Equipment", "Standards"],
        ["Retention"] = ["Laboratory", "Notifications", "Ledger", "Operation", "Verifications"],
        ["Sharing"] = ["Laboratory", "Standards"],
        ["Stations"] = ["Laboratory", "Faults", "Ledger"],
        ["Payloads"] = ["Laboratory", "Equipment", "Stations"],
    };

    /// <summary>Folders that hold the slices together, and are no slice: the model of the database, what lists find rows by, and what fills a demonstration.</summary>
    private static readonly string[] Frames = ["Storage", "Parameters", "Lists", "Demonstration"];

    /// <summary>The list of all jobs names the job of every slice; that is what it is for.</summary>
    private const string Catalogue = "JobCatalog.cs";

    private static IEnumerable<string> Slices => [.. Order, .. Beside.Keys];

    [Fact]
    public void Slices_name_only_earlier_slices() =>
        Assert.Empty(Slices.SelectMany(slice => Directory.EnumerateFiles(Repository.At("src", "Metrology.App", slice), "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != Catalogue)
            .SelectMany(file => Violations(slice, File.ReadAllText(file)).Select(violation => $"{Path.GetFileName(file)}: {violation}"))));

    [Fact]
    public void Every_folder_of_the_application_has_its_place() =>
        Assert.Empty(Directory.EnumerateDirectories(Repository.At("src", "Metrology.App")).Select(Path.GetFileName).Except([.. Slices, .. Frames, "bin", "obj"]));

    [Theory]
    [InlineData("Equipment", "using Metrology.App.Certificates;\nusing Metrology.App.Laboratory;", "Equipment names Certificates")]
    [InlineData("Equipment", "global using Metrology.App.Certificates;", "Equipment names Certificates")]
    [InlineData("Equipment", "using static Metrology.App.Certificates.CertificateErrors;", "Equipment names Certificates")]
    [InlineData("Equipment", "using Paper = Metrology.App.Certificates.Certificate;", "Equipment names Certificates")]
    [InlineData("Equipment", "var paper = new Metrology.App.Certificates.Certificate();", "Equipment names Certificates")]
    [InlineData("Equipment", "var paper = new global::Metrology.App.Certificates.Certificate();", "Equipment names Certificates")]
    [InlineData("Equipment", "var paper = typeof(Certificates.Certificate);", "Equipment names Certificates")]
    [InlineData("Laboratory", "using Metrology.App.Jobs;", "Laboratory names Jobs")]
    [InlineData("Jobs", "using Metrology.App.Equipment;", "Jobs names Equipment")]
    [InlineData("Jobs", "typeof(Targets.TakeTargetSnapshots)", "Jobs names Targets")]
    [InlineData("Certificates", "using Metrology.App.Targets;", "Certificates names Targets")]
    [InlineData("Targets", "using Metrology.App.Equipment;", "Targets names Equipment")]
    [InlineData("Targets", "using Metrology.App.Projects;", "Targets names Projects")]
    [InlineData("Standards", "using Metrology.App.Projects;", "Standards names Projects")]
    [InlineData("Forecasts", "using Metrology.App.Projects;", null)]
    [InlineData("Targets", "using Metrology.App.Standards;", null)]
    [InlineData("Equipment", "/// <see cref=\"Certificates.Certificate\"/>\nvar rows = standard.Certificates.Count; // Certificates.Certificate", null)]
    public void A_planted_name_of_a_later_slice_is_found(string slice, string source, string? violation) =>
        Assert.Equal(violation is null ? [] : [violation], Violations(slice, source));

    private static IEnumerable<string> Violations(string slice, string source) =>
        Named(source).Where(other => other != slice && !MayName(slice, other)).Select(other => $"{slice} names {other}");

    private static bool MayName(string slice, string other) =>
        Beside.TryGetValue(slice, out var read) ? read.Contains(other) : !Beside.ContainsKey(other) && Array.IndexOf(Order, other) < Array.IndexOf(Order, slice);

    private static IEnumerable<string> Named(string source)
    {
        var code = Comment().Replace(source, "");
        return WholeName().Matches(code).Concat(ShortName().Matches(code)).Select(match => match.Groups[1].Value).Where(Slices.Contains).Distinct();
    }

    [GeneratedRegex(@"//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\bMetrology\.App\.(\w+)")]
    private static partial Regex WholeName();

    /// <summary>"Certificates.Certificate" within Metrology.App; a member such as "standard.Certificates.Count" is none, nor is a property "Certificates.Count" of the type itself.</summary>
    [GeneratedRegex(@"(?:\btypeof\(|\bnew |<|\bis |\bas |: )(\w+)\.[A-Z]\w+")]
    private static partial Regex ShortName();
}
