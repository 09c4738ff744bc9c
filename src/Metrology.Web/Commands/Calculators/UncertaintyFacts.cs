using Metrology.Core.Uncertainty;
using Metrology.Core.Uncertainty.MonteCarlo;
using Metrology.Core.Words;

namespace Metrology.Web.Commands.Calculators;

/// <summary>What <c>uncertainty --json</c> prints of one output. JSON has no infinity: infinite degrees of freedom are null; so is what only the law of propagation gives where it has no result.</summary>
internal static class UncertaintyFacts
{
    public static object Of(OutputReport output, Language language) => new
    {
        output = output.Output.Name,
        unit = output.Output.Unit ?? "",
        value = output.Budget?.Value,
        u = output.Budget?.Combined,
        dof = output.Budget is { } budget ? Finite(budget.EffectiveDegreesOfFreedom) : null,
        k = output.Budget?.CoverageFactor,
        p = output.Budget?.CoverageProbability,
        expandedUncertainty = output.Budget?.Expanded,
        components = output.Budget?.Components.Select(one => new
        {
            symbol = one.Symbol,
            source = one.Description.In(language),
            type = one.Type,
            distribution = one.Distribution,
            u = one.StandardUncertainty,
            sensitivity = one.Sensitivity,
            contribution = Math.Abs(one.Contribution),
            dof = Finite(one.DegreesOfFreedom),
        }),
        correlations = output.Budget?.Correlations.Select(pair => new { first = pair.First, second = pair.Second, r = pair.R }),
        secondOrder = output.Second is { } second ? new { u = second.Combined, shift = second.Shift } : null,
        monteCarlo = output.Trials is { } trials ? Of(trials) : null,
        validation = output.Validation is { } validation
            ? new { k = validation.CoverageFactor, expandedUncertainty = validation.Expanded, low = validation.LowDifference, high = validation.HighDifference, tolerance = validation.Tolerance, outcome = Camel(validation.Outcome), isValid = validation.MayDecide ? validation.IsWithinTolerance : (bool?)null }
            : null,
        warnings = output.Warnings.Select(warning => new { code = warning.Code, text = warning.Text.In(language) }),
    };

    private static object Of(MonteCarloResult trials) => new
    {
        mean = trials.Mean,
        u = trials.StandardUncertainty,
        p = trials.Probability,
        symmetric = new[] { trials.Symmetric.Low, trials.Symmetric.High },
        shortest = new[] { trials.Shortest.Low, trials.Shortest.High },
        trials = trials.Trials,
        seed = trials.Seed,
        isStable = trials.IsStable,
    };

    private static string Camel(ValidationOutcome outcome) => outcome switch
    {
        ValidationOutcome.Validated => "validated",
        ValidationOutcome.NotValidated => "notValidated",
        _ => "tooFewTrials",
    };

    private static double? Finite(double freedom) => double.IsFinite(freedom) ? freedom : null;
}
