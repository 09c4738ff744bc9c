using Metrology.Adapters.Framing;
using Metrology.Core.Quantities;
using Metrology.Core.Records;
using Metrology.Core.Words;

namespace Metrology.Adapters.Balance;

/// <summary>The lines of a balance in a record. Nothing is sent, so nothing but an opening begins the framing anew.</summary>
internal sealed class BalanceTranscript : ITranscriptCodec
{
    public string Name => StreamingBalance.Codec;

    public IEnumerable<TranscribedMessage> Messages(IReadOnlyList<TranscribedBytes> entries)
    {
        var framer = new BalanceFramer();
        foreach (var entry in entries.Where(entry => entry.IsReceived))
        {
            if (entry.Index == 0)
                framer.Reset();
            foreach (var line in framer.Push(entry.Bytes.Span))
                yield return new(entry.Position, line.Raw);
        }
    }

    public Outcome<DecodedReading> Decode(RecordedSource source, ReadOnlyMemory<byte> message, Reading claimed)
    {
        var line = BalanceLine.Parse(message.Span);
        if (line.Refusal is { } noLine)
            return noLine;
        if (claimed.Measurand != BalanceLine.Mass)
            return BalanceRefusal.BadForm;
        var reading = line.Value.Reading(claimed.Instrument, claimed.ReceivedAt);
        return reading.Refusal is { } refusal ? refusal : new DecodedReading(reading.Value);
    }
}

/// <summary>Lines written as hexadecimal text.</summary>
public static class BalanceText
{
    /// <summary>Describes every line and every stretch of bytes that is none. Refuses with "bad-hex".</summary>
    public static Outcome<IReadOnlyList<FrameDescription>> Describe(string hex)
    {
        var bytes = HexText.Parse(hex);
        return bytes.Refusal is { } refusal
            ? refusal
            : FrameScan.Describe(bytes.Value, BalanceLine.Look, line => Describe(BalanceLine.Of(line.Span)), gap => BalanceLine.Parse(gap.Span).Refusal);
    }

    private static FrameDescription Describe(BalanceLine line)
    {
        FrameFact[] head = [new("standing", new("状态", "standing"), line.Standing switch { BalanceStanding.Stable => "stable", BalanceStanding.Moving => "moving", _ => "none" })];
        return new(HexText.Of(line.Raw.Span), head, line.Standing == BalanceStanding.None ? [] : [new("mass", new("质量", "Mass"), line.Text, line.Unit)], line.Reading("", default).Refusal);
    }
}
