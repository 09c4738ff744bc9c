using Metrology.Core.Uncertainty.Files;
using Metrology.Core.Uncertainty.MonteCarlo;
using Metrology.Core.Words;

namespace Metrology.Core.Uncertainty;

/// <summary>Something that the reader of a result should know; the result stands.</summary>
public sealed record UncertaintyWarning(string Code, string Output, BilingualText Text);

/// <summary>Everything about one output: its budget, what the second order and the trials say of it, and what to beware of.</summary>
/// <param name="Budget">Null when the law of propagation has no result and only distributions were propagated.</param>
/// <param name="Second">Null when the formula has no second derivatives there.</param>
/// <param name="Trials">Null when distributions were not propagated.</param>
/// <param name="Validation">JCGM 101:2008 clause 8, when there are trials.</param>
public sealed record OutputReport(
    OutputQuantity Output, UncertaintyBudget? Budget, SecondOrder? Second, MonteCarloResult? Trials, GumValidation? Validation, IReadOnlyList<UncertaintyWarning> Warnings);

/// <summary>Evaluation of a whole file: law of propagation, checks, and Monte Carlo when it is asked for.</summary>
/// <param name="First">Null when some output has no value or no sensitivities at the estimates, as √(x² + y²) at zero.</param>
public sealed record UncertaintyReport(IReadOnlyList<OutputReport> Outputs, FirstOrderResult? First)
{
    /// <summary>The report, or why there is none. Where the law of propagation has no result, that of Monte Carlo alone is one, when it was asked for.</summary>
    /// <param name="runner">Runs parts of the trials, see <see cref="Propagation"/>.</param>
    public static Outcome<UncertaintyReport> Of(UncertaintyFile file, PartRunner? runner = null, int parts = 1)
    {
        var first = FirstOrder.Evaluate(file.Model, file.Coverage);
        if (first.Refusal is { } refusal && file.MonteCarlo is null)
            return refusal;
        IReadOnlyList<MonteCarloResult>? trials = null;
        if (file.MonteCarlo is { } settings)
        {
            var run = Propagation.Run(file.Model, settings with { IsValidation = !first.IsRefused }, runner, parts);
            if (run.Refusal is { } reason)
                return reason;
            trials = run.Value;
        }

        return first.Refusal is { } why
            ? new UncertaintyReport([.. file.Model.Outputs.Select((_, o) => TrialsAlone(file.Model, trials![o], o, why))], null)
            : new UncertaintyReport([.. file.Model.Outputs.Select((_, o) => Output(file, first.Value, trials?[o], o))], first.Value);
    }

    private static OutputReport TrialsAlone(MeasurementModel model, MonteCarloResult trials, int output, Refusal why) => new(
        model.Outputs[output], null, null, trials, null,
        [ModelWarnings.NoFirstOrder(model.Outputs[output].Name, why), .. ModelWarnings.Of(model, output, trials, null)]);

    private static OutputReport Output(UncertaintyFile file, FirstOrderResult first, MonteCarloResult? trials, int output)
    {
        var budget = first.Budgets[output];
        var second = SecondOrder.Of(file.Model, output);
        GumValidation? validation = null;
        if (trials is not null)
        {
            // The two intervals are compared for one and the same probability.
            var factor = Coverage.Of(trials.Probability).FactorFor(budget.EffectiveDegreesOfFreedom);
            validation = GumValidation.Of(
                budget with { CoverageFactor = factor, Expanded = factor * budget.Combined }, trials, file.MonteCarlo!.SignificantDigits, file.MonteCarlo.Interval);
        }

        return new(file.Model.Outputs[output], budget, second, trials, validation, [.. ModelWarnings.Of(file.Model, first, output, second), .. ModelWarnings.Of(file.Model, output, trials, validation)]);
    }
}
