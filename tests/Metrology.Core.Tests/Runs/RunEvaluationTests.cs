using Metrology.Core.Records;
using Metrology.Core.Runs;

namespace Metrology.Core.Tests.Runs;

/// <summary>From outside there is no way to results without references that do.</summary>
public class RunEvaluationTests
{
    [Fact]
    public void A_run_without_references_has_no_results() =>
        Assert.Equal("reference.missing", RunEvaluation.Of(Example.Finished(10m), []).Refusal!.Code);

    [Fact]
    public void A_run_with_a_reference_that_is_not_good_enough_has_no_results() =>
        Assert.Equal("reference.insufficient", RunEvaluation.Of(Example.Finished(10m), [Example.Reference with { ExpandedUncertainty = 0.9m }]).Refusal!.Code);

    [Fact]
    public void A_reference_of_another_measurand_is_none() =>
        Assert.Equal("reference.missing", RunEvaluation.Of(Example.Finished(10m), [Example.Reference with { Measurand = "voltage" }]).Refusal!.Code);

    /// <summary>An uncertainty in kWh cannot be compared with a limit in per cent; that it is too large would be the wrong reason.</summary>
    [Fact]
    public void A_reference_whose_uncertainty_is_of_another_dimension_than_the_limit_is_refused_for_that()
    {
        var refusal = RunEvaluation.Of(Example.Finished(10m), [Example.Reference with { ExpandedUncertainty = 0.001m, Unit = "kWh" }]).Refusal!;
        Assert.Equal("reference.not-comparable", refusal.Code);
        Assert.Contains("“kWh”", refusal.Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void With_its_references_the_results_are_those_of_the_evaluator()
    {
        var state = Example.Finished(10m);
        Assert.Equal(EvaluationJson.Of(Evaluator.Evaluate(state, [Example.Reference])), EvaluationJson.Of(RunEvaluation.Of(state, [Example.Reference]).Value));
    }
}
