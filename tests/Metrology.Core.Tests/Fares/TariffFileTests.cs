using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Metrology.Core.Fares;
using Metrology.Core.Words;
using Metrology.Procedures;
using Metrology.Testing;

namespace Metrology.Core.Tests.Fares;

public class TariffFileTests
{
    private static readonly string[] Ids = ["beijing-2013", "beijing-before-2013", "guangzhou-2024", "hangzhou-2022", "shenzhen-2024"];

    [Fact]
    public void The_shipped_tariffs_load_with_their_source_and_none_is_called_confirmed()
    {
        Assert.Equal(Ids.Order(StringComparer.Ordinal), TariffCatalog.All.Select(shipped => shipped.Id));
        Assert.All(TariffCatalog.All, shipped =>
        {
            Assert.False(shipped.Tariff.Origin.Confirmed);
            Assert.StartsWith("http", shipped.Tariff.Origin.Source, StringComparison.Ordinal);
            Assert.NotNull(shipped.Tariff.Origin.Date ?? shipped.Tariff.Origin.Until);
            Assert.NotNull(shipped.Tariff.Origin.NameEn);
        });
    }

    [Fact]
    public void A_tariff_is_no_procedure() => Assert.DoesNotContain(ProcedureCatalog.All, shipped => shipped.Path.Contains("tariff", StringComparison.Ordinal));

    [Fact]
    public void Every_problem_is_found_at_once_with_its_place()
    {
        var problems = TariffFile.Load(
            """
            {
              "name": "x", "start_fare": "a", "unit_price": -1,
              "tiers": [["3", 1], {"ratio": 1, "price": 2}],
              "surprise": 1
            }
            """u8).Problems;

        Assert.Equal(
            [
                "1:1 start_km", "2:30 start_fare", "2:49 unit_price", "3:23 tiers[1]", "3:23 tiers[1].from_km", "4:15 surprise",
            ],
            problems.Select(problem => $"{problem.Line}:{problem.Column} {problem.Path}"));
        Assert.All(problems, problem => Assert.NotEqual(problem.In(Language.Zh), problem.In(Language.En)));
    }

    [Fact]
    public void What_the_values_mean_together_is_checked_together_with_the_structure_and_nothing_that_only_follows_is_said()
    {
        var problems = TariffFile.Load(
            """
            {
              "name": "x", "start_fare": "a", "start_km": 3, "unit_price": "free", "surprise": 1,
              "tiers": [["15", "0.5"], ["12", "0.6"], ["x", "0.7"], ["13", "0.8"]],
              "night_ratio": "0.2", "night_unit_price": "3", "supplements": { "": "1" },
              "date": "2024-01-01", "until": "soon"
            }
            """u8).Problems;

        Assert.Equal(["start_fare", "unit_price", "surprise", "tiers[1]", "tiers[2][0]", "night_unit_price", "supplements", "until"], problems.Select(problem => problem.Path));
    }

    [Theory]
    [InlineData("""{"tiers":[["15","0.5"],["15","0.6"]]}""", "tiers[1]")]
    [InlineData("""{"tiers":[["15"]]}""", "tiers[0]")]
    [InlineData("""{"tiers":[{"from_km":15,"ratio":1,"night_price":2}]}""", "tiers[0].night_price")]
    [InlineData("""{"night_ratio":"0.2","night_unit_price":"3"}""", "night_unit_price")]
    [InlineData("""{"night_on_start":true,"night_start_fare":"3"}""", "night_start_fare")]
    [InlineData("""{"night_window":["23:00","23:00"]}""", "night_window")]
    [InlineData("""{"night_window":["24:00","00:00"]}""", "night_window")]
    [InlineData("""{"block_min":"5"}""", "")]
    [InlineData("""{"block_price":"5"}""", "")]
    [InlineData("""{"wait_per_min_night":"5"}""", "")]
    [InlineData("""{"wait_per_min":"1","wait_per_hour":"60"}""", "")]
    [InlineData("""{"wait_per_min":"1","wait_per_min_peak":"2","wait_per_min_night":"3","night_window":["23:00","05:00"],"peak_windows":[["04:00","06:00"]]}""", "peak_windows")]
    [InlineData("""{"peak_ratio":"-0.9","night_unit_price":"0.1"}""", "unit_price")]
    [InlineData("""{"unit_price":"0","night_unit_price":"0.1"}""", "night_unit_price")]
    [InlineData("""{"composition":"sum"}""", "composition")]
    [InlineData("""{"supplements":{"":"1"}}""", "supplements")]
    [InlineData("""{"charge_begun_step":true}""", "charge_begun_step")]
    [InlineData("""{"rounding":{"interval":"0"}}""", "rounding.interval")]
    [InlineData("""{"rounding":{"interval":"1","mode":"sideways"}}""", "rounding.mode")]
    [InlineData("""{"date":"2024-01-01","until":"2023-01-01"}""", "until")]
    [InlineData("""{"start_km":"1e99"}""", "start_km")]
    public void What_does_not_fit_together_is_a_problem(string changes, string path)
    {
        var tariff = new JsonObject { ["name"] = "x", ["start_fare"] = "10", ["start_km"] = "3", ["unit_price"] = "2" };
        foreach (var (name, value) in JsonNode.Parse(changes)!.AsObject())
            tariff[name] = value?.DeepClone();

        var load = TariffFile.Load(Encoding.UTF8.GetBytes(tariff.ToJsonString()));

        Assert.Null(load.Value);
        Assert.Equal(path, Assert.Single(load.Problems).Path);
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("{\n  \"name\": \"a\",,", 2, 15)]
    [InlineData("{\"name\":\"a\"} x", 1, 14)]
    [InlineData("{\"name\":\"\\ud800\"}", 1, 9)]
    public void What_is_no_json_is_refused_with_its_place(string text, int line, int column)
    {
        var problem = Assert.Single(TariffFile.Load(Encoding.UTF8.GetBytes(text)).Problems);

        Assert.Equal((line, column), (problem.Line, problem.Column));
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_file() => Assert.Empty(TariffFile.Load([0xEF, 0xBB, 0xBF, .. ProcedureCatalog.Bytes("tariffs/beijing-2013")]).Problems);

    [Fact]
    public void A_file_that_is_too_large_is_refused() => Assert.True(TariffFile.Load(new byte[TariffFile.LargestFile + 1]).IsRefused);

    /// <summary>The published schema and the loader know the same members; the loader is asked about each by a value of a wrong kind.</summary>
    [Fact]
    public void The_published_schema_names_what_the_loader_takes()
    {
        using var schema = JsonDocument.Parse(File.ReadAllBytes(Repository.At("src", "Metrology.Procedures", "tariff.schema.json")));
        var members = schema.RootElement.GetProperty("properties").EnumerateObject().Select(member => member.Name).ToList();
        var all = new JsonObject(members.Append("no_such_member").Select(name => KeyValuePair.Create<string, JsonNode?>(name, new JsonArray(new JsonArray()))));

        var unknown = TariffFile.Load(Encoding.UTF8.GetBytes(all.ToJsonString())).Problems.Where(problem => problem.Text.En == "unknown member");

        Assert.Equal(["no_such_member"], unknown.Select(problem => problem.Path));
        Assert.All(
            TariffCatalog.All.SelectMany(shipped => JsonNode.Parse(ProcedureCatalog.Bytes($"tariffs/{shipped.Id}"))!.AsObject()),
            member => Assert.Contains(member.Key, members));
    }

    /// <summary>Bytes of the shipped files, changed at random: read or refused, and what is read gives a fare.</summary>
    [Fact]
    public void Hostile_bytes_never_throw() => Prop.ForAll(
        (from id in Gen.Elements(Ids) from seed in Gen.Choose(0, int.MaxValue) from changes in Gen.Choose(1, 40) select (id, seed, changes)).ToArbitrary(),
        one =>
        {
            var bytes = ProcedureCatalog.Bytes($"tariffs/{one.id}").ToArray();
            var random = new Random(one.seed);
            for (var i = 0; i < one.changes; i++)
                bytes[random.Next(bytes.Length)] = (byte)(random.Next(4) == 0 ? random.Next(256) : bytes[random.Next(bytes.Length)]);
            return IsHandled(bytes);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    /// <summary>Members replaced by values of any kind and size.</summary>
    [Fact]
    public void Hostile_values_never_throw() => Prop.ForAll(
        (from id in Gen.Elements(Ids) from seed in Gen.Choose(0, int.MaxValue) select (id, seed)).ToArbitrary(),
        one =>
        {
            var random = new Random(one.seed);
            var tariff = JsonNode.Parse(ProcedureCatalog.Bytes($"tariffs/{one.id}"))!.AsObject();
            using var schema = JsonDocument.Parse(File.ReadAllBytes(Repository.At("src", "Metrology.Procedures", "tariff.schema.json")));
            var members = schema.RootElement.GetProperty("properties").EnumerateObject().Select(member => member.Name).ToList();
            for (var i = random.Next(1, 5); i > 0; i--)
                tariff[members[random.Next(members.Count)]] = JsonNode.Parse(Values[random.Next(Values.Length)]);
            return IsHandled(Encoding.UTF8.GetBytes(tariff.ToJsonString()));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static readonly string[] Values =
    [
        "0", "1000000", "\"1000000\"", "100", "-1", "0.001", "\"0.0000000000000000000000000001\"", "1e-28", "79228162514264337593543950335", "1e400", "\"1e-400\"", "true", "null", "[]",
        "{}", "[[\"0\",\"100\"],[\"1\",\"99\"]]", "[[\"00:00\",\"24:00\"]]", "[\"22:00\",\"21:59\"]", "{\"a\":\"1000000\"}", "\"2024-02-29\"", "\"multiplicative\"",
        "[{\"from_km\":1,\"price\":1000000,\"night_price\":0}]", "{\"interval\":\"0.001\",\"mode\":\"up\"}", "\"\"", "\"٣\"",
    ];

    private static bool IsHandled(byte[] bytes)
    {
        var load = TariffFile.Load(bytes);
        if (load.Value is not { } tariff)
            return load.Problems.Count > 0;
        object[] trips =
        [
            new { km = "100000", night = true, peak = true, wait_min = "100000" },
            new { start_time = "22:58", segments = new[] { new { min = "1000", km = "99999" }, new { min = "9000", km = "0" } } },
        ];
        return trips.All(trip => FareCalculation.Expect(tariff, FareExamples.Trip(trip)) is { IsRefused: true } or { Value.Additive.Due: >= 0m })
            && FareJump.DistanceAt(tariff, 1000m, new(true, true, false, Composition.Multiplicative)) is { IsRefused: true } or { Value: >= 0m };
    }
}
