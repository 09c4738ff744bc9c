using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Metrology.Adapters.Payloads;
using Metrology.App.Laboratory;
using Metrology.App.Operation;
using Metrology.App.Storage;
using Metrology.Mqtt.Endpoint;
using Metrology.Station.Ingest;
using Metrology.Web.Host;
using Metrology.Web.Tests.Benches;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Web.Tests.Payloads;

/// <summary>Bindings of topics: what is kept and what is not, who may speak and listen, and what the page and the API refuse. Equipment 1 is the reference meter of the demonstration.</summary>
public sealed class PayloadBindingTests : IAsyncLifetime
{
    private const string Path = "/laboratory/payloads";

    private Laboratory laboratory = default!;
    private Visitor planner = default!;

    public async ValueTask InitializeAsync()
    {
        laboratory = await Laboratory.StartAsync();
        planner = await laboratory.SignInAsync(Role.Planner);
    }

    public ValueTask DisposeAsync() => laboratory.DisposeAsync();

    [Fact]
    public async Task A_device_is_bound_on_the_page_and_its_last_payload_is_shown_decoded()
    {
        Assert.SkipWhen(Device.Missing is not null, Device.Missing ?? "");
        var page = (await planner.PostAsync(Path + "/new", ("Topic", "plant/meter-7/energy"), ("EquipmentId", "1"), ("Client", "meter-7"), ("Mapping", "scalar"), ("Values", "energy_import total kWh"), ("GreatestAge", "60"))).Headers.Location!.OriginalString;
        Assert.Contains("还没有密钥", await planner.ReadAsync(page), StringComparison.Ordinal);
        var drawn = await (await planner.PostFromAsync(page, page + "/key")).Content.ReadAsStringAsync();
        var key = Regex.Match(drawn, "<code class=\"break\">([0-9a-f]{48})</code>").Groups[1].Value;
        var sent = Testing.ForeignProgram.Run("mosquitto_pub", "-h", "127.0.0.1", "-p", $"{laboratory.Get<Station.Ingest.Broker>().Port}", "-u", "meter-7", "-P", key, "-q", "1", "-t", "plant/meter-7/energy", "-m", "1290.3960");
        Assert.Equal(0, sent.ExitCode);
        var shown = await planner.ReadAsync(page);
        Assert.Contains("<code>1290.3960</code>", shown, StringComparison.Ordinal);
        Assert.Matches("energy_import total <strong>1290396[.]0.Wh</strong>", shown);
        Assert.Contains("no-device-time", shown, StringComparison.Ordinal);
        Assert.Contains("监视", shown, StringComparison.Ordinal);
        planner.AcceptLanguage = "en";
        Assert.Contains("Monitored", await planner.ReadAsync(Path), StringComparison.Ordinal);
        planner.AcceptLanguage = null;
        // Kept as those of the wire contract are, in the name of the instrument; numbered by its arrival, which the boot says.
        var kept = Assert.Single(await KeptAsync("plant/meter-7/energy"));
        Assert.StartsWith(InstrumentMessage.Arrived, kept.Boot, StringComparison.Ordinal);
        Assert.Equal("1290.3960", Encoding.UTF8.GetString(kept.Payload));
    }

    [Fact]
    public async Task A_message_with_a_time_is_kept_once_and_a_retained_stale_or_early_one_not_at_all()
    {
        Assert.SkipWhen(Device.Missing is not null, Device.Missing ?? "");
        var device = await Device.BindAsync(laboratory, planner, "plug-1", "tele/plug-1/SENSOR", "tasmota", zone: "+00:00", greatestAge: 60);
        byte[] At(TimeSpan ago, string total = "6.294") =>
            Encoding.UTF8.GetBytes($$$"""{"Time":"{{{(laboratory.Clock.GetUtcNow() - ago).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)}}}","ENERGY":{"Total":{{{total}}}}}""");
        var good = At(TimeSpan.FromSeconds(5));
        foreach (var _ in Enumerable.Range(0, 3))
            device.Say("tele/plug-1/SENSOR", good);
        Assert.Contains("RC:131", device.Say("tele/plug-1/SENSOR", At(TimeSpan.FromMinutes(5))), StringComparison.Ordinal);
        Assert.Contains("RC:131", device.Say("tele/plug-1/SENSOR", At(TimeSpan.FromMinutes(-5))), StringComparison.Ordinal);
        Assert.Contains("RC:131", device.Say("tele/plug-1/SENSOR", At(TimeSpan.Zero, "7.0"), retain: true), StringComparison.Ordinal);
        Assert.Contains("RC:153", device.Say("tele/plug-1/SENSOR", "{"u8.ToArray()), StringComparison.Ordinal);
        var heard = await device.HeardAsync();
        Assert.Equal((1, 2), (heard.GetProperty("measured").GetInt32(), heard.GetProperty("duplicates").GetInt32()));
        Assert.Equal(
            ["bad-payload 1", "ingest.retained 1", "ingest.stale 1", "ingest.time-ahead 1"],
            heard.GetProperty("refusals").EnumerateObject().Select(one => $"{one.Name} {one.Value}").Order(StringComparer.Ordinal));
        var kept = Assert.Single(await KeptAsync("tele/plug-1/SENSOR"));
        Assert.StartsWith(InstrumentMessage.Mapped, kept.Boot, StringComparison.Ordinal);
        var administrator = await laboratory.SignInAsync(Role.Administrator);
        Assert.Equal(1, JsonDocument.Parse(await administrator.ReadAsync("/api/v1/operation")).RootElement.GetProperty("refusedMessages").GetProperty("ingest.stale").GetInt32());
    }

    /// <summary>EVerest writes binary floats: no run can take them, and page, bench and use say so before one is begun.</summary>
    [Fact]
    public async Task A_device_without_a_resolution_is_said_to_serve_no_run_before_one_begins()
    {
        const string topic = "everest_api/1/powermeter/m/m2e/powermeter_values";
        var id = await OwnLaboratory.IdAsync(planner, "/payloads", new { topic, equipmentId = 2, client = "everest-1", mapping = "everest", greatestAge = 60 });
        await laboratory.Get<MessageIngest>().CommitAsync(
            [new("everest-1", new("everest-1"), topic, Encoding.UTF8.GetBytes($$$"""{"energy_Wh_import":{"total":100.5},"timestamp":"{{{laboratory.Clock.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}}"}""")) { PacketId = 1, ReceivedAt = laboratory.Clock.GetUtcNow() }],
            TestContext.Current.CancellationToken);
        var heard = JsonDocument.Parse(await planner.ReadAsync($"/api/v1/payloads/{id}")).RootElement.GetProperty("heard");
        Assert.Equal((0, 1, "monitored"), (heard.GetProperty("measured").GetInt32(), heard.GetProperty("monitored").GetInt32(), heard.GetProperty("last")[0].GetProperty("use").GetString()));
        var page = System.Net.WebUtility.HtmlDecode(await planner.ReadAsync($"{Path}/{id}"));
        Assert.All(["不能用于检定的量", "分辨力未知，不是测量结果"], text => Assert.Contains(text, page, StringComparison.Ordinal));
        var refused = await OwnLaboratory.SendAsync(planner, "/benches", new
        {
            code = "everest-1",
            nameZh = "示例",
            nameEn = "Example",
            isSimulated = true,
            reference = new { protocol = "by-hand", equipmentId = 1 },
            multimeter = new { protocol = "payload", equipmentId = 2, isKnownByPlate = true },
        });
        Assert.Equal("bench.no-resolution", refused.GetProperty("code").GetString());
    }

    /// <summary>What was never committed is no duplicate, whatever was committed since; nor is a value that stayed the same.</summary>
    [Fact]
    public async Task A_message_of_a_batch_that_failed_is_stored_when_its_sender_repeats_it()
    {
        foreach (var (client, topic) in new[] { ("one", "q/1"), ("two", "q/2") })
            Assert.True((await OwnLaboratory.SendAsync(planner, "/payloads", new { topic, equipmentId = 1, client, mapping = "scalar", values = "energy_import total kWh" })).TryGetProperty("id", out _));
        var ingest = laboratory.Get<MessageIngest>();
        Task Commit(string client, string topic, string payload, ushort packet, bool again = false) => ingest.CommitAsync(
            [new(client, new(client), topic, Encoding.UTF8.GetBytes(payload)) { PacketId = packet, Duplicate = again, ReceivedAt = laboratory.Clock.GetUtcNow() }], TestContext.Current.CancellationToken).AsTask();
        await Commit("one", "q/1", "777.1", 4);
        await RenameAsync("InstrumentMessages", "Away");
        await Assert.ThrowsAnyAsync<Exception>(() => Commit("one", "q/1", "777.123", 5));
        await RenameAsync("Away", "InstrumentMessages");
        await Commit("two", "q/2", "1", 1);
        await Commit("one", "q/1", "777.123", 5, again: true);
        Assert.Equal(["777.1", "777.123"], (await KeptAsync("q/1")).Select(row => Encoding.UTF8.GetString(row.Payload)).Order(StringComparer.Ordinal));
        await Commit("one", "q/1", "777.123", 5, again: true);
        Assert.Equal(2, (await KeptAsync("q/1")).Count);
        // The value stayed the same: under another identifier it is another message.
        await Commit("one", "q/1", "777.123", 6, again: true);
        Assert.Equal(3, (await KeptAsync("q/1")).Count);
    }

    [Fact]
    public async Task A_bound_device_speaks_on_its_topic_and_not_in_the_words_of_the_wire_contract()
    {
        var id = await OwnLaboratory.IdAsync(planner, "/payloads", new { topic = "q/1", equipmentId = 1, client = "meter-8", mapping = "scalar", values = "energy_import total kWh" });
        var access = laboratory.Get<BrokerAccess>();
        bool May(string topic, TopicAction action = TopicAction.Publish) => access.Authorize(new(new("meter-8"), "meter-8", action, topic));
        Assert.True(May("q/1"));
        Assert.False(May("metrology/v1/meter-8/readings"));
        Assert.False(May("metrology/v1/meter-8/command", TopicAction.Subscribe));
        Assert.True(access.Authorize(new(new("meter-9"), "meter-9", TopicAction.Publish, "metrology/v1/meter-9/readings")));
        Assert.True(id > 0);
    }

    private async Task RenameAsync(string table, string to)
    {
        await using var connection = new SqliteConnection($"Data Source={laboratory.Get<ServeOptions>().Data.Database}");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"ALTER TABLE \"{table}\" RENAME TO \"{to}\"";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_node_whose_names_are_not_known_is_asked_for_its_birth_and_nobody_else_hears_it()
    {
        Assert.SkipWhen(Device.Missing is not null, Device.Missing ?? "");
        var node = await Device.BindAsync(laboratory, planner, "node-1", "spBv1.0/G1/+/E9/#", "sparkplug-b", "Energy/ActiveImport_kWh = energy_import total kWh");
        var other = await Device.BindAsync(laboratory, planner, "other-1", "example/other/energy_kWh", "example-plain");
        var (ears, answer) = await node.ListenAsync("spBv1.0/G1/NCMD/E9");
        Assert.DoesNotContain("135", answer, StringComparison.Ordinal);
        Assert.Contains("135", (await other.ListenAsync("spBv1.0/G1/NCMD/E9")).Answer, StringComparison.Ordinal);
        Assert.Contains("135", (await node.ListenAsync("spBv1.0/G1/NCMD/E8")).Answer, StringComparison.Ordinal);
        Assert.Contains("135", (await node.ListenAsync("#")).Answer, StringComparison.Ordinal);
        // Alias 12 that no birth has named.
        node.Say("spBv1.0/G1/NDATA/E9", Convert.FromHexString("0890CAB1988234121410" + "0C1890CAB1988234200A6914AE47E17A140040" + "1801"));
        string? line;
        do
            line = await ears.StandardOutput.ReadLineAsync(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);
        while (line?.StartsWith("spBv1.0/", StringComparison.Ordinal) == false);
        ears.Kill();
        Assert.StartsWith("spBv1.0/G1/NCMD/E9 ", line, StringComparison.Ordinal);
        var asked = SparkplugPayload.Parse(Convert.FromHexString(line!.Split(' ')[1])).Value;
        var metric = Assert.Single(asked.Metrics);
        Assert.Equal(("Node Control/Rebirth", 11), (metric.Name, metric.DataType));
        Assert.Equal(0, (await node.HeardAsync()).GetProperty("measured").GetInt32());
    }

    [Fact]
    public async Task Nobody_speaks_on_the_topic_of_another()
    {
        Assert.SkipWhen(Device.Missing is not null, Device.Missing ?? "");
        var one = await Device.BindAsync(laboratory, planner, "one", "openWB/lp/1/#", "openwb-1.9");
        var two = await Device.BindAsync(laboratory, planner, "two", "openWB/lp/2/#", "openwb-1.9");
        Assert.Contains("Not authorized", two.Say("openWB/lp/1/kWhCounter", "1.5"u8.ToArray()), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Not authorized", two.Say("metrology/v1/one/status", "online"u8.ToArray()), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("RC:0", two.Say("openWB/lp/2/kWhCounter", "1.5"u8.ToArray()), StringComparison.Ordinal);
        Assert.Empty((await one.HeardAsync()).GetProperty("last").EnumerateArray());
        Assert.Single(await KeptAsync("openWB/lp/2/kWhCounter"));
        // A closed binding takes nothing any more, and its device is told so.
        await two.CloseAsync();
        Assert.Contains("Not authorized", two.Say("openWB/lp/2/kWhCounter", "1.6"u8.ToArray()), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Topic", "", "input.required")]
    [InlineData("Topic", "#", "payload.topic-form")]
    [InlineData("Topic", "+/energy", "payload.topic-form")]
    [InlineData("Topic", "metrology/v1/x/readings", "payload.topic-form")]
    [InlineData("Topic", "$SYS/x", "payload.topic-form")]
    [InlineData("Topic", "a/b#", "payload.topic-form")]
    [InlineData("Topic", "tele/plug/STATE", "payload.topic-of-other-convention")]
    [InlineData("Client", "station", "payload.client")]
    [InlineData("Client", "a/b", "payload.client")]
    [InlineData("EquipmentId", "4711", "payload.unknown-equipment")]
    [InlineData("Mapping", "telepathy", "payload.mapping")]
    [InlineData("Mapping", "json-path", "payload.no-values", "Values")]
    [InlineData("Mapping", "sparkplug-b", "payload.no-values", "Values")]
    [InlineData("Values", "energy_import total kWh", "payload.values-not-needed")]
    [InlineData("Zone", "Mars/Olympus", "unknown-zone")]
    [InlineData("GreatestAge", "0", "payload.age")]
    [InlineData("GreatestAge", "a", "payload.age")]
    public async Task A_wrong_binding_is_refused_at_its_field(string field, string value, string code, string? at = null)
    {
        (string Name, string Value)[] filled = [("Topic", "tele/plug/SENSOR"), ("EquipmentId", "1"), ("Client", "plug"), ("Mapping", "tasmota"), ("Values", ""), ("Zone", "+08:00"), ("GreatestAge", "60")];
        var answer = await planner.PostAsync(Path + "/new", [.. filled.Where(one => one.Name != field), (field, value)]);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Matches($"id=\"{at ?? field}-error\"[^§]*?<code>{Regex.Escape(code)}</code>", page);
        Assert.Equal("[]", await planner.ReadAsync("/api/v1/payloads"));
    }

    [Fact]
    public async Task Topics_do_not_overlap_and_changes_are_made_with_a_reason()
    {
        object Body(string topic, string? because = null, int equipmentId = 1) => new { topic, equipmentId, client = "wallbox", mapping = "openwb-2", greatestAge = 60, because };
        var id = await OwnLaboratory.IdAsync(planner, "/payloads", Body("openWB/chargepoint/2/#"));
        Assert.Equal("payload.topic-taken", Code(await OwnLaboratory.SendAsync(planner, "/payloads", Body("openWB/+/2/get/power"))));
        Assert.Equal("parameter.no-reason", Code(await OwnLaboratory.SendAsync(planner, $"/payloads/{id}", Body("openWB/chargepoint/3/#"), HttpMethod.Put)));
        Assert.Equal("payload.equipment-fixed", Code(await OwnLaboratory.SendAsync(planner, $"/payloads/{id}", Body("openWB/chargepoint/2/#", "x", 2), HttpMethod.Put)));
        Assert.Equal($"{id}", (await OwnLaboratory.SendAsync(planner, $"/payloads/{id}", Body("openWB/chargepoint/3/#", "换了桩号"), HttpMethod.Put)).GetProperty("id").ToString());
        Assert.True((await OwnLaboratory.SendAsync(planner, "/payloads", Body("openWB/chargepoint/2/#"))).TryGetProperty("id", out _));
        Assert.Contains("换了桩号", await planner.ReadAsync("/equipment/1"), StringComparison.Ordinal);
        Assert.Equal("payload.no-reason", Code(await OwnLaboratory.SendAsync(planner, $"/payloads/{id}/close", new { reason = " " })));
        var technician = await laboratory.SignInAsync(Role.Technician);
        Assert.Equal(HttpStatusCode.Forbidden, (await technician.GetAsync(Path + "/new")).StatusCode);
    }

    [Fact]
    public async Task A_file_of_the_laboratorys_own_holds_without_a_restart_and_a_wrong_one_is_named()
    {
        var folder = Directory.CreateDirectory(System.IO.Path.Combine(laboratory.Get<ServeOptions>().Data.Path, OwnFolders.MappingFolder)).FullName;
        await File.WriteAllTextAsync(System.IO.Path.Combine(folder, "own.json"), """{"id":"own-meter","convention":"own","sources":[],"confirmed":false,"note":{"zh":"示例","en":"example"},"topics":[{"topic":"own/{device}","values":[{"path":"e","quantity":"energy_import","unit":"kWh"}]}]}""");
        await File.WriteAllTextAsync(System.IO.Path.Combine(folder, "half.json"), "{\"id\":");
        Assert.Contains("own-meter", await planner.ReadAsync(Path + "/new"), StringComparison.Ordinal);
        Assert.Contains("half.json", await planner.ReadAsync(Path), StringComparison.Ordinal);
        Assert.True((await OwnLaboratory.SendAsync(planner, "/payloads", new { topic = "own/1", equipmentId = 1, client = "own-1", mapping = "own-meter" })).TryGetProperty("id", out _));
    }

    private static string? Code(JsonElement answer) => answer.TryGetProperty("code", out var code) ? code.GetString() : answer.ToString();

    private Task<List<InstrumentMessage>> KeptAsync(string topic) =>
        laboratory.Get<Store>().ReadAsync(db => db.InstrumentMessages.Where(row => row.Topic == topic).ToListAsync(), CancellationToken.None);
}
