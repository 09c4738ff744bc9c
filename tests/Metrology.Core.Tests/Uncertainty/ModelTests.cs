using FsCheck;
using FsCheck.Fluent;
using Metrology.Core.Expressions;
using Metrology.Core.Uncertainty;
using Metrology.Core.Uncertainty.Distributions;
using Metrology.Core.Uncertainty.Files;
using Metrology.Core.Uncertainty.MonteCarlo;
using Metrology.Core.Words;

namespace Metrology.Core.Tests.Uncertainty;

public class ModelTests
{
    [Fact]
    public void Fully_correlated_inputs_add_linearly_and_opposite_ones_cancel()
    {
        Assert.Equal(4, Budget(Models.Sum(4, 1)).Combined, 12);
        var difference = MeasurementModel.Of(
            [new("y", Formula.Parse("a - b").Value)], [new("a", 1, [new(Distribution.Normal(1))]), new("b", 2, [new(Distribution.Normal(1))])], [new("a", "b", 1)]).Value;
        Assert.Equal(0, Budget(difference).Combined, 12);
    }

    [Fact]
    public void Contradicting_correlations_are_refused()
    {
        InputQuantity[] inputs = [.. "abc".Select(name => new InputQuantity($"{name}", 0, [new(Distribution.Normal(1))]))];
        OutputQuantity[] outputs = [new("y", Formula.Parse("a + b + c").Value)];

        Assert.Equal("uncertainty.correlations", MeasurementModel.Of(outputs, inputs, [new("a", "b", 0.9), new("b", "c", 0.9), new("a", "c", -0.9)]).Refusal!.Code);
        Assert.Equal("uncertainty.correlation", MeasurementModel.Of(outputs, inputs, [new("a", "b", 1.1)]).Refusal!.Code);
        Assert.Equal("uncertainty.correlation", MeasurementModel.Of(outputs, inputs, [new("a", "d", 0.1)]).Refusal!.Code);
        Assert.Equal("uncertainty.correlation", MeasurementModel.Of(outputs, inputs, [new("a", "b", 0.1), new("b", "a", 0.1)]).Refusal!.Code);
        Assert.Equal("uncertainty.unknown-input", MeasurementModel.Of(outputs, inputs[..2]).Refusal!.Code);
    }

    [Fact]
    public void Second_order_warns_only_where_the_first_is_not_enough()
    {
        Assert.Contains("uncertainty.second-order", Warnings(Models.Of("x ^ 2", ("x", 0.1, Distribution.Normal(0.1)))));
        Assert.DoesNotContain("uncertainty.second-order", Warnings(Models.Of("x ^ 2", ("x", 100, Distribution.Normal(0.1)))));
        Assert.Empty(Warnings(Models.Sum(4)));
    }

    [Fact]
    public void An_estimate_on_an_edge_of_the_model_warns() =>
        Assert.Contains("uncertainty.sensitivity", Warnings(Models.Of("max(x, 0)", ("x", 0, Distribution.Normal(1)))));

    /// <summary>x − x does not depend on x, and a difference quotient of it is nothing but rounding.</summary>
    [Theory]
    [InlineData("(x + 1000000) - x", 0.3)]
    [InlineData("y + 0 * x * 1000", 123456.789)]
    public void Rounding_is_not_taken_for_an_edge(string formula, double x) =>
        Assert.DoesNotContain("uncertainty.sensitivity", Warnings(Models.Of(formula, ("x", x, Distribution.Normal(0.1)), ("y", 0, Distribution.Normal(0)))));

    [Fact]
    public void Second_order_of_a_product_is_exact()
    {
        // For independent a and b: u²(ab) = b²u_a² + a²u_b² + u_a²u_b².
        var second = SecondOrder.Of(Models.Of("a * b", ("a", 3, Distribution.Normal(0.5)), ("b", -2, Distribution.Normal(0.7))), 0)!;
        Assert.Equal(Math.Sqrt((4 * 0.25) + (9 * 0.49) + (0.25 * 0.49)), second.Combined, 12);
        Assert.Equal(0, second.Shift, 12);
    }

    /// <summary>
    /// A quadratic form of joint normal inputs: E = xᵀAx + tr(AV), Var = 4xᵀAVAx + 2·tr(AVAV), here multiplied out for a² + 3ab; and a linear model, in
    /// which the second order adds nothing.
    /// </summary>
    [Fact]
    public void Second_order_of_a_quadratic_form_is_exact_when_its_inputs_are_correlated() => Prop.ForAll(
        (from a in Gen.Choose(-50, 50) from b in Gen.Choose(-50, 50) from u in Gen.Choose(1, 300) from r in Gen.Choose(-10, 10) select (A: a / 10.0, B: b / 10.0, U: u / 100.0, R: r / 10.0)).ToArbitrary(), one =>
        {
            InputQuantity[] inputs = [new("a", one.A, [new(Distribution.Normal(one.U))]), new("b", one.B, [new(Distribution.Normal(0.7))])];
            var second = SecondOrder.Of(MeasurementModel.Of([new("y", Formula.Parse("a ^ 2 + 3 * a * b").Value)], inputs, [new("a", "b", one.R)]).Value, 0)!;
            var (vaa, vbb, vab) = (one.U * one.U, 0.49, one.R * one.U * 0.7);
            var (ga, gb) = ((2 * one.A) + (3 * one.B), 3 * one.A);
            // H = [2 3; 3 0], ½·tr(HVHV) by hand.
            var (haa, hab, hba, hbb) = ((2 * vaa) + (3 * vab), (2 * vab) + (3 * vbb), 3 * vaa, 3 * vab);
            var variance = (ga * ga * vaa) + (2 * ga * gb * vab) + (gb * gb * vbb) + (((haa * haa) + (2 * hab * hba) + (hbb * hbb)) / 2);
            var shift = vaa + (3 * vab);
            var linear = MeasurementModel.Of([new("y", Formula.Parse("a - 2 * b").Value)], inputs, [new("a", "b", one.R)]).Value;
            return Math.Abs((second.Combined * second.Combined) - variance) <= 1e-9 * variance && Math.Abs(second.Shift - shift) <= 1e-9 * (1 + Math.Abs(shift))
                && Math.Abs(SecondOrder.Of(linear, 0)!.Combined - Budget(linear).Combined) <= 1e-9;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    /// <summary>Three inputs, so that third derivatives in three variables count: abc at equal correlation against a million trials.</summary>
    [Fact]
    public void Second_order_of_correlated_inputs_agrees_with_trials()
    {
        InputQuantity[] inputs = [.. "abc".Select(name => new InputQuantity($"{name}", 10, [new(Distribution.Normal(0.6))]))];
        var model = MeasurementModel.Of([new("y", Formula.Parse("a * b * c").Value)], inputs, [new("a", "b", 0.5), new("b", "c", 0.5), new("a", "c", 0.5)]).Value;
        var (second, trials) = (SecondOrder.Of(model, 0)!, Propagation.Run(model, new(0.95, 1_000_000)).Value[0]);

        Assert.Equal(trials.StandardUncertainty, second.Combined, 0.002 * second.Combined);
        Assert.Equal(trials.Mean - 1000, second.Shift, 0.3);
        Assert.NotInRange(Budget(model).Combined, 0.998 * trials.StandardUncertainty, 1.002 * trials.StandardUncertainty);
    }

    /// <summary>√(x² + y²) of two standard normal inputs is Rayleigh's: mean √(π/2), variance 2 − π/2, 95 % of it below √(−2·ln 0.05).</summary>
    [Fact]
    public void Trials_stand_alone_where_the_first_order_has_no_value()
    {
        var model = Models.Of("sqrt(x ^ 2 + y ^ 2)", ("x", 0, Distribution.Normal(1)), ("y", 0, Distribution.Normal(1)));
        var report = UncertaintyReport.Of(new(model, [], Coverage.Of(0.95), new() { SignificantDigits = 1 })).Value.Outputs[0];

        Assert.Equal("uncertainty.no-sensitivity", UncertaintyReport.Of(new(model, [], Coverage.Of(0.95), null)).Refusal!.Code);
        Assert.Null(report.Budget);
        Assert.Equal(["uncertainty.no-first-order"], report.Warnings.Select(warning => warning.Code));
        Assert.True(report.Trials!.IsStable);
        Assert.Equal(Math.Sqrt(Math.PI / 2), report.Trials.Mean, 0.02);
        Assert.Equal(Math.Sqrt(2 - (Math.PI / 2)), report.Trials.StandardUncertainty, 0.02);
        Assert.Equal(Math.Sqrt(-2 * Math.Log(0.025)), report.Trials.Symmetric.High, 0.05);
    }

    [Fact]
    public void Without_a_variance_the_trials_end_and_say_why()
    {
        var model = MeasurementModel.Of([new("y", Formula.Parse("a").Value)], [new("a", 0, [InputComponent.OfObservations([1.0, 2.0, 3.0])])]).Value;
        var report = UncertaintyReport.Of(new(model, [], Coverage.Of(0.95), new())).Value.Outputs[0];

        Assert.Equal((MonteCarloSettings.WithoutVariance, false), (report.Trials!.Trials, report.Trials.IsStable));
        Assert.Equal(["uncertainty.no-variance", "uncertainty.trials-too-few"], report.Warnings.Select(warning => warning.Code));
        // The quantile of t with two degrees of freedom, 4.303, times s/√3 of the three observations.
        Assert.Equal(Core.Uncertainty.Numerics.StudentLaw.CoverageFactor(0.95, 2) / Math.Sqrt(3), report.Trials.Symmetric.High, 0.02);
    }

    [Fact]
    public void Monte_Carlo_validates_a_linear_model_and_not_a_curved_one()
    {
        Assert.True(Validation("a + b", Distribution.Normal(1)).Outcome == ValidationOutcome.Validated);
        Assert.False(Validation("a ^ 2 + b", Distribution.Normal(1)).Outcome != ValidationOutcome.NotValidated);

        static GumValidation Validation(string formula, Distribution distribution)
        {
            var model = Models.Of(formula, ("a", 0, distribution), ("b", 0, distribution));
            var trials = Propagation.Run(model, new() { IsValidation = true }).Value[0];
            return GumValidation.Of(FirstOrder.Evaluate(model, Coverage.Of(0.95)).Value.Budgets[0], trials);
        }
    }

    /// <summary>For them the law of propagation is exact, so that whatever differs is noise of the trials.</summary>
    [Fact]
    public void A_linear_model_of_normal_inputs_is_never_called_not_validated() => Prop.ForAll(
        (from c in Gen.Choose(-50, 50).Where(c => c != 0).NonEmptyListOf()
         from u in Gen.Choose(1, 999)
         from r in Gen.Choose(-9, 9)
         from seed in Gen.Choose(1, 1_000_000)
         select (C: c.Take(4).ToList(), U: u / 100.0, R: r / 10.0, Seed: seed)).ToArbitrary(), one =>
        {
            var names = one.C.Select((_, i) => $"x{i}").ToList();
            var model = MeasurementModel.Of(
                [new("y", Formula.Parse(string.Join(" + ", one.C.Select((c, i) => $"({c}) * x{i}"))).Value)],
                [.. names.Select((name, i) => new InputQuantity(name, i, [new(Distribution.Normal(one.U * (i + 1)))]))], names.Count > 1 ? [new("x0", "x1", one.R)] : []).Value;
            var file = new UncertaintyFile(model, [], Coverage.Of(0.95), new() { SignificantDigits = 1, Seed = (ulong)one.Seed });

            return UncertaintyReport.Of(file).Value.Outputs[0].Validation!.Outcome == ValidationOutcome.Validated;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Theory]
    [InlineData(10_000L, "uncertainty.trials-too-few")]
    [InlineData(400_000L, null)]
    public void A_number_of_trials_that_was_asked_for_may_be_too_small_to_validate(long trials, string? code)
    {
        var file = new UncertaintyFile(Models.Sum(4), [], Coverage.Of(0.95), new(0.95, trials) { SignificantDigits = 1 });
        var report = UncertaintyReport.Of(file).Value.Outputs[0];

        Assert.Equal(trials, report.Trials!.Trials);
        Assert.Equal(code is null ? ValidationOutcome.Validated : ValidationOutcome.TooFewTrials, report.Validation!.Outcome);
        Assert.Equal(code is null ? [] : [code], report.Warnings.Select(warning => warning.Code));
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(2.5, false)]
    public void A_t_density_without_variance_is_warned_of(double freedom, bool isWarned)
    {
        var model = MeasurementModel.Of([new("y", Formula.Parse("a").Value)], [new("a", 0, [new(Distribution.Normal(1), "B", freedom)])]).Value;
        var warnings = UncertaintyReport.Of(new(model, [], Coverage.Two, new(0.95, 10_000))).Value.Outputs[0].Warnings.Select(warning => warning.Code).ToList();

        Assert.Equal(isWarned, warnings.Contains("uncertainty.no-variance"));
    }

    [Fact]
    public void The_adaptive_run_goes_on_until_the_figures_are_stable()
    {
        var coarse = Propagation.Run(Models.Sum(4), new() { SignificantDigits = 1 }).Value[0];
        var fine = Propagation.Run(Models.Sum(4), new() { IsValidation = true }).Value[0];
        var cut = Propagation.Run(Models.Sum(4), new() { SignificantDigits = 4, LargestNumber = 50_000 }).Value[0];

        Assert.True(coarse.IsStable && fine.IsStable && coarse.Trials < fine.Trials);
        Assert.Equal((false, 50_000L), (cut.IsStable, cut.Trials));
        Assert.Equal(2, fine.StandardUncertainty, 0.01);
    }

    [Fact]
    public void Scaling_an_output_scales_its_uncertainty() => Prop.ForAll(
        (from a in Gen.Choose(-1000, 1000) from b in Gen.Choose(1, 1000) from u in Gen.Choose(1, 500) select (A: a / 10.0, B: b / 10.0, U: u / 100.0)).ToArbitrary(), one =>
        {
            double Of(string formula) => Budget(Models.Of(formula, ("a", one.A, Distribution.Normal(one.U)), ("b", one.B, Distribution.Rectangular(one.U)))).Combined;
            return Math.Abs(Of("1000 * (a / b + sqrt(b))") - (1000 * Of("a / b + sqrt(b)"))) <= 1e-9 * Of("1000 * (a / b + sqrt(b))");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Every_row_of_the_printed_table_says_what_the_budget_holds()
    {
        var file = UncertaintyFile.Load("""
            { "model": "a - b", "unit": "V", "inputs": [
                { "name": "a", "value": "10.000123", "unit": "V", "description": { "zh": "示值", "en": "indication" }, "components": [ { "distribution": "resolution", "step": "0.01" } ] },
                { "name": "b", "value": 10, "unit": "V", "distribution": "normal", "expanded": "0.02", "k": "2" } ] }
            """u8).Value;
        var budget = FirstOrder.Evaluate(file!.Model, file.Coverage).Value.Budgets[0];

        var lines = BudgetTable.Of(budget).Print(Language.En).Split('\n');

        Assert.Equal(["a", "indication", "B", "rectangular", "0.00289 V", "1.00", "0.00289", "∞"], Cells(lines[2]));
        Assert.Equal(["b", "b", "B", "normal", "0.0100 V", "-1.00", "0.0100", "∞"], Cells(lines[3]));
        Assert.Contains(lines, line => Cells(line) is ["Expanded uncertainty U", "0.021 V"]);
        Assert.Contains(lines, line => Cells(line) is ["Result", "0.000 V ± 0.021 V (k = 2)"]);
        Assert.Contains("0.000 V ± 0.021 V（k = 2）", BudgetTable.Of(budget).Print(Language.Zh), StringComparison.Ordinal);
        Assert.Contains("扩展不确定度 U", BudgetTable.Of(budget).Print(Language.Zh), StringComparison.Ordinal);
        Assert.Contains("示值", BudgetTable.Of(budget).Print(Language.Zh), StringComparison.Ordinal);
    }

    private static string[] Cells(string line) => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static UncertaintyBudget Budget(MeasurementModel model) => FirstOrder.Evaluate(model, Coverage.Two).Value.Budgets[0];

    private static IEnumerable<string> Warnings(MeasurementModel model) =>
        UncertaintyReport.Of(new(model, [], Coverage.Two, null)).Value.Outputs[0].Warnings.Select(warning => warning.Code);
}
