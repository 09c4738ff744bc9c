using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Metrology.Adapters.Transcripts;
using Metrology.App.Certificates;
using Metrology.App.Customers;
using Metrology.App.Laboratory;
using Metrology.App.Standards;
using Metrology.App.Verifications;
using Metrology.Core.Certificates;
using Metrology.Core.Decisions;
using Metrology.Core.Quantities;
using Metrology.Core.Records;
using Metrology.Core.Runs;
using Metrology.Adapters.Modbus;
using Metrology.Links.Tty;
using Metrology.Simulators.Ambient;
using Metrology.Simulators.Charging;
using Metrology.Simulators.Counter;
using Metrology.Simulators.Meter;
using Metrology.Simulators.Roller;
using Metrology.Simulators.Taximeter;
using Metrology.Station.Benches;

namespace Metrology.Web.Tests.Benches;

/// <summary>The benches of the demonstration beside the one for AC piles, each from its pages to the paper, and its record computed again by a stranger.</summary>
public sealed class SimulatedBenchesTests
{
    [Fact]
    public async Task A_taximeter_fails_on_the_rollers_gets_the_constant_that_is_suggested_and_passes()
    {
        await using var laboratory = await Laboratory.StartAsync();
        // The tariff of the played taximeter; one of the same folder that is none is told on the page of own files and offered to nobody.
        var tariffs = Directory.CreateDirectory(Path.Combine(laboratory.Get<Host.ServeOptions>().Data.Path, Host.OwnFolders.TariffFolder)).FullName;
        await File.WriteAllTextAsync(Path.Combine(tariffs, "own.json"), """{ "name": "示例运价", "start_fare": "10", "start_km": "2", "unit_price": "2.7" }""");
        await File.WriteAllTextAsync(Path.Combine(tariffs, "half.json"), "{ \"name\": ");
        var first = await OpenAsync(laboratory, "SIM-TX-0001", "taxi-1", tariff: "own");
        await MeasureTaximeterAsync(first);
        var page = WebUtility.HtmlDecode(await first.Visitor.ReadAsync(first.Bench));
        // Twenty jumps of a tenth of a kilometre; k = 1000 · 1.0267 / 0.985.
        Assert.Contains("跳字锁存 (20)", page, StringComparison.Ordinal);
        Assert.Contains("按运价应为", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<code>fare</code>", page, StringComparison.Ordinal);
        Assert.Contains("常数 k 建议值 1042 r/km", page, StringComparison.Ordinal);
        await first.GoodAsync("accept");
        Assert.Equal((Verdict.Fail, CertificateKind.RejectionNotice), await IssueAsync(laboratory, first));

        await SetConstantAsync(laboratory, "1042");
        var second = await OpenAsync(laboratory, "SIM-TX-0001", "taxi-1", first.Visitor, "beijing-2013");
        await MeasureTaximeterAsync(second);
        Assert.Contains("<code>fare</code>", await second.Visitor.ReadAsync(second.Bench), StringComparison.Ordinal);
        await second.GoodAsync("accept");
        Assert.Equal((Verdict.Pass, CertificateKind.VerificationCertificate), await IssueAsync(laboratory, second));

        var record = await second.RecordAsync();
        var latched = record.State.Observations.Where(one => LatchSubject.NumberOf(one) is not null).ToList();
        Assert.Equal(19 * 4, latched.Count);
        await RunFlagChecks.FaresAsync(first, 20, "agrees");
        await RunFlagChecks.FaresAsync(second, 20, "differs");
        await StandsAsItIsAsync(second);
        await ReplaysAsync(second, record);
        Assert.Equal(2.0m, record.State.Observations.Single(one => one is { Role: Roles.UnitUnderTest, Subject: "", Reading.Measurand: Measurands.Distance }).Reading.Value);
    }

    [Fact]
    public async Task Off_stops_the_rollers_and_the_step_runs_again_from_its_beginning()
    {
        await using var laboratory = await Laboratory.StartAsync(speed: 1);
        var technician = await OpenAsync(laboratory, "SIM-TX-0002", "taxi-1");
        await ToRollersAsync(technician);
        await technician.GoodAsync("begin");
        await technician.UntilLiveAsync(live => live.IsLoadOn);
        Assert.Contains("滚轮运行，等待跳字", WebUtility.HtmlDecode(await technician.Visitor.ReadAsync(technician.Bench)), StringComparison.Ordinal);
        await technician.GoodAsync("off");
        await technician.UntilLiveAsync(live => !live.IsLoadOn);
        Assert.DoesNotContain((await technician.RecordAsync()).State.Observations, one => one.Reading.Measurand == Measurands.Revolutions);
        Assert.IsType<Directive.Wait>(RunMachine.Next((await technician.RecordAsync()).State));
    }

    [Fact]
    public async Task An_off_board_charger_is_measured_with_a_dc_reference_over_modbus()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var technician = await OpenAsync(laboratory, "SIM-DC-0001", "ev-dc-1");
        await technician.MeasureAsync();
        Assert.Equal((Verdict.Pass, CertificateKind.VerificationCertificate), await IssueAsync(laboratory, technician));
        var record = await technician.RecordAsync();
        Assert.InRange(record.Evaluate().Items.Single(item => item.Item == "operating-error").Points[0].Mean!.Value, 0.2m, 0.6m);
        Assert.Contains("modbus-rtu", await technician.Visitor.ReadAsync(technician.Record + "/record.json"), StringComparison.Ordinal);
        await ReplaysAsync(technician, record);
        // Questions and answers of Modbus are frames on the page, with the meaning that the map of the source gives them.
        var transcript = WebUtility.HtmlDecode(await technician.Visitor.ReadAsync(technician.Record + "/transcript"));
        Assert.Contains("request 功能 read-", transcript, StringComparison.Ordinal);
        Assert.Contains("reply 功能 read-", transcript, StringComparison.Ordinal);
        Assert.Contains(" kWh", transcript, StringComparison.Ordinal);
        Assert.DoesNotContain("··", transcript, StringComparison.Ordinal);
    }

    /// <summary>Limits with two signs, and a correction in percent that is no answer of yes or no: on the page and in the file of the record.</summary>
    private static async Task StandsAsItIsAsync(Technician technician)
    {
        var page = WebUtility.HtmlDecode(await technician.Visitor.ReadAsync(technician.Record));
        Assert.Contains("-4.0 ~ +1.0", page, StringComparison.Ordinal);
        Assert.DoesNotContain("±1.0", page, StringComparison.Ordinal);
        var from = page.IndexOf("id=\"observations\"", StringComparison.Ordinal);
        page = page[from..page.IndexOf("</section>", from, StringComparison.Ordinal)];
        var correction = System.Text.RegularExpressions.Regex.Match(page, "<tr[^>]*>(?:(?!</tr>).)*轮胎修正(?:(?!</tr>).)*</tr>", System.Text.RegularExpressions.RegexOptions.Singleline).Value;
        Assert.Matches(">\\s*0[\\s\u00A0\u202F]*%\\s*<", correction);
        Assert.DoesNotContain("不符合", page, StringComparison.Ordinal);
        var pdf = await (await technician.Visitor.GetAsync($"/api/v1{technician.Record}/pdf")).Content.ReadAsByteArrayAsync();
        var rows = Pdf.Reading.PdfReader.Open(pdf).Structure.All.Where(element => element.Type == "TR").Select(row => string.Concat(row.WithDescendants().Select(one => one.Text))).ToList();
        Assert.Contains(rows, row => row.Contains("轮胎修正", StringComparison.Ordinal) && row.Contains("0 %", StringComparison.Ordinal));
        Assert.DoesNotContain(rows, row => row.Contains("不符合", StringComparison.Ordinal));
    }

    /// <summary>The command prints every reading of the run as its bytes say it, and finds one that was changed.</summary>
    private static async Task ReplaysAsync(Technician technician, RunRecord record)
    {
        var file = Path.GetTempFileName();
        try
        {
            var json = await technician.Visitor.ReadAsync(technician.Record + "/record.json");
            await File.WriteAllTextAsync(file, json);
            var ran = await Commands.Ran.EnglishAsync("replay", file);
            Assert.Equal((0, ""), (ran.Code, ran.Error));
            Assert.Equal(record.State.Observations.Count, ran.Lines.Length);
            foreach (var (one, line) in record.State.Observations.Zip(ran.Lines))
            {
                Assert.Contains($" #{one.Sequence} ", line, StringComparison.Ordinal);
                Assert.EndsWith($" {one.Reading.Text} {one.Reading.Unit}", line, StringComparison.Ordinal);
                Assert.Equal(one.Reading.Instrument == TypedReadings.Instrument, line.Contains("     typed", StringComparison.Ordinal));
            }

            // A difference from the clock of the station is not in the bytes to its last digit.
            var told = record.State.Observations.Last(one => one.Reading.Instrument != TypedReadings.Instrument && one.Reading.Measurand != Measurands.ClockOffset).Reading;
            var text = new System.Text.RegularExpressions.Regex($"(\"text\":\\s*)\"{System.Text.RegularExpressions.Regex.Escape(told.Text)}\"", System.Text.RegularExpressions.RegexOptions.RightToLeft);
            var changed = text.Replace(json, "$1\"9\"", 1);
            Assert.NotEqual(json, changed);
            await File.WriteAllTextAsync(file, $"[{changed}]");
            var other = await Commands.Ran.EnglishAsync("replay", file);
            Assert.Equal(1, other.Code);
            Assert.Contains("[replay.differs]", other.Error, StringComparison.Ordinal);
            Assert.Single(other.Lines, line => line.Contains("!=", StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_program_types_what_the_page_asks_a_person_for_and_nothing_that_the_bench_reads()
    {
        await using var laboratory = await Laboratory.StartAsync(speed: 1);
        var technician = await OpenAsync(laboratory, "SIM-TX-0002", "taxi-1");
        await technician.GoodAsync("environment", ("temperature", "23.4"), ("relative-humidity", "52"));
        await technician.GoodAsync("accept");
        await technician.GoodAsync("checks", ("tyre-pressure", "1"), ("structure", "1"), ("functions", "1"));
        await technician.GoodAsync("accept");
        var path = $"/api/v1{technician.Record}";
        foreach (var value in new[] { 0m, 1.0003m })
        {
            var run = JsonDocument.Parse(await technician.Visitor.ReadAsync(path)).RootElement;
            var asked = run.GetProperty("expected").EnumerateArray().Single();
            string Of(string name) => asked.GetProperty(name).GetString()!;
            object Typed(decimal typed) => new { role = Of("role"), subject = Of("subject"), measurand = Of("measurand"), value = typed, unit = Of("unit") };
            Assert.Equal(("run.not-typed", HttpStatusCode.UnprocessableEntity), await AnswerAsync(new { kind = "observe", readings = new[] { Typed(value), new { role = "unit-under-test", subject = "", measurand = "distance", value = 2m, unit = "km" } } }));
            if (Of("measurand") == "length.circumference")
                Assert.Equal(("quantity.impossible", HttpStatusCode.UnprocessableEntity), await AnswerAsync(new { kind = "observe", readings = new[] { Typed(99999m) } }));
            Assert.Equal(("", HttpStatusCode.OK), await AnswerAsync(new { kind = "observe", readings = new[] { Typed(value) } }));
            Assert.Equal(("", HttpStatusCode.OK), await AnswerAsync(new { kind = "accept" }));
        }

        Assert.Empty(JsonDocument.Parse(await technician.Visitor.ReadAsync(path)).RootElement.GetProperty("expected").EnumerateArray());
        Assert.Equal(1.0003m, (await technician.RecordAsync()).State.Observations[^1].Reading.Value);
        await RunFlagChecks.CertificateAsync(laboratory, technician);

        async Task<(string, HttpStatusCode)> AnswerAsync(object body)
        {
            var answer = await TokenApi.SendAsync(technician.Visitor, HttpMethod.Post, path + "/events", JsonContent.Create(body));
            using var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            return (said.RootElement.TryGetProperty("code", out var code) ? code.GetString()! : "", answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_pile_is_measured_by_its_pulses()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var technician = await OpenAsync(laboratory, "SIM-EV-0007", "ev-ac-3");
        await technician.MeasureAsync();
        Assert.Equal((Verdict.Pass, CertificateKind.VerificationCertificate), await IssueAsync(laboratory, technician));
        var record = await technician.RecordAsync();
        var item = record.Evaluate().Items.Single(one => one.Item == "operating-error");
        // The pile is made to read 0.41 % too much; one pulse of 144 000 is 0.0007 %, the error of the reference 0.008 %.
        Assert.All(item.Points.SelectMany(point => point.Errors), error => Assert.InRange(error, 0.39m, 0.42m));
        Assert.All(item.Points, point => Assert.NotNull(point.Budget));
        Assert.DoesNotContain(record.State.Observations, one => one.Step.Item == "operating-error" && one.Reading.Instrument == TypedReadings.Instrument);
    }

    /// <summary>On lines of its own, as a laboratory registers it: the program plays nothing of this bench.</summary>
    [Fact]
    public async Task A_roller_bench_is_verified_itself_on_a_bench_that_was_registered()
    {
        var process = new RollerProcess(7, new(1000m, 1000m));
        await using var rollerLine = PtyPair.Open();
        await using var counterLine = PtyPair.Open();
        await using var rollers = new SimulatedRollerBench(rollerLine.Master, new("SIM-RB-0001", "") { CountError = 0.0005m, SpeedErrorKmh = 0.9m }, process);
        await using var counter = new SimulatedPulseCounter(counterLine.Master, new("CT-0001"), new AxleInput(process));
        await using var pump = new ProcessPump(process.Advance, RollerProcess.Tick, 500, TimeProvider.System);
        await using var airLine = PtyPair.Open();
        await using var probe = new SimulatedModbusMeter(airLine.Master, new(1, "TH-0001", 0m, RegisterMaps.Find("sim-th")!, IsTcp: false) { Beside = new AmbientAir(7).Of }, new ChargingProcess(7));
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        var played = (await laboratory.Get<BenchQueries>().FindAsync("taxi-check-1", default))!;
        var (reference, air) = (played.ReferenceId, played[BenchRole.Environment]!.EquipmentId!.Value);
        object Body(string referenceProtocol, string load, int? probeIs = null) => new
        {
            code = "checker",
            nameZh = "检定装置检定台",
            nameEn = "Checker bench",
            procedures = new[] { "JJG 738-2024" },
            isSimulated = true,
            reference = new { protocol = referenceProtocol, link = counterLine.Address(TtySettings.Default), equipmentId = reference },
            unit = new { protocol = "metrology-roller-1-unit", link = rollerLine.Address(TtySettings.Default) },
            load = new { protocol = load, link = load == "metrology-wire-1" ? "mqtt:load-9" : "" },
            environment = new { protocol = "modbus-rtu", link = airLine.Address(TtySettings.Default), address = "1", equipmentId = probeIs },
        };
        async Task<string?> RefusedAsync(object body) => (await OwnLaboratory.SendAsync(planner, "/benches", body)).GetProperty("code").GetString();
        Assert.Equal("bench.rollers-under-test", await RefusedAsync(Body("metrology-counter-1", "metrology-wire-1", air)));
        Assert.Equal("bench.dlt645-address", await RefusedAsync(Body("dlt645-2007", "metrology-roller-1-unit", air)));
        Assert.Equal("bench.no-instrument", await RefusedAsync(Body("metrology-counter-1", "metrology-roller-1-unit")));
        Assert.Equal("bench.no-map", await RefusedAsync(Body("metrology-counter-1", "metrology-roller-1-unit", reference)));
        var id = await OwnLaboratory.IdAsync(planner, "/benches", Body("metrology-counter-1", "metrology-roller-1-unit", air));
        var form = WebUtility.HtmlDecode(await planner.ReadAsync($"/laboratory/benches/{id}/edit"));
        Assert.Contains(rollerLine.SlavePath, form, StringComparison.Ordinal);

        var technician = await OpenAsync(laboratory, "SIM-RB-0001", "checker");
        // The probe reads the air as soon as the bench is reached.
        await technician.Visitor.ReadAsync(technician.Bench);
        await technician.UntilPhaseAsync(StepPhase.Read);
        await technician.GoodAsync("accept");
        await technician.GoodAsync("checks", ("structure", "1"), ("brake", "1"), ("display", "1"));
        await technician.GoodAsync("accept");
        // At the tape somebody reads.
        foreach (var circumference in new[] { "1000.4", "1000.6", "1000.5" })
        {
            await technician.GoodAsync("begin");
            var asked = RunMachine.Expected((await technician.RecordAsync()).State)!.Readings.Single();
            await technician.GoodAsync("values", (BenchEntryName(asked), circumference));
            await technician.GoodAsync("accept");
        }

        while ((await technician.RecordAsync()).Verification.State == VerificationState.Running)
        {
            await technician.GoodAsync("begin");
            await technician.UntilPhaseAsync(StepPhase.Read);
            await technician.GoodAsync("accept");
        }

        Assert.Equal((Verdict.Pass, CertificateKind.VerificationCertificate), await IssueAsync(laboratory, technician));
        var record = await technician.RecordAsync();
        var items = record.Evaluate().Items.ToDictionary(item => item.Item);
        Assert.Equal(["appearance", "circumference", "counter", "speed"], items.Keys);
        Assert.InRange(items["counter"].Points[1].Mean!.Value, 0.8m, 1.2m);
        Assert.InRange(items["speed"].Points[0].Mean!.Value, 0.8m, 1.0m);
        // The tape of the standard covers the circumference, the counter the rest.
        Assert.All(items.Values.SelectMany(item => item.Points), point => Assert.NotNull(point.Budget));
        var ambient = record.State.Observations.Where(one => one.Role == Roles.Environment).ToList();
        Assert.All(ambient, one => Assert.Equal("TH-0001", one.Reading.Instrument));
        Assert.InRange(ambient.Single(one => one.Reading.Measurand == Measurands.Temperature).Reading.Value, 23m, 24m);
        Assert.Equal(["CT-0001", "SIM-RB-0001"], record.State.Observations.Where(one => one.Step.Item is "counter" or "speed").Select(one => one.Reading.Instrument).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_taximeter_whose_data_line_is_wired_says_itself_who_it_is()
    {
        const string Number = "0102000077";
        var process = new RollerProcess(7, new(1000m, 1000m));
        await using var rollerLine = PtyPair.Open();
        await using var dataLine = PtyPair.Open();
        await using var rollers = new SimulatedRollerBench(rollerLine.Master, new("RB-0001", ""), process);
        await using var taximeter = new SimulatedTaximeter(dataLine.Master, new(Number)) { AnswersAs = "0102000078" };
        await using var pump = new ProcessPump(process.Advance, RollerProcess.Tick, 500, TimeProvider.System);
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        var reference = (await laboratory.Get<BenchQueries>().FindAsync("taxi-1", default))!.ReferenceId;
        object Body(string protocol, object load) => new
        {
            code = "taxi-9",
            nameZh = "滚轮检定台",
            nameEn = "Roller bench",
            isSimulated = true,
            reference = new { protocol, link = rollerLine.Address(TtySettings.Default), equipmentId = reference },
            unit = new { protocol = "jtt905", link = dataLine.Address(TtySettings.Default) },
            load,
        };
        Assert.Equal("bench.taximeter-without-rollers", (await OwnLaboratory.SendAsync(planner, "/benches", Body("metrology-counter-1", new { protocol = "metrology-wire-1", link = "mqtt:load-9" }))).GetProperty("code").GetString());
        await OwnLaboratory.IdAsync(planner, "/benches", Body("metrology-roller-1", new { protocol = "metrology-roller-1" }));
        await RegisterTaximeterAsync(laboratory, Number);

        var technician = await OpenAsync(laboratory, Number, "taxi-9");
        await ToRollersAsync(technician);
        await technician.UntilLiveAsync(live => live.Fault is not null);
        Assert.Equal("bench.wrong-serial", laboratory.Get<LiveFeed>().Of(technician.Id).Fault!.Code);
        taximeter.AnswersAs = null;
        await technician.GoodAsync("begin");
        await technician.UntilPhaseAsync(StepPhase.Read);
        await technician.GoodAsync("accept");
        // 1000 pulses a kilometre at k = 1000: no error, which lies within −4 % to +1 %.
        Assert.Equal((Verdict.Pass, CertificateKind.VerificationCertificate), await IssueAsync(laboratory, technician));
        Assert.Contains(Convert.ToHexString(Adapters.Jtt905.Jtt905Frame.Encode(2, 0, 0, [])[..2]), (await technician.Visitor.ReadAsync(technician.Record + "/record.json")).ToUpperInvariant(), StringComparison.Ordinal);
    }

    private static async Task RegisterTaximeterAsync(Laboratory laboratory, string number)
    {
        var account = (await laboratory.Get<LaboratoryQueries>().AccountsAsync(default)).First(row => row.Roles.Contains(Role.Technician));
        var request = new SaveUnit.Request(
            null, "示例出租汽车有限公司", "", "出租汽车计价器", "Taximeter", "SIM-TX", number, "示例计价器厂", "示例", "JJG 517-2016#installed",
            new Dictionary<string, string> { ["k"] = "1000", ["method"] = "roller", ["tyre"] = "195/60 R16" });
        Assert.Null((await laboratory.Get<SaveUnit>().ExecuteAsync(new(account.Id, account.DisplayName, account.Roles), request, default)).Refusal);
    }

    private static async Task<Technician> OpenAsync(Laboratory laboratory, string serial, string code, Visitor? visitor = null, string tariff = "-")
    {
        visitor ??= await laboratory.SignInAsync(Role.Technician);
        var bench = (await laboratory.Get<BenchQueries>().FindAsync(code, default))!;
        var standard = (await laboratory.Get<StandardQueries>().AllAsync(default)).First(row => row.Equipment.Any(link => link.EquipmentId == bench.ReferenceId));
        var answer = await visitor.PostAsync("/verifications/new", await Technician.FormAsync(visitor, ("SerialNumber", serial), ("BenchId", $"{bench.Id}"), ("StandardId", $"{standard.Id}"), ("Tariff", tariff)));
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
        return new(laboratory, visitor, Guid.Parse(answer.Headers.Location!.OriginalString.Split('/')[2]));
    }

    private static async Task ToRollersAsync(Technician technician)
    {
        await technician.GoodAsync("environment", ("temperature", "23.4"), ("relative-humidity", "52"));
        await technician.GoodAsync("accept");
        await technician.GoodAsync("checks", ("tyre-pressure", "1"), ("structure", "1"), ("functions", "1"));
        await technician.GoodAsync("accept");
        foreach (var value in new[] { "0", "1.0000" })
        {
            var asked = RunMachine.Expected((await technician.RecordAsync()).State)!.Readings.Single();
            await technician.GoodAsync("values", (BenchEntryName(asked), value));
            await technician.GoodAsync("accept");
        }
    }

    private static string BenchEntryName(ExpectedReading asked) => Features.Bench.BenchEntries.NameOf(asked);

    private static async Task MeasureTaximeterAsync(Technician technician)
    {
        await ToRollersAsync(technician);
        await technician.GoodAsync("begin");
        await technician.UntilPhaseAsync(StepPhase.Read);
    }

    /// <summary>Submitted on its page, checked, approved and issued; its record is computed again from its bundle.</summary>
    private static async Task<(Verdict, CertificateKind)> IssueAsync(Laboratory laboratory, Technician technician)
    {
        Assert.Equal(HttpStatusCode.Redirect, (await technician.Visitor.PostFromAsync(technician.Record, technician.Record + "/submit")).StatusCode);
        var accounts = await laboratory.Get<LaboratoryQueries>().AccountsAsync(default);
        Actor Of(Role role) => accounts.Where(row => row.Roles.Contains(role)).Select(row => new Actor(row.Id, row.DisplayName, row.Roles)).First();
        Assert.Null((await laboratory.Get<MoveVerification>().ExecuteAsync(Of(Role.Checker), technician.Id, VerificationStates.Check, null, default)).Refusal);
        var issued = await laboratory.Get<IssueCertificate>().ApproveAndExecuteAsync(Of(Role.Approver), technician.Id, default);
        Assert.True(!issued.IsRefused, issued.Refusal?.Text.En);
        var zip = await (await technician.Visitor.GetAsync(technician.Record + "/bundle.zip")).Content.ReadAsByteArrayAsync();
        var again = Recompute.Run(RecordBundle.Read(zip).Value.Load().Content!, TranscriptCodecs.All);
        Assert.True(again.Agrees, string.Join("; ", again.Differences));
        return ((await technician.RecordAsync()).Evaluate().Verdict, issued.Value.Kind);
    }

    private static async Task SetConstantAsync(Laboratory laboratory, string constant)
    {
        var unit = (await laboratory.Get<UnitQueries>().WithSerialAsync("SIM-TX-0001", default)).Single();
        var account = (await laboratory.Get<LaboratoryQueries>().AccountsAsync(default)).First(row => row.Roles.Contains(Role.Technician));
        var request = new SaveUnit.Request(
            unit.Id, unit.Customer!.Name, unit.Customer.Address, unit.NameZh, unit.NameEn, unit.Model, unit.SerialNumber, unit.Manufacturer, unit.Location, unit.Procedure,
            new Dictionary<string, string>(unit.Nameplate) { ["k"] = constant });
        Assert.Null((await laboratory.Get<SaveUnit>().ExecuteAsync(new(account.Id, account.DisplayName, account.Roles) { Because = "示例：设定检定卡" }, request, default)).Refusal);
    }
}
