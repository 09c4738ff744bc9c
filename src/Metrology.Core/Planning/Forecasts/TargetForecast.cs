using Metrology.Core.Quantities;

namespace Metrology.Core.Planning.Forecasts;

/// <summary>A project as a target sees it.</summary>
/// <param name="CountingClass">A–D that its standard will have.</param>
public sealed record CountedProject(string Id, string CountingClass, ProjectOutlook Outlook)
{
    /// <summary>Who builds it, and will keep its standard; null is unknown.</summary>
    public string? Institution { get; init; }
}

/// <summary>Why a target is not forecast.</summary>
public enum ForecastGap
{
    /// <summary>The day is past: its count has decided.</summary>
    Decided,

    /// <summary>The text names no number to reach.</summary>
    NoNumber,

    /// <summary>It counts other things than standards: how they come and go nobody has recorded.</summary>
    OtherThings,

    /// <summary>Neither text nor question names a day.</summary>
    NoDay,

    /// <summary>It asks for the institutions of a level, and its division names none.</summary>
    NoInstitutions,

    /// <summary>Its words have several meanings, and the register cannot tell the one in force apart.</summary>
    MeaningOpen,

    /// <summary>The register cannot count the reading.</summary>
    Reading,
}

/// <summary>What a minimum of each needs of one institution.</summary>
/// <param name="Paths">Of this institution alone.</param>
public sealed record InstitutionForecast(string Institution, TargetOutlook Outlook, TargetPaths Paths)
{
    /// <summary>Standards beyond those that are certain.</summary>
    public decimal Lacking => Math.Max(0, Outlook.Needed - Outlook.Certain);
}

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

    /// <summary>Further standards that are there by the day, for certain; of a minimum of each institution one after the other where most is lacking.</summary>
    public int Added { get; init; }
}

/// <summary>The forecast of a target for a day under a scenario.</summary>
/// <param name="Unforecast">Projects that would count but have a stage of which nothing is known.</param>
public sealed record TargetForecast(TargetOutlook Outlook, TargetPaths Paths, IReadOnlyList<string> Unforecast)
{
    private const double DaysOfYear = 365.25;

    /// <summary>Of a minimum of each institution: what it needs of each, in the order of the division. Its paths are those of the institution with least, and its outlook is of all of them. Empty otherwise.</summary>
    public IReadOnlyList<InstitutionForecast> Institutions { get; init; } = [];

    /// <summary>Of a reading by institution: standards that would count if somebody said whose they are.</summary>
    public int OfNoInstitution { get; init; }

    /// <summary>Standards a year that have to be built until the day beyond those that are expected without any project; null when the day is here.</summary>
    public double? RequiredBuildRate(DateOnly today)
    {
        var days = Outlook.On.DayNumber - today.DayNumber;
        return days <= 0 ? null : (Institutions.Count == 0 ? Lacking(Outlook) : Institutions.Sum(one => Lacking(one.Outlook))) / (days / DaysOfYear);

        static double Lacking(TargetOutlook of) => Math.Max(0, (double)of.Needed - of.Certain - of.Lapsing.Sum(one => Math.Pow(of.RenewalShare, one.Renewals)));
    }

    /// <returns>Null when the register cannot answer the reading, when the text names no number to reach, or when its words leave open what is meant.</returns>
    public static TargetForecast? Of(
        Target target, string reading, IReadOnlyCollection<CountedStandard> standards, IReadOnlyCollection<CountedProject> projects, DateOnly on, ForecastScenario scenario)
    {
        if (IsMeaningOpen(target) || Needed(target) is not { } needed || TargetProgress.Meant(target, reading, standards, on) is not { } meant)
            return null;
        // Whether the standard of a project will be a highest one nobody has said, so under a meaning that asks for it no project counts.
        var counting = target.Readings is null ? projects.Where(project => CountingClasses.Of(target)?.Contains(project.CountingClass) != false).ToList() : [];
        if (TargetProgress.IsOfInstitutions(reading))
            counting.RemoveAll(project => TargetProgress.InstitutionOf(target, project.Institution) is null);
        var first = First(target, reading, on);
        IReadOnlyList<string> unforecast = [.. counting.Where(project => !project.Outlook.CanBeForecast).Select(project => project.Id)];
        var ofNone = TargetProgress.IsOfInstitutions(reading) ? meant.Count(one => one is { Standing: StandardStanding.Unknown, IsOpen: true } && one.Standard.Institution is null) : 0;
        if (reading != TargetReadings.PerInstitutionMinimum)
        {
            var outlook = OutlookOf(needed, on, meant, counting, first, scenario);
            outlook = outlook with { Certain = outlook.Certain + scenario.Added };
            return new(outlook, new([outlook], scenario.Seed, scenario.Paths), unforecast) { OfNoInstitution = ofNone };
        }

        var (kept, built) = (meant.ToLookup(one => TargetProgress.InstitutionOf(target, one.Standard.Institution)), counting.ToLookup(project => TargetProgress.InstitutionOf(target, project.Institution)));
        var each = target.Units.Select(unit => OutlookOf(OwnMinimum(target, unit, needed), on, kept[unit], built[unit], first, scenario)).ToList();
        for (var i = 0; i < scenario.Added; i++)
        {
            var least = each.FindIndex(one => one.Needed - one.Certain == each.Max(other => other.Needed - other.Certain));
            each[least] = each[least] with { Certain = each[least].Certain + 1 };
        }

        var all = new TargetOutlook(
            needed, on, each.Sum(one => one.Certain), [.. each.SelectMany(one => one.Lapsing)], [.. each.SelectMany(one => one.Missing)], [.. each.SelectMany(one => one.Projects)], scenario.RenewalShare);
        return new(all, new(each, scenario.Seed, scenario.Paths), unforecast)
        {
            Institutions = [.. target.Units.Zip(each, (unit, one) => new InstitutionForecast(unit, one, new([one], scenario.Seed, scenario.Paths)))],
            OfNoInstitution = ofNone,
        };
    }

    /// <summary>What its part asks of an institution; never less than the text asks of each.</summary>
    private static decimal OwnMinimum(Target target, string unit, decimal needed) => target.UnitNumbers.TryGetValue(unit, out var own) ? Math.Max(own, needed) : needed;

    /// <summary>Why a target has no forecast for a day.</summary>
    /// <param name="by">Null when neither text nor question names one.</param>
    public static ForecastGap GapOf(Target target, string reading, DateOnly? by, DateOnly today) =>
        by < today ? ForecastGap.Decided
        : Needed(target) is null ? ForecastGap.NoNumber
        : !TargetProgress.CountsStandards(target) ? ForecastGap.OtherThings
        : by is null ? ForecastGap.NoDay
        : TargetProgress.LacksInstitutions(target, reading) ? ForecastGap.NoInstitutions
        : IsMeaningOpen(target) ? ForecastGap.MeaningOpen
        : ForecastGap.Reading;

    private static bool IsMeaningOpen(Target target) => target.Readings is not null && target.ReadingRules?.ContainsKey(target.Meaning ?? "") != true;

    /// <summary>What the count of these standards and projects on the day depends on.</summary>
    private static TargetOutlook OutlookOf(decimal needed, DateOnly on, IEnumerable<MeantStandard> meant, IEnumerable<CountedProject> counting, DateOnly first, ForecastScenario scenario)
    {
        var certain = 0;
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

        return new(needed, on, certain, lapsing, missing, [.. counting.Where(project => project.Outlook.CanBeForecast).Select(project => Days(project, first, scenario))], scenario.RenewalShare);
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
