using Metrology.Core.Planning.Building;

namespace Metrology.Core.Planning.Forecasts;

/// <summary>A stage that is not finished.</summary>
/// <param name="Begun">Null when it has not begun.</param>
/// <param name="NotBefore">It is planned to begin on this day and is not taken to begin before it.</param>
/// <param name="Duration">Null when nothing is known of it: no estimate, no history, no plan.</param>
public sealed record OpenStage(BuildingStage Stage, DateOnly? Begun, DateOnly? NotBefore, StageDuration? Duration);

/// <summary>What is left of a project. Stages that are left follow one another.</summary>
public sealed record ProjectOutlook(string Id, IReadOnlyList<OpenStage> Open, DateOnly? FinishedOn)
{
    /// <summary>A project with a stage of which nothing is known has no day on which it ends, and none is made up.</summary>
    public bool CanBeForecast => Open.Count == 0 ? FinishedOn is not null : Open.All(stage => stage.Duration is not null);

    /// <summary>Of the finished stages of all projects: days by stage, in ascending order.</summary>
    public static IReadOnlyDictionary<BuildingStage, IReadOnlyList<int>> History(IEnumerable<StageDates> stages) => stages
        .Where(stage => !stage.NotNeeded && stage.Days is > 0)
        .GroupBy(stage => stage.Stage, stage => stage.Days!.Value)
        .ToDictionary(stage => stage.Key, stage => (IReadOnlyList<int>)[.. stage.Order()]);

    /// <summary>What is known of the duration of a stage: stated first, then observed, then planned.</summary>
    public static StageDuration? DurationOf(StageDates stage, StageDuration.Stated? stated, IReadOnlyDictionary<BuildingStage, IReadOnlyList<int>> history) =>
        stated is not null ? stated
        : history.GetValueOrDefault(stage.Stage) is { Count: >= StageDuration.Observed.Fewest } days ? new StageDuration.Observed(days)
        : stage.PlannedDays is { } planned and > 0 ? new StageDuration.Planned(planned)
        : null;

    /// <summary>The project with its running or next stage finished today.</summary>
    public ProjectOutlook WithoutNextStage(DateOnly today) => Open.Count switch
    {
        0 => this,
        1 => this with { Open = [], FinishedOn = today },
        _ => this with { Open = [.. Open.Skip(1)] },
    };

    /// <summary>The day on which the project is finished, as a day number, for every path.</summary>
    /// <param name="delay">Days by which what is left begins later.</param>
    public int[] FinishDays(DateOnly today, int delay, ulong seed, int paths) => Finish(today, delay, seed, paths).Days;

    /// <summary>The same, and beside it with the present stage finished today: every stage is drawn once for both.</summary>
    public (int[] Days, int[] Sooner) Finish(DateOnly today, int delay, ulong seed, int paths)
    {
        var (ends, sooner) = (new int[paths], new int[paths]);
        if (Open.Count == 0)
        {
            Array.Fill(ends, FinishedOn!.Value.DayNumber);
            return (ends, ends);
        }

        Array.Fill(ends, today.DayNumber + delay);
        Array.Fill(sooner, Open.Count == 1 ? today.DayNumber : today.DayNumber + delay);
        var days = new int[paths];
        for (var i = 0; i < Open.Count; i++)
        {
            var stage = Open[i];
            // A running stage has its own beginning; the days that it has taken are known. Days count the first and the last.
            var elapsed = stage.Begun is { } begun ? today.DayNumber - begun.DayNumber + 1 : 0;
            stage.Duration!.Draw(new(seed, $"{Id}/{stage.Stage}"), elapsed, days);
            Append(ends, days, stage, elapsed, delay);
            if (i > 0)
                Append(sooner, days, stage, elapsed, delay);
        }

        return (ends, sooner);
    }

    /// <summary>A stage begins on the day after the one before it has ended, or as planned; with all that is left, its planned day is put off by a delay.</summary>
    private static void Append(int[] ends, int[] days, OpenStage stage, int elapsed, int delay)
    {
        var notBefore = stage.NotBefore is { } planned ? planned.DayNumber + delay : 0;
        for (var path = 0; path < ends.Length; path++)
        {
            var begins = stage.Begun is null ? Math.Max(ends[path] + 1, notBefore) : ends[path] - elapsed + 1;
            ends[path] = Math.Max(ends[path], begins + days[path] - 1);
        }
    }
}
