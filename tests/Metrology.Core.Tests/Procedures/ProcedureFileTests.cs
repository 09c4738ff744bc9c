using Metrology.Core.Files;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Metrology.Core.Procedures;
using Metrology.Procedures;

namespace Metrology.Core.Tests.Procedures;

public class ProcedureFileTests
{
    private const string Path = "electricity/jjg-1148/2022.json";

    [Fact]
    public void The_shipped_edition_loads_with_the_hash_of_its_canonical_form()
    {
        var bytes = ProcedureCatalog.Bytes(Path);
        var procedure = ProcedureFile.Load(bytes).Procedure!;

        Assert.Equal("JJG 1148-2022", procedure.Designation);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(ProcedureFile.Canonical(bytes))), procedure.ContentHash);
        Assert.Equal(["appearance", "operating-error", "clock-error"], procedure.Items.Select(item => item.Id));
    }

    [Fact]
    public void No_limit_of_it_is_called_confirmed()
    {
        var procedure = ProcedureCatalog.Find("JJG 1148-2022")!;

        Assert.All(procedure.Items.Where(item => item.Acceptance is not null).SelectMany(item => item.Acceptance!.Limits.Values), limit => Assert.False(limit.Confirmed));
        Assert.False(procedure.PeriodMonths.Confirmed);
    }

    [Fact]
    public void All_problems_are_found_at_once()
    {
        var problems = Changed(root =>
        {
            root["edition"] = 2022;
            root["surprise"] = 1;
            root["items"]![1]!["verb"] = "guess";
            root["items"]![1]!["repeats"] = 0;
            root["items"]![2]!["acceptance"]!["limits"]!["first"]!.AsObject().Remove("source");
            root.Remove("title");
        });

        Assert.Equal(
            ["edition", "items[1].repeats", "items[1].verb", "items[2].acceptance.limits.first.source", "surprise", "title"],
            problems.Select(problem => problem.Path).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("formula", "(Ex - E0", "items[1].formula")]
    [InlineData("formula", "Ex - E0", "items[1].formula")]
    [InlineData("formula", "(Ex - E9) / E0", "items[1].formula")]
    [InlineData("onlyIf", "maximumCurrent", "items[1].onlyIf")]
    [InlineData("id", "environment", "items[1].id")]
    public void What_does_not_fit_together_is_a_problem(string member, string value, string path) =>
        Assert.Equal(path, Assert.Single(Changed(root => root["items"]![1]![member] = value)).Path);

    [Fact]
    public void A_class_without_limit_is_a_problem() =>
        Assert.Contains(
            Changed(root => root["items"]![1]!["acceptance"]!["limits"]!.AsObject().Remove("2")),
            problem => problem.Path == "items[1].acceptance.limits.2");

    [Fact]
    public void A_gate_without_a_reference_is_a_problem() =>
        Assert.Contains(
            Changed(root => root["items"]![1]!["variables"]!["E0"]!["role"] = "unit-under-test"),
            problem => problem.Path == "items[1].resolutionShareOfLimit");

    [Fact]
    public void Ids_that_occur_twice_are_a_problem() =>
        Assert.Equal("nameplate", Assert.Single(Changed(root => root["nameplate"]![1]!["id"] = "maximumCurrent"), problem => problem.Path == "nameplate").Path);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"code\":\"a\",\"code\":\"b\"}")]
    public void What_is_no_procedure_is_refused(string text) => Assert.NotEmpty(ProcedureFile.Load(Encoding.UTF8.GetBytes(text)).Problems);

    [Fact]
    public void A_file_that_is_too_large_is_refused() => Assert.True(ProcedureFile.Load(new byte[ProcedureFile.LargestFile + 1]).IsRefused);

    private static IReadOnlyList<FileProblem> Changed(Action<JsonObject> change)
    {
        var root = JsonNode.Parse(ProcedureCatalog.Bytes(Path))!.AsObject();
        change(root);
        return ProcedureFile.Load(Encoding.UTF8.GetBytes(root.ToJsonString())).Problems;
    }
}
