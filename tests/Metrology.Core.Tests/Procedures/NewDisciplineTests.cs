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

/// <summary>A regulation of a discipline that no line of the product speaks of is data alone; the balance and its numbers are made up (示例).</summary>
public class NewDisciplineTests
{
    private static readonly byte[] Balance = Data("balance.json");
    private static readonly RunFile Run = RunFile.Load(Data("balance.run.json"));

    private static Procedure Procedure { get; } = Load();

    [Fact]
    public void A_measurand_of_its_own_is_known_in_it_and_nowhere_else()
    {
        Assert.Equal(("质量", "kg"), (Procedure.Measurand("mass")!.Label.Zh, Procedure.Measurand("mass")!.Unit!.Symbol));
        Assert.Null(Measurands.Find("mass"));
        Assert.Null(VerbExample.Procedure.Measurand("mass"));
        Assert.Equal(["mass", "air.density"], Procedure.AllMeasurands.Skip(Measurands.Common.Count).Select(one => one.Id));
    }

    [Fact]
    public void It_is_planned_run_and_judged()
    {
        var state = Run.Replay(Procedure).Value;
        var evaluation = Evaluator.Evaluate(state, Run.References);

        Assert.Equal(["100 g", "200 g"], state.Plan.Steps.Where(step => step.Settings.Count > 0).Select(step => step.Settings["load"].ToString()).Distinct());
        var points = Assert.Single(evaluation.Items).Points;
        Assert.Equal([(0.0025m, Verdict.Pass), (0.008m, Verdict.Fail)], points.Select(point => (point.Mean!.Value, point.Verdict)));
        Assert.Equal(Verdict.Fail, evaluation.Verdict);
        Assert.Contains("sensitivity = 0.00001 of Error of indication", evaluation.UnconfirmedFacts.Select(fact => fact.Text.En));
    }

    /// <summary>The half-width is a share of the load, so the component of the second point is twice that of the first.</summary>
    [Fact]
    public void A_half_width_may_follow_from_settings_and_constants()
    {
        var points = Evaluator.Evaluate(Run.Replay(Procedure).Value, Run.References).Items[0].Points;
        foreach (var (point, load) in points.Zip([100.0, 200.0]))
            Assert.Equal(1e-5 * load / Math.Sqrt(3), point.Budget!.Components.Single(one => one.Symbol == "u(sensitivity)").StandardUncertainty, 1e-12);
    }

    [Fact]
    public void A_half_width_without_a_value_leaves_no_budget()
    {
        var procedure = Load(root => root["items"]![1]!["budget"]![0]!["halfWidth"] = "sensitivity * load * (load / (load - capacity))");
        var points = Evaluator.Evaluate(Run.Replay(procedure).Value, Run.References).Items[0].Points;
        Assert.All(points, point => Assert.Null(point.Budget)); // negative at half, divided by zero at full
    }

    [Fact]
    public void A_reading_of_another_dimension_or_measurand_is_refused()
    {
        Assert.Equal("run.wrong-unit", Changed(reading => reading with { Unit = "N" }));
        Assert.Equal("run.reading-unknown", Changed(reading => reading with { Measurand = "weight" }));
    }

    [Theory]
    [InlineData("capcity", "200")]
    [InlineData("note", "")]
    public void A_field_that_the_nameplate_does_not_have_is_refused(string field, string value)
    {
        var refusal = (Run with { Nameplate = new Dictionary<string, string>(Run.Nameplate) { [field] = value } }).Replay(Procedure).Refusal!;
        Assert.Equal(("plan.nameplate-unknown", "nameplate"), (refusal.Code, refusal.Field));
        Assert.Contains(field, refusal.Text.Zh, StringComparison.Ordinal);
    }

    /// <summary>Members that cannot be read, and what is wrong in the rest: all at once, and nothing that only follows from a member that cannot be read.</summary>
    [Fact]
    public void Every_planted_mistake_is_found_at_once()
    {
        var problems = Problems(root =>
        {
            root["revision"] = "one";
            root["measurands"]!.AsArray().Add(JsonNode.Parse("""{ "id": "pressure", "label": { "zh": "压", "en": "p" }, "unit": "kPb" }"""));
            root["environment"]![0]!["unit"] = "kg";
            root["environment"]![0]!["minimum"] = 26;
            root["environment"]![1]!["measurand"] = "air.mass";
            root["references"]!.AsArray().Add(JsonNode.Parse("""{ "role": "reference", "measurand": "voltage", "limitDividedByU": 3, "confirmed": false, "source": "example" }"""));
            root["items"]![0]!["onlyIf"] = "isHeavy";
            root["items"]![1]!["verb"] = "guess";
            root["items"]![1]!["variables"]!["m"]!["unit"] = "s";
            root["items"]![1]!["formula"] = "m0 - weight";
            root["items"]![1]!["points"]![0]!.AsObject().Remove("source");
            root["items"]![1]!["points"]![1]!["settings"]!["load"]!["formula"] = "capacity +";
            root["items"]![1]!["acceptance"]!["limits"]!["*"]!["value"] = "e * e";
            root["items"]![1]!["budget"]![0]!["halfWidth"] = "m9";
        });

        Assert.Equal(
            [
                "environment[0].minimum", "environment[0].unit", "environment[1].measurand", "items[0].onlyIf", "items[1].acceptance.limits.*.value", "items[1].budget[0].halfWidth",
                "items[1].formula", "items[1].points[0].source", "items[1].points[1].settings.load.formula", "items[1].variables.m.unit", "items[1].verb", "measurands[2].id",
                "measurands[2].unit", "references[1].measurand", "revision",
            ],
            problems.Select(problem => problem.Path).Order(StringComparer.Ordinal));
        Assert.All(problems, problem => Assert.True(problem.Line > 0));
        Assert.Contains("character 6", problems.Single(problem => problem.Path == "items[1].formula").Text.En, StringComparison.Ordinal);
    }

    /// <summary>One member that cannot be read must not be called another mistake elsewhere.</summary>
    [Theory]
    [InlineData("nameplate[0].unit")]
    [InlineData("nameplate[1].id")]
    [InlineData("nameplate[2].kind")]
    [InlineData("nameplate")]
    [InlineData("measurands")]
    [InlineData("measurands[0].id")]
    [InlineData("environment[0].measurand")]
    [InlineData("items[1].verb")]
    [InlineData("items[1].points")]
    [InlineData("items[1].points[1].id")]
    [InlineData("items[1].points[1].settings")]
    [InlineData("items[1].points[1].settings.load.unit")]
    [InlineData("items[1].variables")]
    [InlineData("items[1].variables.m.unit")]
    [InlineData("items[1].variables.m0.role")]
    [InlineData("items[1].variables.m0.measurand")]
    [InlineData("items[1].constants")]
    [InlineData("items[1].constants.sensitivity.unit")]
    [InlineData("items[1].formula")]
    [InlineData("items[1].acceptance.unit")]
    [InlineData("items[1].acceptance.limits")]
    [InlineData("items[1].acceptance.limits.*.value")]
    [InlineData("items[1].acceptance.roundingIntervals.*.value")]
    [InlineData("items[1].acceptance.decide")]
    [InlineData("items[1].budget[0].halfWidth")]
    [InlineData("items[1].budget[0].unit")]
    public void What_cannot_be_read_is_the_only_problem(string path)
    {
        var problems = Problems(root =>
        {
            var names = path.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');
            var at = names[..^1].Aggregate((JsonNode)root, (node, name) => node is JsonArray list ? list[int.Parse(name)]! : node[name]!);
            at[names[^1]] = true;
        });
        Assert.All(problems, problem => Assert.StartsWith(path, problem.Path, StringComparison.Ordinal));
        Assert.NotEmpty(problems);
    }

    private static string? Changed(Func<GoldenReading, GoldenReading> change)
    {
        var sets = Run.Sets.ToArray();
        sets[1] = sets[1] with { Readings = [change(sets[1].Readings[0]), sets[1].Readings[1]] };
        return (Run with { Sets = sets }).Replay(Procedure).Refusal?.Code;
    }

    private static IReadOnlyList<FileProblem> Problems(Action<JsonObject> change)
    {
        var root = JsonNode.Parse(Balance)!.AsObject();
        change(root);
        return ProcedureFile.Load(Encoding.UTF8.GetBytes(root.ToJsonString())).Problems;
    }

    private static Procedure Load(Action<JsonObject>? change = null)
    {
        var root = JsonNode.Parse(Balance)!.AsObject();
        change?.Invoke(root);
        return VerbExample.Load(root.ToJsonString());
    }

    private static byte[] Data(string name) => File.ReadAllBytes(Repository.At("tests", "Metrology.Core.Tests", "Procedures", "Data", name));
}
