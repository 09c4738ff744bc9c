using Metrology.Core.Quantities;
using Metrology.Core.Records;
using Metrology.Core.Words;

namespace Metrology.Adapters.Wire;

/// <summary>Messages of the wire contract in a record: one entry of the transcript is one payload, its link the topic.</summary>
internal sealed class WireTranscript : ITranscriptCodec
{
    private static readonly Refusal NotAsked = Refusal.Of(
        "wire.not-asked", "该消息不是对读数请求的应答。", "The message does not answer a request; a live message never stands for a reading.");

    private static readonly Refusal OtherTopic = Refusal.Of("wire.other-topic", "该消息不属于这台仪器的主题。", "The message is not of the topic of that instrument.");

    public string Name => WirePileDisplay.Codec;

    public IEnumerable<TranscribedMessage> Messages(IReadOnlyList<TranscribedBytes> entries) =>
        entries.Where(entry => entry.IsReceived).Select(entry => new TranscribedMessage(entry.Position, entry.Bytes));

    public Outcome<DecodedReading> Decode(RecordedSource source, ReadOnlyMemory<byte> message, Reading claimed)
    {
        if (!WireTopics.IsInstrument(source.Address) || source.Link != WireTopics.LinkOf(WireTopics.Readings(source.Address)))
            return OtherTopic;
        var decoded = WireDecoder.Readings(message);
        if (decoded.Refusal is { } refusal)
            return refusal;
        if (decoded.Value.Answers is null)
            return NotAsked;
        if (claimed.Measurand == Measurands.ClockOffset)
            return Offset(decoded.Value, message.Span, claimed);
        return WireDecoder.ToReadings(decoded.Value, message.Span, claimed.Instrument, claimed.ReceivedAt).SingleOrDefault(reading => reading.Measurand == claimed.Measurand) is { } reading
            ? new DecodedReading(reading)
            : WireRefusal.Of("wire.form", claimed.Measurand);
    }

    /// <summary>
    /// The middle of the exchange is at most half an exchange away from the receipt, and the offset is rounded to the resolution of the clock.
    /// </summary>
    private static Outcome<DecodedReading> Offset(WireReadings message, ReadOnlySpan<byte> payload, Reading claimed) =>
        message.Values.SingleOrDefault(value => value.Measurand == WireClock.Measurand) is { } shown
            ? new DecodedReading(
                WireClock.Offset(shown, claimed.ReceivedAt, payload, claimed.Instrument, claimed.ReceivedAt),
                ((decimal)WireLimits.Usual.ClockExchange.TotalSeconds / 2m) + shown.Resolution)
            : WireRefusal.Of("wire.form", WireClock.Measurand);
}
