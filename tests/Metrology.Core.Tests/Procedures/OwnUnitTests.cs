using System.Text;
using System.Text.Json.Nodes;
using Metrology.Core.Decisions;
using Metrology.Core.Files;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Procedures;
using Metrology.Testing;

namespace Metrology.Core.Tests.Procedures;

/// <summary>Units that the product does not know come with the procedure as data; the procedure and its numbers are made up (示例).</summary>
public class OwnUnitTests
{
    private static byte[] Data(string name) => File.ReadAllBytes(Repository.At("tests", "Metrology.Core.Tests", "Procedures", "Data", name));

    private static ProcedureLoad Load(Action<JsonNode>? change = null)
    {
        var root = JsonNode.Parse(Data("scales.json"))!;
        change?.Invoke(root);
        return ProcedureFile.Load(Encoding.UTF8.GetBytes(root.ToJsonString()));
    }

    [Fact]
    public void They_are_planned_read_converted_and_judged()
    {
        var (procedure, run) = (Load().Procedure!, RunFile.Load(Data("scales.run.json")));
        var evaluation = RunEvaluation.Of(run.Replay(procedure).Value, run.References).Value;

        Assert.Empty(RunFile.Read(Data("scales.run.json"), procedure).Problems);
        Assert.Null(Units.Find("HRC"));
        Assert.Equal(
            [("hardness", "HRC", Verdict.Pass), ("ph", "pH", Verdict.Fail), ("flow", "L/min", Verdict.Pass)],
            evaluation.Items.Select(item => (item.Item, item.Points[0].Unit, item.Verdict)));
        // 0.03 m³/h is the limit, 0.5 L/min, and each of the two readings has no finite decimal in L/min.
        Assert.Equal((0.5m, 0.5m), (evaluation.Items[2].Points[0].Mean, evaluation.Items[2].Points[0].Zone.Upper));
        Assert.Equal(0.25, evaluation.Items[0].Points[0].Budget!.Components.Single(one => one.Symbol == "u_cert(h0)").StandardUncertainty, 12);
        Assert.Equal("25 L/min", run.Replay(procedure).Value.Plan.Steps.Single(step => step.Settings.Count > 0).Settings["set"].ToString());
    }

    [Fact]
    public void A_factor_is_part_of_the_content_hash() => Assert.NotEqual(
        Load().Procedure!.ContentHash, Load(root => root["units"]![2]!["divisor"] = 3600).Procedure!.ContentHash);

    [Theory]
    [InlineData("""{ "symbol": "kW", "dimension": {}, "factor": 1, "source": "x" }""", "units[4]")]
    [InlineData("""{ "symbol": "HRC", "dimension": {}, "factor": 1, "source": "x" }""", "units[4]")]
    [InlineData("""{ "symbol": "HRB", "aliases": ["%"], "dimension": {}, "factor": 1, "source": "x" }""", "units[4].aliases[0]")]
    [InlineData("""{ "symbol": "HRB", "dimension": {}, "factor": 1 }""", "units[4].source")]
    [InlineData("""{ "symbol": "HRB", "dimension": { "hardness": 1 }, "factor": 1, "source": "x" }""", "units[4].dimension.hardness")]
    [InlineData("""{ "symbol": "HRB", "dimension": {}, "factor": 0, "source": "x" }""", "units[4].factor")]
    [InlineData("""{ "symbol": "H B", "dimension": {}, "factor": 1, "source": "x" }""", "units[4].symbol")]
    [InlineData("""{ "symbol": "HRB", "dimension": {}, "factor": 1, "prefixes": ["k"], "source": "x" }""", "units[4].prefixes[0]")]
    public void A_wrong_unit_is_refused_with_its_place(string unit, string path)
    {
        var load = Load(root => root["units"]!.AsArray().Add(JsonNode.Parse(unit)));
        Assert.Null(load.Procedure);
        Assert.Equal(path, Assert.Single(load.Problems).Path);
    }

    [Fact]
    public void Of_another_dimension_they_do_not_fit()
    {
        var load = Load(root => root["items"]![2]!["variables"]!["q"]!["unit"] = "HRC");
        Assert.Contains(load.Problems, problem => problem.Path == "items[2].variables.q.unit");
    }

    [Theory]
    [InlineData("q / 0 - q0", "character 3")]
    [InlineData("q - q0 / (1 - 1)", "character 8")]
    public void A_division_by_zero_that_is_written_is_refused_when_the_file_loads(string formula, string place)
    {
        var problem = Assert.Single(Load(root => root["items"]![2]!["formula"] = formula).Problems);
        Assert.Equal("items[2].formula", problem.Path);
        Assert.Contains(place, problem.Text.En, StringComparison.Ordinal);
    }
}
