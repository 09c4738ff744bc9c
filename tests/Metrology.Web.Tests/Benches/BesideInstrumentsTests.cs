using System.Net;
using System.Text;
using System.Text.Json;
using Metrology.Adapters.Modbus;
using Metrology.Adapters.Transcripts;
using Metrology.App.Customers;
using Metrology.App.Laboratory;
using Metrology.App.Procedures;
using Metrology.App.Verifications;
using Metrology.Core.Quantities;
using Metrology.Core.Records;
using Metrology.Core.Runs;
using Metrology.Links.Tty;
using Metrology.Simulators.Ambient;
using Metrology.Simulators.Balance;
using Metrology.Simulators.Charging;
using Metrology.Simulators.Meter;
using Metrology.Simulators.Multimeter;
using Metrology.Simulators.Ocmf;
using Metrology.Simulators.Source;
using Metrology.Station.Benches;

namespace Metrology.Web.Tests.Benches;

/// <summary>Instruments beside what persons read: a multimeter with its source, a balance, a probe of the air and the signed display of the unit, on lines of their own, from the register to a record that recomputes.</summary>
public sealed partial class BesideInstrumentsTests : IAsyncDisposable
{
    private readonly PtyPair air = PtyPair.Open(), volts = PtyPair.Open(), supply = PtyPair.Open(), pan = PtyPair.Open(), signed = PtyPair.Open();
    private readonly SimulatedOcmfMeter meter = SimulatedOcmfMeter.Usual("SM-0001");
    private readonly SimulatedScpiSource source;
    private readonly SimulatedScpiMultimeter multimeter;
    private readonly SimulatedOcmfDisplay display;
    private readonly List<IAsyncDisposable> devices;

    public BesideInstrumentsTests()
    {
        source = new(supply.Master, "PS-0001");
        multimeter = new(volts.Master, new(7, "DMM-0001", 0m) { Beside = () => source.Volts });
        display = new(signed.Master, meter, () => 100.25m, TimeProvider.System);
        var balance = new SimulatedBalance(pan.Master, new(7, IsShort: false), TimeProvider.System);
        balance.Put(100m);
        var probe = new SimulatedModbusMeter(air.Master, new(1, "TH-0001", 0m, RegisterMaps.Find("sim-th")!, IsTcp: false) { Beside = new AmbientAir(7).Of }, new ChargingProcess(7));
        devices = [source, multimeter, display, balance, probe, air, volts, supply, pan, signed];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var device in devices)
            await device.DisposeAsync();
        meter.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_instruments_of_a_bench_measure_is_taken_from_them_and_never_typed_and_a_lost_line_leaves_the_source_off_or_says_that_it_may_be_on(bool isSourceLost)
    {
        await using var laboratory = await Laboratory.StartAsync();
        await PublishAsync(laboratory);
        var planner = await laboratory.SignInAsync(Role.Planner);
        var dmm = await RegisterAsync(planner, "DMM", "SIM-DMM", "DMM-0001", "voltage", "V");
        var (scale, power) = (await RegisterAsync(planner, "BAL", "SIM-BALANCE", "B-0001", "mass", "g"), await RegisterAsync(planner, "PS", "SIM-SOURCE", "PS-0001"));
        var stranger = await RegisterAsync(planner, "X", "no such model", "X-1");
        var probe = (await laboratory.Get<BenchQueries>().FindAsync("taxi-check-1", default))![BenchRole.Environment]!.EquipmentId!.Value;
        object Body(int multimeterIs, string protocol = "scpi", bool isByPlate = true) => new
        {
            code = "beside-1",
            nameZh = "示例多仪器检定台",
            nameEn = "Bench with further instruments",
            procedures = new[] { "SL-JZ 009-2026" },
            isSimulated = true,
            reference = new { protocol = "by-hand", equipmentId = dmm },
            environment = new { protocol = "modbus-rtu", link = air.Address(TtySettings.Default), address = "1", equipmentId = probe },
            multimeter = new { protocol, link = volts.Address(TtySettings.Default), equipmentId = multimeterIs },
            source = new { protocol = "scpi", link = supply.Address(TtySettings.Default), equipmentId = power },
            balance = new { protocol = "balance-stream", link = pan.Address(TtySettings.Default), equipmentId = scale, isKnownByPlate = isByPlate },
            display = new { protocol = "ocmf", link = signed.Address(TtySettings.Default) },
        };
        async Task<string?> RefusedAsync(object body) => (await OwnLaboratory.SendAsync(planner, "/benches", body)).GetProperty("code").GetString();
        Assert.Equal("bench.no-type", await RefusedAsync(Body(stranger)));
        Assert.Equal("bench.no-type", await RefusedAsync(Body(power)));
        Assert.Equal("bench.protocol", await RefusedAsync(Body(dmm, "balance-stream")));
        Assert.Equal("bench.balance-by-plate", await RefusedAsync(Body(dmm, isByPlate: false)));
        var bench = await OwnLaboratory.IdAsync(planner, "/benches", Body(dmm));
        Assert.Contains(volts.SlavePath, WebUtility.HtmlDecode(await planner.ReadAsync($"/laboratory/benches/{bench}/edit")), StringComparison.Ordinal);
        await TriedAsync(planner, bench);

        var technician = await OpenAsync(laboratory, planner, bench, [dmm, scale]);
        var path = $"/api/v1{technician.Record}";
        // Temperature is the probe's; the insulation has no instrument.
        Assert.Equal(["insulation-resistance"], await ExpectedAsync(technician, path));
        Assert.Equal("bench.reads-itself", await CodeAsync(technician, path, new { kind = "observe", readings = new[] { Typed("environment", "temperature", "environment.temperature", 23m, "°C"), Typed("environment", "insulation", "insulation-resistance", 120m, "MΩ") } }));
        var page = WebUtility.HtmlDecode(await technician.Visitor.ReadAsync(technician.Bench));
        Assert.Contains("由检定台的仪器读取", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"temperature\"", page, StringComparison.Ordinal);
        await technician.GoodAsync("environment", ("insulation", "120"));
        await technician.GoodAsync("accept");

        // The source brings the step to its voltage, the multimeter reads it, and the person types what the unit shows.
        await technician.GoodAsync("begin");
        await technician.UntilAsync(run => run.State.Steps[run.State.Current].Phase == StepPhase.Starting);
        Assert.Equal(["voltage"], await ExpectedAsync(technician, path));
        Assert.Equal(5m, source.Volts);
        // The line of the multimeter is lost, and in one case that of the source with it: the step begins anew and nothing of it is taken.
        if (isSourceLost)
            await supply.DisposeAsync();
        await volts.DisposeAsync();
        var lost = await technician.UntilAsync(run => run.State.Steps[run.State.Current].Attempt == 2);
        Assert.Equal(StepPhase.Waiting, lost.State.Steps[lost.State.Current].Phase);
        Assert.DoesNotContain(lost.State.Observations, one => one.Reading.Measurand == "voltage");
        await laboratory.Get<BenchRuns>().StopAsync();
        Assert.Equal(isSourceLost, source.IsOn);
        Assert.Equal(isSourceLost, laboratory.Get<BenchHealth>().Of("beside-1").Now().Troubles.Any(one => one.Reason.Code == "bench.maybe-on"));
    }

    [Fact]
    public async Task A_run_with_all_of_them_comes_to_a_record_that_recomputes()
    {
        await using var laboratory = await Laboratory.StartAsync();
        await PublishAsync(laboratory);
        var planner = await laboratory.SignInAsync(Role.Planner);
        var dmm = await RegisterAsync(planner, "DMM", "SIM-DMM", "DMM-0001", "voltage", "V");
        var (scale, power) = (await RegisterAsync(planner, "BAL", "SIM-BALANCE", "B-0001", "mass", "g"), await RegisterAsync(planner, "PS", "SIM-SOURCE", "PS-0001"));
        var probe = (await laboratory.Get<BenchQueries>().FindAsync("taxi-check-1", default))![BenchRole.Environment]!.EquipmentId!.Value;
        var bench = await OwnLaboratory.IdAsync(planner, "/benches", new
        {
            code = "beside-2",
            nameZh = "示例多仪器检定台",
            nameEn = "Bench with further instruments",
            isSimulated = true,
            reference = new { protocol = "by-hand", equipmentId = dmm },
            environment = new { protocol = "modbus-rtu", link = air.Address(TtySettings.Default), address = "1", equipmentId = probe },
            multimeter = new { protocol = "scpi", link = volts.Address(TtySettings.Default), equipmentId = dmm },
            source = new { protocol = "scpi", link = supply.Address(TtySettings.Default), equipmentId = power },
            balance = new { protocol = "balance-stream", link = pan.Address(TtySettings.Default), equipmentId = scale, isKnownByPlate = true },
            display = new { protocol = "ocmf", link = signed.Address(TtySettings.Default) },
        });
        var technician = await OpenAsync(laboratory, planner, bench, [dmm, scale]);
        await technician.GoodAsync("environment", ("insulation", "120"));
        await technician.GoodAsync("accept");
        // What comes to the desk for a step that does not wait for it is answered at once, and holds nobody for the patience of the bench.
        var late = laboratory.Get<BenchDesk>().EnterAsync(technician.Id, [], null, TestContext.Current.CancellationToken);
        Assert.Equal("run.moved-on", (await late.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Refusal?.Code);
        foreach (var (measurand, role, value) in new[] { ("voltage", Roles.UnitUnderTest, "5.01"), ("mass", Roles.UnitUnderTest, "100.02"), ("energy.active.import", Roles.Reference, "100.24") })
        {
            await technician.GoodAsync("begin");
            await technician.UntilPhaseAsync(StepPhase.Starting);
            await technician.GoodAsync("values", ($"value-{role}-{measurand}-", value));
            await technician.GoodAsync("accept");
        }

        var record = await technician.RecordAsync();
        Assert.Equal(VerificationState.Evaluated, record.Verification.State);
        string By(string role, string measurand) => record.State.Observations.Single(one => one.Role == role && one.Reading.Measurand == measurand).Reading.Instrument;
        Assert.Equal(("TH-0001", "DMM-0001", "B-0001", "BESIDE-1", "PS-0001"), (By(Roles.Environment, Measurands.Temperature), By(Roles.Reference, "voltage"), By(Roles.Reference, "mass"), By(Roles.UnitUnderTest, Measurands.ActiveEnergy), By(Roles.Bench, Measurands.Conforms)));
        Assert.Equal(4, record.State.Observations.Count(one => one.Reading.Instrument == TypedReadings.Instrument));
        await laboratory.Get<BenchRuns>().CompletionOf(technician.Id);
        Assert.True(source is { IsOn: false, SwitchedOff: > 1 });

        var bundle = await (await technician.Visitor.GetAsync($"/api/v1{technician.Record}/bundle")).Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var content = Whole(bundle);
        var again = Recompute.Run(content, TranscriptCodecs.All);
        Assert.Empty(again.Differences);
        Assert.Equal(5, again.Readings.Decoded);
        Assert.Equal(["balance-stream", "modbus-rtu", "ocmf", "scpi", "scpi"], content.Record.Sources!.Select(one => one.Codec).Order(StringComparer.Ordinal));
        // A value that no instrument said is found.
        var (index, forged) = content.Record.Observations.Index().Single(one => one.Item.Reading is { Measurand: "voltage", Instrument: "DMM-0001" });
        var moved = forged with { Reading = forged.Reading with { Value = forged.Reading.Value + 1m } };
        Assert.NotEmpty(Recompute.Run(content with { Record = content.Record with { Observations = [.. content.Record.Observations.Take(index), moved, .. content.Record.Observations.Skip(index + 1)] } }, TranscriptCodecs.All).Differences);
        var said = WebUtility.HtmlDecode(await technician.Visitor.ReadAsync(technician.Record));
        Assert.Contains("符合（≥ 5 MΩ，限值未确认）", said, StringComparison.Ordinal);
        Assert.Contains("规程限值未持有，仅记录", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_that_is_bound_at_the_ingest_gives_a_step_only_what_is_fresh_and_its_record_recomputes()
    {
        await using var laboratory = await Laboratory.StartAsync();
        await PublishAsync(laboratory);
        var planner = await laboratory.SignInAsync(Role.Planner);
        var dmm = await RegisterAsync(planner, "DMM", "SIM-DMM", "DMM-0001", "voltage", "V");
        object Body(string link) => new
        {
            code = "beside-3",
            nameZh = "示例检定台",
            nameEn = "Example bench",
            isSimulated = true,
            reference = new { protocol = "by-hand", equipmentId = dmm },
            multimeter = new { protocol = "payload", link, equipmentId = dmm, isKnownByPlate = true },
        };
        Assert.Equal("bench.not-bound", (await OwnLaboratory.SendAsync(planner, "/benches", Body(""))).GetProperty("code").GetString());
        var binding = await OwnLaboratory.IdAsync(planner, "/payloads", new { topic = "hall/volts", equipmentId = dmm, client = "volts-1", mapping = "json-path", values = "u = voltage total V\n@time = at iso", zone = "", greatestAge = 60 });
        var key = (await OwnLaboratory.SendAsync(planner, $"/payloads/{binding}/key", new { })).GetProperty("key").GetString()!;
        Assert.Equal("bench.no-link-needed", (await OwnLaboratory.SendAsync(planner, "/benches", Body("tty:/dev/null"))).GetProperty("code").GetString());
        var bench = await OwnLaboratory.IdAsync(planner, "/benches", Body(""));
        await using var device = laboratory.Get<Station.Ingest.Broker>().OpenLink("volts-test", "volts-1", key);
        var said = 0;
        Task SayAsync(string volts, TimeSpan ago) => device.PublishAsync(
            "hall/volts", Encoding.UTF8.GetBytes($$"""{"u":{{volts}},"n":{{++said}},"at":"{{laboratory.Clock.GetUtcNow() - ago:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}"}"""), TestContext.Current.CancellationToken).AsTask();

        var technician = await OpenAsync(laboratory, planner, bench, [dmm]);
        await technician.GoodAsync("environment", ("temperature", "23.4"), ("insulation", "120"));
        await technician.GoodAsync("accept");
        await technician.GoodAsync("begin");
        await technician.GoodAsync("values", ($"value-{Roles.Bench}-inspection.conforms-apply", "1"));
        var entering = technician.GoodAsync("values", ($"value-{Roles.UnitUnderTest}-voltage-", "5.01"));
        // A value of an hour ago is refused at the door, one of before the question is no answer to it, one without anything wrong is the reading; a clock that stands still needs times that differ.
        for (var i = 0; !entering.IsCompleted; i++)
        {
            await SayAsync("7.77", TimeSpan.FromHours(1));
            await SayAsync("6.66", TimeSpan.FromMilliseconds(50_000 - i));
            await SayAsync("5.00", TimeSpan.FromMilliseconds(1_900 - i));
            await Task.WhenAny(entering, Task.Delay(TimeSpan.FromMilliseconds(50)));
        }

        await entering;
        var reading = (await technician.RecordAsync()).State.Observations.Single(one => one is { Role: Roles.Reference, Reading.Measurand: "voltage" }).Reading;
        Assert.Equal(("DMM-0001", "5.00", 0.01m), (reading.Instrument, reading.Text, reading.Resolution));
        Assert.NotNull(reading.DeviceTime);
        await technician.GoodAsync("accept");
        while ((await technician.RecordAsync()).Verification.State == VerificationState.Running)
            await technician.GoodAsync("skip", ("reason-skip", "示例"));

        var bundle = await (await technician.Visitor.GetAsync($"/api/v1{technician.Record}/bundle")).Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var again = Recompute.Run(Whole(bundle), TranscriptCodecs.All);
        Assert.Empty(again.Differences);
        Assert.Equal(1, again.Readings.Decoded);
    }

    /// <summary>Each says who it is and one value; the display has no key outside of a run, and says so.</summary>
    private async Task TriedAsync(Visitor planner, int bench)
    {
        foreach (var (role, serial, value) in new[] { ("multimeter", "DMM-0001", "voltage"), ("source", "PS-0001", "inspection.conforms"), ("balance", "", "mass"), ("environment", "TH-0001", "environment.temperature") })
        {
            var tried = await OwnLaboratory.SendAsync(planner, $"/benches/{bench}/try", new { role });
            Assert.True(tried.GetProperty("isRegistered").GetBoolean(), tried.ToString());
            Assert.Equal((serial, value), (tried.GetProperty("identity").GetProperty("serialNumber").GetString(), tried.GetProperty("value").GetProperty("measurand").GetString()));
            Assert.NotEmpty(tried.GetProperty("bytes").EnumerateArray());
        }

        var display = await OwnLaboratory.SendAsync(planner, $"/benches/{bench}/try", new { role = "display" });
        Assert.Equal(("SM-0001", "ocmf.signature-not-checked"), (display.GetProperty("identity").GetProperty("serialNumber").GetString(), display.GetProperty("noValue").GetString()));
        Assert.False(source.IsOn);
        var page = WebUtility.HtmlDecode(await (await planner.PostFromAsync($"/laboratory/benches/{bench}", $"/laboratory/benches/{bench}/try/multimeter")).Content.ReadAsStringAsync());
        Assert.Contains("一个值", page, StringComparison.Ordinal);
    }

    private async Task<Technician> OpenAsync(Laboratory laboratory, Visitor planner, int bench, int[] main)
    {
        var standard = await OwnLaboratory.IdAsync(planner, "/standards", new { nameZh = "示例标准", nameEn = "Example", place = "一号楼", rangeText = "(0～10) V", uncertaintyText = "U = 0.1 %", ownerClass = "A", mainEquipment = main });
        foreach (var kind in new[] { "Assessment", "Public" })
            await OwnLaboratory.IdAsync(planner, $"/standards/{standard}/certificates", new { kind, number = $"{kind}-1", issuer = "示例局", issuedOn = Day(-30), validUntil = Day(300) });
        var technician = await laboratory.SignInAsync(Role.Technician);
        var unit = await OwnLaboratory.IdAsync(technician, "/units", new
        {
            customer = "示例客户",
            customerAddress = "示例路 1 号",
            nameZh = "示例器具",
            nameEn = "Example unit",
            model = "E-1",
            serialNumber = "BESIDE-1",
            manufacturer = "示例厂",
            location = "实验室",
            procedure = "SL-JZ 009-2026",
            nameplate = new { nominalVoltage = "5" },
            meterKey = Convert.ToBase64String(meter.PublicKey),
            meterNumber = "SM-0001",
        });
        var opened = await OwnLaboratory.SendAsync(technician, "/verifications", new { unitId = unit, standardId = standard, benchId = bench, kind = "first", workDate = Day(0) });
        Assert.True(opened.TryGetProperty("id", out var id), opened.ToString());
        return new(laboratory, technician, id.GetGuid());
    }

    private static BundleContent Whole(byte[] bundle)
    {
        var loaded = RecordBundle.Read(bundle).Value.Load();
        Assert.True(loaded.Content is not null, string.Join("; ", loaded.Problems));
        return loaded.Content;
    }

    private static async Task<int> RegisterAsync(Visitor planner, string code, string model, string serial, string? measurand = null, string? unit = null)
    {
        var id = await OwnLaboratory.IdAsync(planner, "/equipment", new { code = $"BESIDE-{code}", nameZh = "示例仪器", nameEn = "Example", manufacturer = "Metrology", model, serialNumber = serial, isSimulated = true });
        if (measurand is not null)
        {
            await OwnLaboratory.IdAsync(planner, $"/equipment/{id}/certificates", new
            {
                number = $"DC-{code}",
                issuer = "示例院",
                issuedOn = Day(-30),
                validUntil = Day(300),
                uncertaintyText = $"U = 0.001 {unit}",
                measurand,
                expandedUncertainty = 0.001,
                coverageFactor = 2,
                unit,
            });
        }

        return id;
    }

    private static string Day(int from) => DateTime.Today.AddDays(from).ToString("yyyy-MM-dd", null);

    private static object Typed(string role, string subject, string measurand, decimal value, string unit) => new { role, subject, measurand, value, unit };

    private static async Task<string[]> ExpectedAsync(Technician technician, string path) =>
        [.. JsonDocument.Parse(await technician.Visitor.ReadAsync(path)).RootElement.GetProperty("expected").EnumerateArray().Select(one => one.GetProperty("measurand").GetString()!)];

    private static async Task<string?> CodeAsync(Technician technician, string path, object body) =>
        (await OwnLaboratory.SendAsync(technician.Visitor, path["/api/v1".Length..] + "/events", body)).TryGetProperty("code", out var code) ? code.GetString() : null;

    private static async Task PublishAsync(Laboratory laboratory)
    {
        var accounts = await laboratory.Get<LaboratoryQueries>().AccountsAsync(default);
        Actor Of(Role role) => accounts.Where(row => row.Roles.Contains(role)).Select(row => new Actor(row.Id, row.DisplayName, row.Roles) { Because = "示例" }).First();
        var imported = await laboratory.Get<ImportProcedure>().ExecuteAsync(Of(Role.Checker), Encoding.UTF8.GetBytes(Method), default);
        Assert.True(imported.Stored.Refusal is null, string.Join("; ", imported.Problems));
        Assert.Null((await laboratory.Get<PublishProcedure>().ExecuteAsync(Of(Role.Approver), imported.Stored.Value, default)).Refusal?.Code);
    }

    /// <summary>Made up for this test; no regulation says this.</summary>
    private const string Method = """
        {
          "code": "SL-JZ 009", "edition": "2026", "revision": 1,
          "title": { "zh": "示例：多仪器校准方法", "en": "EXAMPLE: a method with several instruments" },
          "inForceFrom": "2026-01-01",
          "sources": [{ "id": "example", "text": "made up for a test", "confidence": "D" }],
          "measurands": [{ "id": "mass", "label": { "zh": "质量", "en": "Mass" }, "unit": "kg" }],
          "nameplate": [{ "id": "nominalVoltage", "label": { "zh": "额定电压", "en": "Nominal voltage" }, "kind": "quantity", "unit": "V" }],
          "environment": [
            { "id": "temperature", "label": { "zh": "温度", "en": "Temperature" }, "measurand": "environment.temperature", "unit": "°C", "minimum": null, "maximum": null, "confirmed": false, "source": "example" },
            { "id": "insulation", "label": { "zh": "绝缘电阻", "en": "Insulation" }, "measurand": "insulation-resistance", "unit": "MΩ", "minimum": 5, "maximum": null, "confirmed": false, "source": "example" }
          ],
          "references": [],
          "items": [
            {
              "id": "voltage", "title": { "zh": "电压示值误差", "en": "Error of voltage" }, "verb": "acquire", "kinds": ["first"], "repeats": 1, "preparation": [{ "verb": "apply" }],
              "points": [{ "id": "full", "label": { "zh": "额定", "en": "Nominal" }, "settings": { "voltage": { "formula": "nominalVoltage", "unit": "V" } }, "confirmed": false, "source": "example" }],
              "variables": { "u": { "role": "unit-under-test", "measurand": "voltage", "take": "single", "unit": "V" }, "u0": { "role": "reference", "measurand": "voltage", "take": "single", "unit": "V" } },
              "formula": "u - u0",
              "acceptance": { "unit": "V", "limits": { "*": { "value": 0.1, "confirmed": false, "source": "example" } }, "roundingIntervals": { "*": { "value": 0.01, "confirmed": false, "source": "example" } }, "decide": { "value": "rounded", "confirmed": false, "source": "example" } }
            },
            {
              "id": "mass", "title": { "zh": "质量示值误差", "en": "Error of mass" }, "verb": "acquire", "kinds": ["first"], "repeats": 1,
              "points": [{ "id": "full", "label": { "zh": "100 g", "en": "100 g" }, "settings": { "load": { "formula": "100", "unit": "g" } }, "confirmed": false, "source": "example" }],
              "variables": { "m": { "role": "unit-under-test", "measurand": "mass", "take": "single", "unit": "g" }, "m0": { "role": "reference", "measurand": "mass", "take": "single", "unit": "g" } },
              "formula": "m - m0",
              "acceptance": { "unit": "g", "limits": { "*": { "value": 0.1, "confirmed": false, "source": "example" } }, "roundingIntervals": { "*": { "value": 0.01, "confirmed": false, "source": "example" } }, "decide": { "value": "rounded", "confirmed": false, "source": "example" } }
            },
            {
              "id": "register", "title": { "zh": "签名示值误差", "en": "Error of the signed register" }, "verb": "acquire", "kinds": ["first"], "repeats": 1,
              "points": [{ "id": "full", "label": { "zh": "现值", "en": "As it is" }, "settings": {}, "confirmed": false, "source": "example" }],
              "variables": { "e": { "role": "unit-under-test", "measurand": "energy.active.import", "take": "single", "unit": "kWh" }, "e0": { "role": "reference", "measurand": "energy.active.import", "take": "single", "unit": "kWh" } },
              "formula": "e - e0",
              "acceptance": { "unit": "kWh", "limits": { "*": { "value": 0.1, "confirmed": false, "source": "example" } }, "roundingIntervals": { "*": { "value": 0.01, "confirmed": false, "source": "example" } }, "decide": { "value": "rounded", "confirmed": false, "source": "example" } }
            }
          ],
          "periodMonths": { "value": null, "confirmed": false, "source": "example" },
          "validUntil": { "value": "day-before", "confirmed": false, "source": "example" }
        }
        """;
}
