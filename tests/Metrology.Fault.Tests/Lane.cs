using System.Globalization;

namespace Metrology.Fault.Tests;

/// <summary>How much is tried: a few seeds in every run, many in the long lane. The seed is printed and can be given.</summary>
internal static class Lane
{
    internal const string Which = "METROLOGY_FAULT_LANE", Given = "METROLOGY_FAULT_SEED", Minutes = "METROLOGY_FAULT_MINUTES", Long = "long", Soak = "soak";

    public static bool IsLong { get; } = Environment.GetEnvironmentVariable(Which) == Long;

    public static int Seed { get; } = Number(Given) ?? System.Random.Shared.Next();

    /// <summary>How long a server is kept under load in the long lane.</summary>
    public static TimeSpan UnderLoad { get; } = TimeSpan.FromMinutes(Number(Minutes) ?? 10);

    /// <summary>How long ordinary work is done in search of false alarms; null where two short lives of a server will do.</summary>
    public static TimeSpan? Soaked { get; } = Environment.GetEnvironmentVariable(Which) == Soak ? TimeSpan.FromMinutes(Number(Minutes) ?? 30) : null;

    public static int Times(int fast, int @long) => IsLong ? @long : fast;

    /// <summary>Numbers of a test of its own, the same for the same seed.</summary>
    public static Random Random(string test)
    {
        var own = test.Aggregate(Seed, (hash, character) => unchecked(hash * 31 + character));
        TestContext.Current.SendDiagnosticMessage($"METROLOGY_FAULT_SEED={Seed} {test}");
        return new(own);
    }

    private static int? Number(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : null;
}

/// <summary>The lane on the command line.</summary>
internal static class LaneArguments
{
    /// <summary>Reads what belongs to the lane from the command line, and gives the rest.</summary>
    public static string[] Take(string[] arguments)
    {
        var rest = new List<string>();
        for (var at = 0; at < arguments.Length; at++)
        {
            var variable = arguments[at] switch { "--long" or "--soak" => Lane.Which, "--minutes" => Lane.Minutes, "--seed" => Lane.Given, _ => null };
            if (variable is null)
                rest.Add(arguments[at]);
            else
                Environment.SetEnvironmentVariable(variable, variable == Lane.Which ? arguments[at][2..] : arguments[++at]);
            if (arguments[at] == "--soak")
                rest.AddRange(["--filter-class", typeof(SoakTests).FullName!]);
        }

        return [.. rest];
    }
}
