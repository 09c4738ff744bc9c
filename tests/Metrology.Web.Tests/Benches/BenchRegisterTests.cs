using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Verifications;
using Metrology.Station.Ingest;
using Metrology.Web.Host;

namespace Metrology.Web.Tests.Benches;

/// <summary>What the register of benches takes and refuses, on its page and over the API. Equipment 1 is the reference meter of the demonstration.</summary>
public sealed class BenchRegisterTests
{
    private const string Path = "/laboratory/benches";

    private static readonly (string, string)[] Filled =
    [
        ("Code", "own-1"), ("NameZh", "自有检定台"), ("NameEn", "Own bench"), ("Place", "二号楼"), ("IsSimulated", "true"), ("Procedures", "JJG 1148-2022"),
        ("Reference.EquipmentId", "1"), ("Reference.Protocol", "dlt645-2007"), ("Reference.Link", "/dev/serial/by-id/usb-FTDI-0001"), ("Reference.Baud", "9600"), ("Reference.Format", "8N1"), ("Reference.Address", "000000000001"),
        ("Unit.Protocol", "metrology-wire-1"), ("Unit.Link", "pile-9"), ("Load.Protocol", "metrology-wire-1"), ("Load.Link", "load-9"), ("Load.EquipmentId", "none"),
        ("Environment.EquipmentId", "2"), ("Clock.EquipmentId", "none"),
    ];

    private static (string, string)[] With(params (string Name, string Value)[] changed) =>
        [.. Filled.Where(one => changed.All(other => other.Name != one.Item1)), .. changed];

    [Fact]
    public async Task What_is_entered_on_the_page_is_what_programs_read()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        var bench = (await planner.PostAsync(Path + "/new", Filled)).Headers.Location!.OriginalString;
        var read = JsonDocument.Parse(await planner.ReadAsync(bench.Replace("/laboratory", "/api/v1", StringComparison.Ordinal))).RootElement;
        Assert.Equal("own-1", read.GetProperty("code").GetString());
        Assert.Equal("tty:/dev/serial/by-id/usb-FTDI-0001?baud=9600&format=8N1", read.GetProperty("reference").GetProperty("link").GetString());
        Assert.Equal(("mqtt:pile-9", 2), (read.GetProperty("unit").GetProperty("link").GetString(), read.GetProperty("environment").GetProperty("equipmentId").GetInt32()));
        Assert.Equal("by-hand", read.GetProperty("environment").GetProperty("protocol").GetString());
        Assert.Equal(JsonValueKind.Null, read.GetProperty("clock").ValueKind);
        Assert.True(read.GetProperty("isDriven").GetBoolean());

        // The form shows what was stored, so that saving it again changes nothing but its version.
        var page = await planner.ReadAsync(bench + "/edit");
        Assert.Contains("value=\"/dev/serial/by-id/usb-FTDI-0001\"", page, StringComparison.Ordinal);
        Assert.Matches("<option value=\"9600\" selected", page);
        Assert.Contains("value=\"pile-9\"", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await planner.PostAsync(bench + "/edit", [.. Filled, ("Because", "示例")])).StatusCode);
        var again = JsonDocument.Parse(await planner.ReadAsync(bench.Replace("/laboratory", "/api/v1", StringComparison.Ordinal))).RootElement;
        Assert.Equal(read.GetProperty("reference").ToString(), again.GetProperty("reference").ToString());
        Assert.Equal(read.GetProperty("version").GetInt32() + 1, again.GetProperty("version").GetInt32());
    }

    [Theory]
    [InlineData("Code", "", "input.required")]
    [InlineData("Code", "Bench 1", "bench.code-form")]
    [InlineData("Code", "ev-ac-1", "bench.code-taken")]
    [InlineData("NameEn", " ", "input.required")]
    [InlineData("Procedures", "JJG 9999-2026", "bench.unknown-procedure")]
    [InlineData("Reference.EquipmentId", "", "bench.no-reference")]
    [InlineData("Reference.EquipmentId", "4711", "bench.unknown-equipment")]
    [InlineData("Reference.Protocol", "metrology-wire-1", "bench.protocol")]
    [InlineData("Reference.Protocol", "telepathy", "bench.protocol")]
    [InlineData("Reference.Protocol", "modbus-rtu", "bench.modbus-address", "Reference.Address")]
    [InlineData("Reference.Link", "", "link.address")]
    [InlineData("Reference.Link", "meter", "link.address")]
    [InlineData("Reference.Link", "station:hall-9/tty:/dev/ttyUSB0", "bench.no-station")]
    [InlineData("Reference.Link", "192.0.2.7:99999", "link.address")]
    [InlineData("Reference.Baud", "1", "link.address", "Reference.Link")]
    [InlineData("Reference.Format", "9X9", "link.address", "Reference.Link")]
    [InlineData("Reference.Format", "7E1", "bench.eight-bits", "Reference.Link")]
    [InlineData("Reference.Address", "1", "bench.dlt645-address")]
    [InlineData("Reference.Address", "999999999999", "bench.dlt645-address")]
    [InlineData("Unit.Link", "pi/le", "bench.gateway")]
    [InlineData("Unit.Link", "station", "bench.gateway")]
    [InlineData("Unit.Link", "", "bench.gateway")]
    [InlineData("Unit.EquipmentId", "1", "bench.unit-is-not-equipment", "")]
    [InlineData("Load.Link", "pile-9", "bench.same-way")]
    [InlineData("Load.Protocol", "by-hand", "bench.missing-way")]
    [InlineData("Clock.Protocol", "nmea-0183", "bench.no-instrument", "Clock.EquipmentId")]
    [InlineData("Clock.Protocol", "modbus-rtu", "bench.protocol")]
    [InlineData("IsSimulated", "false", "bench.simulated-equipment", "Reference.EquipmentId")]
    public async Task A_wrong_bench_is_refused_at_its_field(string field, string value, string code, string? at = null)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        var before = await planner.ReadAsync("/api/v1/benches");
        var answer = await planner.PostAsync(Path + "/new", With((field, value)));
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains($"<code>{code}</code>", page, StringComparison.Ordinal);
        if ((at ?? field) is { Length: > 0 } place)
            Assert.Matches($"id=\"{Regex.Escape(place)}-error\"[^§]*?<code>{Regex.Escape(code)}</code>", page);
        Assert.Equal(before, await planner.ReadAsync("/api/v1/benches"));
    }

    [Theory]
    [InlineData("Clock.IsKnownByPlate", "", "bench.clock-by-plate", "Clock.IsKnownByPlate")]
    [InlineData("Clock.Address", "7", "bench.no-address-needed", "Clock.Address")]
    [InlineData("Clock.Link", "", "link.address", "Clock.Link")]
    [InlineData("Clock.Link", "/dev/serial/by-id/usb-FTDI-0001", "", "")]
    public async Task A_reference_clock_is_known_by_its_plate_and_serves_where_a_pile_is_read(string field, string value, string code, string at)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        (string Name, string Value)[] clock = [("Clock.EquipmentId", "2"), ("Clock.Protocol", "nmea-0183"), ("Clock.Link", "/dev/ttyUSB7"), ("Clock.Baud", "9600"), ("Clock.Format", "8N1"), ("Clock.Address", ""), ("Clock.IsKnownByPlate", "true")];
        var answer = await planner.PostAsync(Path + "/new", With([.. clock.Where(one => one.Name != field), (field, value)]));
        if (code.Length == 0)
        {
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.Contains("nmea-0183", (await planner.ReadAsync(answer.Headers.Location!.OriginalString.Replace("/laboratory", "/api/v1", StringComparison.Ordinal))), StringComparison.Ordinal);
            return;
        }

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Matches($"id=\"{Regex.Escape(at)}-error\"[^§]*?<code>{Regex.Escape(code)}</code>", await answer.Content.ReadAsStringAsync());
        var byHand = await planner.PostAsync(Path + "/new", With([.. clock, ("Reference.Protocol", "by-hand"), ("Reference.Link", ""), ("Reference.Address", ""), ("Unit.Protocol", "by-hand"), ("Unit.Link", ""), ("Load.Protocol", "by-hand"), ("Load.Link", "")]));
        Assert.Matches("id=\"Clock.Protocol-error\"[^§]*?<code>bench.clock-without-pile</code>", await byHand.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Programs_are_told_the_field_within_the_instrument()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        object Body(object reference) => new { code = "own-1", nameZh = "台", nameEn = "Bench", isSimulated = true, reference, unit = new { protocol = "metrology-wire-1", link = "mqtt:pile-9" }, load = new { protocol = "metrology-wire-1", link = "mqtt:load-9" } };
        var tcp = await OwnLaboratory.SendAsync(planner, "/benches", Body(new { protocol = "modbus-tcp", link = "tty:/dev/ttyUSB0", address = "1", equipmentId = 1 }));
        Assert.Equal(("bench.only-tcp", "reference.link"), (tcp.GetProperty("code").GetString(), tcp.GetProperty("field").GetString()));
        var noMap = await OwnLaboratory.SendAsync(planner, "/benches", Body(new { protocol = "modbus-tcp", link = "tcp:10.0.2.7:502", address = "1", equipmentId = 1 }));
        Assert.Equal(("bench.no-map", "reference.protocol"), (noMap.GetProperty("code").GetString(), noMap.GetProperty("field").GetString()));
        Assert.Contains("SIM-REF-645", noMap.GetProperty("detail").GetString(), StringComparison.Ordinal);
        var good = await OwnLaboratory.SendAsync(planner, "/benches", Body(new { protocol = "dlt645-2007", link = "tcp:10.0.2.7:4001", address = "000000000001", equipmentId = 1 }));
        Assert.True(good.TryGetProperty("id", out var id), good.ToString());
        var stale = await OwnLaboratory.SendAsync(planner, $"/benches/{id}", new { code = "own-1", nameZh = "台", nameEn = "Bench", isSimulated = true, reference = new { protocol = "by-hand", equipmentId = 1 }, version = 7 }, HttpMethod.Put);
        Assert.Equal("storage.moved-on", stale.GetProperty("code").GetString());
        var byHand = await OwnLaboratory.SendAsync(planner, $"/benches/{id}", new { code = "own-1", nameZh = "台", nameEn = "Bench", isSimulated = true, reference = new { protocol = "by-hand", equipmentId = 1 }, because = "示例" }, HttpMethod.Put);
        Assert.True(byHand.TryGetProperty("id", out _), byHand.ToString());
        Assert.False(JsonDocument.Parse(await planner.ReadAsync($"/api/v1/benches/{id}")).RootElement.GetProperty("isDriven").GetBoolean());
    }

    [Fact]
    public async Task A_closed_bench_takes_no_record_and_what_records_rest_on_stays()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        var technician = await Technician.OpenAsync(laboratory);
        await technician.PrepareAsync();
        Assert.Equal("bench.in-use", await CodeAsync(await planner.PostFromAsync($"{Path}/1", $"{Path}/1/close", ("Reason", "搬迁"))));
        Assert.Equal("bench.in-use", await CodeAsync(await planner.PostAsync($"{Path}/1/edit", With(("Code", "ev-ac-1")))));
        await technician.Visitor.PostFromAsync(technician.Record, technician.Record + "/abort", ("Reason", "试验"));

        Assert.Equal("verification.no-reason", await CodeAsync(await planner.PostFromAsync($"{Path}/1", $"{Path}/1/close", ("Reason", " "))));
        (string, string)[] seeded = With(("Code", "ev-ac-1"), ("IsSimulated", "true"));
        Assert.Equal("bench.code-fixed", await CodeAsync(await planner.PostAsync($"{Path}/1/edit", With(("IsSimulated", "true")))));
        Assert.Equal("bench.fixed", await CodeAsync(await planner.PostAsync($"{Path}/1/edit", [.. seeded.Where(one => one.Item1 != "Reference.EquipmentId"), ("Reference.EquipmentId", "3")])));
        Assert.Equal("bench.fixed", await CodeAsync(await planner.PostAsync($"{Path}/1/edit", With(("Code", "ev-ac-1"), ("IsSimulated", "false")))));

        Assert.Equal(HttpStatusCode.Redirect, (await planner.PostFromAsync($"{Path}/1", $"{Path}/1/close", ("Reason", "搬迁"))).StatusCode);
        Assert.Contains("搬迁", await planner.ReadAsync($"{Path}/1"), StringComparison.Ordinal);
        Assert.DoesNotContain("bench-1\"", await technician.Visitor.ReadAsync("/benches"), StringComparison.Ordinal);
        var refused = await OwnLaboratory.SendAsync(technician.Visitor, "/verifications", new { unitId = 1, standardId = 1, benchId = 1, kind = "first", workDate = DateTime.Today.ToString("yyyy-MM-dd", null) });
        Assert.Equal(("bench.closed", "benchId"), (refused.GetProperty("code").GetString(), refused.GetProperty("field").GetString()));
        var silent = await OwnLaboratory.SendAsync(planner, "/benches/1/reopen", new { reason = " " });
        Assert.Equal(("parameter.no-reason", "reason"), (silent.GetProperty("code").GetString(), silent.GetProperty("field").GetString()));
        await planner.PostFromAsync($"{Path}/1", $"{Path}/1/reopen", ("why", "示例"));
        Assert.Contains("bench-1\"", await technician.Visitor.ReadAsync("/benches"), StringComparison.Ordinal);

        // Every one of these changes is in the ledger, and it holds.
        Assert.Empty((await laboratory.Get<AuditLedger>().ExecuteAsync(CancellationToken.None)).Findings);
    }

    [Fact]
    public async Task Rollers_are_reference_unit_and_load_on_one_line()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        object Body(object unit, string address = "") => new
        {
            code = "rollers",
            nameZh = "滚轮",
            nameEn = "Rollers",
            isSimulated = true,
            reference = new { protocol = "metrology-roller-1", link = "tcp:192.168.2.7:4001?rfc2217=on&baud=9600&format=8N1", address, equipmentId = 1 },
            unit,
            load = new { protocol = "metrology-roller-1" },
        };
        async Task<(string?, string?)> RefusedAsync(object body) => await OwnLaboratory.SendAsync(planner, "/benches", body) is var said && said.TryGetProperty("code", out var code) && said.TryGetProperty("field", out var field) ? (code.GetString(), field.GetString()) : (null, null);
        Assert.Equal(("bench.whole-bench", "unit.protocol"), await RefusedAsync(Body(new { protocol = "metrology-wire-1", link = "mqtt:taxi-9" })));
        Assert.Equal(("bench.no-link-needed", "unit.link"), await RefusedAsync(Body(new { protocol = "metrology-roller-1", link = "mqtt:taxi-9" })));
        Assert.Equal(("bench.no-address-needed", "reference.address"), await RefusedAsync(Body(new { protocol = "metrology-roller-1" }, "7")));
        var id = await OwnLaboratory.IdAsync(planner, "/benches", Body(new { protocol = "metrology-roller-1" }));
        // The form keeps what its fields beside the link cannot say.
        Assert.Contains("tcp:192.168.2.7:4001?rfc2217=on", WebUtility.HtmlDecode(await planner.ReadAsync($"{Path}/{id}/edit")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bench_is_used_for_its_procedures_and_one_that_persons_read_for_none_that_the_program_reads()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        var technician = await laboratory.SignInAsync(Role.Technician);
        async Task<string?> OpenedAsync(int bench) => (await OwnLaboratory.SendAsync(
            technician, "/verifications", new { unitId = 1, standardId = 1, benchId = bench, kind = "first", workDate = DateTime.Today.ToString("yyyy-MM-dd", null) })).TryGetProperty("code", out var code) ? code.GetString() : null;
        var other = await OwnLaboratory.IdAsync(planner, "/benches", new { code = "taxi", nameZh = "计价器检定台", nameEn = "Taximeters", procedures = new[] { "JJG 517-2016#bench" }, isSimulated = true, reference = new { protocol = "by-hand", equipmentId = 1 } });
        Assert.Equal("bench.other-procedure", await OpenedAsync(other));
        var byHand = await OwnLaboratory.IdAsync(planner, "/benches", new { code = "desk", nameZh = "桌面", nameEn = "Desk", isSimulated = true, reference = new { protocol = "by-hand", equipmentId = 1 } });
        Assert.Equal("bench.not-driven", await OpenedAsync(byHand));
    }

    /// <summary>What the form does not show is not changed by it, and what it shows is.</summary>
    [Theory]
    [InlineData("tty:/dev/ttyS9?baud=10400&format=8E1", null, "tty:/dev/ttyS9?baud=10400&format=8E1")]
    [InlineData("tty:/dev/ttyS9?baud=2400&format=8E1&flow=hardware", null, "tty:/dev/ttyS9?flow=hardware&baud=2400&format=8E1")]
    [InlineData("tty:/dev/ttyS9?baud=2400&format=8E1&flow=hardware", "9600", "tty:/dev/ttyS9?flow=hardware&baud=9600&format=8E1")]
    [InlineData("tcp:10.0.0.7:4001?rfc2217=on&baud=2400&format=8E1", "9600", "tcp:10.0.0.7:4001?rfc2217=on&baud=9600&format=8E1")]
    [InlineData("tcp:10.0.0.7:502", "9600", "tcp:10.0.0.7:502")]
    [InlineData("station:hall-2//dev/ttyS9?baud=2400&format=8E1", "9600", "station:hall-2//dev/ttyS9?baud=9600&format=8E1")]
    public void An_edit_keeps_what_a_link_has(string link, string? rate, string saved)
    {
        var bench = new App.Verifications.Bench { Code = "b", NameZh = "", NameEn = "" };
        bench.Parts.Add(new() { Role = App.Verifications.BenchRole.Reference, Protocol = "dlt645-2007", Link = link });
        var form = Features.Benches.PartForm.Of(bench, App.Verifications.BenchRole.Reference);
        Assert.Equal(saved, (rate is null ? form : form with { Baud = rate }).Part(App.Verifications.BenchRole.Reference).Way.Link);
    }

    [Fact]
    public async Task A_rate_that_is_in_no_list_stays_chosen_and_who_registers_benches_sees_how_they_fare()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        var id = await OwnLaboratory.IdAsync(planner, "/benches", new
        {
            code = "own-2",
            nameZh = "台",
            nameEn = "Bench",
            isSimulated = true,
            reference = new { protocol = "dlt645-2007", link = "tty:/dev/ttyS9?baud=10400&format=8E1", address = "000000000001", equipmentId = 1 },
            unit = new { protocol = "metrology-wire-1", link = "mqtt:pile-9" },
            load = new { protocol = "metrology-wire-1", link = "mqtt:load-9" },
        });
        Assert.Matches("<option value=\"10400\" selected", await planner.ReadAsync($"{Path}/{id}/edit"));
        Assert.Contains("/benches/health", await planner.ReadAsync(Path), StringComparison.Ordinal);
        Assert.Contains("own-2", await planner.ReadAsync("/benches/health"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_leads_nowhere_says_so_and_a_key_that_is_drawn_opens_at_once()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        var bench = (await planner.PostAsync(Path + "/new", Filled)).Headers.Location!.OriginalString;
        var nowhere = await (await planner.PostFromAsync(bench, bench + "/try/reference")).Content.ReadAsStringAsync();
        Assert.Contains("<code>link.missing</code>", nowhere, StringComparison.Ordinal);
        var health = JsonDocument.Parse(await (await laboratory.SignInAsync(Role.Checker)).ReadAsync("/api/v1/benches/health")).RootElement.EnumerateArray().Single(one => one.GetProperty("code").GetString() == "own-1");
        Assert.Equal(("Faulted", "link.missing"), (health.GetProperty("connection").GetString(), health.GetProperty("faultCode").GetString()));
        Assert.Equal(1, Assert.Single(health.GetProperty("troubles").EnumerateArray()).GetProperty("times").GetInt64());
        Assert.Equal("bench.nothing-to-try", await CodeAsync(await planner.PostFromAsync(bench, bench + "/try/environment")));
        Assert.Equal(HttpStatusCode.NotFound, (await planner.PostFromAsync(bench, bench + "/try/kitchen")).StatusCode);

        var drawn = await (await planner.PostFromAsync(bench, bench + "/key/unit")).Content.ReadAsStringAsync();
        var key = Regex.Match(drawn, "<code class=\"break\">([0-9a-f]{48})</code>").Groups[1].Value;
        var access = laboratory.Get<BrokerAccess>();
        Assert.True((await access.AuthenticateAsync(new("x", "pile-9", System.Text.Encoding.UTF8.GetBytes(key)), default)).Principal is not null);
        Assert.False((await access.AuthenticateAsync(new("x", "load-9", System.Text.Encoding.UTF8.GetBytes(key)), default)).Principal is not null);
        // It outlives the server, and nobody else reads it.
        var file = laboratory.Get<ServeOptions>().Data.Station;
        Assert.Contains(key, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        var technician = await laboratory.SignInAsync(Role.Technician);
        Assert.Equal(HttpStatusCode.Forbidden, (await technician.PostFromAsync(bench, bench + "/key/unit")).StatusCode);
    }

    private static async Task<string> CodeAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        return Regex.Match(await answer.Content.ReadAsStringAsync(), "<code>([^<]+)</code>").Groups[1].Value;
    }
}
