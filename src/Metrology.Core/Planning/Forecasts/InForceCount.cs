namespace Metrology.Core.Planning.Forecasts;

/// <summary>How many standards are in force on each day of a span, and who falls when.</summary>
public static class InForceCount
{
    /// <summary>One number a day from <paramref name="from"/> on. Each standard is looked at once, whatever the number of days.</summary>
    public static int[] PerDay(IEnumerable<StandardDates> standards, DateOnly from, int days) => PerDay(standards.Select(ValidityDays.InForce), from.DayNumber, days);

    /// <summary>Standards that are not in force, but would be if their missing dates were good; never part of <see cref="PerDay(IEnumerable{StandardDates}, DateOnly, int)"/>.</summary>
    public static int[] UnknownPerDay(IReadOnlyCollection<StandardDates> standards, DateOnly from, int days)
    {
        var possible = PerDay(standards.Select(ValidityDays.Possible), from.DayNumber, days);
        var certain = PerDay(standards, from, days);
        return [.. possible.Zip(certain, (all, sure) => all - sure)];
    }

    /// <summary>The days on which the number changes, the first day in front.</summary>
    public static IReadOnlyList<CurvePoint> Steps(IReadOnlyCollection<StandardDates> standards, DateOnly from, int days)
    {
        var (counted, unknown) = (PerDay(standards, from, days), UnknownPerDay(standards, from, days));
        return [.. Enumerable.Range(0, days).Where(i => i == 0 || counted[i] != counted[i - 1] || unknown[i] != unknown[i - 1])
            .Select(i => new CurvePoint(from.AddDays(i), counted[i], unknown[i]))];
    }

    private static int[] PerDay(IEnumerable<IReadOnlyList<DayRange>> standards, int from, int days)
    {
        // Every range adds one on its first day and takes it away behind its last.
        var change = new int[days + 1];
        foreach (var ranges in standards)
        {
            for (var i = 0; i < ranges.Count; i++)
            {
                var (first, last) = (Math.Max(ranges[i].First - from, 0), Math.Min(ranges[i].Last - from, days - 1));
                if (first > last)
                    continue;
                change[first]++;
                change[last + 1]--;
            }
        }

        for (var i = 1; i < days; i++)
            change[i] += change[i - 1];
        return change[..days];
    }
}

/// <summary>Standards whose days in force end with the same day (到期断崖).</summary>
/// <param name="LastDay">The last day on which they are in force.</param>
public sealed record ExpiryCliff<T>(DateOnly LastDay, IReadOnlyList<T> Falling);

public static class ExpiryCliffs
{
    /// <summary>Cliffs with a last day in the span, in order. What begins again the day after, renewed without a gap, does not fall.</summary>
    public static IReadOnlyList<ExpiryCliff<T>> Of<T>(IEnumerable<T> standards, Func<T, StandardDates> dates, DateOnly from, DateOnly until) =>
    [
        .. standards.SelectMany(one => ValidityDays.InForce(dates(one)).Select(range => (Standard: one, range.LastDay)))
            .Where(fall => fall.LastDay >= from && fall.LastDay <= until)
            .GroupBy(fall => fall.LastDay, fall => fall.Standard).OrderBy(day => day.Key).Select(day => new ExpiryCliff<T>(day.Key, [.. day])),
    ];
}
