using System.Text;
using System.Text.Json.Nodes;
using Metrology.Core.Words;
using Metrology.Procedures;

namespace Metrology.Web.Tests.Commands;

/// <summary>evaluate: results of a run file, and what is said of one that gives none.</summary>
public sealed class EvaluateTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public async Task A_run_with_its_references_is_evaluated()
    {
        var ran = await EvaluateAsync(Language.En, Golden());
        Assert.Equal((0, ""), (ran.Code, ran.Error));
        Assert.Contains("verdict  pass", ran.Lines);
        Assert.Contains(ran.Lines, line => line.StartsWith("operating-error/full/uncertainty  0.", StringComparison.Ordinal));
    }

    /// <summary>An error whose reference is unknown has no uncertainty, and no verdict rests on it.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_without_references_is_refused_and_prints_no_result(bool asJson)
    {
        var run = Golden();
        run.AsObject().Remove("references");
        foreach (var language in Enum.GetValues<Language>())
        {
            var ran = await EvaluateAsync(language, run, asJson ? ["--json"] : []);
            Assert.Equal((1, ""), (ran.Code, ran.Output));
            Assert.Contains("[reference.missing]", ran.Error, StringComparison.Ordinal);
            Assert.Contains(language == Language.Zh ? "有功电能" : "Active energy", ran.Error, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_reference_that_is_not_good_enough_is_refused()
    {
        var run = Golden();
        run["references"]![0]!["expandedUncertainty"] = 0.9m;
        var ran = await EvaluateAsync(Language.En, run);
        Assert.Equal((1, ""), (ran.Code, ran.Output));
        Assert.Contains("[reference.insufficient]", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_problem_of_a_run_file_is_said_at_once_with_its_place_and_in_the_language_of_the_person()
    {
        var run = Golden();
        run["kind"] = "tenth";
        run["references"]![0]!["unit"] = "furlong";
        run["references"]![0]!["coverageFactor"] = 0;
        run["sets"]![0]!["readings"]![0]!["text"] = "warm";
        run["sets"]![0]!["readings"]![1]!.AsObject().Remove("unit");
        run["sets"]![1]!["stage"] = 3;
        run["sets"]![1]!["more"] = true;
        string[] paths = ["kind", "references[0].coverageFactor", "references[0].unit", "sets[0].readings[0].text", "sets[0].readings[1].unit", "sets[1].stage", "sets[1].more"];
        foreach (var language in Enum.GetValues<Language>())
        {
            var ran = await EvaluateAsync(language, run);
            Assert.Equal((1, ""), (ran.Code, ran.Output));
            var lines = ran.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(paths.Order(StringComparer.Ordinal), lines[..^1].Select(line => line.Split(' ')[1].TrimEnd(':')).Order(StringComparer.Ordinal));
            Assert.All(lines[..^1], line => Assert.Matches("^" + System.Text.RegularExpressions.Regex.Escape(file) + ":[0-9]+:[0-9]+ ", line));
            Assert.All(lines[..^1], line => Assert.Equal(language == Language.Zh, line.Any(c => c is >= '\u4E00' and <= '\u9FFF')));
            Assert.Contains("[input.problems]", lines[^1], StringComparison.Ordinal);
            Assert.DoesNotContain("System.", ran.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("{ this is no JSON", ":1:3: ")]
    [InlineData("[]", ":1:1: ")]
    [InlineData("null", ":1:1: ")]
    [InlineData("{\"kind\":\"first\",\"kind\":\"first\"}", ":1:17 kind: ")]
    [InlineData("{\"kind\":\"\\ud800\"}", ":1:9: ")]
    public async Task What_is_no_run_file_is_refused_with_its_place(string content, string place)
    {
        await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);
        var ran = await Ran.AsAsync(Language.Zh, "evaluate", "--procedure", "JJG 1148-2022", "--input", file);
        Assert.Equal((1, ""), (ran.Code, ran.Output));
        Assert.Contains(file + place, ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("BytePositionInLine", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_said()
    {
        var ran = await Ran.EnglishAsync("evaluate", "--procedure", "JJG 1148-2022", "--input", file + ".none");
        Assert.Equal((1, ""), (ran.Code, ran.Output));
        Assert.Contains("[file.missing]", ran.Error, StringComparison.Ordinal);
    }

    private static JsonNode Golden() => JsonNode.Parse(ProcedureCatalog.Bytes(
        ProcedureCatalog.All.Single(one => one.Path == "electricity/jjg-1148/2022.json").GoldenRuns.Single(path => path.EndsWith("/class-1-first.json", StringComparison.Ordinal))))!;

    private async Task<Ran> EvaluateAsync(Language language, JsonNode run, params string[] options)
    {
        await File.WriteAllBytesAsync(file, Encoding.UTF8.GetBytes(run.ToJsonString(new() { WriteIndented = true })), TestContext.Current.CancellationToken);
        return await Ran.AsAsync(language, ["evaluate", "--procedure", "JJG 1148-2022", "--input", file, .. options]);
    }
}
