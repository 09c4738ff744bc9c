using Metrology.Core.Words;

namespace Metrology.Core.Planning.Building;

/// <summary>Beginning or end of a stage.</summary>
public sealed record StageEdge(BuildingStage Stage, bool IsEnd)
{
    /// <summary>The day of the edge; of a stage that is not needed it is the end of the needed one before it. Null when it has not come.</summary>
    public DateOnly? DayOf(IReadOnlyCollection<StageDates> stages)
    {
        if (stages.FirstOrDefault(one => one.Stage == Stage) is not { } stage)
            return null;
        return stage.NotNeeded
            ? stages.Where(one => one.Stage < Stage && !one.NotNeeded).MaxBy(one => one.Stage)?.ActualTo
            : IsEnd ? stage.ActualTo : stage.ActualFrom;
    }
}

public enum LimitUnit
{
    WorkingDays,
    Months,
}

/// <summary>A time limit of a rule as data. None is confirmed before somebody has compared it with the text that is in force.</summary>
/// <param name="Jurisdiction">ISO 3166: "CN" holds everywhere, "CN-ZJ" in Zhejiang besides.</param>
/// <param name="Edition">The rule and its edition.</param>
/// <param name="IsMinimum">Not before, instead of not after.</param>
/// <param name="Confidence">How the number is known: exact text, secondary source or memory.</param>
public sealed record StageLimit(
    string Id, string Jurisdiction, string Edition, BilingualText Name, StageEdge From, StageEdge To, int Count, LimitUnit Unit, bool IsMinimum,
    string Source, string Confidence, bool Confirmed);

public enum LimitState
{
    /// <summary>What it is counted from has not come.</summary>
    NotBegun,
    Running,
    Kept,
    Broken,
}

/// <summary>Where a limit stands in a project on a day.</summary>
/// <param name="Due">Last day, or first day of a minimum.</param>
/// <param name="Used">Working days used until the end, or until today; null for months.</param>
/// <param name="YearsOfWeekendsOnly">Years of which no holidays are known: the due day may lie later.</param>
public sealed record LimitStanding(StageLimit Limit, LimitState State, DateOnly? Due, int? Used, IReadOnlyList<int> YearsOfWeekendsOnly)
{
    public static LimitStanding Of(StageLimit limit, IReadOnlyCollection<StageDates> stages, WorkingCalendar calendar, DateOnly today)
    {
        if (limit.From.DayOf(stages) is not { } begin)
            return new(limit, LimitState.NotBegun, null, null, []);
        var inDays = limit.Unit == LimitUnit.WorkingDays;
        // Six months that have passed with the end of a stage have passed with its last day.
        var due = inDays ? calendar.LastDay(begin, limit.Count) : begin.AddMonths(limit.Count).AddDays(limit is { IsMinimum: true, To.IsEnd: true } ? -1 : 0);
        var done = limit.To.DayOf(stages);
        var state = limit.IsMinimum
            ? done is null ? LimitState.Running : done < due ? LimitState.Broken : LimitState.Kept
            : (done ?? today) > due ? LimitState.Broken : done is null ? LimitState.Running : LimitState.Kept;
        return new(limit, state, due, inDays ? calendar.Between(begin, done ?? today) : null, inDays ? calendar.Unknown(begin, due) : []);
    }
}
