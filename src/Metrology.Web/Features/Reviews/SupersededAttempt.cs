using Metrology.Core.Runs;

namespace Metrology.Web.Features.Reviews;

/// <summary>Readings of an attempt that was done again.</summary>
/// <param name="Reason">Why it was done again, when a later reading says so.</param>
internal sealed record SupersededAttempt(StepKey Step, int Attempt, IReadOnlyList<Observation> Readings, string? Reason)
{
    public static IReadOnlyList<SupersededAttempt> Of(RunState state, string item, string point)
    {
        var last = state.Plan.Steps.Index().ToDictionary(step => step.Item.Key, step => state.Steps[step.Index].Attempt);
        var reasons = state.Observations.Where(one => one.Supersedes is not null).ToLookup(one => one.Supersedes!.Value, one => one.Reason);
        return
        [
            .. state.Observations.Where(one => one.Step.Item == item && one.Step.Point == point && one.Attempt < last[one.Step])
                .GroupBy(one => (one.Step, one.Attempt))
                .Select(group => new SupersededAttempt(
                    group.Key.Step, group.Key.Attempt, [.. group], group.SelectMany(one => reasons[one.Sequence]).FirstOrDefault())),
        ];
    }
}
