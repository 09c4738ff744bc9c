using System.Text;
using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Core.Uncertainty;
using Metrology.Core.Uncertainty.Numerics;

namespace Metrology.Core.Tests.Runs;

/// <summary>Budgets of runs: densities, degrees of freedom, the value that is taken, and what the procedure says of scatter and resolution.</summary>
public class RunBudgetTests
{
    private static readonly IReadOnlyList<ReferenceCapability> References = [BudgetExample.Voltage, BudgetExample.Ratio];
    private static readonly (decimal, decimal, decimal)[] Repeats = [(20.1m, 10m, 2m), (20.2m, 10m, 2m)];

    private static string Component(string distribution, string more = "") =>
        $$"""
        "budget": [{ "id": "more", "label": { "zh": "另", "en": "More" }, "distribution": "{{distribution}}", "halfWidth": 0.3, "unit": "V", {{more}} "confirmed": false, "source": "x" }]
        """;

    /// <summary>Standard uncertainty of half-width a: JCGM 100:2008 4.3.9 for the trapezium, a·√((1 + β²)/6); a triangle as a table is the triangle.</summary>
    [Theory]
    [InlineData("trapezoidal", "\"beta\": 0.5,", 1.25 / 6)]
    [InlineData("trapezoidal", "\"beta\": 0,", 1.0 / 6)]
    [InlineData("trapezoidal", "\"beta\": 1,", 1.0 / 3)]
    [InlineData("student", "\"degreesOfFreedom\": 4,", 1.0)]
    [InlineData("table", "\"density\": [[-1, 0], [0, 7], [1, 0]],", 1.0 / 6)]
    [InlineData("normal", "", 1.0)]
    public void A_stated_component_has_the_deviation_of_its_density(string distribution, string more, double variance)
    {
        var budget = BudgetExample.Point(BudgetExample.Load(("\"budget\": []", Component(distribution, more))), References, Repeats).Budget!;

        Assert.Equal(0.3 * Math.Sqrt(variance), budget.Components.Single(one => one.Symbol == "u(more)").StandardUncertainty, 12);
    }

    [Theory]
    [InlineData("trapezoidal", "", "items[0].budget[0].beta")]
    [InlineData("trapezoidal", "\"beta\": 1.5,", "items[0].budget[0].beta")]
    [InlineData("normal", "\"beta\": 0.5,", "items[0].budget[0].beta")]
    [InlineData("student", "", "items[0].budget[0].degreesOfFreedom")]
    [InlineData("student", "\"degreesOfFreedom\": 0,", "items[0].budget[0].degreesOfFreedom")]
    [InlineData("table", "", "items[0].budget[0].density")]
    [InlineData("table", "\"density\": [[0, 1], [1, 1]],", "items[0].budget[0].density")]
    [InlineData("table", "\"density\": [[1, 1], [-1, 1]],", "items[0].budget[0].density")]
    [InlineData("table", "\"density\": [[1, 1], 3],", "items[0].budget[0].density[1]")]
    [InlineData("lognormal", "", "items[0].budget[0].distribution")]
    public void A_density_that_makes_no_sense_is_refused_with_its_place(string distribution, string more, string path)
    {
        var load = ProcedureFile.Load(Encoding.UTF8.GetBytes(BudgetExample.Changed(("\"budget\": []", Component(distribution, more)))));

        Assert.Contains(path, load.Problems.Select(problem => problem.Path));
    }

    /// <summary>JCGM 100:2008 G.4.1 over scatter (ν = 1) and a stated component (ν = 4); k = t_p(ν_eff) for the probability that the file asks for.</summary>
    [Fact]
    public void Degrees_of_freedom_of_stated_components_enter_k()
    {
        var procedure = BudgetExample.Load(
            ("\"budget\": []", Component("normal", "\"degreesOfFreedom\": 4,")),
            ("\"limits\":", "\"coverage\": { \"value\": { \"probability\": 0.95 }, \"confirmed\": false, \"source\": \"x\" }, \"limits\":"));
        var budget = BudgetExample.Point(procedure, References, Repeats).Budget!;
        var (scatter, stated) = (0.1 / 2, 0.3);
        var effective = Math.Pow(budget.Combined, 4) / (Math.Pow(scatter, 4) + (Math.Pow(stated, 4) / 4));

        Assert.Equal(effective, budget.EffectiveDegreesOfFreedom, 9);
        Assert.Equal(StudentLaw.CoverageFactor(0.95, Math.Floor(effective)), budget.CoverageFactor, 12);
    }

    /// <summary>The worst of n repeats is one measurement: it scatters by s, not by s/√n, and sensitivities and readings are its own.</summary>
    [Fact]
    public void U_of_the_worst_repeat_is_that_of_the_value_taken()
    {
        var procedure = BudgetExample.Load(("\"limits\":", "\"statistic\": { \"value\": \"worst\", \"confirmed\": false, \"source\": \"x\" }, \"limits\":"));
        var point = BudgetExample.Point(procedure, References, (20.1m, 10m, 2m), (41.2m, 20m, 2m));
        double Contribution(string symbol) => Math.Abs(point.Budget!.Components.Single(one => one.Symbol == symbol).Contribution);

        Assert.Equal(1.2m, point.Result);
        Assert.Equal(1.1 / Math.Sqrt(2), Contribution("s"), 12);
        Assert.Equal(20 * 0.01, Contribution("u_cert(g)"), 12);
        Assert.Contains(UnconfirmedFacts.Of(procedure), fact => fact.Path == "items.e.acceptance.statistic");
    }

    [Theory]
    [InlineData("20.1", "20.2", true)] // s/√2 = 0.05 V against 0.1/√12 = 0.029 V
    [InlineData("20.1", "20.1", false)]
    public void Of_scatter_and_resolution_the_larger_counts_where_the_procedure_says_so(string first, string second, bool isScatter)
    {
        var procedure = BudgetExample.Load(("\"repeats\": 2,", "\"repeats\": 2, \"resolutionWithScatter\": { \"value\": \"larger\", \"confirmed\": false, \"source\": \"x\" },"));
        (decimal, decimal, decimal) At(string x) => (decimal.Parse(x, System.Globalization.CultureInfo.InvariantCulture), 10m, 2m);
        string[] Symbols(Procedure one) => [.. BudgetExample.Point(one, References, At(first), At(second)).Budget!.Components.Select(component => component.Symbol)];

        Assert.Equal(["s", "u_cert(r)", "u_cert(g)", "u_res(x)"], Symbols(BudgetExample.Load()));
        Assert.Equal(isScatter ? ["s", "u_cert(r)", "u_cert(g)"] : ["u_cert(r)", "u_cert(g)", "u_res(x)"], Symbols(procedure));
    }

    /// <summary>
    /// e = x − g·r at g = r = 0: the product has no first order, and its variance is u²(g)·u²(r) = (0.01·0.1)² (JCGM 100:2008 5.1.2 note). With u(x) = 0.1/√12 V it is
    /// below the digits stated; with certificates a thousand times worse it is not, and the reader is warned.
    /// </summary>
    [Theory]
    [InlineData(1, false)]
    [InlineData(100, true)]
    public void A_budget_whose_first_order_is_not_enough_says_so(int worse, bool warns)
    {
        var references = new[] { BudgetExample.Voltage with { ExpandedUncertainty = 0.2m * worse }, BudgetExample.Ratio with { ExpandedUncertainty = 0.02m * worse } };
        var budget = BudgetExample.Point(BudgetExample.Load(), references, (0.1m, 0m, 0m), (0.1m, 0m, 0m)).Budget!;

        Assert.Equal(warns, budget.Warnings.Any(warning => warning.Code == "uncertainty.second-order"));
        if (warns)
            Assert.Contains("10", budget.Warnings[0].Text.En, StringComparison.Ordinal); // 1·10 V
    }

    /// <summary>r stands on 0 V: 1 % of it is nothing, and nothing else is known of the reference there.</summary>
    [Fact]
    public void A_certificate_in_per_cent_tells_nothing_of_a_reading_of_zero()
    {
        var relative = BudgetExample.Voltage with { ExpandedUncertainty = 1m, Unit = "%" };
        var point = BudgetExample.Point(Ruled(), [relative, BudgetExample.Ratio], (0.1m, 0m, 2m), (0.1m, 0m, 2m));

        Assert.Null(point.Budget);
        Assert.Equal(Verdict.Indeterminate, point.Verdict);
        Assert.Contains("r reads zero", Assert.Single(point.Notes).En, StringComparison.Ordinal);
        Assert.Equal(Verdict.Pass, BudgetExample.Point(Ruled(), [relative, BudgetExample.Ratio], Repeats).Verdict);
    }

    /// <summary>A constant branch would make the error exact, and a guard band of nothing would pass it.</summary>
    [Theory]
    [InlineData("max(x - g * r, 0 * x)", "20", "budget.zero")] // −1 V: the branch of zero
    [InlineData("max(x - g * r, 0 * x) + x / 1000", "20.95", "uncertainty.edge")] // −0.05 V, and u(g·r) = 0.22 V reaches beyond it
    [InlineData("max(x - g * r, 0 * x) + x / 1000", "25", "")] // 4 V: far from the edge
    public void A_rule_does_not_decide_on_a_U_that_ends_at_an_edge(string formula, string x, string said)
    {
        var value = decimal.Parse(x, System.Globalization.CultureInfo.InvariantCulture);
        var point = BudgetExample.Point(Ruled(("\"x - g * r\"", $"\"{formula}\""), ("\"value\": 1,", "\"value\": 9,")), References, (value, 10.5m, 2m), (value, 10.5m, 2m));

        Assert.Equal(said.Length == 0 ? Verdict.Pass : Verdict.Indeterminate, point.Verdict);
        Assert.Equal(said == "uncertainty.edge", point.Budget?.Warnings.Any(warning => warning.Code == said) ?? false);
        Assert.Equal(said == "budget.zero", point.WhyNoUncertainty?.En.Contains("U would be 0", StringComparison.Ordinal) ?? false);
    }

    /// <summary>x of an item before, on a display of 5 V: its division is rectangular, 5/√12, as if the item had read it.</summary>
    [Fact]
    public void The_division_behind_a_reading_of_another_item_counts()
    {
        var procedure = BudgetExample.Load(
            ("\"items\": [", "\"items\": [{ \"id\": \"z\", \"title\": { \"zh\": \"先\", \"en\": \"Before\" }, \"verb\": \"ask\", \"kinds\": [\"first\"], \"variables\": { \"w\": { \"role\": \"unit-under-test\", \"measurand\": \"voltage\", \"take\": \"single\", \"unit\": \"V\" } } },"),
            ("\"repeats\": 2,", ""), ("\"role\": \"unit-under-test\", \"measurand\": \"voltage\", \"take\": \"single\", \"unit\": \"V\" },\n", "\"role\": \"unit-under-test\", \"measurand\": \"voltage\", \"take\": \"from\", \"item\": \"z\", \"unit\": \"V\" },\n"));
        var state = RunMachine.Begin(RunMachine.Plan(procedure, new(new Dictionary<string, string>()), VerificationKind.First).Value)
            .After(new RunEvent.Begun(), new RunEvent.Observed(Stage.Single, [Example.Read(Roles.UnitUnderTest, "voltage", 20m, "V", "", 5m)]), new RunEvent.Accepted(null))
            .After(
                new RunEvent.Begun(),
                new RunEvent.Observed(Stage.Single, [Example.Read(Roles.Reference, "voltage", 10m, "V", "", 0m), Example.Read(Roles.Reference, "result", 2m, "1", "", 0m)]),
                new RunEvent.Accepted(null));
        UncertaintyBudget Budget(EvaluationEdition edition) => RunEvaluation.Of(state, References, edition).Value.Items[1].Points[0].Budget!;

        Assert.Equal(5 / Math.Sqrt(12), Budget(EvaluationEdition.Current).Components.Single(one => one.Symbol == "u_res(x)").StandardUncertainty, 12);
        // Records made before say what they said.
        Assert.All([EvaluationEdition.PartialBudgets, EvaluationEdition.DoubtfulBudgets], edition => Assert.DoesNotContain(Budget(edition).Components, one => one.Symbol == "u_res(x)"));
    }

    /// <summary>What decided on nothing, or on a U in doubt, does so in the records that say it and in no new one.</summary>
    [Fact]
    public void A_record_of_format_4_keeps_the_U_that_it_decided_on()
    {
        (Verdict, double?) Said(Procedure procedure, ReferenceCapability voltage, EvaluationEdition edition, (decimal, decimal, decimal) at)
        {
            var point = RunEvaluation.Of(BudgetExample.Run(procedure, at, at), [voltage, BudgetExample.Ratio], edition).Value.Items[0].Points[0];
            return (point.Verdict, point.Budget?.Expanded);
        }

        var relative = BudgetExample.Voltage with { ExpandedUncertainty = 1m, Unit = "%" };
        Assert.Equal((Verdict.Indeterminate, null), Said(Ruled(), relative, EvaluationEdition.Current, (0.1m, 0m, 2m)));
        var (verdict, expanded) = Said(Ruled(), relative, EvaluationEdition.DoubtfulBudgets, (0.1m, 0m, 2m));
        Assert.Equal(Verdict.Pass, verdict);
        Assert.Equal(2 * Math.Sqrt(0.01 / 12), expanded!.Value, 9);

        var constant = Ruled(("\"x - g * r\"", "\"max(x - g * r, 0 * x)\""));
        Assert.Equal((Verdict.Indeterminate, null), Said(constant, BudgetExample.Voltage, EvaluationEdition.Current, (20m, 10.5m, 2m)));
        Assert.Equal((Verdict.Pass, 0.0), Said(constant, BudgetExample.Voltage, EvaluationEdition.DoubtfulBudgets, (20m, 10.5m, 2m)));
    }

    /// <summary>A relative error bends a little over its reference everywhere; a condition that nothing crosses makes no edge of that.</summary>
    [Fact]
    public void Curvature_is_no_edge()
    {
        var curved = Ruled(("\"x - g * r\"", "\"(x - g * r) / r * r * r / r * if(g > 0, 1, 2)\""), ("\"value\": 1,", "\"value\": 9,"));
        var wide = BudgetExample.Voltage with { ExpandedUncertainty = 0.8m };
        var budget = BudgetExample.Point(curved, [wide, BudgetExample.Ratio], (20.1m, 10m, 2m), (20.2m, 10m, 2m)).Budget!;

        Assert.DoesNotContain(budget.Warnings, warning => warning.Code == "uncertainty.edge");
    }

    private static Procedure Ruled(params (string, string)[] changes) => BudgetExample.Load([("\"limits\":", BudgetExample.Rule + "\"limits\":"), .. changes]);

    [Fact]
    public void A_bare_member_of_the_first_form_is_refused_in_the_second()
    {
        foreach (var (member, path) in new[] { ("\"statistic\": \"worst\",", "statistic"), ("\"limitPasses\": false,", "limitPasses"), ("\"multiplier\": 2,", "multiplier") })
        {
            var text = BudgetExample.Changed(("\"limits\":", $"{member} \"limits\":"));
            Assert.Contains($"items[0].acceptance.{path}", ProcedureFile.Load(Encoding.UTF8.GetBytes(text)).Problems.Select(problem => problem.Path));
            var first = text.Replace("metrology-procedure/2", "metrology-procedure/1", StringComparison.Ordinal);
            Assert.DoesNotContain($"items[0].acceptance.{path}", ProcedureFile.Load(Encoding.UTF8.GetBytes(first)).Problems.Where(problem => path != "multiplier").Select(problem => problem.Path));
        }
    }

    [Fact]
    public void A_layout_that_is_not_given_is_no_confirmed_fact()
    {
        var layout = ("\"layout\": { \"confirmed\": true, \"source\": \"x\" }", "\"missing\": []");
        Assert.Contains(UnconfirmedFacts.Of(BudgetExample.Load(layout)), fact => fact.Path == "layout");
        Assert.DoesNotContain(UnconfirmedFacts.Of(BudgetExample.Load(layout, ("metrology-procedure/2", "metrology-procedure/1"))), fact => fact.Path == "layout");
    }

    /// <summary>A station far from its reference clock is flagged, either way; what was measured again says nothing any more.</summary>
    [Theory]
    [InlineData("2", false)]
    [InlineData("2.001", true)]
    [InlineData("-20.6", true)]
    public void Clocks_that_are_far_apart_are_found(string offset, bool isFar)
    {
        var state = BudgetExample.Run(BudgetExample.Load(), "示例", (20.1m, 10m, 2m));
        var value = decimal.Parse(offset, System.Globalization.CultureInfo.InvariantCulture);
        var compared = state.Observations[0] with { Role = Roles.Reference, Subject = ClockComparison.Subject, Reading = state.Observations[0].Reading with { Measurand = Measurands.ClockOffset, Value = value } };
        Assert.Equal(isFar, ClockComparison.FarApart(state with { Observations = [compared] }).Count == 1);
        Assert.Empty(ClockComparison.FarApart(state with { Observations = [compared with { Attempt = compared.Attempt + 1 }] }));
    }

    [Theory]
    [InlineData("20.1", "10", "2", "x - g * sqrt(r * r * (g - 5))", "character 9")]
    [InlineData("20.1", "0", "2", "x - x / (r / r) * 0", "character 12")]
    public void A_repeat_without_an_error_says_what_its_formula_runs_into(string x, string r, string g, string formula, string place)
    {
        decimal Of(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        var loaded = ProcedureFile.Load(Encoding.UTF8.GetBytes(BudgetExample.Changed(("\"x - g * r\"", $"\"{formula}\""), ("\"repeats\": 2,", ""))));
        var state = BudgetExample.Run(loaded.Procedure!, "示例", (Of(x), Of(r), Of(g)));
        var point = RunEvaluation.Of(state, References).Value.Items[0].Points[0];
        var asked = RunMachine.Advance(state with { Current = 0, Steps = [state.Steps[0] with { Phase = StepPhase.Read }] }, new RunEvent.Accepted(null)).Refusal!;

        Assert.Equal(Verdict.Indeterminate, point.Verdict);
        Assert.Contains(place, point.Remark!.En, StringComparison.Ordinal);
        Assert.Equal("run.no-error", asked.Code);
        Assert.Contains(place, asked.Text.En, StringComparison.Ordinal);
        Assert.DoesNotContain("reference value is zero", point.Remark.En, StringComparison.Ordinal);
    }
}
