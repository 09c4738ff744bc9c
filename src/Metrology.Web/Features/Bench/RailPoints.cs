using Metrology.Core.Decisions;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.Web.Features.Bench;

/// <summary>The points of a run for the rail: ambient conditions, then every point of every item, its repeats counted.</summary>
internal static class RailPoints
{
    public static IReadOnlyList<TimelinePoint> Of(BenchView view, Words t)
    {
        var state = view.State;
        var evaluation = view.Record.Evaluate();
        var points = new List<TimelinePoint>();
        foreach (var group in Enumerable.Range(0, state.Plan.Steps.Count).GroupBy(i => (state.Plan.Steps[i].Key.Item, state.Plan.Steps[i].Key.Point)))
        {
            var steps = group.ToArray();
            var (verdict, detail) = Standing(evaluation, group.Key.Item, group.Key.Point);
            var accepted = steps.Count(i => state.Steps[i].Phase == StepPhase.Accepted);
            if (verdict == Verdict.NotSet && steps.Length > 1)
                detail = $"{accepted}/{steps.Length}";
            points.Add(new(t[Label(state, group.Key.Item, group.Key.Point, steps[0])], verdict, steps.Contains(state.Current), Detail: detail));
        }

        return points;
    }

    private static (Verdict Verdict, string? Detail) Standing(Evaluation evaluation, string item, string point)
    {
        if (item == PlannedStep.EnvironmentItem)
            return (Verdicts.Worst([.. evaluation.Ambient.Select(one => one.Verdict)]), null);
        var result = evaluation.Items.FirstOrDefault(one => one.Item == item);
        return result?.Points.FirstOrDefault(one => one.Point == point) is { } measured
            ? (measured.Verdict, measured.Verdict != Verdict.NotSet && measured.Rounded is { } rounded ? Figures.WithUnit(rounded.Signed(), measured.Unit) : null)
            : (result?.Verdict ?? Verdict.NotSet, null);
    }

    private static BilingualText Label(RunState state, string item, string point, int first)
    {
        if (state.Plan.Steps[first].IsEnvironment)
            return state.Plan.Steps[first].Label;
        var rule = state.Plan.ItemOf(state.Plan.Steps[first]);
        return rule.Points.FirstOrDefault(one => one.Id == point)?.Label is { } label ? new($"{rule.Title.Zh} · {label.Zh}", $"{rule.Title.En} · {label.En}") : rule.Title;
    }
}
