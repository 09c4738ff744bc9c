namespace Metrology.Core.Planning.Forecasts;

/// <summary>Days from the first to the last, both included, as day numbers.</summary>
public readonly record struct DayRange(int First, int Last)
{
    public bool Contains(DateOnly day) => First <= day.DayNumber && day.DayNumber <= Last;

    public DateOnly LastDay => DateOnly.FromDayNumber(Last);
}

/// <summary>The days on which a standard is in force, by arithmetic of intervals: what <see cref="StandardValidity"/> says of every single day, at once.</summary>
public static class ValidityDays
{
    private const int Never = 0;
    private static readonly int Forever = DateOnly.MaxValue.DayNumber;

    /// <summary>Ranges on which the certificates that it needs are in force, and the standard neither suspended nor withdrawn; in order, apart from each other.</summary>
    public static IReadOnlyList<DayRange> InForce(StandardDates dates) => Ranges(dates, takesUnknown: false);

    /// <summary>Ranges on which it is in force or would be if the missing dates were good.</summary>
    public static IReadOnlyList<DayRange> Possible(StandardDates dates) => Ranges(dates, takesUnknown: true);

    private static List<DayRange> Ranges(StandardDates dates, bool takesUnknown)
    {
        var both = Union(dates.Assessment, takesUnknown);
        if (dates.NeedsPublic)
            both = Both(both, Union(dates.Public, takesUnknown));
        if (dates.SuspendedFrom is { } from && !(dates.SuspendedUntil < from))
            both = Without(both, from.DayNumber, dates.SuspendedUntil?.DayNumber ?? Forever);
        both = Without(both, dates.Suspensions);
        // What is pending is unknown, not impossible.
        if (!takesUnknown)
            both = Without(both, dates.Pending);
        return dates.WithdrawnOn is { } withdrawn ? Without(both, withdrawn.DayNumber, Forever) : both;
    }

    /// <summary>Periods of one kind of certificate in order; what overlaps or touches is one.</summary>
    private static List<DayRange> Union(IReadOnlyList<CertificatePeriod> periods, bool takesUnknown)
    {
        var ranges = new List<DayRange>(periods.Count);
        for (var i = 0; i < periods.Count; i++)
        {
            var (from, until) = (periods[i].From, periods[i].Until);
            if ((from is null || until is null) && !takesUnknown)
                continue;
            var range = new DayRange(from?.DayNumber ?? Never, until?.DayNumber ?? Forever);
            if (range.First <= range.Last)
                Insert(ranges, range);
        }

        return ranges;
    }

    private static void Insert(List<DayRange> ranges, DayRange added)
    {
        var at = ranges.Count;
        while (at > 0 && ranges[at - 1].First > added.First)
            at--;
        ranges.Insert(at, added);
        for (var i = 1; i < ranges.Count;)
        {
            if (ranges[i].First > ranges[i - 1].Last + 1)
            {
                i++;
                continue;
            }

            ranges[i - 1] = new(ranges[i - 1].First, Math.Max(ranges[i - 1].Last, ranges[i].Last));
            ranges.RemoveAt(i);
        }
    }

    private static List<DayRange> Both(List<DayRange> a, List<DayRange> b)
    {
        var both = new List<DayRange>(Math.Max(a.Count, b.Count));
        for (int i = 0, j = 0; i < a.Count && j < b.Count;)
        {
            var (first, last) = (Math.Max(a[i].First, b[j].First), Math.Min(a[i].Last, b[j].Last));
            if (first <= last)
                both.Add(new(first, last));
            if (a[i].Last < b[j].Last)
                i++;
            else
                j++;
        }

        return both;
    }

    private static List<DayRange> Without(List<DayRange> ranges, IReadOnlyList<CertificatePeriod> periods)
    {
        for (var i = 0; i < periods.Count; i++)
        {
            if (periods[i].From is { } first && !(periods[i].Until < first))
                ranges = Without(ranges, first.DayNumber, periods[i].Until?.DayNumber ?? Forever);
        }

        return ranges;
    }

    private static List<DayRange> Without(List<DayRange> ranges, int first, int last)
    {
        var left = new List<DayRange>(ranges.Count + 1);
        foreach (var range in ranges)
        {
            if (range.First < first)
                left.Add(new(range.First, Math.Min(range.Last, first - 1)));
            if (range.Last > last)
                left.Add(new(Math.Max(range.First, last + 1), range.Last));
        }

        return left;
    }
}
