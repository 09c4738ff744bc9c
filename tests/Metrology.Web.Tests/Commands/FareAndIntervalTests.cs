using System.Text.Json;
using Metrology.Core.Words;
using Metrology.Web.Commands;

namespace Metrology.Web.Tests.Commands;

public sealed class FareAndIntervalTests
{
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
