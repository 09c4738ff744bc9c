using Metrology.Core.Words;

namespace Metrology.Core.Runs;

/// <summary>The one way from a run to its results: without references that are good enough there are none, because an error whose reference is unknown has no uncertainty.</summary>
public static class RunEvaluation
{
    /// <summary>Errors, budgets and verdicts of what is there, or the requirement on the references that is not met ("reference.missing", "reference.insufficient").</summary>
    public static Outcome<Evaluation> Of(RunState state, IReadOnlyList<ReferenceCapability> references, EvaluationEdition edition = EvaluationEdition.Current) =>
        ReferenceGuard.Check(state.Plan, references) is { } refusal ? refusal : Evaluator.Evaluate(state, references, edition);
}
