using Metrology.Core.Quantities;
using Metrology.Core.Planning.Things;
using Metrology.Core.Words;

namespace Metrology.Core.Planning;

/// <summary>A standard of the registry as targets count it.</summary>
/// <param name="CountingClass">A–D of the government statistics, or null when nobody has classed it.</param>
/// <param name="EstablishedOn">First day of its first certificate; null is unknown.</param>
/// <param name="ImprovedOn">Days of upgrades (提升改造) that count as such; a re-examination is none.</param>
public sealed record CountedStandard(string Id, string? CountingClass, StandardDates Dates, DateOnly? EstablishedOn, IReadOnlyList<DateOnly> ImprovedOn)
{
    /// <summary>最高 or 次级; null while nobody has said it.</summary>
    public bool? IsHighest { get; init; }

    /// <summary>Box of the application form, "Enterprise"; null while nobody has said it.</summary>
    public string? Category { get; init; }

    /// <summary>Who issued its newest assessment certificate; null is unknown.</summary>
    public string? Presider { get; init; }

    /// <summary>建标单位; null is unknown.</summary>
    public string? Institution { get; init; }

    /// <summary>保存地点.</summary>
    public string Place { get; init; } = "";
}

/// <summary>A standard that a target means on a day, with the standing under which it is counted or shown apart.</summary>
public sealed record MeantStandard(CountedStandard Standard, StandardStanding Standing)
{
    public bool Counts => Standing is StandardStanding.Valid or StandardStanding.Expiring;

    /// <summary>A missing date, class or rank leaves it open whether it is meant at all.</summary>
    public bool IsOpen { get; init; }
}

/// <summary>What a target counts on a day: what counts, and apart from it what does not or cannot be said.</summary>
/// <param name="Counted">In force on the day and meant by the reading.</param>
/// <param name="Expiring">Of the counted ones, those that lapse within the warning period. Of a minimum of each institution, all numbers are of the one that has least.</param>
/// <param name="Unknown">Would count if a missing date or class were known.</param>
public sealed record TargetCount(int Counted, int Expiring, int Expired, int Suspended, int Unknown);

public enum TargetStanding
{
    /// <summary>The text names no number, or the registry cannot count this reading.</summary>
    NotCountable,

    Reached,

    /// <summary>Not reached, and there is time left or no date.</summary>
    Open,

    /// <summary>Not reached, but would be if what is unknown counted.</summary>
    Undetermined,

    /// <summary>Not reached on the due day.</summary>
    Missed,

    /// <summary>Missed on the due day; the count of a later day would have sufficed.</summary>
    MissedReachedSince,
}

/// <summary>Progress of a target under one reading. Computed for any day, never stored as the truth.</summary>
public static class TargetProgress
{
    /// <summary>The target counts public measurement standards, so that the registry can answer it.</summary>
    public static bool CountsStandards(Target target) => target.Counts is { } said ? said == CountedKinds.Standards
        : target.Unit is { } unit && SimplifiedChinese.Of(unit) is var text && (text.Contains("计量标准", StringComparison.Ordinal) || text.Contains("建标", StringComparison.Ordinal));

    /// <summary>The standards that the reading means on a day, or null when the registry cannot answer this reading.</summary>
    public static IReadOnlyList<MeantStandard>? Meant(Target target, string reading, IEnumerable<CountedStandard> standards, DateOnly on)
    {
        if (!CountsStandards(target) || Period(target, reading, on) is not { } period || LacksInstitutions(target, reading))
            return null;
        var countsImprovements = reading != TargetReadings.NewlyBuiltInPeriod;
        return [.. standards.Select(one => (Standard: one, Meant: IsMeant(target, reading, one, period, countsImprovements))).Where(one => one.Meant != false)
            .Select(one => new MeantStandard(one.Standard, one.Meant is null ? Hidden(one.Standard, on) : StandardValidity.On(one.Standard.Dates, on)) { IsOpen = one.Meant is null })];
    }

    /// <summary>Counted for each institution of a level, or for all of them together.</summary>
    public static bool IsOfInstitutions(string reading) => reading is TargetReadings.PerInstitutionMinimum or TargetReadings.LevelTotal;

    /// <summary>The reading asks for the institutions of a level, and nobody has said which these are: any number would be of institutions that the text may not mean.</summary>
    public static bool LacksInstitutions(Target target, string reading) => IsOfInstitutions(reading) && target.Units.Count == 0;

    /// <summary>Counts the registry under a reading, or null when the registry cannot answer this reading.</summary>
    public static TargetCount? Count(Target target, string reading, IEnumerable<CountedStandard> standards, DateOnly on)
    {
        if (Meant(target, reading, standards, on) is not { } meant)
            return null;
        if (reading == TargetReadings.PerInstitutionMinimum)
        {
            // All numbers are of the institution that has least; what may belong to it because nobody has said whose it is stays open.
            var least = Institutions(target, meant).MinBy(one => (one.Counted, one.Unknown))?.Unit;
            meant = [.. meant.Where(one => InstitutionOf(target, one.Standard) is var unit && (unit == least || (unit is null && one is { IsOpen: true, Standing: StandardStanding.Unknown })))];
        }

        return new(
            meant.Count(one => one.Counts), Number(StandardStanding.Expiring), Number(StandardStanding.Expired), Number(StandardStanding.Suspended),
            Number(StandardStanding.Unknown));

        int Number(StandardStanding standing) => meant.Count(one => one.Standing == standing);
    }

    /// <summary>
    /// Where the target stands on a day. Once its due day is behind, the count of the due day decides for ever: what was certified later does not mend a miss,
    /// what lapsed later does not undo a success.
    /// </summary>
    public static TargetStanding Standing(Target target, string reading, IReadOnlyCollection<CountedStandard> standards, DateOnly on) =>
        Standing(target, reading, on, day => Judge(target, Count(target, reading, standards, day), day, target.Due.DefaultDate));

    /// <summary>What each institution has that the division names: a standard belongs to the one whose name is that of its institution or stands in it; to the longest of several.</summary>
    public static IReadOnlyList<UnitCount> Institutions(Target target, IReadOnlyList<MeantStandard> meant)
    {
        var found = meant.ToLookup(one => InstitutionOf(target, one.Standard));
        return [.. target.Units.Select(unit => Of(unit, found[unit], true))];
    }

    /// <summary>The institution of the division that keeps a standard; null when it is none of them, or nobody has said which.</summary>
    internal static string? InstitutionOf(Target target, CountedStandard standard) => InstitutionOf(target, standard.Institution);

    /// <summary>The same of whoever keeps or builds it, as written.</summary>
    internal static string? InstitutionOf(Target target, string? institution) => institution is not null
        ? target.Units.Where(unit => ThingIdentity.Plain(institution).Contains(ThingIdentity.Plain(unit), StringComparison.Ordinal)).MaxBy(unit => ThingIdentity.Plain(unit).Length)
        : null;

    /// <summary>
    /// What each part of a division has, of what a reading means: a standard belongs to the part whose name is that of its institution or stands in the name of its institution or in its place; to the
    /// longest of these names.
    /// </summary>
    /// <returns>The parts in their order, and the standards that no part is known of.</returns>
    public static (IReadOnlyList<UnitCount> Parts, int Elsewhere) ByPart(Target target, IReadOnlyList<MeantStandard> meant)
    {
        var names = target.Units.Select(ThingIdentity.Plain).ToList();
        var of = meant.ToLookup(one =>
        {
            var (institution, place) = (ThingIdentity.Plain(one.Standard.Institution ?? ""), ThingIdentity.Plain(one.Standard.Place));
            return names.Where(name => institution.Contains(name, StringComparison.Ordinal) || place.Contains(name, StringComparison.Ordinal)).MaxBy(name => name.Length) ?? "";
        });
        return ([.. target.Units.Zip(names, (unit, name) => Of(unit, of[name], true))], of[""].Count(one => one.Counts));
    }

    private static UnitCount Of(string unit, IEnumerable<MeantStandard> meant, bool isNamed) =>
        new(unit, meant.Count(one => one.Counts), meant.Count(one => one.Standing == StandardStanding.Unknown), isNamed);

    /// <summary>The same of whatever is counted.</summary>
    /// <param name="judge">Where the target stands with the count of a day.</param>
    internal static TargetStanding Standing(Target target, string reading, DateOnly on, Func<DateOnly, TargetStanding> judge)
    {
        var now = judge(on);
        if (reading == TargetReadings.AnnualFlow || target.Due.DefaultDate is not { } due || due >= on || now == TargetStanding.NotCountable)
            return now;
        var then = judge(due);
        return then == TargetStanding.Missed && now == TargetStanding.Reached ? TargetStanding.MissedReachedSince : then;
    }

    /// <summary>Where the target stands with the count of a day that is not after its due day.</summary>
    internal static TargetStanding Judge(Target target, TargetCount? count, DateOnly on, DateOnly? due)
    {
        var needed = QuantityText.ParseNumber(target.Range?.Min ?? target.Number ?? "");
        if (count is null || needed is null || target.Operator[0] is '≤' or '<')
            return TargetStanding.NotCountable;
        if (count.Counted >= needed && !(target.Operator[0] == '>' && count.Counted == needed))
            return TargetStanding.Reached;
        if (count.Counted + count.Unknown >= needed)
            return TargetStanding.Undetermined;
        return due <= on ? TargetStanding.Missed : TargetStanding.Open;
    }

    /// <summary>Days of establishment or improvement that the reading means; null when it is not a reading of the registry.</summary>
    private static (DateOnly From, DateOnly Until)? Period(Target target, string reading, DateOnly on) => reading switch
    {
        TargetReadings.StockAtDate or TargetReadings.PerInstitutionMinimum or TargetReadings.LevelTotal => (DateOnly.MinValue, DateOnly.MaxValue),
        TargetReadings.CumulativeSincePlanStart or TargetReadings.NewlyBuiltInPeriod when target.PlanStart is { } start => (start, on),
        TargetReadings.IncrementOfTheYear => (new(on.Year, 1, 1), on),
        _ => null,
    };

    /// <summary>Null when a missing date or class leaves it open. One standard built and later improved counts once.</summary>
    private static bool? IsMeant(Target target, string reading, CountedStandard standard, (DateOnly From, DateOnly Until) period, bool countsImprovements)
    {
        var isOfClass = CountingClasses.Of(target) is not { } classes ? true : standard.CountingClass is { } one ? classes.Contains(one) : (bool?)null;
        isOfClass = Both(isOfClass, IsOfMeaning(target, standard));
        // Kept by an institution that the division names; which one an unnamed institution is nobody knows.
        if (IsOfInstitutions(reading))
            isOfClass = Both(isOfClass, standard.Institution is null ? null : InstitutionOf(target, standard) is not null);
        if (isOfClass == false || period.From == DateOnly.MinValue)
            return isOfClass;
        List<DateOnly?> days = [standard.EstablishedOn, .. countsImprovements ? standard.ImprovedOn.Select(day => (DateOnly?)day) : []];
        if (days.Exists(day => day >= period.From && day <= period.Until))
            return isOfClass;
        return days.Contains(null) ? null : false;
    }

    /// <summary>Words with several meanings, "市级最高计量标准": the one in force decides. Without a rule for it whether a standard is meant stays open.</summary>
    private static bool? IsOfMeaning(Target target, CountedStandard standard)
    {
        if (target.Readings is null)
            return true;
        if (target.Meaning is not { } letter || target.ReadingRules?.GetValueOrDefault(letter) is not { } rules)
            return null;
        var holds = rules.Select(rule => rule.Covers(standard, target.Presider)).ToList();
        return holds.Contains(true) ? true : holds.Contains(null) ? null : false;
    }

    private static bool? Both(bool? a, bool? b) => a == false || b == false ? false : a is null || b is null ? null : true;

    // Left open, but only a standard that may be in force can still count.
    private static StandardStanding Hidden(CountedStandard standard, DateOnly on) => StandardValidity.On(standard.Dates, on) switch
    {
        StandardStanding.Valid or StandardStanding.Expiring => StandardStanding.Unknown,
        var other => other,
    };
}
