namespace Metrology.Core.Intervals;

/// <summary>
/// Interval from the pattern of the last three calibrations, in (I) or out (O) of tolerance, oldest first. For histories too short for statistics. The
/// factors are settings of the laboratory, none is normative.
/// </summary>
public sealed record LastThree(IReadOnlyDictionary<string, decimal> Factors, decimal Minimum, decimal Maximum)
{
    private const int Length = 3;

    /// <summary>Proposed settings: the latest result weighs most; only three good ones lengthen the interval.</summary>
    public static IReadOnlyDictionary<string, decimal> Proposed { get; } = new Dictionary<string, decimal>
    {
        ["III"] = 1.25m,
        ["OII"] = 1m,
        ["IOI"] = 1m,
        ["OOI"] = 0.8m,
        ["IIO"] = 0.8m,
        ["OIO"] = 0.5m,
        ["IOO"] = 0.5m,
        ["OOO"] = 0.5m,
    };

    /// <summary>The pattern, its factor and the interval; fewer than three results keep the interval.</summary>
    public (string Pattern, decimal Factor, decimal Interval) After(IReadOnlyList<bool> inTolerance, decimal current)
    {
        var pattern = string.Concat(inTolerance.TakeLast(Length).Select(isIn => isIn ? 'I' : 'O'));
        var factor = pattern.Length == Length ? Factors[pattern] : 1m;
        return (pattern, factor, Math.Clamp(current * factor, Minimum, Maximum));
    }
}
