using Metrology.Core.Quantities;

namespace Metrology.Core.Planning.Forecasts;

/// <summary>A project as a target sees it.</summary>
/// <param name="CountingClass">A–D that its standard will have.</param>
public sealed record CountedProject(string Id, string CountingClass, ProjectOutlook Outlook);

/// <summary>Assumptions of a forecast; all of them are stated beside it.</summary>
/// <param name="RenewalShare">Probability that a re-examination succeeds in time.</param>
public sealed record ForecastScenario(DateOnly Today, double RenewalShare, ulong Seed, int Paths)
{
    public const int OrdinaryPaths = 10_000;

    /// <summary>Standards that are renewed for certain, or restored, or whose dates turn out to be good.</summary>
    public IReadOnlySet<string> Renewed { get; init; } = new HashSet<string>();

    /// <summary>Days by which what is left of a project begins later.</summary>
    public IReadOnlyDictionary<string, int> Delays { get; init; } = new Dictionary<string, int>();

    /// <summary>Projects whose present stage is finished today.</summary>
    public IReadOnlySet<string> Advanced { get; init; } = new HashSet<string>();

    /// <summary>Further standards that are there by the day, for certain.</summary>
    public int Added { get; init; }
}

/// <summary>The forecast of a target for a day under a scenario.</summary>
/// <param name="Unforecast">Projects that would count but have a stage of which nothing is known.</param>
public sealed record TargetForecast(TargetOutlook Outlook, TargetPaths Paths, IReadOnlyList<string> Unforecast)
{
    private const double DaysOfYear = 365.25;

    /// <summary>Standards a year that have to be built until the day beyond those that are expected without any project; null when the day is here.</summary>
    public double? RequiredBuildRate(DateOnly today)
    {
        var days = Outlook.On.DayNumber - today.DayNumber;
        var kept = Outlook.Certain + Outlook.Lapsing.Sum(one => Math.Pow(Outlook.RenewalShare, one.Renewals));
        return days <= 0 ? null : Math.Max(0, (double)Outlook.Needed - kept) / (days / DaysOfYear);
    }

    /// <returns>Null when the register cannot answer the reading, when the text names no number to reach, or when its words leave open what is meant.</returns>
    public static TargetForecast? Of(
        Target target, string reading, IReadOnlyCollection<CountedStandard> standards, IReadOnlyCollection<CountedProject> projects, DateOnly on, ForecastScenario scenario)
    {
        // The least of several institutions, and the sum of some of them, are no sum of all that is meant.
        if (reading is TargetReadings.PerInstitutionMinimum or TargetReadings.LevelTotal || (target.Readings is not null && target.ReadingRules?.ContainsKey(target.Meaning ?? "") != true))
            return null;
        if (Needed(target) is not { } needed || TargetProgress.Meant(target, reading, standards, on) is not { } meant)
            return null;
        var certain = scenario.Added;
        var (lapsing, missing) = (new List<LapsingStandard>(), new List<MissingStandard>());
        foreach (var one in meant)
        {
            // What is withdrawn, or certified only later, is not renewed.
            var canBeRenewed = one.Standing is StandardStanding.Expired or StandardStanding.Suspended or StandardStanding.Unknown;
            if (one.Counts || (canBeRenewed && !one.IsOpen && scenario.Renewed.Contains(one.Standard.Id)))
                certain++;
            else if (!one.IsOpen && one.Standing == StandardStanding.Expired && Lapse(one.Standard, on, scenario.Today) is { } lapse)
                lapsing.Add(lapse);
            // Where class, rank or meaning is open, nobody knows whether a renewal would count: it is promised by nobody.
            else if (canBeRenewed && (!one.IsOpen || one.Standing == StandardStanding.Unknown) && StandardValidity.On(one.Standard.Dates, on) == one.Standing)
                missing.Add(new(one.Standard.Id, one.Standing));
        }

        // Whether the standard of a project will be a highest one nobody has said, so under a meaning that asks for it no project counts.
        var counting = target.Readings is null ? projects.Where(project => CountingClasses.Of(target)?.Contains(project.CountingClass) != false).ToList() : [];
        var outlook = new TargetOutlook(
            needed, on, certain, lapsing, missing, [.. counting.Where(project => project.Outlook.CanBeForecast).Select(project => Days(project, First(target, reading, on), scenario))],
            scenario.RenewalShare);
        return new(outlook, new(outlook, scenario.Seed, scenario.Paths), [.. counting.Where(project => !project.Outlook.CanBeForecast).Select(project => project.Id)]);
    }

    /// <summary>The least count that reaches the target; null when its text names no number to reach.</summary>
    public static decimal? Needed(Target target) => QuantityText.ParseNumber(target.Range?.Min ?? target.Number ?? "") is { } number
        ? target.Operator[0] switch
        {
            '≤' or '<' => null,
            '>' => decimal.Floor(number) + 1,
            _ => number,
        }
        : null;

    /// <summary>The first day of establishment that the reading counts.</summary>
    private static DateOnly First(Target target, string reading, DateOnly on) => reading switch
    {
        TargetReadings.IncrementOfTheYear => new(on.Year, 1, 1),
        TargetReadings.CumulativeSincePlanStart or TargetReadings.NewlyBuiltInPeriod => target.PlanStart ?? DateOnly.MinValue,
        _ => DateOnly.MinValue,
    };

    private static ProjectDays Days(CountedProject project, DateOnly first, ForecastScenario scenario)
    {
        var delay = scenario.Delays.GetValueOrDefault(project.Id);
        var outlook = scenario.Advanced.Contains(project.Id) ? project.Outlook.WithoutNextStage(scenario.Today) : project.Outlook;
        var (days, sooner) = outlook.Finish(scenario.Today, delay, scenario.Seed, scenario.Paths);
        return new(project.Id, Counting(days), Counting(sooner));

        // What is established before the period is not counted in it.
        int[] Counting(int[] all) => first == DateOnly.MinValue ? all : [.. all.Select(day => day < first.DayNumber ? int.MaxValue : day)];
    }

    /// <summary>When a standard that is in force today lapses, and how often it has to be renewed until the day if each renewal lasts as long as the certificate that lapses.</summary>
    private static LapsingStandard? Lapse(CountedStandard standard, DateOnly on, DateOnly today)
    {
        var last = ValidityDays.InForce(standard.Dates).LastOrDefault(range => range.First <= on.DayNumber);
        if (last == default || last.Last < today.DayNumber)
            return null;
        // Both certificates have to follow until the day. Two that end on one day are renewed by one re-examination; two that end apart are two.
        var ends = new HashSet<DateOnly>();
        foreach (var periods in standard.Dates.Needed)
        {
            var lasting = periods.Where(period => period.Until is not null && period.From?.DayNumber <= last.Last).MaxBy(period => period.Until);
            for (var until = lasting?.Until; until < on; until = Renewed(until.Value, lasting!))
                ends.Add(until.Value);
        }

        // One that was suspended or withdrawn lapses without an end of a certificate.
        return new(standard.Id, last.LastDay, Math.Max(1, ends.Count));
    }

    /// <summary>Last day of a certificate that follows and lasts as long: whole months stay months, whatever their days.</summary>
    private static DateOnly Renewed(DateOnly until, CertificatePeriod lasting)
    {
        var (from, behind) = (lasting.From!.Value, lasting.Until!.Value.AddDays(1));
        var months = ((behind.Year - from.Year) * 12) + behind.Month - from.Month;
        return months > 0 && from.AddMonths(months) == behind ? until.AddDays(1).AddMonths(months).AddDays(-1) : until.AddDays(behind.DayNumber - from.DayNumber);
    }
}
