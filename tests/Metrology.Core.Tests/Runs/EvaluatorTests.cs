using Metrology.Core.Decisions;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;

namespace Metrology.Core.Tests.Runs;

public class EvaluatorTests
{
    private static PointResult Full(Evaluation evaluation) => evaluation.Items.Single(item => item.Item == "operating-error").Points[0];

    [Theory]
    [InlineData("10.105", "1", "1.05", "1.0", Verdict.Pass)]
    [InlineData("10.115", "1", "1.15", "1.2", Verdict.Fail)]
    [InlineData("9.788", "2", "-2.12", "-2.2", Verdict.Fail)]
    [InlineData("9.790", "2", "-2.10", "-2.0", Verdict.Pass)]
    public void The_mean_is_exact_and_rounded_once(string indicated, string accuracyClass, string mean, string rounded, Verdict verdict)
    {
        var evaluation = Evaluator.Evaluate(Example.Finished(Decimal(indicated), accuracyClass), [Example.Reference]);
        var point = Full(evaluation);

        Assert.Equal(Decimal(mean), point.Mean);
        Assert.Equal(Decimal(rounded), point.Rounded);
        Assert.Equal(verdict, point.Verdict);
        Assert.Equal(verdict, evaluation.Verdict);
        Assert.Equal(0.01m, point.Repeats[0].ResolutionBound);
    }

    [Fact]
    public void Watt_hours_give_the_same_result()
    {
        var kilowattHours = Example.AtMeasuring(Example.Plan()).Repeat(10.105m);
        var wattHours = Example.AtMeasuring(Example.Plan()).After(
            new RunEvent.Begun(), Example.Registers(Stage.Start, 100_000m, 0m, "Wh", 1m), Example.Registers(Stage.End, 110_105m, 10_000m, "Wh", 1m),
            new RunEvent.Accepted(null));

        var (a, b) = (Full(Evaluator.Evaluate(kilowattHours, [])), Full(Evaluator.Evaluate(wattHours, [])));
        Assert.Equal((a.Mean, a.Repeats[0].ResolutionBound), (b.Mean, b.Repeats[0].ResolutionBound));
    }

    [Fact]
    public void Half_a_run_is_not_set_and_never_passes()
    {
        var evaluation = Evaluator.Evaluate(Example.AtMeasuring(Example.Plan()).Repeat(10m), [Example.Reference]);

        Assert.Equal(Verdict.NotSet, evaluation.Verdict);
        Assert.Equal(Verdict.Pass, evaluation.Items[0].Verdict);
    }

    [Fact]
    public void A_skipped_repeat_leaves_the_item_undecided_with_its_reason()
    {
        var state = Example.AtMeasuring(Example.Plan()).Repeat(10m).After(new RunEvent.Skipped("电网停电")).Repeat(10m).Repeat(10m);
        var point = Full(Evaluator.Evaluate(state, [Example.Reference]));

        Assert.Equal(Verdict.Indeterminate, point.Verdict);
        Assert.Contains("电网停电", point.Remark!.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_that_is_not_good_enough_leaves_the_point_undecided_and_blocks_the_run()
    {
        var poor = Example.Reference with { ExpandedUncertainty = 0.34m };

        Assert.Equal(Verdict.Indeterminate, Full(Evaluator.Evaluate(Example.Finished(10m), [poor])).Verdict);
        Assert.Equal("reference.insufficient", ReferenceGuard.Check(Example.Plan(), [poor])!.Code);
        Assert.Equal("reference.missing", ReferenceGuard.Check(Example.Plan(), [])!.Code);
        // Each that is given enters the budget, so each is judged; and a negative uncertainty is none.
        Assert.Equal("reference.insufficient", ReferenceGuard.Check(Example.Plan(), [Example.Reference, poor])!.Code);
        Assert.Equal("reference.insufficient", ReferenceGuard.Check(Example.Plan(), [Example.Reference with { ExpandedUncertainty = -0.06m }])!.Code);
        Assert.Null(ReferenceGuard.Check(Example.Plan(), [Example.Reference with { ExpandedUncertainty = 0.33m }]));
        // 0.51 % at k = 3 is 0.34 % at k = 2.
        Assert.NotNull(ReferenceGuard.Check(Example.Plan(), [Example.Reference with { ExpandedUncertainty = 0.51m, CoverageFactor = 3m }]));
    }

    [Fact]
    public void A_reference_that_saw_nothing_gives_no_error_and_no_verdict()
    {
        var state = Example.AtMeasuring(Example.Plan()).After(
            new RunEvent.Begun(), Example.Registers(Stage.Start, 0m, 5m), Example.Registers(Stage.End, 1m, 5m), new RunEvent.Accepted("试验"));
        var point = Full(Evaluator.Evaluate(state, [Example.Reference]));

        Assert.Null(point.Mean);
        Assert.Equal(Verdict.Indeterminate, point.Verdict);
    }

    [Theory]
    [InlineData("1000000000000000", "0.0000000000000000000001")]
    [InlineData("1000000000000000", "0.00000001")]
    [InlineData("0", "1000000000000000")]
    public void Absurd_readings_give_no_result_and_never_throw(string indicated, string reference)
    {
        var state = Example.AtMeasuring(Example.Plan()).After(
            new RunEvent.Begun(), Example.Registers(Stage.Start, 0m, 0m, resolution: 1_000_000_000_000m),
            Example.Registers(Stage.End, Decimal(indicated), Decimal(reference), resolution: 1_000_000_000_000m), new RunEvent.Accepted("试验"));

        Assert.NotEqual(Verdict.Pass, Evaluator.Evaluate(state, [Example.Reference]).Verdict);
    }

    [Fact]
    public void Bad_insulation_leaves_the_run_undecided()
    {
        var state = RunMachine.Begin(Example.Plan()).After(Example.Environment(insulation: 4.9m), new RunEvent.Accepted(null));

        Assert.Equal(Verdict.Indeterminate, Evaluator.Evaluate(state, []).Verdict);
    }

    [Fact]
    public void The_budget_adds_scatter_certificate_and_resolutions()
    {
        var state = Example.AtMeasuring(Example.Plan()).Repeat(10.000m).Repeat(10.010m);
        var budget = Full(Evaluator.Evaluate(state, [Example.Reference])).Budget!;

        Assert.Equal(["s", "u_cert(E0)", "u_res(Ex)", "u_res(E0)"], budget.Components.Select(one => one.Symbol));
        // s = 0.1/√2, of the mean 0.05 %; certificate 0.03 % · 10.005/10; register 0.001/√6 of 10 kWh.
        Assert.Equal(0.05, budget.Components[0].Contribution, 12);
        Assert.Equal(-0.03 * 1.0005, budget.Components[1].Contribution, 12);
        Assert.Equal(0.01 / Math.Sqrt(6), budget.Components[2].Contribution, 12);
        Assert.Equal(Math.Sqrt(budget.Components.Sum(one => one.Contribution * one.Contribution)), budget.Combined, 12);
        Assert.Equal(2 * budget.Combined, budget.Expanded, 12);
        Assert.Equal(Math.Pow(budget.Combined, 4) / Math.Pow(0.05, 4), budget.EffectiveDegreesOfFreedom, 9);
    }

    [Fact]
    public void Every_unconfirmed_fact_that_was_used_is_named()
    {
        var paths = Evaluator.Evaluate(Example.Finished(10m), []).UnconfirmedFacts.ToDictionary(fact => fact.Path, fact => fact.Text.Zh);

        Assert.Equal("工作误差限值 ±1.0 %（1 级）", paths["items.operating-error.acceptance.limits.1"]);
        Assert.DoesNotContain("items.operating-error.acceptance.limits.2", paths.Keys);
        Assert.DoesNotContain(paths.Keys, path => path.StartsWith("items.clock-error", StringComparison.Ordinal));
    }

    [Fact]
    public void The_preview_shows_the_current_step_before_it_is_accepted()
    {
        var read = Example.AtMeasuring(Example.Plan())
            .After(new RunEvent.Begun(), Example.Registers(Stage.Start, 0m, 0m), Example.Registers(Stage.End, 1.212m, 1.2m));

        Assert.Equal(1.0m, Evaluator.Preview(read)!.Error);
        Assert.Empty(Full(Evaluator.Evaluate(read, [])).Repeats);
    }

    private static decimal Decimal(string text) => QuantityText.ParseNumber(text)!.Value;
}
