using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Metrology.Core.Quantities;
using Metrology.Core.Records;
using Metrology.Core.Words;

namespace Metrology.Adapters.Payloads;

/// <summary>What a message of a bound device says of a measurand: the same when it comes and when its bytes are decoded again. Only a measurement is a reading, never a retained, stale or repeated value.</summary>
public static class BoundReading
{
    /// <summary>Name of these bytes in a record, and of the way on a bench.</summary>
    public const string Codec = "payload";

    /// <summary>How a record names it among the sources of its topic.</summary>
    public const string Address = "device";

    private static readonly Dictionary<string, string> Quantities = new()
    {
        [Measurands.ActiveEnergy] = "energy_import",
        [Measurands.Voltage] = "voltage",
        [Measurands.Current] = "current",
        [Measurands.Frequency] = "frequency",
        [Measurands.ActivePower] = "power_active",
    };

    /// <summary>Whether the message speaks of the measurand at all.</summary>
    public static bool Has(PayloadResult result, string measurand) => Quantities.TryGetValue(measurand, out var quantity) && result.Readings.Any(one => one.Quantity == quantity);

    /// <summary>Measurands that the messages carry and no run can take: neither the mapping nor the digits say a resolution.</summary>
    public static IReadOnlyList<string> Unresolved(PayloadMapping mapping) => [.. Quantities.Where(one => RulesOf(mapping, one.Value).ToList() is { Count: > 0 } rules && !rules.Exists(IsResolved)).Select(one => one.Key).Order(StringComparer.Ordinal)];

    /// <summary>Whether a run can take anything of the messages.</summary>
    public static bool IsOfUse(PayloadMapping mapping) => Quantities.Values.Any(quantity => RulesOf(mapping, quantity).Any(IsResolved));

    private static IEnumerable<PayloadValue> RulesOf(PayloadMapping mapping, string quantity) =>
        mapping.Topics.SelectMany(topic => topic.Values ?? []).Concat((mapping.Blocks ?? new Dictionary<string, IReadOnlyList<PayloadValue>>()).Values.SelectMany(values => values)).Where(value => value.Quantity == quantity);

    private static bool IsResolved(PayloadValue value) => value.Written || value.Resolution is not null;

    /// <param name="payload">The bytes as they came.</param>
    public static Outcome<Reading> Of(PayloadResult result, ReadOnlySpan<byte> payload, string instrument, string measurand, DateTimeOffset receivedAt)
    {
        if (!result.IsMeasurement)
            return NoMeasurement;
        List<PayloadReading> said = Quantities.TryGetValue(measurand, out var quantity) ? [.. result.Readings.Where(one => one.Quantity == quantity)] : [];
        if ((said.Find(one => one.Channel == "total") ?? (said is [var only] ? only : null)) is not { } reading)
            return said.Count == 0 ? NotSaid : WhichChannel;
        return reading.Resolution is { } step
            ? new Reading(
                instrument, measurand, reading.Text, reading.Value, reading.Unit, decimal.Parse(step, CultureInfo.InvariantCulture), Convert.ToHexStringLower(SHA256.HashData(payload)), result.Time.Utc, receivedAt)
            : NoResolution;
    }

    private static readonly Refusal NoMeasurement = Refusal.Of("no-measurement", "这条消息不是测量结果（保留、过期、重复或没有设备时间）。", "The message is no measurement: retained, stale, repeated, or without a time of the device.");

    private static readonly Refusal NotSaid = Refusal.Of("not-said", "这条消息没有这个量。", "The message does not speak of that quantity.");

    private static readonly Refusal WhichChannel = Refusal.Of("which-channel", "这个量有几个通道，无法确定用哪一个。", "The quantity has several channels, and nothing says which is meant.");

    private static readonly Refusal NoResolution = Refusal.Of("no-resolution", "数值由二进制浮点数写成，分辨力未知，不能作为读数。请按设备资料在自己的映射文件中写明。", "The number was written from a binary float; its resolution is not known, so it cannot be a reading. State it in a mapping of your own, from the document of the device.");
}

/// <summary>What the register says of a bound device, as it stands with its bytes in a record: the mapping whole, so that nothing else is needed to read them again.</summary>
public sealed record BoundSettings(PayloadMapping Mapping, string Zone, int GreatestAge)
{
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web);

    private sealed record Written(string Mapping, string Zone, int GreatestAge);

    public PayloadSession Open() => new(Mapping, new(Zone.Length == 0 ? null : PayloadZone.Parse(Zone).Value, TimeSpan.FromSeconds(GreatestAge)));

    public string ToJson() => JsonSerializer.Serialize(new Written(PayloadMappings.Write(Mapping), Zone, GreatestAge), Plain);

    /// <summary>Refuses with "mapping.form".</summary>
    public static Outcome<BoundSettings> Parse(string json)
    {
        try
        {
            if (JsonSerializer.Deserialize<Written>(json, Plain) is not { Mapping: { } text, Zone: { } zone } written || (zone.Length > 0 && PayloadZone.Parse(zone).IsRefused))
                return PayloadMappings.Malformed("mapping");
            var mapping = PayloadMappings.Parse(System.Text.Encoding.UTF8.GetBytes(text));
            return mapping.Refusal is { } refusal ? refusal : new BoundSettings(mapping.Value, zone, written.GreatestAge);
        }
        catch (JsonException)
        {
            return PayloadMappings.Malformed("json");
        }
    }
}

/// <summary>Messages of bound devices in a record: one entry of the transcript is one payload, its link the topic.</summary>
internal sealed class PayloadTranscript : ITranscriptCodec
{
    private const string Scheme = "mqtt:";

    public string Name => BoundReading.Codec;

    public IEnumerable<TranscribedMessage> Messages(IReadOnlyList<TranscribedBytes> entries) =>
        entries.Where(entry => entry.IsReceived).Select(entry => new TranscribedMessage(entry.Position, entry.Bytes));

    public Outcome<DecodedReading> Decode(RecordedSource source, ReadOnlyMemory<byte> message, Reading claimed)
    {
        var settings = BoundSettings.Parse(source.Map ?? "");
        if (settings.Refusal is { } noMapping)
            return noMapping;
        if (!source.Link.StartsWith(Scheme, StringComparison.Ordinal))
            return PayloadMappings.Malformed(source.Link);
        var result = settings.Value.Open().Take(new(source.Link[Scheme.Length..], message, Retained: false, claimed.ReceivedAt));
        var reading = BoundReading.Of(result, message.Span, claimed.Instrument, claimed.Measurand, claimed.ReceivedAt);
        return reading.Refusal is { } refusal ? refusal : new DecodedReading(reading.Value);
    }
}
