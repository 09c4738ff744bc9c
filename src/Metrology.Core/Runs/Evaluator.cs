namespace Metrology.Core.Runs;

/// <summary>Observations → errors, budgets and verdicts.</summary>
public static class Evaluator
{
    /// <summary>Evaluates what is there; an unfinished run has items with <see cref="Decisions.Verdict.NotSet"/>.</summary>
    public static Evaluation Evaluate(RunState state, IReadOnlyList<ReferenceCapability> references) => throw new NotImplementedException();
}
