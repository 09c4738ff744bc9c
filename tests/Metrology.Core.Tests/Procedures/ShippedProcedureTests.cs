using System.Text.Json.Nodes;
using Metrology.Core.Procedures;
using Metrology.Core.Runs;
using Metrology.Procedures;
using Metrology.Testing;

namespace Metrology.Core.Tests.Procedures;

public class ShippedProcedureTests
{
    [Fact]
    public void Every_regulation_of_the_list_is_shipped() => Assert.Equal(
        [
            "JJF 1033-2023", "JJG 1085-2013", "JJG 1148-2018", "JJG 1148-2022", "JJG 1148-2022#pulse", "JJG 1149-2018", "JJG 1149-2022", "JJG 1192-2023", "JJG 1193-2023", "JJG 517-2016#bench",
            "JJG 517-2016#installed", "JJG 52-2013", "JJG 596-2012", "JJG 738-2024", "JJG(京)177-2025",
        ],
        ProcedureCatalog.All.Select(shipped => shipped.Procedure.Designation).Order(StringComparer.Ordinal));

    /// <summary>Nobody of us has seen the tables of these texts: a confirmed limit would be an invention.</summary>
    [Fact]
    public void No_limit_is_called_confirmed() => Assert.All(
        ProcedureCatalog.All.SelectMany(shipped => shipped.Procedure.Items.Where(item => item.Acceptance is not null)
            .SelectMany(item => item.Acceptance!.Limits.Values, (item, limit) => (shipped.Path, item.Id, limit))),
        one => Assert.False(one.limit.Confirmed, $"{one.Path} {one.Id}"));

    [Fact]
    public void A_file_with_an_unknown_limit_says_what_is_missing() => Assert.All(
        ProcedureCatalog.All.Where(shipped => shipped.Procedure.Items.Any(item => item.Acceptance?.Limits.Values.Any(limit => limit.Value is null) == true)),
        shipped => Assert.NotEmpty(shipped.Procedure.Missing));

    [Fact]
    public void Every_fact_has_a_confidence_mark_in_its_source() => Assert.All(
        ProcedureCatalog.All.SelectMany(shipped => shipped.Procedure.Items.Where(item => item.Acceptance is not null)
            .SelectMany(item => item.Acceptance!.Limits.Values.Select(limit => limit.Source).Concat(item.Points.Select(point => point.Source)), (item, source) => $"{shipped.Path} {item.Id}: {source}")),
        source => Assert.Matches(@"\[[ABCDEMSX]\]", source));

    /// <summary>Counted a second way: every "confirmed": false of the file, and the usual layout where the file has none.</summary>
    [Fact]
    public void The_unconfirmed_facts_of_a_file_are_all_that_it_calls_so() => Assert.All(ProcedureCatalog.All, shipped =>
    {
        var file = JsonNode.Parse(shipped.Procedure.File.Span)!.AsObject();
        var expected = Unconfirmed(file) + (file.ContainsKey("layout") || ProcedureLayout.Usual.Confirmed ? 0 : 1);
        var facts = UnconfirmedFacts.Of(shipped.Procedure);
        Assert.True(expected == facts.Count, $"{shipped.Path}: {expected}, {string.Join(' ', facts.Select(fact => fact.Path))}");
    });

    /// <summary>What a run names is part of what the file names, in the same words.</summary>
    [Fact]
    public void The_unconfirmed_facts_of_a_run_are_among_those_of_its_file()
    {
        var plan = Runs.Example.Plan();
        var ofFile = UnconfirmedFacts.Of(plan.Procedure);
        var ofRun = Evaluator.Evaluate(RunMachine.Begin(plan), []).UnconfirmedFacts;
        Assert.NotEmpty(ofRun);
        Assert.Subset(ofFile.ToHashSet(), ofRun.ToHashSet());
        Assert.True(ofRun.Count < ofFile.Count);
    }

    private static int Unconfirmed(JsonNode? node) => node switch
    {
        JsonObject one => (one["confirmed"] is JsonValue flag && !flag.GetValue<bool>() ? 1 : 0) + one.Sum(member => Unconfirmed(member.Value)),
        JsonArray many => many.Sum(Unconfirmed),
        _ => 0,
    };

    /// <summary>The schema is judged by somebody else's validator.</summary>
    [Fact]
    public void Every_file_is_valid_by_the_published_schema()
    {
        Assert.SkipWhen(ForeignProgram.Missing("python3") is not null, "skipped: python3 is not installed");
        var missing = ForeignProgram.MissingPythonPackage("jsonschema");
        Assert.SkipWhen(missing is not null, missing ?? "");

        const string Script = """
            import json, pathlib, sys, jsonschema
            root = pathlib.Path(sys.argv[1])
            schema = json.loads((root / "procedure.schema.json").read_text())
            jsonschema.Draft202012Validator.check_schema(schema)
            validator = jsonschema.Draft202012Validator(schema)
            files = sorted(root.glob("*/*/*.json")) + [pathlib.Path(sys.argv[2])]
            for file in files:
                for error in validator.iter_errors(json.loads(file.read_text())):
                    print(file, list(error.absolute_path), error.message[:200])
            # A planted mistake must be found.
            planted = json.loads(files[0].read_text()); planted["surprise"] = 1
            assert list(validator.iter_errors(planted))
            """;
        var (_, output, problem) = ForeignProgram.Run("python3", "-c", Script, Repository.At("src", "Metrology.Procedures"),
            Repository.At("tests", "Metrology.Core.Tests", "Procedures", "Data", "balance.json"));
        Assert.Equal("", output + problem);
    }

    /// <summary>Expected values of golden runs are computed a second way, with exact fractions and without the product.</summary>
    [Fact]
    public void The_golden_runs_are_what_the_generator_computes()
    {
        Assert.SkipWhen(ForeignProgram.Missing("python3") is not null, "skipped: python3 is not installed");
        var (code, output, error) = ForeignProgram.Run("python3", Repository.At("tests", "golden", "make_golden.py"), "--check");

        Assert.Equal((0, ""), (code, output + error));
    }
}
