using System.Runtime.CompilerServices;
using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;

namespace Metrology.Core.Runs;

/// <summary>Observations → errors, budgets and verdicts. Who asks from outside asks <see cref="RunEvaluation"/>, which looks at the references first.</summary>
public static class Evaluator
{
    /// <summary>A list of observations never changes, so it is sorted by steps once.</summary>
    private static readonly ConditionalWeakTable<IReadOnlyList<Observation>, ILookup<StepKey, Observation>> BySteps = [];

    /// <summary>Evaluates what is there; an unfinished run has items with <see cref="Verdict.NotSet"/>.</summary>
    internal static Evaluation Evaluate(RunState state, IReadOnlyList<ReferenceCapability> references, EvaluationEdition edition = EvaluationEdition.Current)
    {
        var ambient = Ambient(state);
        var items = state.Plan.Items.Select(item => Item(state, item, references, edition)).ToList();
        var verdict = state.IsAborted
            ? Verdict.Aborted
            : Verdicts.Worst([.. items.Select(item => item.Verdict), .. ambient.Select(one => one.Verdict)]);
        return new(verdict, items, ambient, UnconfirmedFacts.Of(state.Plan));
    }

    /// <summary>Values, error and quantisation of the current step when it is read but not yet accepted; null otherwise.</summary>
    public static RepeatResult? Preview(RunState state) =>
        state.CurrentStep is { IsEnvironment: false } step && state.Steps[state.Current].Phase == StepPhase.Read && state.Plan.ItemOf(step).IsMeasured
            ? RepeatEvaluation.Of(state, state.Current)
            : null;

    internal static bool GateIsOpen(RunState state) => Preview(state)?.GateIsOpen ?? true;

    private static ItemResult Item(RunState state, ProcedureItem item, IReadOnlyList<ReferenceCapability> references, EvaluationEdition edition)
    {
        if (item.Verb == Verb.Inspect)
            return Inspection(state, item);
        if (!item.IsMeasured)
            return new(item.Id, item.Title, Done(state, item), [], []);
        var points = state.Plan.PointsOf(item).Select(point => new PointEvaluation(state, item, point, edition).Evaluate(references)).ToList();
        return new(item.Id, item.Title, Verdicts.Worst([.. points.Select(point => point.Verdict)]), points, []);
    }

    /// <summary>A step that is only done passes when it is accepted.</summary>
    private static Verdict Done(RunState state, ProcedureItem item) => Verdicts.Worst(
    [
        .. Enumerable.Range(0, state.Steps.Count).Where(i => state.Plan.Steps[i].Key.Item == item.Id).Select(i => state.Steps[i].Phase switch
        {
            StepPhase.Accepted => Verdict.Pass,
            StepPhase.Skipped => Verdict.Indeterminate,
            _ => Verdict.NotSet,
        }),
    ]);

    private static ItemResult Inspection(RunState state, ProcedureItem item)
    {
        var index = IndexOf(state, item.Id);
        var answers = LatestAttempt(state, index).Where(one => one.Role == Roles.Verifier).ToDictionary(one => one.Subject, one => one.Reading.Value == 1m);
        var checks = item.Checks
            .Select(check => new CheckResult(check.Id, check.Label, answers.TryGetValue(check.Id, out var conforms) ? conforms : null)).ToList();
        var verdict = state.Steps[index].Phase switch
        {
            StepPhase.Accepted => checks.TrueForAll(check => check.Conforms == true) ? Verdict.Pass : Verdict.Fail,
            StepPhase.Skipped => Verdict.Indeterminate,
            _ => Verdict.NotSet,
        };
        return new(item.Id, item.Title, verdict, [], checks);
    }

    /// <summary>The conditions that open the run, then those of every later item that records them again.</summary>
    private static IReadOnlyList<AmbientResult> Ambient(RunState state) =>
    [
        .. state.Plan.Procedure.Environment.Count == 0 ? [] : Ambient(state, IndexOf(state, PlannedStep.EnvironmentItem), state.Plan.Procedure.Environment),
        .. state.Plan.Items.Where(item => item.Verb == Verb.Environment).SelectMany(item => Ambient(state, item)),
    ];

    private static IEnumerable<AmbientResult> Ambient(RunState state, ProcedureItem item) =>
        Ambient(state, IndexOf(state, item.Id), ExpectedReadings.Conditions(state.Plan, item)).Select(result => result with
        {
            Id = $"{item.Id}/{result.Id}",
            Label = new($"{item.Title.Zh} · {result.Label.Zh}", $"{item.Title.En} · {result.Label.En}"),
        });

    private static IEnumerable<AmbientResult> Ambient(RunState state, int index, IReadOnlyList<EnvironmentCondition> conditions)
    {
        var readings = LatestAttempt(state, index).Where(one => one.Role == Roles.Environment).ToDictionary(one => one.Subject, one => one.Reading);
        return conditions.Select(condition => Ambient(state.Plan.Procedure, condition, readings.GetValueOrDefault(condition.Id), state.Steps[index].Phase));
    }

    private static AmbientResult Ambient(Procedure procedure, EnvironmentCondition condition, Reading? reading, StepPhase phase)
    {
        if (reading is null || procedure.Unit(reading.Unit) is not { } unit || procedure.Unit(condition.Unit) is not { } wanted)
        {
            var open = phase == StepPhase.Skipped ? Verdict.Indeterminate : Verdict.NotSet;
            return new(condition.Id, condition.Label, null, null, condition.Unit, open);
        }

        var value = new Quantity(reading.Value, unit).Exactly(wanted);
        var isOutside = value.Exact < condition.Minimum || value.Exact > condition.Maximum;
        return new(
            condition.Id, condition.Label, value.Shown, unit == wanted ? reading.Text : null, condition.Unit,
            isOutside || phase == StepPhase.Skipped ? Verdict.Indeterminate : phase == StepPhase.Accepted ? Verdict.Pass : Verdict.NotSet);
    }

    internal static IEnumerable<Observation> LatestAttempt(RunState state, int step) =>
        BySteps.GetValue(state.Observations, static all => all.ToLookup(one => one.Step))[state.Plan.Steps[step].Key].Where(one => one.Attempt == state.Steps[step].Attempt);

    private static int IndexOf(RunState state, string item)
    {
        for (var i = 0; i < state.Plan.Steps.Count; i++)
        {
            if (state.Plan.Steps[i].Key.Item == item)
                return i;
        }

        throw new InvalidOperationException($"The plan has no step of {item}.");
    }
}
