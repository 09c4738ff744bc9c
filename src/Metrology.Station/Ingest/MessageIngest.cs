using System.Runtime.InteropServices;
using Metrology.Adapters.Wire;
using Metrology.App.Operation;
using Metrology.Core.Words;
using Metrology.Mqtt.Endpoint;
using Metrology.Mqtt.Packets;

namespace Metrology.Station.Ingest;

/// <summary>
/// Commits what instruments publish, before they are told so. Each message is named by (instrument, boot, sequence); what cannot be named is kept apart with
/// the reason and counted.
/// </summary>
/// <param name="payloads">Topics beside the wire contract; null where there are none.</param>
public sealed class MessageIngest(KeepMessages keep, PayloadIntake? payloads = null) : IIngest
{
    private const string Root = "metrology/v1/", Leaf = "/readings";

    public async ValueTask<IngestOutcome> CommitAsync(IReadOnlyList<InboundMessage> batch, CancellationToken cancellation)
    {
        var taken = new List<InstrumentMessage>(batch.Count);
        var refused = new List<RefusedMessage>();
        payloads?.Begin();
        foreach (var message in batch)
        {
            if (Glance(message) is { } plain)
                taken.Add(plain);
            else if (IsOwnTraffic(message.Topic))
                continue;
            else if (payloads?.Take(message) is { } bound)
            {
                if (bound.Message is { } mapped)
                    taken.Add(mapped);
                else if (bound.Refusal is { } wrong)
                    refused.Add(Refused(message, wrong));
            }
            else if (Name(message) is var named && named.Refusal is { } refusal)
            {
                refused.Add(Refused(message, refusal));
            }
            else
                taken.Add(named.Value);
        }

        if (taken.Count + refused.Count > 0)
            await keep.ExecuteAsync(taken, refused, cancellation);
        payloads?.Committed();
        return IngestOutcome.Committed;
    }

    private static RefusedMessage Refused(InboundMessage message, Refusal refusal)
    {
        message.Answer = IngestErrors.AnswerTo(refusal);
        return RefusedMessage.Of(message.Topic, message.Payload, refusal, message.ReceivedAt);
    }

    /// <summary>Commands come from the station itself, and a status says only whether a gateway is there: neither is a reading.</summary>
    private static bool IsOwnTraffic(string topic) =>
        topic.Split('/') is ["metrology", "v1", _, "command" or "status"];

    /// <summary>The short way of nearly every message: readings that are plainly right, under the sender's own name.</summary>
    private static InstrumentMessage? Glance(InboundMessage message)
    {
        var instrument = message.Principal.Name;
        var isReadings = message.Topic.Length == Root.Length + instrument.Length + Leaf.Length
            && message.Topic.StartsWith(Root, StringComparison.Ordinal) && message.Topic.EndsWith(Leaf, StringComparison.Ordinal)
            && message.Topic.AsSpan(Root.Length, instrument.Length).SequenceEqual(instrument) && !instrument.Contains('/');
        return isReadings && !message.Retain && WireGlance.TryReadings(message.Payload.Span, message.ReceivedAt, out var name)
            ? Of(instrument, name.Boot, name.Seq, message)
            : null;
    }

    private static Outcome<InstrumentMessage> Name(InboundMessage message)
    {
        if (message.Retain)
            return IngestErrors.Retained;
        return message.Topic.Split('/') switch
        {
            ["metrology", "v1", var instrument, "readings"] => Named(WireDecoder.Readings(message.Payload, message.ReceivedAt), readings => (instrument, readings.Boot, readings.Seq), message),
            ["metrology", "v1", var instrument, "event"] => Named(WireDecoder.Event(message.Payload, message.ReceivedAt), happened => (instrument, happened.Boot, happened.Seq), message),
            _ => IngestErrors.UnknownTopic,
        };
    }

    private static Outcome<InstrumentMessage> Named<T>(Outcome<T> decoded, Func<T, (string Instrument, string Boot, long Sequence)> name, InboundMessage message)
    {
        if (decoded.Refusal is { } refusal)
            return refusal;
        var (instrument, boot, sequence) = name(decoded.Value);
        return Of(instrument, boot, sequence, message);
    }

    private static InstrumentMessage Of(string instrument, string boot, long sequence, InboundMessage message) => new()
    {
        Instrument = instrument,
        Boot = boot,
        Sequence = sequence,
        Topic = message.Topic,
        // The endpoint gives each payload an array of its own.
        Payload = MemoryMarshal.TryGetArray(message.Payload, out var whole) && whole.Array is { } array && array.Length == whole.Count ? array : message.Payload.ToArray(),
        ReceivedAt = message.ReceivedAt,
    };
}

internal static class IngestErrors
{
    /// <summary>In the words of MQTT 5.0, table 2-6: 99 the payload is not of its form, 90 the topic is not taken here, 83 anything else.</summary>
    public static ReasonCode AnswerTo(Refusal refusal) =>
        refusal == UnknownTopic ? ReasonCode.TopicNameInvalid
        : refusal == Retained || refusal == Stale || refusal == TimeAhead ? ReasonCode.ImplementationSpecificError
        : ReasonCode.PayloadFormatInvalid;

    public static readonly Refusal Retained = Refusal.Of(
        "ingest.retained", "保留消息是历史，不是测量结果，未采用。", "A retained message is history, not a measurement; it was not used.");

    public static readonly Refusal Stale = Refusal.Of(
        "ingest.stale", "设备时间比接收时刻早得太多，是过去的值，未采用。请核对设备的时钟和绑定的最长时延。", "The time of the device is too far before its receipt: a value of the past; it was not used. Check the clock of the device and the greatest age of the binding.");

    public static readonly Refusal TimeAhead = Refusal.Of(
        "ingest.time-ahead", "设备时间比接收时刻晚得太多，未采用。请校准设备的时钟或核对时区。", "The time of the device is too far ahead of its receipt; it was not used. Set its clock, or check its time zone.");

    public static readonly Refusal UnknownTopic = Refusal.Of(
        "ingest.unknown-topic", "主题不在接口约定之内，未采用。", "The topic is not part of the wire contract; it was not used.");
}
