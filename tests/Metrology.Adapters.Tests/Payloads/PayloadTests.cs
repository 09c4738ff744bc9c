using System.Text;
using System.Text.Json;
using Metrology.Adapters.Payloads;
using Metrology.Adapters.Tests.Framing;
using Metrology.Testing;

namespace Metrology.Adapters.Tests.Payloads;

/// <summary>The traps of ev-charging §8 beyond the shared vectors, and what hostile messages do. Device texts: Tasmota documentation, evcc tests, EVerest API.</summary>
public sealed class PayloadTests(ITestOutputHelper output)
{
    private static readonly int Mutants = Fuzzing.Cases(100_000);
    private const string EverestTopic = "everest_api/1/powermeter/m/m2e/powermeter_values", ShellyTopic = "shelly-1/status/switch:0", NotifyTopic = "shelly-1/events/rpc";
    private const string Everest = """{"energy_Wh_import":{"total":100.5},"timestamp":"2026-08-21T06:30:05.000Z"}""";

    private const string Tasmota =
        """{"Time":"2018-02-15T17:37:10","ENERGY":{"TotalStartTime":"2018-11-14T18:39:40","Total":6.294,"Yesterday":5.340,"Today":0.954,"Period":217,"Power":2635,"Voltage":227,"Current":11.661}}""";

    private const string Spb = "0888A3B1988234122B0A17456E657267792F416374697665496D706F72745F6B57681888A3B198823420" + "0A692DB29DEFA7C601401807";

    [Fact]
    public void A_message_with_its_own_time_and_nothing_against_it_is_a_measurement()
    {
        var result = Take(EverestTopic, Everest);
        Assert.True(result.IsMeasurement);
        Assert.Equal(("m", "2026-08-21T06:30:05.000Z"), (result.Device, result.Time.UtcText));
    }

    /// <summary>What was written from a binary float has no resolution until a laboratory states it: a run cannot take it, and that is known before the run.</summary>
    [Theory]
    [InlineData("everest", false, "current energy.active.import frequency power.active voltage")]
    [InlineData("shelly-gen2", true, "current frequency power.active voltage")]
    [InlineData("tasmota", true, "current frequency power.active voltage")]
    [InlineData("example-plain", true, "power.active")]
    public void What_a_run_cannot_take_is_known_from_the_mapping(string id, bool isOfUse, string unresolved)
    {
        var mapping = PayloadMappings.All.Single(one => one.Id == id);
        Assert.Equal(isOfUse, BoundReading.IsOfUse(mapping));
        Assert.Equal(unresolved, string.Join(' ', BoundReading.Unresolved(mapping)));
    }

    [Fact]
    public void Without_a_time_of_its_own_nothing_is_a_measurement()
    {
        var result = Take(ShellyTopic, """{"id":0,"apower":1,"voltage":230.0,"current":0.01,"aenergy":{"total":5.125}}""");
        Assert.Equal((false, PayloadFlags.NoDeviceTime), (result.IsMeasurement, Assert.Single(result.Flags)));
    }

    [Fact]
    public void Returned_energy_is_remembered_when_a_notification_leaves_it_out()
    {
        var session = new PayloadSession(null, new());
        session.Take(Message(ShellyTopic, """{"id":0,"aenergy":{"total":10000},"ret_aenergy":{"total":4000}}"""));
        var alone = session.Take(Message(NotifyTopic, """{"src":"shelly-1","method":"NotifyStatus","params":{"ts":1675718525.53,"switch:0":{"aenergy":{"total":10100}}}}"""));
        Assert.Equal(("6100", PayloadFlags.Composite), (Assert.Single(alone.Readings).Text, alone.Flags[0]));
    }

    /// <summary>A notification says what changed. That the device returns nothing is known only when it has said all it has.</summary>
    [Fact]
    public void A_part_that_was_never_said_makes_no_measurement_until_the_device_has_said_everything()
    {
        static string Said(string method, string more, string total = "200.9") => $$$$"""{"src":"shelly-1","method":"{{{{method}}}}","params":{"ts":1675718525.53,"switch:0":{"aenergy":{"total":{{{{total}}}}}{{{{more}}}}}}}""";
        var restarted = new PayloadSession(null, new());
        var alone = restarted.Take(Message(NotifyTopic, Said("NotifyStatus", "")));
        Assert.Equal((false, PayloadFlags.PartUnknown), (alone.IsMeasurement, Assert.Single(alone.Flags)));
        Assert.Equal("150.9", restarted.Take(Message(NotifyTopic, Said("NotifyStatus", ""","ret_aenergy":{"total":50.0}"""))).Readings[0].Text);
        var known = new PayloadSession(null, new());
        Assert.True(known.Take(Message(NotifyTopic, Said("NotifyFullStatus", ""))).IsMeasurement);
        Assert.True(known.Take(Message(NotifyTopic, Said("NotifyStatus", "", "201.2"))).IsMeasurement);
        // A device that returned energy before still does, whatever a status leaves out.
        restarted.Take(Message(ShellyTopic, """{"id":0,"aenergy":{"total":201.0}}"""));
        Assert.Contains(PayloadFlags.Composite, restarted.Take(Message(NotifyTopic, Said("NotifyStatus", ""))).Flags);
    }

    [Fact]
    public void Components_of_one_device_are_channels_of_their_own()
    {
        var result = Take(NotifyTopic, """{"src":"a","method":"NotifyStatus","params":{"ts":1675718525.53,"switch:0":{"apower":1},"switch:1":{"apower":2},"sys":{"x":1}}}""");
        Assert.Equal(["total", "1"], result.Readings.Select(reading => reading.Channel));
        Assert.Empty(Take(NotifyTopic, """{"src":"a","method":"NotifyEvent","params":{"ts":1,"switch:0":{"apower":1}}}""").Readings);
    }

    [Fact]
    public void Two_counters_of_one_device_are_two_channels_and_neither_is_the_other_gone_back()
    {
        var session = new PayloadSession(null, new());
        const string both = """{"src":"a","method":"NotifyFullStatus","params":{"ts":1675718525.5,"em1data:0":{"total_act_energy":FIRST},"pm1:0":{"aenergy":{"total":SECOND}}}}""";
        string Full(string first, string second) => both.Replace("FIRST", first, StringComparison.Ordinal).Replace("SECOND", second, StringComparison.Ordinal);
        var before = session.Take(Message(NotifyTopic, Full("5000.5", "12.5")));
        Assert.Equal([("total", "5000.5"), ("pm1:0", "12.5")], before.Readings.Select(one => (one.Channel, one.Text)));
        Assert.Empty(before.Flags);
        // Alone, and on its topic, each keeps the channel it has.
        Assert.Equal("pm1:0", Assert.Single(session.Take(Message("shelly-1/status/pm1:0", """{"aenergy":{"total":12.6}}""")).Readings).Channel);
        Assert.DoesNotContain(PayloadFlags.Decreased, session.Take(Message(NotifyTopic, Full("5000.6", "12.7"))).Flags);
    }

    [Theory]
    [InlineData("openWB/mqtt/chargepoint/1/get/imported")]
    [InlineData("openWB/chargepoint/1/get/power")]
    [InlineData("openWB/chargepoint/1/get/currents")]
    public void A_message_that_is_null_and_nothing_else_is_refused(string topic) => Assert.Equal("bad-payload", Take(topic, "null").Refusal?.Code);

    [Fact]
    public void What_a_device_exports_is_a_register_of_its_own()
    {
        var result = Take("tele/plug/SENSOR", Tasmota.Replace("\"Total\":6.294", "\"Total\":6.294,\"ExportActive\":[1.250,0.5]", StringComparison.Ordinal));
        Assert.Equal([("total", "6294")], result.Readings.Where(one => one.Quantity == "energy_import").Select(one => (one.Channel, one.Text)));
        Assert.Equal(["1250", "500"], result.Readings.Where(one => one.Quantity == "energy_export").Select(one => one.Text));
    }

    [Fact]
    public void A_payload_that_is_no_UTF8_is_refused_even_where_nobody_reads_the_text()
    {
        var good = Message(NotifyTopic, """{"src":"a","method":"NotifyStatus","note":"x","params":{"ts":1675718525.5,"switch:0":{"apower":1}}}""");
        var bytes = good.Payload.ToArray();
        Assert.Single(new PayloadSession(null, new()).Take(good).Readings);
        bytes[bytes.AsSpan().IndexOf((byte)'x')] = 0xFF;
        var result = new PayloadSession(null, new()).Take(good with { Payload = bytes });
        Assert.NotNull(result.Refusal);
        Assert.Empty(result.Readings);
    }

    [Fact]
    public void An_energy_below_zero_is_no_measurement()
    {
        var result = Take(NotifyTopic, """{"src":"a","method":"NotifyStatus","params":{"ts":1675718525.5,"switch:0":{"aenergy":{"total":1000},"ret_aenergy":{"total":4000}}}}""");
        Assert.Contains(PayloadFlags.Implausible, result.Flags);
        Assert.False(result.IsMeasurement);
    }

    [Theory]
    [InlineData("2026-10-25T02:30:00", "Europe/Berlin", null, PayloadFlags.AmbiguousLocalTime)]
    [InlineData("2026-03-29T02:30:00", "Europe/Berlin", null, PayloadFlags.AmbiguousLocalTime)]
    [InlineData("2026-07-01T02:30:00.25", "Europe/Berlin", "2026-07-01T00:30:00.25Z", null)]
    [InlineData("2026-07-01T02:30:00", "-03:30", "2026-07-01T06:00:00Z", null)]
    [InlineData("2026-07-01T02:30:00+08:00", null, "2026-06-30T18:30:00Z", null)]
    [InlineData("2026-07-01T02:30:00", null, null, PayloadFlags.NoTimeZone)]
    public void A_local_time_is_an_instant_only_by_a_configured_zone(string time, string? zone, string? utc, string? flag)
    {
        var session = new PayloadSession(null, new(zone is null ? null : PayloadZone.Parse(zone).Value));
        var result = session.Take(Message("tele/p/SENSOR", $$$"""{"Time":"{{{time}}}","ENERGY":{"Total":6.295}}"""));
        Assert.Equal((utc, flag), (result.Time.UtcText, result.Flags.SingleOrDefault()));
    }

    [Theory]
    [InlineData("4294967295", true)]
    [InlineData("18446744073709551615", true)]
    [InlineData("1e12", false)]
    [InlineData("1.1e12", true)]
    [InlineData("4294967294", false)]
    public void Counters_that_ran_over_are_marked(string total, bool marked) =>
        Assert.Equal(marked, Take(EverestTopic, $$$"""{"energy_Wh_import":{"total":{{{total}}}},"timestamp":"2026-08-21T06:30:05Z"}""").Flags.Contains(PayloadFlags.Implausible));

    [Theory]
    [InlineData("go-eCharger/1/car", "5", PayloadFlags.ErrorState)]
    [InlineData("tele/p/LWT", "Offline", PayloadFlags.Offline)]
    public void What_a_device_says_of_itself_is_a_flag(string topic, string payload, string flag) => Assert.Equal([flag], Take(topic, payload).Flags);

    [Fact]
    public void A_topic_that_nobody_knows_says_so_and_a_general_one_needs_a_chosen_mapping()
    {
        Assert.Equal("no-mapping", Take("garage/box/wh", "5").Refusal?.Code);
        var chosen = new PayloadSession(PayloadMappings.Find("go-eCharger"), new()).Take(Message("garage/box/wh", "5"));
        Assert.Equal(("energy_session", "box"), (Assert.Single(chosen.Readings).Quantity, chosen.Device));
    }

    [Fact]
    public void A_new_device_needs_a_file_only()
    {
        var mapping = PayloadMappings.Parse("""
            {"id":"mine","convention":"mine","sources":["here"],"confirmed":false,"note":{"zh":"示例","en":"example"},
             "topics":[{"topic":"lab/{device}/now","time":{"path":"t","form":"epoch-milliseconds"},"values":[{"path":"rows[1].e.kWh","quantity":"energy_import","unit":"kWh","written":true}]}]}
            """u8).Value;
        var result = new PayloadSession(mapping, new()).Take(Message("lab/meter-7/now", """{"t":1787294405000,"rows":[0,{"e":{"kWh":12.340}}]}"""));
        Assert.Equal(("meter-7", "12340", "1", true), (result.Device, result.Readings[0].Text, result.Readings[0].Resolution, result.IsMeasurement));
    }

    [Theory]
    [InlineData("""{"id":"x"}""")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("null")]
    public void A_malformed_mapping_is_refused(string json) => Assert.Equal("mapping.form", PayloadMappings.Parse(Encoding.UTF8.GetBytes(json)).Refusal?.Code);

    [Fact]
    public void Mappings_say_where_they_come_from_and_raise_only_known_flags()
    {
        Assert.Equal(PayloadMappings.All.Count, PayloadMappings.All.Select(mapping => mapping.Id).Distinct().Count());
        Assert.All(PayloadMappings.All, mapping => Assert.NotEmpty(mapping.Sources));
        Assert.All(PayloadMappings.All.SelectMany(mapping => mapping.Topics).SelectMany(topic => topic.Flags ?? []), flag => Assert.Contains(flag.Flag, PayloadFlags.All));
        Assert.All(PayloadFlags.All, flag => Assert.NotEqual(PayloadFlags.NameOf(flag).Zh, PayloadFlags.NameOf(flag).En));
    }

    [Fact]
    public void A_command_to_an_edge_node_is_no_reading()
    {
        var settings = new PayloadSettings(Metrics: new Dictionary<string, PayloadMetric> { ["Energy/ActiveImport_kWh"] = new("energy_import", "total", "kWh") });
        var bytes = Convert.FromHexString(Spb);
        Assert.Empty(new PayloadSession(null, settings).Take(new("spBv1.0/G/DCMD/E/D", bytes)).Readings);
        Assert.Equal("2222", Assert.Single(new PayloadSession(null, settings).Take(new("spBv1.0/G/DDATA/E/D", bytes)).Readings).Text);
    }

    /// <summary>Digits of a binary float say nothing of the resolution of the device: who has its document states it in a mapping of his own.</summary>
    [Fact]
    public void A_resolution_is_what_somebody_states()
    {
        var shipped = PayloadMappings.Find("everest")!;
        PayloadMapping Stated(string step) => shipped with { Topics = [.. shipped.Topics.Select(topic => topic with { Values = [.. topic.Values!.Select(value => value with { Resolution = step })] })] };
        string? Of(PayloadMapping mapping) => Assert.Single(new PayloadSession(PayloadMappings.Parse(Encoding.UTF8.GetBytes(PayloadMappings.Write(mapping))).Value, new()).Take(new(EverestTopic, Encoding.UTF8.GetBytes(Everest))).Readings).Resolution;
        Assert.Equal((null, "0.1"), (Of(shipped), Of(Stated("0.1"))));
        foreach (var wrong in new[] { "0", "-1", "1e-1", "", "x" })
            Assert.Equal("mapping.form", PayloadMappings.Parse(Encoding.UTF8.GetBytes(PayloadMappings.Write(Stated(wrong)))).Refusal?.Code);
    }

    /// <summary>One instrument is bound to a topic; who names himself otherwise is monitored and never measured.</summary>
    [Fact]
    public void Another_device_on_the_topic_is_no_measurement()
    {
        var session = new PayloadSession(PayloadMappings.Find("everest"), new());
        PayloadResult Said(string meter, int minute) => session.Take(new(EverestTopic, Encoding.UTF8.GetBytes($$"""{"energy_Wh_import":{"total":{{100 + minute}}.5},"timestamp":"2026-08-21T06:{{minute}}:05.000Z","meter_id":"{{meter}}"}""")));
        Assert.True(Said("M1", 30).IsMeasurement);
        var other = Said("OTHER", 31);
        Assert.False(other.IsMeasurement);
        Assert.Equal([PayloadFlags.OtherDevice], other.Flags);
        Assert.True(Said("M1", 32).IsMeasurement);
    }

    /// <summary>Data of an edge node without its number, or without a metric, is no message that can be followed.</summary>
    [Theory]
    [InlineData("", "seq")]
    [InlineData("1801", "metrics")]
    public void Data_without_its_parts_is_refused(string hex, string missing)
    {
        var taken = new PayloadSession(null, new(Metrics: new Dictionary<string, PayloadMetric>())).Take(new("spBv1.0/G/NDATA/E", Convert.FromHexString("0890CAB1988234" + hex)));
        Assert.Equal(PayloadRefusal.Missing(missing).Text.En, taken.Refusal?.Text.En);
    }

    [Fact]
    public void Damaged_messages_throw_nothing_and_never_stop_the_next()
    {
        var mutations = new Mutations(Fuzzing.Seed(8));
        var settings = new PayloadSettings(Metrics: new Dictionary<string, PayloadMetric> { ["Energy/ActiveImport_kWh"] = new("energy_import", "total", "kWh") });
        var session = new PayloadSession(null, settings);
        (string Topic, byte[] Payload)[] sources =
        [
            (EverestTopic, Encoding.UTF8.GetBytes(Everest)), ("tele/p/SENSOR", Encoding.UTF8.GetBytes(Tasmota)), ("spBv1.0/G/NDATA/E", Convert.FromHexString(Spb)),
            ("go-eCharger/1/nrg", "[230,231,229,0,16,16,16,3680,3696,3664,0,11040]"u8.ToArray()), ("openWB/lp/1/W", "3680"u8.ToArray()),
            (ShellyTopic, """{"id":0,"aenergy":{"total":10000},"ret_aenergy":{"total":4000}}"""u8.ToArray()),
        ];
        var codes = new SortedDictionary<string, int>();
        for (var i = 0; i < Mutants; i++)
        {
            var (topic, payload) = mutations.Pick(sources);
            var bytes = mutations.Of(payload);
            var result = session.Take(new(topic, bytes));
            var code = result.Refusal?.Code ?? (result.Readings.Count > 0 ? "read" : "nothing");
            codes[code] = codes.GetValueOrDefault(code) + 1;
            Assert.True(result.Refusal is null || result.Readings.Count == 0);
            // A JSON device has no check sum: what is read must at least be whole JSON.
            if (result.Readings.Count > 0 && topic is EverestTopic or ShellyTopic)
                Assert.True(result.Readings.Count == 0 || IsJson(bytes));
        }

        output.WriteLine(Fuzzing.Report("MQTT payloads of others", Mutants, Fuzzing.Seed(8), $"{string.Join(", ", codes.Select(code => $"{code.Key} {code.Value}"))}"));
        Assert.True(codes["bad-payload"] > 1000);
        Assert.Equal("100.5", new PayloadSession(null, settings).Take(Message(EverestTopic, Everest)).Readings[0].Text);
    }

    private static bool IsJson(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        return document.RootElement.ValueKind == JsonValueKind.Object;
    }

    private static PayloadResult Take(string topic, string payload) => new PayloadSession(null, new()).Take(Message(topic, payload));

    private static PayloadMessage Message(string topic, string payload) => new(topic, Encoding.UTF8.GetBytes(payload));

    /// <summary>A mapping stands whole with the bytes of a record; what is read from there is the same mapping.</summary>
    [Fact]
    public void Every_mapping_is_written_as_it_is_read()
    {
        Assert.All(PayloadMappings.All, mapping =>
        {
            var again = BoundSettings.Parse(new BoundSettings(mapping, "+08:00", 60).ToJson()).Value;
            Assert.Equal(("+08:00", 60, PayloadMappings.Write(mapping)), (again.Zone, again.GreatestAge, PayloadMappings.Write(again.Mapping)));
        });
        Assert.Equal("mapping.form", BoundSettings.Parse("{}").Refusal?.Code);
        Assert.Equal("mapping.form", BoundSettings.Parse("no json").Refusal?.Code);
    }
}
