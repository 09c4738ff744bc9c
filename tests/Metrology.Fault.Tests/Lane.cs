using System.Globalization;

namespace Metrology.Fault.Tests;

/// <summary>How much is tried: a few seeds in every run, many with METROLOGY_FAULT_LANE=long. The seed is printed and can be given.</summary>
internal static class Lane
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("METROLOGY_FAULT_LANE") == "long";

    public static int Seed { get; } = Environment.GetEnvironmentVariable("METROLOGY_FAULT_SEED") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : System.Random.Shared.Next();

    public static int Times(int fast, int @long) => IsLong ? @long : fast;

    /// <summary>Numbers of a test of its own, the same for the same seed.</summary>
    public static Random Random(string test)
    {
        var own = test.Aggregate(Seed, (hash, character) => unchecked(hash * 31 + character));
        TestContext.Current.SendDiagnosticMessage($"METROLOGY_FAULT_SEED={Seed} {test}");
        return new(own);
    }
}
