using System.Text;
using System.Text.Json.Nodes;
using Metrology.Core.Procedures;
using Metrology.Core.Tests.Runs;
using Metrology.Core.Words;
using Metrology.Procedures;

namespace Metrology.Core.Tests.Procedures;

public class RunFileTests
{
    private static readonly ShippedProcedure Shipped = ProcedureCatalog.All.Single(one => one.Procedure.Designation == "JJG 1148-2022");

    [Fact]
    public void Every_shipped_run_makes_sense_under_its_procedure() => Assert.All(
        ProcedureCatalog.All.SelectMany(shipped => shipped.GoldenRuns.Select(run => (shipped.Procedure, run))),
        one => Assert.Empty(RunFile.Read(ProcedureCatalog.Bytes(one.run), one.Procedure).Problems));

    [Fact]
    public void Mistakes_in_nameplate_references_and_units_are_found_at_once_each_at_its_line()
    {
        var root = JsonNode.Parse(ProcedureCatalog.Bytes(Shipped.GoldenRuns[0]))!;
        root["nameplate"]!["accuracyClass"] = "7";
        root["nameplate"]!["capcity"] = "1";
        root["nameplate"]!.AsObject().Remove("maximumCurrent");
        root["references"]![0]!["role"] = "standard";
        root["references"]![0]!["unit"] = "V";
        root["references"]!.AsArray().Add(JsonNode.Parse("""{ "role": "reference", "measurand": "energy.active.import", "name": "示例", "expandedUncertainty": 0, "coverageFactor": 2, "unit": "furlong" }"""));
        root["sets"]![0]!["readings"]![0]!["unit"] = "kg";
        root["sets"]![0]!["readings"]![1]!["measurand"] = "mood";
        root["sets"]![0]!["readings"]![1]!["role"] = "weather";
        var problems = RunFile.Read(Encoding.UTF8.GetBytes(root.ToJsonString(new() { WriteIndented = true })), Shipped.Procedure).Problems;

        Assert.Equal(
            [
                "nameplate", "nameplate.accuracyClass", "nameplate.capcity", "references[0].role", "references[0].unit", "references[1].expandedUncertainty", "references[1].unit",
                "sets[0].readings[0].unit", "sets[0].readings[1].measurand", "sets[0].readings[1].role",
            ],
            problems.Select(problem => problem.Path).Order(StringComparer.Ordinal));
        Assert.All(problems, problem => Assert.True(problem is { Line: > 1, Column: > 1 } && problem.Text.Zh.Length > 0));
        Assert.Equal(problems.Count, problems.Select(problem => problem.Line).Distinct().Count());
    }

    private const string Reading = """{ "role": "unit-under-test", "measurand": "voltage", "text": "20.1", "unit": "V" }, { "role": "reference", "measurand": "voltage", "text": "10", "unit": "V" }, { "role": "reference", "measurand": "result", "text": "2", "unit": "1" }""";

    private static Refusal? Replayed(Procedure procedure, params string[] sets)
    {
        var text = $$"""{ "nameplate": {}, "kind": "first", "sets": [{{string.Join(", ", sets.Select(readings => $$"""{ "stage": "single", "readings": [{{readings}}] }"""))}}] }""";
        return RunFile.Read(Encoding.UTF8.GetBytes(text), procedure).Value!.Replay(procedure).Refusal;
    }

    /// <summary>Without ambient conditions the first set belongs to the first item; in a file of the first form the ambient step takes nothing but an empty set.</summary>
    [Fact]
    public void A_step_without_readings_swallows_none()
    {
        Assert.Null(Replayed(BudgetExample.Load(), Reading, Reading));
        var first = BudgetExample.Load(("metrology-procedure/2", "metrology-procedure/1"));
        Assert.Null(Replayed(first, "", Reading, Reading));
        var swallowed = Replayed(first, Reading, Reading)!;
        Assert.Equal(("run.reading-unknown", "sets[0] (environment/default/1)"), (swallowed.Code, swallowed.Field));
    }

    [Fact]
    public void A_reading_or_a_set_that_no_step_asks_for_is_refused_and_named()
    {
        var extra = Replayed(BudgetExample.Load(), Reading + """, { "role": "reference", "measurand": "current", "text": "1", "unit": "A" }""")!;
        Assert.Equal(("run.reading-unknown", "sets[0] (e/default/1)"), (extra.Code, extra.Field));
        Assert.Contains("reference current", extra.Text.En, StringComparison.Ordinal);
        var beyond = Replayed(BudgetExample.Load(), Reading, Reading, Reading)!;
        Assert.Equal(("run-file.no-step-left", "sets[2]"), (beyond.Code, beyond.Field));
    }
}
