namespace Metrology.Core.Intervals;

/// <summary>
/// Automatic adjustment, “staircase” (ILAC-G24:2022 / OIML D 10 method 1). The guideline gives no numbers: every parameter is a setting of the laboratory.
/// </summary>
/// <param name="Guard">Share of the maximum permissible error within which a result speaks for a longer interval; the boundary belongs to it.</param>
/// <param name="Consecutive">Results within the guard in a row before the interval is extended; then the count begins again.</param>
/// <param name="Maximum">Days.</param>
public sealed record Staircase(decimal Guard, decimal Extend, decimal Shorten, int Consecutive, decimal Minimum, decimal Maximum)
{
    /// <summary>Interval after each result, days, unrounded.</summary>
    /// <param name="errorsOverLimit">Error of indication ÷ maximum permissible error, signed, in the order of calibrations.</param>
    public IReadOnlyList<decimal> After(IEnumerable<decimal> errorsOverLimit, decimal current)
    {
        var intervals = new List<decimal>();
        var inRow = 0;
        foreach (var error in errorsOverLimit)
        {
            var magnitude = Math.Abs(error); // the limit itself is still inside
            inRow = magnitude <= Guard ? inRow + 1 : 0;
            var factor = magnitude > 1m ? Shorten : 1m;
            if (inRow >= Consecutive)
                (factor, inRow) = (Extend, 0);
            current = Math.Clamp(current * factor, Minimum, Maximum);
            intervals.Add(current);
        }

        return intervals;
    }
}
