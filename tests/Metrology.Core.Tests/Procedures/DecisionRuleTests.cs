using System.Text;
using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Core.Tests.Runs;
using Metrology.Core.Uncertainty;

namespace Metrology.Core.Tests.Procedures;

/// <summary>The decision rule that a procedure states, from the file to the verdict of a point. The limit is ±1 %, U about 0.5 %.</summary>
public class DecisionRuleTests
{
    private static readonly ReferenceCapability Gauge = new(Roles.Reference, "pressure", "示例压力标准", 0.02m, 2m, "%");

    private static string Text(string? rule, bool symmetric = true, string more = "")
    {
        var text = VerbExample.Text.Replace(
            "\"acceptance\": {",
            """
            "budget": [{ "id": "zero", "label": { "zh": "零点", "en": "Zero" }, "distribution": "normal", "halfWidth": 0.25, "unit": "kPa", "variable": "z", "confirmed": true, "source": "x" }], "acceptance": {
            """,
            StringComparison.Ordinal);
        if (symmetric)
            text = text.Replace("{ \"lower\": -4.0, \"upper\": 1.0 }", "1", StringComparison.Ordinal);
        return rule is null
            ? text
            : text.Replace("\"decide\":", $$"""{{more}} "rule": { "value": "{{rule}}", "confirmed": false, "source": "x" }, "decide":""", StringComparison.Ordinal);
    }

    /// <summary>The first point measured twice with this error in per cent.</summary>
    private static PointResult Judged(string text, decimal error, params ReferenceCapability[] references)
    {
        var plan = RunMachine.Plan(VerbExample.Load(text), new(new Dictionary<string, string> { ["size"] = "large", ["range"] = "100" }), VerificationKind.First).Value;
        var accept = new RunEvent.Accepted(null);
        var state = RunMachine.Begin(plan);
        state = state.After(VerbExample.Expected(state, _ => 20m), accept);
        state = state.After(VerbExample.Expected(state, _ => 1m), accept);
        state = state.After(new RunEvent.Begun(), VerbExample.Set(Stage.Prepare, VerbExample.Bench("warm-up", 900m)), accept);
        state = state.After(VerbExample.Expected(state, _ => 0.5m), accept);
        for (var repeat = 0; repeat < 2; repeat++)
        {
            state = state.After(
                new RunEvent.Begun(), VerbExample.Set(Stage.Prepare, VerbExample.Bench("apply", 1m)), VerbExample.Set(Stage.Prepare, VerbExample.Bench("settle", 60m)),
                VerbExample.Pressures(50.6m + error, 50m), accept);
        }

        return Evaluator.Evaluate(state, references).Items.Single(item => item.Item == "error").Points.Single(point => point.Point == "half");
    }

    [Theory]
    [InlineData(null, "0.8", Verdict.Pass)]
    [InlineData(null, "1.2", Verdict.Fail)]
    [InlineData("simple", "-0.8", Verdict.Pass)]
    [InlineData("jjf1094", "0.4", Verdict.Pass)]
    [InlineData("jjf1094", "-0.8", Verdict.Indeterminate)]
    [InlineData("jjf1094", "1.2", Verdict.Indeterminate)]
    [InlineData("jjf1094", "-1.6", Verdict.Fail)]
    [InlineData("guard-band", "0.4", Verdict.Pass)]
    [InlineData("guard-band", "-0.8", Verdict.Fail)]
    [InlineData("ilac-g8-non-binary", "0.8", Verdict.ConditionalPass)]
    [InlineData("ilac-g8-non-binary", "-1.2", Verdict.Fail)]
    public void The_rule_decides_with_the_uncertainty_of_the_point(string? rule, string error, Verdict verdict)
    {
        var point = Judged(Text(rule), Decimal(error), Gauge);

        Assert.InRange(point.Budget!.Expanded, 0.5, 0.6);
        Assert.Equal((Decimal(error), verdict), (point.Mean!.Value, point.Verdict));
    }

    [Fact]
    public void The_multiplier_narrows_the_guard_band()
    {
        Assert.Equal(Verdict.Pass, Judged(Text("guard-band", more: "\"multiplier\": 0.5,"), 0.7m, Gauge).Verdict);
        Assert.Equal(Verdict.Fail, Judged(Text("guard-band"), 0.7m, Gauge).Verdict);
    }

    [Fact]
    public void Beyond_limit_and_uncertainty_no_rule_passes()
    {
        foreach (var rule in DecisionQuestion.RuleIds)
        {
            foreach (var error in new[] { 1.7m, -1.7m, 4m, -4m })
                Assert.Equal(Verdict.Fail, Judged(Text(rule), error, Gauge).Verdict);
        }
    }

    [Fact]
    public void Without_a_certificate_of_the_reference_such_a_rule_decides_nothing_and_says_so()
    {
        var text = Text("jjf1094").Replace("\"references\": [{ \"role\": \"reference\", \"measurand\": \"pressure\", \"limitDividedByU\": 3, \"confirmed\": true, \"source\": \"x\" }],", "\"references\": [],", StringComparison.Ordinal);
        var point = Judged(text, 0.1m);

        Assert.Equal(Verdict.Indeterminate, point.Verdict);
        Assert.Contains("uncertainty", point.Remark!.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_nobody_confirmed_is_among_the_unconfirmed_facts()
    {
        var plan = RunMachine.Plan(VerbExample.Load(Text("guard-band")), new(new Dictionary<string, string> { ["size"] = "large", ["range"] = "100" }), VerificationKind.First).Value;
        Assert.Contains(Evaluator.Evaluate(RunMachine.Begin(plan), []).UnconfirmedFacts, fact => fact.Path == "items.error.acceptance.rule" && fact.Text.En.Contains("w = r·U", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("guesswork", true, "", "items[3].acceptance.rule.value")]
    [InlineData("jjf1094", false, "", "items[3].acceptance.limits.small/half.value")]
    [InlineData("jjf1094", true, "\"multiplier\": 2,", "items[3].acceptance.multiplier")]
    [InlineData("guard-band", true, "\"multiplier\": 0,", "items[3].acceptance.multiplier")]
    [InlineData("guard-band", true, "\"limitPasses\": false,", "items[3].acceptance.limitPasses")]
    [InlineData("guard-band", true, "\"statistic\": \"range\",", "items[3].acceptance.rule")]
    public void A_rule_that_does_not_fit_is_refused_with_its_place(string rule, bool symmetric, string more, string path)
    {
        var load = ProcedureFile.Load(Encoding.UTF8.GetBytes(Text(rule, symmetric, more)));

        Assert.Null(load.Procedure);
        Assert.Equal(path, Assert.Single(load.Problems).Path);
    }

    /// <summary>Two repeats of unequal error: ν_eff of the mean is low, so k is large; without the member k stays 2 and the record says nothing of a probability.</summary>
    [Theory]
    [InlineData("", "k = 2")]
    [InlineData("""{ "k": 3 }""", "k = 3")]
    [InlineData("""{ "probability": 0.95 }""", "p = 95 %")]
    public void The_file_says_how_k_is_chosen(string coverage, string words)
    {
        var text = Text(null, more: "");
        if (coverage.Length > 0)
            text = text.Replace("\"decide\":", $$"""  "coverage": { "value": {{coverage}}, "confirmed": false, "source": "x" }, "decide":""", StringComparison.Ordinal);
        var budget = Judged(text, 0.4m, Gauge).Budget!;
        var stated = coverage.Length == 0 ? Coverage.Two : VerbExample.Load(text).Items.Single(item => item.Id == "error").Acceptance!.Coverage!.Value;

        Assert.Equal(words, stated.ToString());
        Assert.Equal(stated.FactorFor(budget.EffectiveDegreesOfFreedom), budget.CoverageFactor);
        Assert.Equal(budget.CoverageFactor * budget.Combined, budget.Expanded);
        Assert.Equal(stated.Probability, budget.CoverageProbability);
    }

    [Theory]
    [InlineData(null, """{ "k": 0 }""", "", "items[3].acceptance.coverage.value")]
    [InlineData(null, """{ "k": 2, "probability": 0.95 }""", "", "items[3].acceptance.coverage.value")]
    [InlineData(null, """{ "probability": 95 }""", "", "items[3].acceptance.coverage.value")]
    [InlineData(null, """{ "factor": 2 }""", "", "items[3].acceptance.coverage.value", "items[3].acceptance.coverage.value.factor")]
    [InlineData(null, "2", "", "items[3].acceptance.coverage.value")]
    [InlineData("jjf1094", """{ "k": 3 }""", "", "items[3].acceptance.coverage.value")]
    [InlineData(null, """{ "k": 2 }""", "\"statistic\": \"range\",", "items[3].acceptance.coverage")]
    public void A_coverage_that_makes_no_sense_is_refused_with_its_place(string? rule, string coverage, string more, params string[] paths)
    {
        var text = Text(rule).Replace("\"decide\":", $$"""{{more}} "coverage": { "value": {{coverage}}, "confirmed": false, "source": "x" }, "decide":""", StringComparison.Ordinal);
        var load = ProcedureFile.Load(Encoding.UTF8.GetBytes(text));

        Assert.Null(load.Procedure);
        Assert.Equal(paths, load.Problems.Select(problem => problem.Path));
    }

    [Fact]
    public void A_coverage_that_nobody_confirmed_is_among_the_unconfirmed_facts()
    {
        var text = Text(null).Replace("\"decide\":", "\"coverage\": { \"value\": { \"probability\": 0.95 }, \"confirmed\": false, \"source\": \"x\" }, \"decide\":", StringComparison.Ordinal);

        Assert.Contains(UnconfirmedFacts.Of(VerbExample.Load(text)), fact => fact.Path == "items.error.acceptance.coverage" && fact.Text.En.EndsWith("with p = 95 %", StringComparison.Ordinal));
    }

    private static decimal Decimal(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
