using System.Globalization;
using System.Text;
using System.Text.Json;
using Metrology.Adapters.Payloads;

namespace Metrology.Vectors.Kinds;

/// <summary>Messages of MQTT devices and what they read. Where no readings are expected, the flags named are only those that matter.</summary>
public sealed class MqttPayloads : VectorKind
{
    private const string AnyConvention = "any", Readings = "expect.readings";

    public override string Name => "mqtt-payloads";

    public override void Run(VectorCase vector)
    {
        var convention = vector.NeedText("convention");
        var mapping = convention == AnyConvention
            ? null
            : PayloadMappings.Find(convention) ?? throw new FormatException($"there is no mapping of {convention}");
        var session = new PayloadSession(mapping, Settings(vector));
        var each = new List<PayloadResult>();
        foreach (var message in vector.Items("messages"))
        {
            each.Add(session.Take(Message(message)));
            vector.Include(message);
        }

        Compare(vector, session.Together(), each);
    }

    private static PayloadSettings Settings(VectorCase vector)
    {
        var zone = vector.Text("context.configured_zone") is { } text ? PayloadZone.Parse(text).Value : null;
        var age = vector["context.max_age_s"] is null ? null as TimeSpan? : TimeSpan.FromSeconds((double)vector.Decimal("context.max_age_s"));
        var metrics = vector["context.metric_map"] is { } map ? Metrics(map) : null;
        return new(zone, age, metrics);
    }

    private static Dictionary<string, PayloadMetric> Metrics(JsonElement map) => map.EnumerateObject().ToDictionary(
        metric => metric.Name,
        metric => new PayloadMetric(Text(metric.Value, "quantity"), metric.Value.TryGetProperty("channel", out var channel) ? channel.GetString()! : "total", Text(metric.Value, "unit")));

    private static string Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new FormatException($"{name} is missing");

    private static PayloadMessage Message(VectorCase message)
    {
        message.PassOver("decoded", "qos");
        var bytes = message.Text("payload_hex") is { } hex ? HexBytes.Of(hex) : Encoding.UTF8.GetBytes(message.NeedText("payload"));
        var received = message.Text("received_utc") is { } time
            ? DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
            : null as DateTimeOffset?;
        return new(message.NeedText("topic"), bytes, message["retain"] is { ValueKind: JsonValueKind.True }, received);
    }

    private static void Compare(VectorCase vector, PayloadResult got, List<PayloadResult> each)
    {
        vector.Expect("expect.reject", got.Refusal?.Code);
        vector.Expect("expect.field", got.Refusal?.Field);
        vector.Expect("expect.device", got.Device);
        vector.Expect("expect.action", got.AsksRebirth ? "request-rebirth" : null);
        vector.Expect("expect.accept_for_measurement", got.IsMeasurement);
        vector.Expect("expect.stored_readings", got.Stored.ToString(CultureInfo.InvariantCulture));
        vector.Expect("expect.timestamp.kind", KindOf(got.Time.Kind));
        vector.Expect("expect.timestamp.raw", got.Time.Raw);
        Instant(vector, got.Time);
        var named = vector[Readings] is not null;
        if (named)
            Compare(vector, Readings, [.. vector.Items(Readings)], got.Readings);
        else if (got.Refusal is { } refusal && vector["expect.reject"] is null)
            vector.Differs("expect.reject", "none", refusal.Code);
        if (vector["expect.readings_by_message"] is { } lists)
            ByMessage(vector, lists, each);
        Flags(vector, got.Flags, named);
    }

    private static void ByMessage(VectorCase vector, JsonElement lists, List<PayloadResult> each)
    {
        var expected = lists.EnumerateArray().ToList();
        if (expected.Count != each.Count)
            vector.Differs("expect.readings_by_message", $"{expected.Count} messages", $"{each.Count}");
        for (var i = 0; i < Math.Min(expected.Count, each.Count); i++)
        {
            var path = $"expect.readings_by_message[{i}]";
            Compare(vector, path, [.. expected[i].EnumerateArray().Select((item, j) => new VectorCase(item, vector.File, $"{path}[{j}]"))], each[i].Readings);
        }
    }

    /// <summary>By quantity and channel, in any order.</summary>
    private static void Compare(VectorCase vector, string path, List<VectorCase> expected, IReadOnlyList<PayloadReading> got)
    {
        vector.Compared();
        if (expected.Count != got.Count)
            vector.Differs(path, $"{expected.Count} readings", $"{got.Count} ({string.Join(", ", got.Select(reading => $"{reading.Quantity}/{reading.Channel}"))})");
        foreach (var item in expected)
        {
            var (quantity, channel) = (item.NeedText("quantity"), item.NeedText("channel"));
            var reading = got.FirstOrDefault(one => one.Quantity == quantity && one.Channel == channel);
            item.Expect("value", reading?.Text);
            item.Expect("unit", reading?.Unit);
            item.Expect("resolution", reading?.Resolution);
            vector.Include(item);
        }
    }

    private static void Flags(VectorCase vector, IReadOnlyList<string> got, bool exactly)
    {
        if (exactly)
            vector.ExpectList("expect.flags", [.. got]);
        else if (vector["expect.flags"] is { } flags)
            vector.ExpectList("expect.flags", [.. got.Where(flag => flags.EnumerateArray().Any(named => named.GetString() == flag))]);
    }

    private static void Instant(VectorCase vector, PayloadTime time)
    {
        const string path = "expect.timestamp.utc";
        if (vector[path] is { ValueKind: JsonValueKind.String } expected && DateTimeOffset.TryParse(expected.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) && instant == time.Utc)
            vector.Compared();
        else
            vector.Expect(path, time.UtcText);
    }

    private static string KindOf(PayloadTimeKind kind) => kind switch
    {
        PayloadTimeKind.None => "none",
        PayloadTimeKind.Utc => "utc",
        PayloadTimeKind.LocalNoZone => "local-no-zone",
        PayloadTimeKind.EpochSeconds => "epoch-s",
        PayloadTimeKind.EpochMilliseconds => "epoch-ms",
    };
}
