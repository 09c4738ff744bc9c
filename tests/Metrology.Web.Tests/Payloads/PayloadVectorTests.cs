using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Metrology.App.Laboratory;
using Metrology.Testing;

namespace Metrology.Web.Tests.Payloads;

/// <summary>
/// Every case of the shared file of payloads, published by mosquitto_pub into the running endpoint: what the binding's page shows is what the file says. Times are moved to now, because a message of
/// the past is refused.
/// </summary>
public sealed partial class PayloadVectorTests
{
    private static readonly string Shared = Environment.GetEnvironmentVariable("METROLOGY_VECTORS") is { Length: > 0 } named ? named : Path.GetFullPath(Repository.At("..", "shared", "vectors"));

    private static readonly Dictionary<string, (string Mapping, string[] Topics)> Conventions = new()
    {
        ["EVerest"] = ("everest", ["everest_api/#"]),
        ["Tasmota"] = ("tasmota", ["tele/#", "stat/#"]),
        ["Shelly Gen2"] = ("shelly-gen2", ["shellyplus1pm-01/#", "shellyplugsg3-02/#", "shellyproem50-03/#"]),
        ["openWB 2"] = ("openwb-2", ["openWB/mqtt/#", "openWB/chargepoint/#"]),
        ["openWB 1.9"] = ("openwb-1.9", ["openWB/lp/#"]),
        ["go-eCharger"] = ("go-echarger", ["go-eCharger/#"]),
        ["Sparkplug B"] = ("sparkplug-b", ["spBv1.0/#"]),
    };

    [Fact]
    public async Task The_endpoint_reads_what_the_file_says()
    {
        Assert.SkipWhen(Device.Missing is not null, Device.Missing ?? "");
        var file = Path.Combine(Shared, "mqtt-payloads.json");
        if (!File.Exists(file))
            file = Repository.At("tests", "corpus", "vectors", "mqtt-payloads.json");
        Assert.SkipUnless(File.Exists(file), "skipped: no file of payloads is at hand");
        using var cases = JsonDocument.Parse(await File.ReadAllBytesAsync(file));
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        var wrong = new List<string>();
        foreach (var one in cases.RootElement.GetProperty("cases").EnumerateArray())
        {
            if (await WrongAsync(laboratory, planner, one) is { } why)
                wrong.Add($"{one.GetProperty("id").GetString()}: {why}");
        }

        Assert.Empty(wrong);
    }

    private static async Task<string?> WrongAsync(Laboratory laboratory, Visitor planner, JsonElement one)
    {
        var messages = one.GetProperty("messages").EnumerateArray().ToList();
        var first = messages[0].GetProperty("topic").GetString()!;
        var (mapping, topics) = Conventions.Single(pair => one.GetProperty("convention").GetString() is var named && (named == pair.Key || (named == "any" && pair.Value.Topics.Any(topic => first.StartsWith(topic[..^1], StringComparison.Ordinal))))).Value;
        var filter = topics.Single(topic => first.StartsWith(topic[..^1], StringComparison.Ordinal));
        one.TryGetProperty("context", out var context);
        var device = await Device.BindAsync(laboratory, planner, "device-1", filter, mapping, Lines(mapping, context), Text(context, "configured_zone") ?? "", (int?)Number(context, "max_age_s") ?? 86_400);
        var shift = laboratory.Clock.GetUtcNow() - Newest(messages);
        foreach (var message in messages)
        {
            var isPast = message.TryGetProperty("retain", out var retain) && retain.GetBoolean();
            device.Say(message.GetProperty("topic").GetString()!, Moved(message, shift), isPast);
        }

        var heard = await device.HeardAsync();
        await device.CloseAsync();
        return Differs(one, heard, messages.Count);
    }

    /// <summary>What is not as the file says, or null.</summary>
    private static string? Differs(JsonElement one, JsonElement heard, int messages)
    {
        var (expect, said) = (one.GetProperty("expect"), heard.GetProperty("last").EnumerateArray().ToList());
        var refusals = heard.GetProperty("refusals");
        string? Refused(string code) => refusals.TryGetProperty(code, out _) && heard.GetProperty("measured").GetInt32() == 0 ? null : $"{code} is missing: {heard}";
        switch (one.GetProperty("id").GetString())
        {
            case "retained":
                return Refused("ingest.retained");
            case "stale":
                return Refused("ingest.stale");
            case "future":
                return heard.GetProperty("monitored").GetInt32() == 1 ? null : $"{heard}";
            case "duplicate":
                // EVerest says no resolution, so that a good message counts as monitored.
                return (heard.GetProperty("monitored").GetInt32(), heard.GetProperty("duplicates").GetInt32()) == (1, 1) ? null : $"{heard}";
            case "decreasing":
                return heard.GetProperty("monitored").GetInt32() == 2 && said[^1].GetProperty("flags").EnumerateArray().Any(flag => flag.GetString() == "register-decreased") ? null : $"{heard}";
        }

        // What is missing in a set of messages is seen by who looks at all of them, not by the endpoint.
        if (Text(expect, "reject") is { } reject)
            return messages > 1 || refusals.TryGetProperty(reject, out _) ? null : $"not refused with {reject}: {heard}";
        if (!expect.TryGetProperty("readings", out var readings))
            return null;
        var got = said.SelectMany(topic => topic.GetProperty("readings").EnumerateArray()).Select(reading => $"{Text(reading, "quantity")} {Text(reading, "channel")} {Text(reading, "text")} {Text(reading, "unit")}").Order(StringComparer.Ordinal).ToList();
        var wanted = readings.EnumerateArray().Select(reading => $"{Text(reading, "quantity")} {Text(reading, "channel")} {Text(reading, "value")} {Text(reading, "unit")}").Order(StringComparer.Ordinal).ToList();
        return got.SequenceEqual(wanted) ? null : $"{string.Join(", ", got)} instead of {string.Join(", ", wanted)}";
    }

    /// <summary>A mapping of Sparkplug knows no metric; the file gives those of a case.</summary>
    private static string Lines(string mapping, JsonElement context)
    {
        if (mapping != "sparkplug-b")
            return "";
        return context.ValueKind == JsonValueKind.Object && context.TryGetProperty("metric_map", out var map)
            ? string.Join('\n', map.EnumerateObject().Select(one => $"{one.Name} = {Text(one.Value, "quantity")} {Text(one.Value, "channel") ?? "total"} {Text(one.Value, "unit")}"))
            : "Energy/ActiveImport_kWh = energy_import total kWh";
    }

    /// <summary>The latest time that any of the messages speaks of.</summary>
    private static DateTimeOffset Newest(List<JsonElement> messages)
    {
        var times = messages.Select(message => Text(message, "received_utc")).OfType<string>().Select(Instant).ToList();
        if (times.Count == 0)
        {
            foreach (var message in messages)
            {
                if (Text(message, "payload_hex") is not null)
                    Shift(Hex(message), ms => { times.Add(DateTimeOffset.FromUnixTimeMilliseconds((long)ms)); return ms; });
                else
                    times.AddRange(Iso().Matches(Text(message, "payload")!).Select(match => Instant(match.Value)));
            }
        }

        return times.Count == 0 ? DateTimeOffset.UnixEpoch : times.Max();
    }

    private static byte[] Moved(JsonElement message, TimeSpan shift)
    {
        if (Text(message, "payload_hex") is not null)
            return Shift(Hex(message), ms => (ulong)((long)ms + (long)shift.TotalMilliseconds));
        var text = Iso().Replace(Text(message, "payload")!, match => (Instant(match.Value) + shift).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        return Encoding.UTF8.GetBytes(text);
    }

    /// <summary>Milliseconds of protobuf (fields 1 and 3, six bytes) of these years, moved.</summary>
    private static byte[] Shift(byte[] bytes, Func<ulong, ulong> move)
    {
        const int Length = 6;
        for (var i = 0; i + Length < bytes.Length; i++)
        {
            var varint = bytes.AsSpan(i + 1, Length);
            if (bytes[i] is not (0x08 or 0x18) || (varint[^1] & 0x80) != 0 || varint[..^1].ToArray().Any(one => (one & 0x80) == 0))
                continue;
            var value = varint.ToArray().Select((one, place) => (ulong)(one & 0x7F) << (7 * place)).Aggregate(BigInteger.Zero, (sum, part) => sum + part);
            if (value < 1_400_000_000_000 || value > 2_000_000_000_000)
                continue;
            var moved = move((ulong)value);
            for (var place = 0; place < Length; place++)
                varint[place] = (byte)(((moved >> (7 * place)) & 0x7F) | (place < Length - 1 ? 0x80u : 0));
            i += Length;
        }

        return bytes;
    }

    private static byte[] Hex(JsonElement message) => Convert.FromHexString(Text(message, "payload_hex")!.Replace(" ", "", StringComparison.Ordinal));

    private static DateTimeOffset Instant(string iso) => DateTimeOffset.Parse(iso, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static string? Text(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static decimal? Number(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDecimal() : null;

    [GeneratedRegex("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}")]
    private static partial Regex Iso();
}
