using System.Text.Json;
using Metrology.Core.Words;
using Metrology.Web.Commands;

namespace Metrology.Web.Tests;

public sealed class CommandTests
{
    [Theory]
    [InlineData("serve", "--no-such-option")]
    [InlineData("no-such-command")]
    [InlineData("--lang", "fr")]
    [InlineData("doctor", "superfluous")]
    public async Task Wrong_use_is_2_with_nothing_on_standard_output(params string[] args)
    {
        var (code, output, error) = await RunAsync(Language.En, args);
        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains("--help", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Language.Zh, "检查这台机器缺什么")]
    [InlineData(Language.En, "Say what is missing on this machine")]
    public async Task Help_is_in_the_language_of_the_person(Language language, string said)
    {
        var (code, output, _) = await RunAsync(language, "--help");
        Assert.Equal(0, code);
        Assert.Contains(said, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_prints_one_json_object_a_finding()
    {
        var folder = Directory.CreateTempSubdirectory("metrology-doctor-").FullName;
        var (code, output, _) = await RunAsync(Language.En, "doctor", "--json", "--data", folder);
        Directory.Delete(folder, recursive: true);

        var findings = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(["runtime", "data", "sqlite", "assets", "font"], findings.Select(finding => finding.GetProperty("id").GetString()).Take(5));
        Assert.Equal(findings.Any(finding => finding.GetProperty("grade").GetString() == "missing") ? 1 : 0, code);
    }

    [Fact]
    public async Task Doctor_finds_a_data_folder_that_cannot_be_made()
    {
        var (code, output, _) = await RunAsync(Language.En, "doctor", "--data", "/dev/null/data");
        Assert.Equal(1, code);
        Assert.Contains("MISS data", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh_CN.UTF-8", Language.Zh)]
    [InlineData("en_GB.UTF-8", Language.En)]
    [InlineData("C.UTF-8", Language.En)]
    [InlineData(null, Language.En)]
    public void The_environment_chooses_the_language(string? locale, Language expected) =>
        Assert.Equal(expected, Terminal.LanguageOf([], name => name == "LANG" ? locale : null));

    [Fact]
    public void The_option_overrules_the_environment() => Assert.Equal(Language.Zh, Terminal.LanguageOf(["doctor", "--lang", "zh"], _ => "en_GB.UTF-8"));

    [Fact]
    public async Task Fare_prints_the_derivation_line_by_line()
    {
        var trip = Write("""{"km":"20","offpeak_blocks":2,"supplements":["燃油附加费"]}""");
        var (code, output, error) = await RunAsync(Language.Zh, "fare", "--tariff", "beijing-2013", "--trip", trip);

        Assert.Equal((0, ""), (code, error));
        Assert.Equal(
            [
                "北京市（自 2013-06-10）　【未确认】", "  起步价（含 3 km）: 1 次 × 13 = 13", "  续程 3～15 km: 12 km × 2.3 = 27.6", "  单程加价 15～20 km: 5 km × 3.45 = 17.25",
                "  低速、等候: 2 个 5 min × 2.3 = 4.6", "  附加费：燃油附加费: 1 次 × 1 = 1", "  应收: 63.45 元",
            ],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Fare_gives_both_amounts_where_the_tariff_leaves_two()
    {
        var trip = Write("""{"km":25,"night":true}""");
        var (code, output, _) = await RunAsync(Language.En, "fare", "--tariff", "shenzhen-2024", "--trip", trip, "--json");
        var answer = JsonDocument.Parse(output).RootElement;

        Assert.Equal(0, code);
        Assert.False(answer.GetProperty("settled").GetBoolean());
        Assert.Equal(["97.78", "98.995"], answer.GetProperty("fares").EnumerateArray().Select(fare => fare.GetProperty("due").GetString()));
    }

    [Fact]
    public async Task Fare_refuses_a_wrong_tariff_whole_with_every_place()
    {
        var (tariff, trip) = (Write("{\"name\":\"x\",\n\"start_fare\":true,\"start_km\":\"3\"}"), Write("""{"km":1}"""));
        var (code, output, error) = await RunAsync(Language.En, "fare", "--tariff", tariff, "--trip", trip);

        Assert.Equal((1, ""), (code, output));
        Assert.Contains($"{tariff}:1:1 unit_price: this member is missing", error, StringComparison.Ordinal);
        Assert.Contains($"{tariff}:2:14 start_fare:", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interval_holds_the_maximum_of_the_regulation_and_shows_what_was_computed()
    {
        var input = Write("""{"computed_interval_d":"500","regulation_cycle_d":"365","work":"检定"}""");
        var (code, output, _) = await RunAsync(Language.En, "interval", "legal-cap", "--input", input, "--json");
        var answer = JsonDocument.Parse(output).RootElement;

        Assert.Equal(0, code);
        Assert.True(answer.GetProperty("capped").GetBoolean());
        Assert.Equal((500, 365), (answer.GetProperty("figures").GetProperty("computed_interval_d").GetDecimal(), answer.GetProperty("figures").GetProperty("interval_d").GetDecimal()));
    }

    [Theory]
    [InlineData(1, "fare", "--tariff", "/no/such/file", "--trip", "/no/such/file")]
    [InlineData(1, "interval", "staircase", "--input", "/no/such/file")]
    [InlineData(2, "interval", "guess", "--input", "/no/such/file")]
    [InlineData(2, "fare", "--trip", "/no/such/file")]
    public async Task A_calculator_without_input_prints_no_answer(int expected, params string[] args)
    {
        var (code, output, error) = await RunAsync(Language.En, args);

        Assert.Equal((expected, ""), (code, output));
        Assert.NotEmpty(error);
    }

    private static string Write(string json)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("metrology-command-").FullName, "input.json");
        File.WriteAllText(path, json);
        return path;
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(Language language, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(args, new(output, error, language), CancellationToken.None);
        return (code, output.ToString(), error.ToString());
    }
}
