using System.Text.Json;
using Metrology.Procedures;

namespace Metrology.Web.Tests.Commands;

/// <summary>round and procedure.</summary>
public sealed class CalculatorTests
{
    /// <summary>Examples as GB/T 8170-2008 is remembered (shared vectors R04, R09, R10, R13, R20, R33).</summary>
    [Theory]
    [InlineData("1.050", "0.1", "1.0")]
    [InlineData("-325", "10", "-320")]
    [InlineData("-0.0365", "0.001", "-0.036")]
    [InlineData("60.25", "0.5", "60.0")]
    [InlineData("-930", "20", "-920")]
    [InlineData("-0.04", "0.1", "0.0")]
    [InlineData("7.5", "5", "10")]
    [InlineData("3", "2", "4")]
    public async Task Rounding_prints_the_digits_of_the_interval(string value, string interval, string rounded)
    {
        var ran = await Ran.EnglishAsync("round", value, "--interval", interval);
        Assert.Equal((0, "", rounded), (ran.Code, ran.Error, Assert.Single(ran.Lines)));
    }

    [Fact]
    public async Task Several_numbers_the_other_rule_and_JSON()
    {
        Assert.Equal(["1.0", "-2.0", "0.4"], (await Ran.EnglishAsync("round", "1.05", "-2.05", "0.35", "--interval", "0.1")).Lines);
        Assert.Equal(["1.1", "-2.1"], (await Ran.EnglishAsync("round", "--half-away", "--interval", "0.1", "--", "1.05", "-2.05")).Lines);
        var json = JsonDocument.Parse((await Ran.EnglishAsync("round", "1.050", "--interval", "0.1", "--json")).Output).RootElement;
        Assert.Equal(("1.050", "0.1", "1.0", true), (json.GetProperty("value").GetString(), json.GetProperty("interval").GetString(), json.GetProperty("rounded").GetString(), json.GetProperty("tie").GetBoolean()));
    }

    [Theory]
    [InlineData("abc", "0.1", "round.number")]
    [InlineData("1,5", "0.1", "round.number")]
    [InlineData("1e3", "0.1", "round.number")]
    [InlineData("1.0500000000000000000000000000001", "0.1", "round.number")]
    [InlineData("1", "0", "round.interval")]
    [InlineData("1", "-0.1", "round.interval")]
    [InlineData("1", "x", "round.interval")]
    [InlineData("79228162514264337593543950335", "0.0000000000000000000000000001", "round.too-large")]
    public async Task What_cannot_be_rounded_is_refused(string value, string interval, string code)
    {
        var ran = await Ran.EnglishAsync("round", value, $"--interval={interval}");
        Assert.Equal((1, ""), (ran.Code, ran.Output));
        Assert.Contains($"[{code}]", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_printed_before_every_number_was_looked_at()
    {
        var ran = await Ran.EnglishAsync("round", "1.05", "x", "2", "y", "--interval", "0.1");
        Assert.Equal((1, ""), (ran.Code, ran.Output));
        Assert.Contains("value 2, “x”", ran.Error, StringComparison.Ordinal);
        Assert.Contains("value 4, “y”", ran.Error, StringComparison.Ordinal);
        Assert.StartsWith("--interval “x”", (await Ran.EnglishAsync("round", "1", "--interval", "x")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--result", "--result", "one")]
    [InlineData("--expanded", "--result", "1 V", "--expanded", "0.1 A", "--mpe", "1 V")]
    [InlineData("--mpe", "--result", "1 V", "--mpe", "1,0 V")]
    [InlineData("--lower", "--result", "1 V", "--lower", "x")]
    [InlineData("--k", "--result", "1 V", "--k", "0", "--mpe", "1 V")]
    [InlineData("--r", "--result", "1 V", "--r", "0", "--mpe", "1 V")]
    public async Task A_wrong_quantity_of_a_decision_is_named(string option, params string[] rest)
    {
        var ran = await Ran.EnglishAsync(["decide", "guard-band", .. rest]);
        Assert.Equal((1, ""), (ran.Code, ran.Output));
        Assert.StartsWith($"{option}: ", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_states_the_result_that_it_is_about() => Assert.Equal(
        "Result: 0.8 % ± 0.3 % (k = 2)", (await Ran.EnglishAsync("decide", "jjf1094", "--result", "0.8 %", "--expanded", "0.3 %", "--mpe", "1 %")).Lines[0]);

    [Fact]
    public async Task A_number_without_a_unit_is_printed_without_one()
    {
        var lines = (await Ran.EnglishAsync("decide", "jjf1094", "--result", "0.8", "--expanded", "0.3", "--mpe", "1")).Lines;
        Assert.Equal(["Result: 0.8 ± 0.3 (k = 2)", "Verdict: pass", "Accepted: -1 … 1"], lines[..3]);
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_a_decision_is_said_at_once()
    {
        var ran = await Ran.EnglishAsync("decide", "rss", "--result", "one", "--expanded", "-1", "--k", "0", "--r", "2", "--lower", "x");
        Assert.Equal((1, ""), (ran.Code, ran.Output));
        Assert.Equal(
            ["--result", "--expanded", "--lower", "--k", "--r"],
            ran.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':')[0]));
    }

    [Theory]
    [InlineData("decision.no-multiplier", "rss", "--expanded", "0.1", "--r", "2")]
    [InlineData("decision.no-multiplier", "simple", "--r", "2")]
    [InlineData("decision.factor-of-nothing", "simple", "--k", "2")]
    [InlineData("decision.probability-of-nothing", "guard-band", "--expanded", "0.1", "--p", "0.95")]
    public async Task An_option_that_means_nothing_to_the_rule_is_refused(string code, string rule, params string[] rest)
    {
        var ran = await Ran.EnglishAsync(["decide", rule, "--result", "0.1", "--mpe", "1", .. rest]);
        Assert.Equal((1, ""), (ran.Code, ran.Output));
        Assert.Contains($"[{code}]", ran.Error, StringComparison.Ordinal);
    }

    /// <summary>The exit code says what the answer says: 0 done, 1 found wrong.</summary>
    [Theory]
    [InlineData(0, "simple", "0.9")]
    [InlineData(1, "simple", "1.1")]
    [InlineData(0, "jjf1094", "0.1", "--expanded", "0.5")]
    [InlineData(1, "jjf1094", "0.9", "--expanded", "0.5")]
    public async Task A_result_that_does_not_pass_ends_with_one(int code, string rule, string result, params string[] rest) =>
        Assert.Equal(code, (await Ran.EnglishAsync(["decide", rule, "--result", result, "--mpe", "1", .. rest])).Code);

    [Fact]
    public async Task A_guard_band_wider_than_the_tolerance_accepts_nothing_and_says_so()
    {
        var ran = await Ran.EnglishAsync("decide", "guard-band", "--result", "0", "--expanded", "3", "--mpe", "1");
        Assert.Equal(1, ran.Code);
        Assert.Contains("Accepted: nothing (the guard band is wider than the tolerance)", ran.Lines);
    }

    /// <summary>What goes wrong while a model is evaluated is said at the formula of its output.</summary>
    [Fact]
    public async Task A_model_without_a_value_is_named_with_its_place_and_the_interval_that_is_compared_is_printed()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(
                file, "{ \"model\": { \"good\": \"a\",\n  \"bad\": \"1 / (a - 1)\" }, \"inputs\": [ { \"name\": \"a\", \"value\": 1, \"components\": [ { \"distribution\": \"normal\", \"std\": 0.1 } ] } ] }",
                TestContext.Current.CancellationToken);
            var ran = await Ran.EnglishAsync("uncertainty", "--input", file);
            Assert.Equal((1, ""), (ran.Code, ran.Output));
            Assert.StartsWith($"{file}:2:10 model.bad: Output “bad”: Formula, character 3: division by zero.", ran.Error, StringComparison.Ordinal);

            await File.WriteAllTextAsync(
                file, "{ \"model\": \"a\", \"coverage\": { \"k\": 2 }, \"inputs\": [ { \"name\": \"a\", \"value\": 1, \"components\": [ { \"distribution\": \"type-a\", \"s\": 1, \"n\": 5 } ] } ] }",
                TestContext.Current.CancellationToken);
            var line = (await Ran.EnglishAsync("uncertainty", "--input", file, "--monte-carlo")).Lines.Single(one => one.StartsWith("GUM result", StringComparison.Ordinal));
            Assert.Matches("^GUM result: y ± 1\\.24\\d+ \\(k = 2\\.78, p = 95 %\\) ", line); // t(95 %, 4) = 2.776, u = 1/√5
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Every_shipped_procedure_is_listed_with_its_hash()
    {
        var ran = await Ran.EnglishAsync("procedure", "list", "--json");
        var listed = ran.Lines.Select(line => JsonDocument.Parse(line).RootElement).Select(item => (item.GetProperty("designation").GetString(), item.GetProperty("hash").GetString()));
        Assert.Equal(ProcedureCatalog.All.Select(shipped => (shipped.Procedure.Designation, shipped.Procedure.ContentHash)), listed!);
        Assert.Contains("JJG 1148-2022", (await Ran.EnglishAsync("procedure", "list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_good_file_is_named_and_every_problem_of_a_wrong_one_is_said()
    {
        var folder = Directory.CreateTempSubdirectory("metrology-procedure-").FullName;
        var (good, bad) = (Path.Combine(folder, "good.json"), Path.Combine(folder, "bad.json"));
        var bytes = ProcedureCatalog.Bytes("electricity/jjg-1148/2022.json");
        await File.WriteAllBytesAsync(good, bytes);
        var text = System.Text.Encoding.UTF8.GetString(bytes);
        await File.WriteAllTextAsync(bad, text.Replace("\"formula\": \"(Ex - E0) / E0\"", "\"formula\": \"(Ex - E9) / E0\"", StringComparison.Ordinal).Replace("\"unit\": \"kWh\"", "\"unit\": \"kWm\"", StringComparison.Ordinal));
        try
        {
            Assert.Equal(0, (await Ran.EnglishAsync("procedure", "check", good)).Code);
            var ran = await Ran.EnglishAsync("procedure", "check", good, bad, "--json");
            Assert.Equal(1, ran.Code);
            Assert.EndsWith("[input.problems]", ran.Error.TrimEnd(), StringComparison.Ordinal);
            var problems = ran.Lines[1..].Select(line => JsonDocument.Parse(line).RootElement).ToArray();
            Assert.True(problems.Length > 1, "all problems at once");
            Assert.All(problems, problem => Assert.Equal(bad, problem.GetProperty("file").GetString()));
            Assert.Contains(problems, problem => problem.GetProperty("path").GetString()!.StartsWith("items[1]", StringComparison.Ordinal));
            Assert.Equal(1, (await Ran.EnglishAsync("procedure", "check", Path.Combine(folder, "none.json"))).Code);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
