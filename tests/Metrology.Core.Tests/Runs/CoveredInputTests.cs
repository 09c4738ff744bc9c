using System.Text;
using System.Text.Json;
using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Records;
using Metrology.Core.Runs;

namespace Metrology.Core.Tests.Runs;

/// <summary>An input whose uncertainty nobody knows is named, and neither a U is stated nor a verdict hung on a part of one.</summary>
public class CoveredInputTests
{
    private const string Variable = "\"g\": { \"role\": \"reference\", \"measurand\": \"result\", \"take\": \"single\", \"unit\": \"1\"";
    private const string Exact = Variable + ", \"exact\": { \"reason\": { \"zh\": \"标称\", \"en\": \"nominal\" }, \"confirmed\": false, \"source\": \"x\" }";

    private static readonly (decimal, decimal, decimal)[] Repeats = [(20.1m, 10m, 2m), (20.2m, 10m, 2m)];

    [Fact]
    public void An_uncovered_input_leaves_the_point_without_U_and_is_named()
    {
        var point = BudgetExample.Point(BudgetExample.Load(), [BudgetExample.Voltage], Repeats);

        Assert.Null(point.Budget);
        Assert.Equal(["g"], point.Uncovered);
        Assert.Equal(Verdict.Pass, point.Verdict);
        Assert.Contains("g", point.WhyNoUncertainty!.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_needs_U_does_not_decide_on_a_part_of_one()
    {
        var procedure = BudgetExample.Load(("\"limits\":", BudgetExample.Rule + "\"limits\":"));
        var open = BudgetExample.Point(procedure, [BudgetExample.Voltage], Repeats);
        var decided = BudgetExample.Point(procedure, [BudgetExample.Voltage, BudgetExample.Ratio], Repeats);

        Assert.Equal(Verdict.Indeterminate, open.Verdict);
        Assert.Contains("input g", open.Remark!.En, StringComparison.Ordinal);
        Assert.Equal(Verdict.Pass, decided.Verdict);
    }

    /// <summary>x shows 0.1 V, the certificates say 0.1 V and 0.01: u² = s²/2 + (2·0.1)² + (10·0.01)² + 0.1²/12.</summary>
    [Fact]
    public void A_certificate_covers_it()
    {
        var point = BudgetExample.Point(BudgetExample.Load(), [BudgetExample.Voltage, BudgetExample.Ratio], Repeats);
        var s = 0.1 / Math.Sqrt(2);

        Assert.Empty(point.Uncovered);
        Assert.Equal(2 * Math.Sqrt((s * s / 2) + 0.04 + 0.01 + (0.01 / 12)), point.Budget!.Expanded, 12);
    }

    /// <summary>A half-width may follow from readings, as a permissible error in per cent of a count does: 0.001·g = 0.002, rectangular.</summary>
    [Fact]
    public void A_component_that_the_procedure_states_covers_it()
    {
        var procedure = BudgetExample.Load((
            "\"budget\": []",
            "\"budget\": [{ \"id\": \"ratio\", \"label\": { \"zh\": \"变比\", \"en\": \"Ratio\" }, \"distribution\": \"rectangular\", \"halfWidth\": \"0.001 * g\", \"unit\": \"1\", \"variable\": \"g\", \"confirmed\": false, \"source\": \"x\" }]"));
        var point = BudgetExample.Point(procedure, [BudgetExample.Voltage], Repeats);

        Assert.Empty(point.Uncovered);
        Assert.Equal(0.02 / Math.Sqrt(3), Math.Abs(point.Budget!.Components.Single(one => one.Symbol == "u(ratio)").Contribution), 12);
    }

    [Fact]
    public void What_is_stated_to_be_exact_brings_nothing_and_is_a_fact_to_confirm()
    {
        var procedure = BudgetExample.Load((Variable, Exact));
        var point = BudgetExample.Point(procedure, [BudgetExample.Voltage, BudgetExample.Ratio], Repeats);

        Assert.Empty(point.Uncovered);
        Assert.DoesNotContain(point.Budget!.Components, one => one.Symbol.Contains("(g)", StringComparison.Ordinal));
        Assert.Contains(UnconfirmedFacts.Of(procedure), fact => fact.Path == "items.e.variables.g.exact" && fact.Text.En.Contains("nominal", StringComparison.Ordinal));
    }

    [Fact]
    public void A_component_of_what_is_exact_is_a_contradiction()
    {
        var text = BudgetExample.Changed((Variable, Exact), (
            "\"budget\": []",
            "\"budget\": [{ \"id\": \"ratio\", \"label\": { \"zh\": \"变比\", \"en\": \"Ratio\" }, \"distribution\": \"normal\", \"halfWidth\": 0.1, \"unit\": \"1\", \"variable\": \"g\", \"confirmed\": false, \"source\": \"x\" }]"));

        Assert.Equal("items[0].budget[0].variable", Assert.Single(ProcedureFile.Load(Encoding.UTF8.GetBytes(text)).Problems).Path);
    }

    /// <summary>Records up to format 3 said a U of the known components; they say it for ever.</summary>
    [Fact]
    public void A_record_of_old_keeps_the_budget_that_it_stated()
    {
        var run = BudgetExample.Run(BudgetExample.Load(), Repeats);
        var before = Point(EvaluationJson.Of(RunEvaluation.Of(run, [BudgetExample.Voltage], EvaluationEdition.PartialBudgets).Value, RecordDocument.FormatWithoutUncovered));
        var now = Point(EvaluationJson.Of(RunEvaluation.Of(run, [BudgetExample.Voltage]).Value));

        Assert.Equal(JsonValueKind.Object, before.GetProperty("budget").ValueKind);
        Assert.False(before.TryGetProperty("uncovered", out _));
        Assert.Equal(JsonValueKind.Null, now.GetProperty("budget").ValueKind);
        Assert.Equal("g", now.GetProperty("uncovered")[0].GetString());
    }

    /// <summary>The certificate of a meter says nothing of the amount that the pile computes from the energy it shows itself.</summary>
    [Fact]
    public void A_certificate_speaks_of_readings_of_its_own_instrument_only()
    {
        var golden = Metrology.Procedures.ProcedureCatalog.All.Single(one => one.Procedure.Designation == "JJG 1148-2018");
        var run = Metrology.Procedures.RunFile.Load(Metrology.Procedures.ProcedureCatalog.Bytes(golden.GoldenRuns[0]));
        var evaluation = RunEvaluation.Of(run.Replay(golden.Procedure).Value, run.References).Value;

        Assert.Null(evaluation.Items.Single(item => item.Item == "payment-error").Points[0].Budget);
        Assert.NotNull(evaluation.Items.Single(item => item.Item == "operating-error").Points[0].Budget);
    }

    private static JsonElement Point(byte[] json) => JsonDocument.Parse(json).RootElement.GetProperty("items")[0].GetProperty("points")[0];
}
