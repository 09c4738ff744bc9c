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

    /// <summary>What is wrong with a run of these sets, by path and words; null when nothing is.</summary>
    private static (string Path, string Text)? Problem(Procedure procedure, params string[] sets)
    {
        var text = $$"""{ "nameplate": {}, "kind": "first", "sets": [{{string.Join(", ", sets.Select(readings => $$"""{ "stage": "single", "readings": [{{readings}}] }"""))}}] }""";
        var problem = RunFile.Read(Encoding.UTF8.GetBytes(text), procedure).Problems.SingleOrDefault();
        Assert.True(problem is null or { Line: 1, Column: > 1 });
        return problem is null ? null : (problem.Path, problem.Text.En);
    }

    /// <summary>Without ambient conditions the first set belongs to the first item; in a file of the first form the ambient step takes nothing but an empty set.</summary>
    [Fact]
    public void A_step_without_readings_swallows_none()
    {
        Assert.Null(Problem(BudgetExample.Load(), Reading, Reading));
        var first = BudgetExample.Load(("metrology-procedure/2", "metrology-procedure/1"));
        Assert.Null(Problem(first, "", Reading, Reading));
        var (path, swallowed) = Problem(first, Reading, Reading)!.Value;
        Assert.Equal("sets[0]", path);
        Assert.StartsWith("environment/default/1: The current step knows no such reading", swallowed, StringComparison.Ordinal);
    }

    /// <summary>JJG 517: nobody could say the U of the tyre correction that the verifier enters; 1 % of a temperature in °C is none.</summary>
    [Fact]
    public void A_certificate_may_be_of_what_the_verifier_enters_and_not_a_share_of_a_scale()
    {
        string[] Problems(string role, string measurand, string unit)
        {
            var text = $$"""{ "nameplate": {}, "kind": "first", "sets": [], "references": [{ "role": "{{role}}", "measurand": "{{measurand}}", "name": "示例", "expandedUncertainty": 1, "coverageFactor": 2, "unit": "{{unit}}" }] }""";
            return [.. RunFile.Read(Encoding.UTF8.GetBytes(text), BudgetExample.Load()).Problems.Select(problem => problem.Path)];
        }

        Assert.Empty(Problems("verifier", "result", "%"));
        Assert.Equal(["references[0].role"], Problems("bench", "result", "%"));
        Assert.Empty(Problems("reference", "voltage", "%"));
        Assert.Equal(["references[0].unit"], Problems("reference", "environment.temperature", "%"));
        Assert.Empty(Problems("reference", "environment.temperature", "K"));
    }

    /// <summary>10 V in whole volts: the last digit is the division of the display; a file may say that it brings nothing.</summary>
    [Theory]
    [InlineData("", "1")]
    [InlineData(", \"resolution\": 0.01", "0.01")]
    [InlineData(", \"resolution\": 0", "0")]
    public void The_resolution_of_a_reading_is_its_last_digit_unless_it_is_said(string said, string resolution)
    {
        var text = $$"""{ "nameplate": {}, "kind": "first", "sets": [{ "stage": "single", "readings": [{ "role": "reference", "measurand": "voltage", "text": "10", "unit": "V"{{said}} }] }] }""";

        Assert.Equal(decimal.Parse(resolution, System.Globalization.CultureInfo.InvariantCulture), RunFile.Load(Encoding.UTF8.GetBytes(text)).Sets[0].Readings[0].Resolution);
    }

    [Fact]
    public void A_reading_or_a_set_that_no_step_asks_for_is_refused_and_named()
    {
        var (extra, words) = Problem(BudgetExample.Load(), Reading + """, { "role": "reference", "measurand": "current", "text": "1", "unit": "A" }""")!.Value;
        Assert.Equal("sets[0]", extra);
        Assert.StartsWith("e/default/1: ", words, StringComparison.Ordinal);
        Assert.Contains("reference current", words, StringComparison.Ordinal);
        Assert.Equal(("sets[2]", "Every step of the run is done, and the file has 1 more sets. Remove them."), Problem(BudgetExample.Load(), Reading, Reading, Reading));
    }
}
