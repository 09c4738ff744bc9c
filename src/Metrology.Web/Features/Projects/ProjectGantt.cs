using Metrology.Core.Planning.Building;
using Metrology.Core.Words;

namespace Metrology.Web.Features.Projects;

/// <summary>Projects as bars over time: the plan of each stage pale, what happened dark, what is late red.</summary>
internal static class ProjectGantt
{
    public static GanttData Of(IEnumerable<ProjectLine> lines, DateOnly today, Words t) => new(
        [.. lines.Select(line => new GanttRow(t[line.Project.Name], $"/projects/{line.Project.Id}", [.. line.Project.Dates.SelectMany(stage => Spans(stage, today, t))]))], today.Iso(), t.Projects.Today)
    { Legend = Legend(t) };

    /// <summary>The stages of one project, a row each.</summary>
    public static GanttData Of(ProjectLine line, DateOnly today, Words t) => new(
        [
            .. line.Project.Dates.Where(stage => !stage.NotNeeded).Select(stage => new GanttRow(
                t[BuildingStages.Label(stage.Stage)], $"/projects/{line.Project.Id}/stages/{stage.Stage}", [.. Spans(stage, today, t)])),
        ],
        today.Iso(), t.Projects.Today)
    { Legend = Legend(t) };

    private static IReadOnlyList<GanttKey> Legend(Words t) =>
        [new(t.Projects.Planned, Tone.Quiet, IsPlan: true), new(t.Projects.BarDone, Tone.Good, IsPlan: false), new(t.Projects.BarRunning, Tone.Info, IsPlan: false), new(t.Projects.BarLate, Tone.Bad, IsPlan: false)];

    private static IEnumerable<GanttSpan> Spans(StageDates stage, DateOnly today, Words t)
    {
        var label = t[BuildingStages.Label(stage.Stage)];
        if (stage is { NotNeeded: false, PlannedFrom: { } from, PlannedTo: { } to })
            yield return new($"{label} · {t.Projects.Planned}", from.Iso(), to.AddDays(1).Iso(), Tone.Quiet, IsPlan: true);
        if (stage.ActualFrom is { } begun)
            yield return new($"{label} · {t.Projects.Actual}", begun.Iso(), (stage.ActualTo ?? today).AddDays(1).Iso(), stage.DaysLate(today) is null ? stage.ActualTo is null ? Tone.Info : Tone.Good : Tone.Bad, IsPlan: false);
    }
}
