using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Metrology.Adapters.Transcripts;
using Metrology.App.Laboratory;
using Metrology.App.Stations;
using Metrology.Core.Records;
using Metrology.Instruments.Faults;
using Metrology.Links.Station;
using Metrology.Links.Tty;

namespace Metrology.Web.Tests.Benches;

/// <summary>A bench of the server whose reference is at a port of a station: processes of the product, a simulated meter at the port, a run to its record with the station killed in its middle.</summary>
public sealed partial class StationBenchTests : IDisposable
{
    private const string Number = "330000000077", Meter = "000000000001";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly List<Process> started = [];

    public void Dispose()
    {
        foreach (var process in started)
        {
            process.Kill();
            process.Dispose();
        }
    }

    [Fact]
    public async Task A_run_over_a_port_of_a_station_goes_on_after_the_station_was_killed_and_its_record_recomputes()
    {
        await using var laboratory = await OwnLaboratory.StartAsync(isListening: true);
        var (planner, technician) = (await laboratory.SignInAsync("planner"), await laboratory.SignInAsync("technician"));
        var (meter, standard) = await laboratory.RegisterAsync(planner, "Metrology", "SIM-REF-645", Number);
        var made = await planner.PostAsync("/laboratory/benches/new", Filled(meter, "127.0.0.1:9"));
        Assert.True(made.StatusCode == HttpStatusCode.Redirect, await made.Content.ReadAsStringAsync());
        var bench = made.Headers.Location!.OriginalString;
        foreach (var role in new[] { "unit", "load" })
            await planner.PostFromAsync(bench, $"{bench}/key/{role}");
        var simulator = Start(
            "simulate", "bench", "--link", "pty", "--protocol", "dlt645", "--address", Meter, "--number", Number, "--mqtt", $"127.0.0.1:{laboratory.MqttPort}", "--keys", laboratory.Station, "--pile-serial", "PILE-1", "--speed", "2000", "--json");
        var device = JsonDocument.Parse((await simulator.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!).RootElement.GetProperty("link").GetString()!["tty:".Length..].Split('?')[0];

        var station = Directory.CreateDirectory(Path.Combine(laboratory.Folder, "hall-2")).FullName;
        await File.WriteAllTextAsync(Path.Combine(station, "instruments.json"), $$"""{"instruments":[],"ports":["{{device}}"]}""", TestContext.Current.CancellationToken);
        var code = (await laboratory.The<EnrolStations>().DrawAsync(new(1, "管理员", [Role.Administrator]), "hall-2", default)).Value.Code;
        var enrolling = Start("station", "enrol", "--server", laboratory.Address, "--code", code, "--data", station);
        await enrolling.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, enrolling.ExitCode);

        // The bench page offers what the station said; until then the port is a name.
        await ChangeAsync(planner, bench, meter, $"station:hall-2/tty:{device}");
        Assert.Equal("NotConnected", await PlaceAsync(technician));
        var tried = WebUtility.HtmlDecode(await (await planner.PostFromAsync(bench, $"{bench}/try/reference")).Content.ReadAsStringAsync());
        Assert.Contains("station.not-connected", tried, StringComparison.Ordinal);
        var running = await ConnectedAsync(station, technician);
        await UntilAsync(async () => (await planner.ReadAsync($"{bench}/edit")).Contains($"<option value=\"station:hall-2/tty:{device}\">", StringComparison.Ordinal));
        tried = WebUtility.HtmlDecode(await (await planner.PostFromAsync(bench, $"{bench}/try/reference")).Content.ReadAsStringAsync());
        Assert.Contains("仪器已应答", tried, StringComparison.Ordinal);
        Assert.Contains("时间按站点 hall-2 的时钟", tried, StringComparison.Ordinal);

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
        Assert.True(opened.TryGetProperty("id", out var id), opened.ToString());
        var run = await laboratory.MeasureAsync(technician, id.GetGuid(), BeganAsync, "station.line-lost");
        Assert.Equal(("Evaluated", "Pass"), (run.GetProperty("state").GetString(), run.GetProperty("verdict").GetString()));

        async Task BeganAsync(int steps)
        {
            if (steps != 2)
                return;
            // The bench has the port: nobody else at the station gets it.
            await using (var other = new TtyLink(device, TtySettings.Default))
                Assert.Equal("link.busy", (await Assert.ThrowsAsync<InstrumentFault>(() => other.OpenAsync(default).AsTask())).Code);
            running.Kill();
            await UntilAsync(() => laboratory.Live(id.GetGuid()).Fault?.Code == "station.line-lost");
            await UntilAsync(() => !laboratory.The<StationLines>().IsConnected("hall-2"));
            Assert.Equal("NotConnected", await PlaceAsync(technician));
            Assert.Contains("站点未连接。请检查站点的电源", await technician.ReadAsync("/benches/health"), StringComparison.Ordinal);
            running = await ConnectedAsync(station, technician);
        }

        var bundle = await (await technician.GetAsync($"/api/v1/verifications/{id.GetGuid()}/bundle")).Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var content = RecordBundle.Read(bundle).Value.Load().Content!;
        var again = Recompute.Run(content, TranscriptCodecs.All);
        Assert.Empty(again.Differences);
        Assert.True(again.Readings.Decoded > 10);
        Assert.Contains(content.Record.Transcript, one => one.Link == $"station:hall-2/tty:{device}?baud=2400&format=8E1");
        // A line that waits holds up no server that stops, and the port is free.
        var stopping = Stopwatch.StartNew();
        await laboratory.StopAsync();
        Assert.True(stopping.Elapsed < TimeSpan.FromSeconds(15), $"{stopping.Elapsed}");
        await using var freed = new TtyLink(device, TtySettings.Default);
        await freed.OpenAsync(default);
    }

    private async Task<Process> ConnectedAsync(string folder, Visitor visitor)
    {
        var process = Start("station", "--data", folder, "--json");
        process.BeginOutputReadLine();
        await UntilAsync(async () => await PlaceAsync(visitor) == "Ready");
        return process;
    }

    private static async Task<string?> PlaceAsync(Visitor visitor) =>
        JsonDocument.Parse(await visitor.ReadAsync("/api/v1/benches/health")).RootElement[0].GetProperty("ports")[0].GetProperty("state").GetString();

    private static (string, string)[] Filled(int meter, string link) =>
    [
        ("Code", "ev-own-1"), ("NameZh", "充电桩检定台"), ("NameEn", "Pile bench"), ("Place", "一号楼"), ("Procedures", "JJG 1148-2022"), ("IsSimulated", "true"),
        ("Reference.EquipmentId", $"{meter}"), ("Reference.Protocol", "dlt645-2007"), ("Reference.Link", link), ("Reference.Baud", "2400"), ("Reference.Format", "8E1"), ("Reference.Address", Meter),
        ("Unit.Protocol", "metrology-wire-1"), ("Unit.Link", "pile-1"), ("Load.Protocol", "metrology-wire-1"), ("Load.Link", "load-1"), ("Load.EquipmentId", "none"),
    ];

    private static async Task ChangeAsync(Visitor planner, string bench, int meter, string link)
    {
        var version = Version().Match(await planner.ReadAsync($"{bench}/edit")).Groups[1].Value;
        var answer = await planner.PostAsync($"{bench}/edit", [.. Filled(meter, link), ("Version", version), ("Because", "示例")]);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    private static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await condition())
            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
    }

    [GeneratedRegex("""name="Version" value="(\d+)""")]
    private static partial Regex Version();

    /// <summary>The real executable beside the server; it ends with the test.</summary>
    private Process Start(params string[] args)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "metrology.dll"), .. args]) { RedirectStandardOutput = true })!;
        started.Add(process);
        return process;
    }
}
