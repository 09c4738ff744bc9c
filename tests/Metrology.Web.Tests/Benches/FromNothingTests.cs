using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Metrology.Adapters.Transcripts;
using Metrology.Core.Quantities;
using Metrology.Core.Records;
using Metrology.Core.Runs;

namespace Metrology.Web.Tests.Benches;

/// <summary>An empty installation measures: first run, institution, standard, equipment with certificate, a bench that is registered on its page, and simulators beside it.</summary>
public sealed partial class FromNothingTests
{
    private const string Number = "330000000077", Clock = "CK-0001";

    [Theory]
    [InlineData("dlt645-2007", "dlt645", "pty", "000000000001", "Metrology", "SIM-REF-645", true)]
    [InlineData("modbus-rtu", "modbus-rtu", "pty", "7", "generic", "float32", false)]
    [InlineData("modbus-tcp", "modbus-tcp", "tcp:0", "7", "generic", "float32", false)]
    public async Task An_empty_installation_registers_a_bench_and_measures_on_it(string protocol, string spoken, string link, string address, string manufacturer, string model, bool hasClock)
    {
        await using var laboratory = await OwnLaboratory.StartAsync();
        var planner = await laboratory.SignInAsync("planner");
        (int Id, string Device)? clock = hasClock ? await OwnLaboratory.RegisterClockAsync(planner, Clock) : null;
        // Until the run it gains a second a second: only what it says then can be what the pile is compared with.
        if (hasClock)
            await OwnLaboratory.SendAsync(planner, "/simulators/gnss-1/faults", new { clockDrift = 3600 }, HttpMethod.Put);
        var (drifts, gained) = (Stopwatch.StartNew(), 0m);
        var (meter, standard) = await laboratory.RegisterAsync(planner, manufacturer, model, Number, clock?.Id);

        // The link of a simulated meter is known when it runs, and it runs when its gateways have keys: the bench is registered first and then changed.
        var bench = await RegisterBenchAsync(planner, meter, protocol, "127.0.0.1:9", address);
        await DrawKeysAsync(planner, bench);
        using var simulator = await SimulatorAsync(laboratory, spoken, link, address);
        var at = (await simulator.ReadLineAsync()).GetProperty("link").GetString()!;
        await ChangeBenchAsync(planner, bench, meter, protocol, at, address, clock);

        foreach (var (role, serial) in new[] { ("reference", Number), ("unit", "PILE-1"), ("load", "load-1") })
        {
            var tried = await planner.PostFromAsync(bench, $"{bench}/try/{role}");
            var page = WebUtility.HtmlDecode(await tried.Content.ReadAsStringAsync());
            Assert.Contains("仪器已应答", page, StringComparison.Ordinal);
            Assert.Contains(role == "load" ? "metrology/v1/load-1/event" : serial, page, StringComparison.Ordinal);
        }

        if (hasClock)
        {
            Assert.Contains("NMEA 0183 GN", WebUtility.HtmlDecode(await (await planner.PostFromAsync(bench, $"{bench}/try/clock")).Content.ReadAsStringAsync()), StringComparison.Ordinal);
            gained = (decimal)drifts.Elapsed.TotalSeconds;
            await OwnLaboratory.SendAsync(planner, "/simulators/gnss-1/faults", new { clockDrift = 0 }, HttpMethod.Put);
        }

        var technician = await laboratory.SignInAsync("technician");
        var unit = await OwnLaboratory.IdAsync(technician, "/units", new
        {
            customer = "测试客户",
            customerAddress = "测试路 1 号",
            nameZh = "交流充电桩",
            nameEn = "AC pile",
            model = "AC-7",
            serialNumber = "PILE-1",
            manufacturer = "测试厂",
            location = "停车场",
            procedure = "JJG 1148-2022",
            nameplate = new { accuracyClass = "1", nominalVoltage = "220", maximumCurrent = "32", registerResolution = "0.001", pulseConstant = "1000", timeOfUse = "true" },
        });
        var opened = await OwnLaboratory.SendAsync(technician, "/verifications", new
        {
            unitId = unit,
            standardId = standard,
            benchId = int.Parse(bench.Split('/')[^1], null),
            kind = "first",
            workDate = DateTime.Today.ToString("yyyy-MM-dd", null),
        });
        Assert.True(opened.TryGetProperty("id", out var made), opened.ToString());
        var run = await laboratory.MeasureAsync(technician, made.GetGuid());
        if (!hasClock)
            Assert.Equal(("Evaluated", "Pass"), (run.GetProperty("state").GetString(), run.GetProperty("verdict").GetString()));

        await SeenInHealthAsync(technician, at, clock);

        var bundle = await (await technician.GetAsync($"/api/v1/verifications/{made.GetGuid()}/bundle")).Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var content = RecordBundle.Read(bundle).Value.Load().Content!;
        Assert.Equal(protocol.StartsWith("modbus", StringComparison.Ordinal), content.Record.Sources!.Single(source => source.Codec == protocol).Map is not null);
        var again = Recompute.Run(content, TranscriptCodecs.All);
        Assert.Empty(again.Differences);
        Assert.True(again.Readings.Decoded > 10);
        var said = WebUtility.HtmlDecode(await technician.ReadAsync($"/verifications/{made.GetGuid()}"));
        Assert.Contains(hasClock ? $"与标准时钟 {Clock} 比对" : "与服务器时钟比对", said, StringComparison.Ordinal);
        if (hasClock)
            IsByTheClock(content, gained);
        Assert.False(content.Record.IsDemonstration);
        Assert.True(content.Record.IsSimulated);
    }

    /// <summary>The pile goes by the clock of the server, the reference clock is some seconds ahead of both: that is the error of the pile. The certificate of the clock is what the error's U comes from.</summary>
    /// <param name="gained">What the reference clock gained at least, s.</param>
    private static void IsByTheClock(BundleContent content, decimal gained)
    {
        var record = content.Record;
        var ahead = record.Observations.Single(one => one.Subject == ClockComparison.Subject).Reading;
        var (index, offset) = record.Observations.Index().Single(one => one.Item is { Role: Roles.UnitUnderTest, Reading.Measurand: Measurands.ClockOffset });
        Assert.Equal((Clock, Clock), (ahead.Instrument, record.Sources!.Single(source => source.Codec == "nmea-0183").Instrument));
        // Sentences and messages are only ever late, on a busy machine by seconds.
        Assert.True(ahead.Value < Math.Min(0m, 0.4m - gained), $"{ahead}; gained {gained} s");
        Assert.InRange(offset.Reading.Value, ahead.Value - 5m, ahead.Value + 0.4m);
        Assert.Contains(record.References, one => one is { Measurand: Measurands.ClockOffset, ExpandedUncertainty: 0.1m });

        // An instant of that clock that is none of this comparison is found, whatever value was made to fit it.
        var moved = offset.Reading.Value - 100m;
        var forged = offset with { Reading = offset.Reading with { ReceivedAt = offset.Reading.ReceivedAt.AddSeconds(100), Value = moved, Text = moved.ToString(System.Globalization.CultureInfo.InvariantCulture) } };
        var found = Recompute.Run(content with { Record = record with { Observations = [.. record.Observations.Take(index), forged, .. record.Observations.Skip(index + 1)] } }, TranscriptCodecs.All);
        Assert.Contains(found.Differences, one => one.Path == $"record.observations[{index}].reading.receivedAt");
    }

    /// <summary>The run is over and its links are closed; what they did is still to be seen.</summary>
    private static async Task SeenInHealthAsync(Visitor technician, string link, (int Id, string Device)? clock)
    {
        var bench = Assert.Single(JsonDocument.Parse(await technician.ReadAsync("/api/v1/benches/health")).RootElement.EnumerateArray());
        var meter = bench.GetProperty("links").EnumerateArray().Single(one => one.GetProperty("name").GetString() == link);
        Assert.InRange(meter.GetProperty("exchanges").GetInt32(), 20, 256);
        Assert.InRange(meter.GetProperty("medianMilliseconds").GetDouble(), 0.01, meter.GetProperty("longestMilliseconds").GetDouble());
        Assert.InRange(meter.GetProperty("millisecondsSinceLastByte").GetInt64(), 0, 120_000);
        Assert.Equal(["mqtt:load-1", "mqtt:pile-1"], bench.GetProperty("links").EnumerateArray().Select(one => one.GetProperty("name").GetString()!).Where(name => name != link && (clock is null || !name.Contains(clock.Value.Device, StringComparison.Ordinal))));
        Assert.Contains(bench.GetProperty("identities").EnumerateArray(), one => one.GetProperty("serialNumber").GetString() == Number);
        var page = await technician.ReadAsync("/benches/health");
        Assert.Contains(link, page, StringComparison.Ordinal);
        Assert.Contains(Number, page, StringComparison.Ordinal);
    }

    private static (string, string)[] Filled(int meter, string protocol, string link, string address, (int Id, string Device)? clock = null)
    {
        var (target, baud, format) = Tty().Match(link) is { Success: true } tty ? (tty.Groups[1].Value, tty.Groups[2].Value, tty.Groups[3].Value) : (link.Replace("tcp:", "", StringComparison.Ordinal), "2400", "8E1");
        return
        [
            ("Code", "ev-own-1"), ("NameZh", "充电桩检定台"), ("NameEn", "Pile bench"), ("Place", "一号楼"), ("Procedures", "JJG 1148-2022"), ("IsSimulated", "true"),
            ("Reference.EquipmentId", $"{meter}"), ("Reference.Protocol", protocol), ("Reference.Link", target), ("Reference.Baud", baud), ("Reference.Format", format), ("Reference.Address", address),
            ("Unit.Protocol", "metrology-wire-1"), ("Unit.Link", "pile-1"), ("Load.Protocol", "metrology-wire-1"), ("Load.Link", "load-1"), ("Load.EquipmentId", "none"),
            .. clock is { } own
                ? new[] { ("Clock.EquipmentId", $"{own.Id}"), ("Clock.Protocol", "nmea-0183"), ("Clock.Link", own.Device), ("Clock.Baud", "9600"), ("Clock.Format", "8N1"), ("Clock.IsKnownByPlate", "true") }
                : [],
        ];
    }

    private static async Task<string> RegisterBenchAsync(Visitor planner, int meter, string protocol, string link, string address)
    {
        // Modbus over TCP takes no port of a serial line, and the others take both.
        var answer = await planner.PostAsync("/laboratory/benches/new", Filled(meter, protocol, link, address));
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
        return answer.Headers.Location!.OriginalString;
    }

    private static async Task ChangeBenchAsync(Visitor planner, string bench, int meter, string protocol, string link, string address, (int Id, string Device)? clock)
    {
        var page = await planner.ReadAsync($"{bench}/edit");
        var version = Version().Match(page).Groups[1].Value;
        var answer = await planner.PostAsync($"{bench}/edit", [.. Filled(meter, protocol, link, address, clock), ("Version", version), ("Because", "示例")]);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    private static async Task DrawKeysAsync(Visitor planner, string bench)
    {
        foreach (var role in new[] { "unit", "load" })
        {
            var drawn = await planner.PostFromAsync(bench, $"{bench}/key/{role}");
            Assert.Matches("<code class=\"break\">[0-9a-f]{48}</code>", await drawn.Content.ReadAsStringAsync());
        }

        Assert.DoesNotMatch("<code class=\"break\">", await planner.ReadAsync(bench));
    }

    private static Task<Simulator> SimulatorAsync(OwnLaboratory laboratory, string spoken, string link, string address) => Task.FromResult(new Simulator(
        "bench", "--link", link, "--protocol", spoken, "--address", address, "--number", Number, "--mqtt", $"127.0.0.1:{laboratory.MqttPort}", "--keys", laboratory.Station,
        "--pile-serial", "PILE-1", "--speed", "2000", "--json"));

    /// <summary>The real executable beside the server.</summary>
    private sealed class Simulator(params string[] args) : IDisposable
    {
        private readonly Process process = Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "metrology.dll"), "simulate", .. args])
        {
            RedirectStandardOutput = true,
        })!;

        public async Task<JsonElement> ReadLineAsync() => JsonDocument.Parse((await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!).RootElement;

        public void Dispose()
        {
            process.Kill();
            process.Dispose();
        }
    }

    [GeneratedRegex(@"^tty:([^?]+)\?baud=(\d+)&format=(\w+)$")]
    private static partial Regex Tty();

    [GeneratedRegex("""name="Version" value="(\d+)""")]
    private static partial Regex Version();
}
