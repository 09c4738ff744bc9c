namespace Metrology.Core.Planning.Building;

/// <summary>A stage of a project: when it was to be, and when it was. Days are inclusive; null is not planned, not begun, not finished.</summary>
/// <param name="NotNeeded">The project has no such stage, for example no rectification after an examination without findings.</param>
public sealed record StageDates(
    BuildingStage Stage, DateOnly? PlannedFrom, DateOnly? PlannedTo, DateOnly? ActualFrom, DateOnly? ActualTo, bool NotNeeded = false)
{
    public bool IsFinished => NotNeeded || ActualTo is not null;

    public bool IsRunning => !NotNeeded && ActualFrom is not null && ActualTo is null;

    /// <summary>Calendar days of a finished stage, first and last included.</summary>
    public int? Days => ActualTo is { } to && ActualFrom is { } from ? to.DayNumber - from.DayNumber + 1 : null;

    public int? PlannedDays => PlannedTo is { } to && PlannedFrom is { } from ? to.DayNumber - from.DayNumber + 1 : null;

    /// <summary>How many days a stage is behind its plan on a day; null when it is not, or has no plan.</summary>
    public int? DaysLate(DateOnly on) => NotNeeded || PlannedTo is not { } due || (ActualTo ?? on) <= due ? null : (ActualTo ?? on).DayNumber - due.DayNumber;

    /// <summary>The stage that a project is in: the first that is not finished; null when all are.</summary>
    public static StageDates? Current(IEnumerable<StageDates> stages) => stages.OrderBy(one => one.Stage).FirstOrDefault(one => !one.IsFinished);

    /// <summary>Last day of the last stage; null while one is open.</summary>
    public static DateOnly? FinishedOn(IReadOnlyCollection<StageDates> stages) =>
        stages.All(one => one.IsFinished) ? stages.Where(one => !one.NotNeeded).Max(one => one.ActualTo) : null;
}
