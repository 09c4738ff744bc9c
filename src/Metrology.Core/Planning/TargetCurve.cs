namespace Metrology.Core.Planning;

/// <summary>What a target counts from a day on until the next point.</summary>
/// <param name="Unknown">Would count if a missing date or class were known.</param>
public sealed record CurvePoint(DateOnly On, int Counted, int Unknown);

/// <summary>The count of a target over time, exact to the day: a point stands where something changes. Future days assume that nothing is renewed.</summary>
public static class TargetCurve
{
    /// <returns>The first point on <paramref name="from"/>; null when the registry cannot answer the reading.</returns>
    public static IReadOnlyList<CurvePoint>? Of(Target target, string reading, IEnumerable<CountedStandard> standards, DateOnly from, DateOnly until)
    {
        if (TargetProgress.Count(target, reading, [], from) is null)
            return null;
        if (reading == TargetReadings.PerInstitutionMinimum)
            return OfLeast(target, [.. standards], from, until);
        // Each standard changes on a few days of its own; the curve is the sum of these steps.
        var steps = new SortedDictionary<DateOnly, (int Counted, int Unknown)> { [from] = (0, 0) };
        foreach (var standard in standards)
        {
            var (counted, unknown) = (0, 0);
            foreach (var day in ChangeDays(standard, from, until))
            {
                var now = TargetProgress.Count(target, reading, [standard], day)!;
                if (now.Counted == counted && now.Unknown == unknown)
                    continue;
                var step = steps.GetValueOrDefault(day);
                steps[day] = (step.Counted + now.Counted - counted, step.Unknown + now.Unknown - unknown);
                (counted, unknown) = (now.Counted, now.Unknown);
            }
        }

        var (sum, open) = (0, 0);
        var points = new List<CurvePoint>(steps.Count);
        foreach (var (day, step) in steps)
        {
            (sum, open) = (sum + step.Counted, open + step.Unknown);
            if (points.Count == 0 || points[^1].Counted != sum || points[^1].Unknown != open)
                points.Add(new(day, sum, open));
        }

        return points;
    }

    /// <summary>Of each institution its own sum; on each day the least of them.</summary>
    private static List<CurvePoint> OfLeast(Target target, IReadOnlyList<CountedStandard> standards, DateOnly from, DateOnly until)
    {
        var of = standards.ToLookup(one => TargetProgress.InstitutionOf(target, one));
        var curves = target.Units.Select(unit => Of(target with { Units = [unit] }, TargetReadings.LevelTotal, of[unit], from, until)!).ToList();
        // What names no institution is unknown whichever is meant.
        var open = Of(target with { Units = [""] }, TargetReadings.LevelTotal, standards.Where(one => one.Institution is null), from, until)!;
        var points = new List<CurvePoint>();
        foreach (var day in curves.Append(open).SelectMany(curve => curve.Select(point => point.On)).Distinct().Order())
        {
            var least = curves.Select(curve => curve.Last(point => point.On <= day)).MinBy(point => (point.Counted, point.Unknown));
            var next = new CurvePoint(day, least?.Counted ?? 0, (least?.Unknown ?? 0) + open.Last(point => point.On <= day).Unknown);
            if (points.Count == 0 || points[^1].Counted != next.Counted || points[^1].Unknown != next.Unknown)
                points.Add(next);
        }

        return points;
    }

    private static IEnumerable<DateOnly> ChangeDays(CountedStandard standard, DateOnly from, DateOnly until)
    {
        var dates = standard.Dates;
        var firsts = dates.Assessment.Concat(dates.Public).Select(period => period.From)
            .Concat(standard.ImprovedOn.Select(day => (DateOnly?)day)).Concat([standard.EstablishedOn, dates.SuspendedFrom, dates.WithdrawnOn])
            .Concat(dates.Suspensions.Concat(dates.Pending).Select(period => period.From));
        var lasts = dates.Assessment.Concat(dates.Public).Concat(dates.Suspensions).Concat(dates.Pending).Select(period => period.Until).Append(dates.SuspendedUntil).Where(day => day < DateOnly.MaxValue);
        // A reading by year begins anew every January.
        var years = Enumerable.Range(from.Year, until.Year - from.Year + 1).Select(year => new DateOnly(year, 1, 1));
        return firsts.OfType<DateOnly>().Concat(lasts.OfType<DateOnly>().Select(day => day.AddDays(1))).Concat(years)
            .Where(day => day > from && day <= until).Prepend(from).Distinct().Order();
    }
}
