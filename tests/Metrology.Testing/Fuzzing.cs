using System.Globalization;

namespace Metrology.Testing;

/// <summary>
/// How many damaged inputs a counted test tries and with which seed. METROLOGY_FUZZ_CASES and METROLOGY_FUZZ_SEED set both for all of them; METROLOGY_FUZZ_REPORT names a file that gets a line of each, as
/// the figures that docs/faults.md publishes.
/// </summary>
public static class Fuzzing
{
    /// <param name="fast">In every run of the tests.</param>
    public static int Cases(int fast) => Number("METROLOGY_FUZZ_CASES") ?? fast;

    /// <param name="own">Of the test, so that every run tries the same.</param>
    public static int Seed(int own) => Number("METROLOGY_FUZZ_SEED") ?? own;

    /// <summary>To be called when none of them has thrown.</summary>
    /// <param name="what">The protocol or the address.</param>
    /// <returns>The line.</returns>
    public static string Report(string what, long cases, int seed, string results)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{what}: {cases} cases, seed {seed}, 0 crashes: {results}");
        if (Environment.GetEnvironmentVariable("METROLOGY_FUZZ_REPORT") is { Length: > 0 } file)
            File.AppendAllLines(file, [line]);
        return line;
    }

    private static int? Number(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : null;
}
