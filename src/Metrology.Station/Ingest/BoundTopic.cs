using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Metrology.Adapters.Payloads;
using Metrology.App.Operation;
using Metrology.App.Payloads;
using Metrology.Core.Words;
using Metrology.Mqtt.Endpoint;

namespace Metrology.Station.Ingest;

/// <summary>One binding at work: the messages of its device one after another, what they became, and the last of each topic for people to see.</summary>
internal sealed class BoundTopic
{
    private const int MostTopics = 64, LongestShown = 2000;

    private readonly PayloadBinding binding;
    private readonly PayloadSession session;
    private readonly BoundSettings settings;
    private readonly List<MeasuredMessage> fresh = [];
    private readonly TimeSpan greatestAge;
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, PayloadSaid> last = new(StringComparer.Ordinal);

    /// <summary>Payload of the last message by topic that has no time of its own: pending until the batch that it came with is durable.</summary>
    private readonly Dictionary<string, Sent> durable = [], pending = [];
    private readonly SortedDictionary<string, long> refusals = new(StringComparer.Ordinal);
    private long measured, monitored, duplicates, silent, arrivals;

    private BoundTopic(PayloadBinding binding, PayloadMapping mapping)
    {
        settings = new(mapping, binding.Zone, binding.GreatestAge);
        this.binding = binding;
        greatestAge = TimeSpan.FromSeconds(binding.GreatestAge);
        IsSparkplug = PayloadLines.IsSparkplug(mapping);
        session = settings.Open();
    }

    public int Id => binding.Id;

    public string Filter => binding.Topic;

    public string Client => binding.Client;

    public int EquipmentId => binding.EquipmentId;

    public bool IsSparkplug { get; }

    public bool IsOfUse => BoundReading.IsOfUse(settings.Mapping);

    public IReadOnlyList<string> Unresolved => BoundReading.Unresolved(settings.Mapping);

    /// <summary>Null when the file of its mapping is gone.</summary>
    public static BoundTopic? Open(PayloadBinding binding, PayloadShelf shelf) =>
        PayloadLines.Make(shelf, binding.Mapping, binding.Values) is { IsRefused: false, Value: var mapping } ? new(binding, mapping) : null;

    public bool Is(PayloadBinding other) => (binding.Id, binding.Version) == (other.Id, other.Version);

    public PayloadTaking Take(InboundMessage message)
    {
        lock (gate)
        {
            // MQTT 3.1.1 section 3.3.1.1: the sender sent it before; without a time of its own nothing else tells it from a value that stays the same.
            if (message.Duplicate && durable.TryGetValue(message.Topic, out var before) && before.IsOf(message))
            {
                duplicates++;
                return PayloadTaking.Nothing;
            }

            // What a broker says for a device that is gone is no word of the device.
            if (message.IsWill)
            {
                silent++;
                return PayloadTaking.Nothing;
            }

            var result = session.Take(new(message.Topic, message.Payload, message.Retain, message.ReceivedAt));
            var refusal = result.Refusal ?? WhyNot(result, message);
            Remember(message, result, refusal);
            if (refusal is not null)
            {
                refusals[refusal.Code] = refusals.GetValueOrDefault(refusal.Code) + 1;
                return new(null, refusal, result.AsksRebirth);
            }

            if (result.Readings.Count == 0)
            {
                silent++;
                return new(null, null, result.AsksRebirth);
            }

            // One that came before goes on to the store all the same: whether it is there is known only there.
            if (result.Flags.Contains(PayloadFlags.Duplicate))
                duplicates++;
            else if (result.IsMeasurement)
            {
                if (PayloadSaid.IsForRuns(result))
                    measured++;
                else
                    monitored++;
                // One whose resolution nobody states goes to a run as well, which then says so.
                fresh.Add(new(binding.EquipmentId, message.Topic, message.Payload.ToArray(), message.ReceivedAt, result, settings));
            }

            else
                monitored++;
            return new(Name(message, result), null, result.AsksRebirth);
        }
    }

    /// <summary>
    /// A batch begins. What is still pending came with one that was not committed: its senders come again, and what they repeat is stored, were it twice. The topic's
    /// message before says nothing of it either: the value may have stayed the same.
    /// </summary>
    public void Begin()
    {
        lock (gate)
        {
            foreach (var topic in pending.Keys)
                durable.Remove(topic);
            pending.Clear();
            fresh.Clear();
        }
    }

    /// <summary>What was taken is durable; the measurements among it.</summary>
    public IReadOnlyList<MeasuredMessage> Committed()
    {
        lock (gate)
        {
            MeasuredMessage[] measurements = [.. fresh];
            fresh.Clear();
            foreach (var (topic, payload) in pending)
                durable[topic] = payload;
            pending.Clear();
            return measurements;
        }
    }

    public PayloadHeard Heard()
    {
        lock (gate)
            return new(measured, monitored, duplicates, silent, refusals.ToDictionary(), [.. last.Values]);
    }

    /// <summary>A message as its sender knows it: the same value under another packet identifier is another message, which may never have come here before.</summary>
    private sealed record Sent(string ClientId, ushort PacketId, byte[] Payload)
    {
        public bool IsOf(InboundMessage message) => message.ClientId == ClientId && message.PacketId == PacketId && message.Payload.Span.SequenceEqual(Payload);
    }

    private Refusal? WhyNot(PayloadResult result, InboundMessage message)
    {
        if (result.Readings.Count == 0)
            return null;
        if (message.Retain)
            return IngestErrors.Retained;
        return result.Flags.Contains(PayloadFlags.Stale) ? IngestErrors.Stale
            : result.Time.Utc > message.ReceivedAt + greatestAge ? IngestErrors.TimeAhead
            : null;
    }

    private InstrumentMessage Name(InboundMessage message, PayloadResult result)
    {
        var hasTime = result.Time.Utc is not null;
        if (!hasTime && (durable.Count + pending.Count < MostTopics * 2 || durable.ContainsKey(message.Topic)))
            pending[message.Topic] = new(message.ClientId, message.PacketId, message.Payload.ToArray());
        return new()
        {
            Instrument = binding.Equipment!.Code,
            Boot = string.Create(CultureInfo.InvariantCulture, $"{(hasTime ? InstrumentMessage.Mapped : InstrumentMessage.Arrived)}{binding.Id}"),
            Sequence = hasTime ? OfContent(message) : arrivals = Math.Max(arrivals + 1, message.ReceivedAt.UtcTicks),
            Topic = message.Topic,
            Payload = message.Payload.ToArray(),
            ReceivedAt = message.ReceivedAt,
        };
    }

    /// <summary>Same topic and same bytes, time included: the same message however often it comes.</summary>
    private static long OfContent(InboundMessage message)
    {
        var topic = Encoding.UTF8.GetBytes(message.Topic);
        return BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData([.. topic, 0, .. message.Payload.Span])) & long.MaxValue;
    }

    private void Remember(InboundMessage message, PayloadResult result, Refusal? refusal)
    {
        if (last.Count >= MostTopics && !last.ContainsKey(message.Topic))
            return;
        last[message.Topic] = new(message.Topic, message.ReceivedAt, Shown(message.Payload.Span), result, refusal);
    }

    private string Shown(ReadOnlySpan<byte> payload)
    {
        var cut = payload[..Math.Min(payload.Length, LongestShown)];
        return !IsSparkplug && System.Text.Unicode.Utf8.IsValid(payload) ? Encoding.UTF8.GetString(cut) : Convert.ToHexString(cut);
    }
}

/// <summary>A message of a bound device that is a measurement, and durable.</summary>
public sealed record MeasuredMessage(int EquipmentId, string Topic, byte[] Payload, DateTimeOffset ReceivedAt, PayloadResult Result, BoundSettings Settings);

/// <summary>What was heard of a binding since the server started.</summary>
/// <param name="Measured">Messages with a time of the device and nothing that speaks against them.</param>
/// <param name="Monitored">Messages that are kept and no measurement: their time is that of arrival, a flag speaks against them, or nothing says a resolution.</param>
/// <param name="Duplicates">Messages that were there before.</param>
/// <param name="Silent">Messages that say nothing of measurands.</param>
/// <param name="Refusals">By code.</param>
/// <param name="Last">The last message of each topic.</param>
public sealed record PayloadHeard(
    long Measured, long Monitored, long Duplicates, long Silent, IReadOnlyDictionary<string, long> Refusals, IReadOnlyList<PayloadSaid> Last);

/// <param name="Text">The payload; in hexadecimal digits where it is no text.</param>
public sealed record PayloadSaid(string Topic, DateTimeOffset ReceivedAt, string Text, PayloadResult Result, Refusal? Refusal)
{
    public PayloadUse Use => Refusal is not null ? PayloadUse.Refused
        : Result.Readings.Count == 0 ? PayloadUse.Nothing
        : IsForRuns(Result) ? PayloadUse.Measurement
        : PayloadUse.Monitored;

    /// <summary>Without a resolution no value of it can be a reading.</summary>
    internal static bool IsForRuns(PayloadResult result) => result.IsMeasurement && result.Readings.Any(one => one.Resolution is not null);
}

/// <summary>What a message of a device is good for.</summary>
public enum PayloadUse
{
    Nothing,
    Refused,

    /// <summary>Kept, and no measurement: its time is that of arrival, a flag speaks against it, or nothing says a resolution.</summary>
    Monitored,
    Measurement,
}
