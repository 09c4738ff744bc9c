using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Planning.Things;

/// <summary>One thing that a target means on a day, with every row that speaks of it.</summary>
/// <param name="Standing">Under which the target counts it or shows it apart.</param>
/// <param name="Unit">The district that it is counted for, as its first row writes it; null where the reading knows none.</param>
public sealed record MeantThing(IReadOnlyList<CountedThing> Rows, StandardStanding Standing, string? Unit)
{
    public bool Counts => Standing is StandardStanding.Valid or StandardStanding.Expiring;
}

/// <summary>What one district has.</summary>
/// <param name="IsNamed">The plan names it; else only its evidence does.</param>
public sealed record UnitCount(string Unit, int Counted, int Unknown, bool IsNamed);

/// <summary>Progress of a target that counts other things than measurement standards. As with standards it is computed for any day.</summary>
public static class ThingProgress
{
    /// <summary>Words of the counted unit, the more special first.</summary>
    private static readonly (string Words, ThingKind Kind)[] UnitWords =
    [
        ("一站式", ThingKind.OneStopSite), ("平台或窗口", ThingKind.OneStopSite), ("服务企业", ThingKind.ServedEnterprise), ("测量管理体系", ThingKind.CertifiedEnterprise),
        ("计量测试平台", ThingKind.TestPlatform), ("检验检测中心", ThingKind.NationalCentre), ("计量测试中心", ThingKind.NationalCentre), ("监督检验平台", ThingKind.InspectionPlatform),
        ("互认实验室", ThingKind.RecognisedLaboratory), ("注册计量师", ThingKind.Metrologist),
    ];

    /// <summary>What the target counts; null for measurement standards and for what nobody keeps.</summary>
    public static ThingKind? KindOf(Target target)
    {
        if (target.Counts is { } said)
            return CountedKinds.ThingOf(said);
        if (TargetProgress.CountsStandards(target))
            return null;
        var unit = SimplifiedChinese.Of(target.Unit ?? "");
        if (target.DefaultKind == TargetReadings.CoverageRate)
            return ThingKind.CoverageRate;
        if (UnitWords.FirstOrDefault(one => unit.Contains(one.Words, StringComparison.Ordinal)) is { Words: not null } found)
            return found.Kind;
        // "人" alone: the sentence says of whom.
        return unit == "人" && SimplifiedChinese.Of(target.Quote ?? "").Contains("注册计量师", StringComparison.Ordinal) ? ThingKind.Metrologist : null;
    }

    /// <summary>The things that the reading means on a day; null when it is no count of things.</summary>
    public static IReadOnlyList<MeantThing>? Meant(Target target, string reading, IEnumerable<CountedThing> things, DateOnly on)
    {
        if (KindOf(target) is not { } kind || kind == ThingKind.CoverageRate)
            return null;
        var isByUnit = reading == TargetReadings.PerUnitMinimum;
        var rows = things.Where(row => row.Kind == kind).ToList();
        var parts = isByUnit ? rows.GroupBy(row => ThingIdentity.Plain(row.District ?? "")).Select(part => (Unit: part.First().District, Rows: part.ToList())) : [(Unit: null, Rows: rows)];
        var meant = new List<MeantThing>();
        foreach (var (unit, ofUnit) in parts)
        {
            foreach (var group in ThingIdentity.Group(ofUnit))
            {
                if (StandingOf(target, reading, group, on) is not { } standing)
                    return null;
                if (standing != StandardStanding.NotYet)
                    meant.Add(new(group, isByUnit && unit is null && standing is (StandardStanding.Valid or StandardStanding.Expiring) ? StandardStanding.Unknown : standing, unit));
            }
        }

        return rows.Count == 0 && StandingOf(target, reading, [], on) is null ? null : meant;
    }

    /// <param name="units">Districts that the plan names, for a minimum of each.</param>
    /// <returns>For a minimum of each unit the number of the unit that has least; null when it is no count of things.</returns>
    public static TargetCount? Count(Target target, string reading, IEnumerable<CountedThing> things, IReadOnlyCollection<string> units, DateOnly on)
    {
        if (Meant(target, reading, things, on) is not { } meant)
            return null;
        var counted = reading == TargetReadings.PerUnitMinimum
            ? Units(meant, units).Select(unit => unit.Counted).DefaultIfEmpty(0).Min()
            : meant.Count(one => one.Counts);
        return new(counted, Number(StandardStanding.Expiring), Number(StandardStanding.Expired), 0, Number(StandardStanding.Unknown));

        int Number(StandardStanding standing) => meant.Count(one => one.Standing == standing);
    }

    /// <summary>Each district: those that the plan names first, then those that only the evidence names.</summary>
    public static IReadOnlyList<UnitCount> Units(IReadOnlyList<MeantThing> meant, IReadOnlyCollection<string> named)
    {
        var found = meant.Where(one => one.Unit is not null).GroupBy(one => ThingIdentity.Plain(one.Unit!)).ToDictionary(group => group.Key, group => group.ToList());
        var known = named.Select(ThingIdentity.Plain).ToHashSet();
        return
        [
            .. named.Select(unit => Of(unit, found.GetValueOrDefault(ThingIdentity.Plain(unit)) ?? [], true)),
            .. found.Where(pair => !known.Contains(pair.Key)).Select(pair => Of(pair.Value[0].Unit!, pair.Value, false)),
        ];

        static UnitCount Of(string unit, List<MeantThing> things, bool isNamed) =>
            new(unit, things.Count(one => one.Counts), things.Count(one => one.Standing == StandardStanding.Unknown), isNamed);
    }

    /// <summary>
    /// Where the target stands on a day. A minimum of each unit is reached only where the plan's units are named: the evidence cannot say which districts there are.
    /// </summary>
    public static TargetStanding Standing(Target target, string reading, IReadOnlyCollection<CountedThing> things, IReadOnlyCollection<string> units, DateOnly on) =>
        TargetProgress.Standing(target, reading, on, day =>
        {
            var standing = TargetProgress.Judge(target, Count(target, reading, things, units, day), day, DueOf(target, reading, day));
            return standing == TargetStanding.Reached && reading == TargetReadings.PerUnitMinimum && units.Count == 0 ? TargetStanding.Undetermined : standing;
        });

    /// <summary>The count over time, exact to the day; null when it is no count of things.</summary>
    public static IReadOnlyList<CurvePoint>? Curve(Target target, string reading, IReadOnlyCollection<CountedThing> things, IReadOnlyCollection<string> units, DateOnly from, DateOnly until)
    {
        if (KindOf(target) is not { } kind || Count(target, reading, [], units, from) is null)
            return null;
        var rows = things.Where(row => row.Kind == kind).ToList();
        var days = rows.SelectMany(row => new[] { row.From, row.Until is { } last && last < DateOnly.MaxValue ? last.AddDays(1) : null }).OfType<DateOnly>()
            .Concat(Enumerable.Range(from.Year, until.Year - from.Year + 1).Select(year => new DateOnly(year, 1, 1)))
            .Where(day => day > from && day <= until).Prepend(from).Distinct().Order();
        var points = new List<CurvePoint>();
        foreach (var day in days)
        {
            var now = Count(target, reading, rows, units, day)!;
            if (points.Count == 0 || points[^1].Counted != now.Counted || points[^1].Unknown != now.Unknown)
                points.Add(new(day, now.Counted, now.Unknown));
        }

        return points;
    }

    /// <summary>A number of each year is due at the end of the year of the day.</summary>
    private static DateOnly? DueOf(Target target, string reading, DateOnly on) => reading == TargetReadings.AnnualFlow ? new(on.Year, 12, 31) : target.Due.DefaultDate;

    /// <summary>Where one thing stands under a reading, by all of its rows; null when it is no reading of things.</summary>
    private static StandardStanding? StandingOf(Target target, string reading, IReadOnlyList<CountedThing> rows, DateOnly on) => reading switch
    {
        TargetReadings.StockAtDate or TargetReadings.Total or TargetReadings.PerUnitMinimum or TargetReadings.Qualitative => Best(rows, on),
        TargetReadings.CumulativeEverCertified => In(rows, DateOnly.MinValue, on),
        TargetReadings.AnnualFlow => In(rows, new(on.Year, 1, 1), on),
        TargetReadings.NewlyBuiltInPeriod or TargetReadings.NewlyAddedInPeriod => PeriodStart(target) is { } start ? New(rows, start, on) : null,
        _ => null,
    };

    /// <summary>First day of the plan; where the sentence names a five-year plan, the day on which that began.</summary>
    public static DateOnly? PeriodStart(Target target) => target.PlanStart ?? (target.Due.Text is { } words ? DueDate.StartOfPlan(words) : null);

    private static StandardStanding Best(IReadOnlyList<CountedThing> rows, DateOnly on)
    {
        var standings = rows.Select(row => row.StandingOn(on)).ToHashSet();
        return new[] { StandardStanding.Valid, StandardStanding.Expiring, StandardStanding.Unknown, StandardStanding.Expired }.Cast<StandardStanding?>()
            .FirstOrDefault(one => standings.Contains(one!.Value)) ?? StandardStanding.NotYet;
    }

    /// <summary>Something of it happened or began between two days.</summary>
    private static StandardStanding In(IReadOnlyList<CountedThing> rows, DateOnly first, DateOnly last) =>
        rows.Any(row => row.From >= first && row.From <= last) ? StandardStanding.Valid
        : rows.Any(row => row.From is null) ? StandardStanding.Unknown
        : StandardStanding.NotYet;

    /// <summary>It came in the period and is there: one that was there before is not new whatever paper it got since.</summary>
    private static StandardStanding New(IReadOnlyList<CountedThing> rows, DateOnly start, DateOnly on)
    {
        if (rows.Any(row => row.From < start) || rows.All(row => row.From > on))
            return StandardStanding.NotYet;
        var now = Best(rows, on);
        return now is (StandardStanding.Valid or StandardStanding.Expiring) && rows.Any(row => row.From is null) ? StandardStanding.Unknown : now;
    }
}
