using System.Text;
using System.Text.Json.Nodes;
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
}
