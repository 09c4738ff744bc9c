using Metrology.Adapters.Framing;
using Metrology.Core.Quantities;
using Metrology.Core.Records;
using Metrology.Core.Runs;
using Metrology.Core.Words;
using Metrology.Instruments.Capabilities;

namespace Metrology.Adapters.Ocmf;

/// <summary>Signed records in a record: each message is one, whole or as a line in pieces. The key of the meter stands as the map of the source, so that a stranger verifies with the bundle alone.</summary>
internal sealed class OcmfTranscript : ITranscriptCodec
{
    public const string Codec = "ocmf";

    public string Name => Codec;

    public IEnumerable<TranscribedMessage> Messages(IReadOnlyList<TranscribedBytes> entries)
    {
        var framer = new OcmfFramer();
        foreach (var entry in entries)
        {
            if (!entry.IsReceived || entry.Index == 0)
                framer.Reset();
            if (!entry.IsReceived)
                continue;
            // A message of its own needs no end of a line.
            if (framer.Unconsumed.IsEmpty && !entry.Bytes.Span.Contains((byte)'\n') && !OcmfRecord.Parse(entry.Bytes.Span).IsRefused)
            {
                yield return new(entry.Position, entry.Bytes);
                continue;
            }

            foreach (var record in framer.Push(entry.Bytes.Span))
                yield return new(entry.Position, record);
        }
    }

    public Outcome<DecodedReading> Decode(RecordedSource source, ReadOnlyMemory<byte> message, Reading claimed)
    {
        var record = OcmfRecord.Parse(message.Span);
        if (record.Refusal is { } noRecord)
            return noRecord;
        // The hash of a reading is of the record alone; white space around it belongs to the link.
        if (record.Value.Raw.Length != message.Length)
            return OcmfRefusal.BadForm;
        if (claimed.Measurand != Measurands.ActiveEnergy)
            return OcmfRefusal.NoEnergy;
        if (source.Address == OcmfDisplay.Address)
            return Said(record.Value, source, claimed) is var said && said.Refusal is { } no ? no : new DecodedReading(said.Value);
        if (source.Address != OcmfDisplay.AddressBefore && (record.Value.Content.IsRefused || source.Address != record.Value.Content.Value.Serial))
            return OcmfRefusal.NoEnergy;
        var reading = OcmfEnergy.LastOf(record.Value, source.Map, claimed.Instrument, claimed.ReceivedAt);
        return reading.Refusal is { } refusal ? refusal : new DecodedReading(reading.Value);
    }

    /// <summary>Readings of a display are held to what the adapter holds them to when it takes them; those of records before it did are not.</summary>
    public IStepRule? RuleOf(RecordedSource source) => source is { Address: OcmfDisplay.Address, Map: { } key } ? new StepRule(key) : null;

    private sealed class StepRule(string key) : IStepRule
    {
        private readonly OcmfSeen seen = new();

        public void Passed(ReadOnlyMemory<byte> message)
        {
            if (OcmfRecord.Parse(message.Span) is { IsRefused: false, Value: var record })
                seen.Add(record, key);
        }

        public Refusal? WhyNotTaken(ReadOnlyMemory<byte> message, TakenReading taken)
        {
            var point = taken.Stage switch { Stage.Start => SessionPoint.Begin, Stage.End => SessionPoint.End, _ => SessionPoint.Now };
            var chosen = seen.Take(OcmfRecord.Parse(message.Span).Value, key, point, taken.StepBegan, taken.Reading.ReceivedAt);
            if (chosen.Refusal is { } refusal)
                return refusal;
            return chosen.Value.Text == taken.Reading.Text && chosen.Value.At == taken.Reading.DeviceTime ? null : OcmfRefusal.WrongTransaction(point, chosen.Value.Transaction);
        }
    }

    /// <summary>The point of the session that a reading says it is of; what the record tells last where it says none of it.</summary>
    private static Outcome<Reading> Said(OcmfRecord record, RecordedSource source, Reading claimed)
    {
        if (OcmfEnergy.WhyNotSigned(record, source.Map) is { } notSigned)
            return notSigned;
        var points = new SessionPoint?[] { null, SessionPoint.Begin, SessionPoint.End, SessionPoint.Now }.Select(point => OcmfEnergy.Choose(record.Content.Value, point)).ToList();
        var chosen = points.Find(one => !one.IsRefused && one.Value.Text == claimed.Text && one.Value.At == claimed.DeviceTime);
        chosen = chosen is { IsRefused: false, Value: not null } ? chosen : points[0];
        return chosen.Refusal is { } refusal ? refusal : OcmfEnergy.ReadingOf(record, chosen.Value, claimed.Instrument, claimed.ReceivedAt);
    }
}

/// <summary>Records written as hexadecimal text.</summary>
public static class OcmfText
{
    /// <param name="key">Public key of the meter; without one nothing is verified, and that is said.</param>
    public static Outcome<IReadOnlyList<FrameDescription>> Describe(string hex, string? key)
    {
        var bytes = HexText.Parse(hex);
        if (bytes.Refusal is { } refusal)
            return refusal;
        var record = OcmfRecord.Parse(bytes.Value);
        return new[] { record.IsRefused ? FrameDescription.NoFrame(bytes.Value, record.Refusal) : Describe(record.Value, key) };
    }

    private static FrameDescription Describe(OcmfRecord record, string? key)
    {
        var signed = key is null ? OcmfRefusal.NotChecked : OcmfSignature.WhyNot(record, key);
        var content = record.Content.IsRefused ? null : record.Content.Value;
        FrameFact[] head =
        [
            .. content is null ? [] : new FrameFact[] { new("meter", new("电能表", "meter"), content.Serial), new("pagination", new("序号", "pagination"), content.Page.ToString()) },
            new("algorithm", new("签名算法", "algorithm"), record.Algorithm),
            new("signature", new("签名", "signature"), signed is null ? "good" : signed.Code),
        ];
        var reading = OcmfEnergy.Of(record, key, "", default);
        return new(
            HexText.Of(record.Raw.Span), head,
            [
                .. (content?.Readings ?? []).Select((one, i) => new FrameFact($"reading{i + 1}", new($"读数{i + 1} {one.Transaction} {one.Time} {one.Obis}", $"Reading {i + 1} {one.Transaction} {one.Time} {one.Obis}"), one.Text ?? "", one.Text is null ? "" : one.Unit)),
                .. reading.IsRefused ? [] : new FrameFact[] { new("energy", new("电能", "energy"), reading.Value.Text, reading.Value.Unit) },
            ],
            reading.Refusal);
    }
}
