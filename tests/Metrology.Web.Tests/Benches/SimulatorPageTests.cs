using System.Net;
using System.Text.Json;
using Metrology.App.Laboratory;

namespace Metrology.Web.Tests.Benches;

/// <summary>A played instrument from its start on the page to a bench that asks it who it is.</summary>
public sealed class SimulatorPageTests
{
    private const string Path = "/laboratory/simulators";

    [Fact]
    public async Task A_fault_that_the_kind_does_not_have_is_refused_and_its_own_are_named_and_shown()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        var played = await OwnLaboratory.SendAsync(planner, "/simulators", new { kind = "gnss-clock", name = "gnss-1" });
        Assert.Contains("noFix", played.GetProperty("faultsOfKind").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal("simulator.fault-of-other-kind", (await OwnLaboratory.SendAsync(planner, "/simulators/gnss-1/faults", new { answersAs = "x" }, HttpMethod.Put)).GetProperty("code").GetString());
        Assert.True((await OwnLaboratory.SendAsync(planner, "/simulators/gnss-1/faults", new { noFix = true }, HttpMethod.Put)).GetProperty("faults").GetProperty("noFix").GetBoolean());
        var page = await planner.ReadAsync($"{Path}/gnss-1");
        Assert.Contains("name=\"NoFix\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"AnswersAs\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"ValueError\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_instrument_is_started_disturbed_watched_registered_wired_and_tried()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        Assert.Equal($"{Path}/meter-1", (await planner.PostAsync(Path, ("Kind", "dlt645-meter"), ("Name", "meter-1"), ("Address", "000000000077"), ("Map", "-"))).Headers.Location!.OriginalString);
        var one = JsonDocument.Parse(await planner.ReadAsync("/api/v1/simulators/meter-1")).RootElement;
        var link = one.GetProperty("link").GetString()!;
        Assert.Equal(("dlt645-2007", true, "000000000077"), (one.GetProperty("protocol").GetString(), one.GetProperty("isPluggedIn").GetBoolean(), one.GetProperty("address").GetString()));
        Assert.Contains(link, WebUtility.HtmlDecode(await planner.ReadAsync(Path)), StringComparison.Ordinal);

        var equipment = (await planner.PostAsync($"{Path}/meter-1/register", ("Code", "SIM-1"))).Headers.Location!.OriginalString;
        var item = JsonDocument.Parse(await planner.ReadAsync("/api/v1" + equipment)).RootElement;
        Assert.True(item.GetProperty("isSimulated").GetBoolean());
        Assert.Equal("000000000077", item.GetProperty("serialNumber").GetString());

        var device = link["tty:".Length..link.IndexOf('?', StringComparison.Ordinal)];
        Assert.Contains($"<option value=\"{device}\"", await planner.ReadAsync("/laboratory/benches/new"), StringComparison.Ordinal);
        var bench = (await planner.PostAsync(
            "/laboratory/benches/new", ("Code", "played-1"), ("NameZh", "试"), ("NameEn", "Trial"), ("IsSimulated", "true"), ("Reference.EquipmentId", equipment.Split('/')[^1]), ("Reference.Protocol", "dlt645-2007"),
            ("Reference.Link", device), ("Reference.Baud", "2400"), ("Reference.Format", "8E1"), ("Reference.Address", "000000000077"), ("Unit.Protocol", "metrology-wire-1"), ("Unit.Link", "pile-9"), ("Load.Protocol", "metrology-wire-1"), ("Load.Link", "load-9"), ("Load.EquipmentId", "none"),
            ("Environment.EquipmentId", "none"), ("Clock.EquipmentId", "none"))).Headers.Location!.OriginalString;
        var tried = await (await planner.PostAsync($"{bench}/try/reference")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("000000000077", tried, StringComparison.Ordinal);
        Assert.DoesNotContain("exchange.", tried, StringComparison.Ordinal);
        Assert.Contains("68 77 00", await planner.ReadAsync($"{Path}/meter-1/bytes"), StringComparison.Ordinal);

        await planner.PostAsync($"{Path}/meter-1/faults", ("Damaged", "true"), ("ClockDrift", "-1.5"));
        one = JsonDocument.Parse(await planner.ReadAsync("/api/v1/simulators/meter-1")).RootElement;
        Assert.Equal((true, false, -1.5m), (one.GetProperty("faults").GetProperty("damaged").GetBoolean(), one.GetProperty("faults").GetProperty("silent").GetBoolean(), one.GetProperty("faults").GetProperty("clockDrift").GetDecimal()));

        await planner.PostAsync($"{Path}/meter-1/faults", ("TellsNumber", "000000000078"));
        Assert.Contains("bench.wrong-serial", await (await planner.PostAsync($"{bench}/try/reference")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("simulator.tells-number", await (await planner.PostAsync($"{Path}/meter-1/faults", ("TellsNumber", "78"))).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        // Who may not register is told who may.
        var administrator = await laboratory.SignInAsync(Role.Administrator);
        administrator.AcceptLanguage = "en";
        var seen = await administrator.ReadAsync($"{Path}/meter-1");
        Assert.Contains("one of these roles: Planner", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("/register\"", seen, StringComparison.Ordinal);

        await planner.PostAsync($"{Path}/meter-1/plug");
        Assert.Contains("link.missing", await (await planner.PostAsync($"{bench}/try/reference")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await planner.PostAsync($"{Path}/meter-1/stop");
        Assert.Equal(HttpStatusCode.NotFound, (await planner.GetAsync($"{Path}/meter-1")).StatusCode);
    }

    /// <summary>A pile and its load are gateways: they start when their keys are drawn, and answer on the bench beside the meter that counts with them.</summary>
    [Theory]
    [InlineData("ac-pile", "dlt645-2007", "000000000001", "68 01 00")]
    [InlineData("dc-pile", "modbus-rtu", "1", "000000000101")]
    public async Task A_pile_its_load_and_its_meter_are_started_and_answer_on_a_bench(string kind, string protocol, string address, string meter)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        var early = await planner.PostAsync(Path, ("Kind", kind), ("Name", "pile-7"), ("Map", "-"));
        Assert.Contains("<code>simulator.no-gateway-key</code>", await early.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.DoesNotContain("pile-7\"", await planner.ReadAsync("/api/v1/simulators"), StringComparison.Ordinal);
        var equipment = await laboratory.Get<App.Equipment.EquipmentQueries>().AllAsync(default);
        var reference = equipment.Single(row => row.Code == (kind == "dc-pile" ? "DEMO-REF-DC-001" : "DEMO-REF-001")).Id;
        var bench = (await planner.PostAsync(
            "/laboratory/benches/new", ("Code", "played-7"), ("NameZh", "试"), ("NameEn", "Trial"), ("IsSimulated", "true"), ("Reference.EquipmentId", $"{reference}"), ("Reference.Protocol", protocol),
            ("Reference.Link", System.IO.Path.Combine(laboratory.Get<Host.ServeOptions>().Data.Lines, "pile-7")), ("Reference.Baud", "2400"), ("Reference.Format", "8E1"), ("Reference.Address", address), ("Unit.Protocol", "metrology-wire-1"), ("Unit.Link", "pile-7"),
            ("Load.Protocol", "metrology-wire-1"), ("Load.Link", "pile-7-load"), ("Load.EquipmentId", "none"), ("Environment.EquipmentId", "none"), ("Clock.EquipmentId", "none"))).Headers.Location!.OriginalString;
        foreach (var role in new[] { "unit", "load" })
            await planner.PostFromAsync(bench, $"{bench}/key/{role}");
        Assert.Equal(HttpStatusCode.Redirect, (await planner.PostAsync(Path, ("Kind", kind), ("Name", "pile-7"), ("Map", "-"))).StatusCode);
        foreach (var role in new[] { "unit", "load" })
            Assert.Contains("仪器已应答", WebUtility.HtmlDecode(await (await planner.PostFromAsync(bench, $"{bench}/try/{role}")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        var tried = await (await planner.PostFromAsync(bench, $"{bench}/try/reference")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("exchange.", tried, StringComparison.Ordinal);
        Assert.Contains(meter, tried, StringComparison.Ordinal);
        await planner.PostAsync($"{Path}/pile-7/stop");
        Assert.Equal(HttpStatusCode.NotFound, (await planner.GetAsync($"{Path}/pile-7")).StatusCode);
    }

    [Theory]
    [InlineData("Name", "Meter 1", "simulator.name")]
    [InlineData("Name", "../../etc", "simulator.name")]
    [InlineData("Kind", "spoon", "simulator.kind")]
    [InlineData("Address", "12", "simulator.address")]
    [InlineData("Amperes", "much", "simulator.amperes")]
    [InlineData("Seed", "-1", "simulator.seed")]
    public async Task What_is_typed_wrongly_is_said_at_its_field(string field, string value, string code)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        var answer = await planner.PostAsync(Path, [.. new[] { ("Kind", "dlt645-meter"), ("Name", "meter-1"), ("Map", "-") }.Where(one => one.Item1 != field), (field, value)]);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains($"<code>{code}</code>", page, StringComparison.Ordinal);
        Assert.Contains($"id=\"{field}-error\"", page, StringComparison.Ordinal);
    }
}
