using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Metrology.Adapters.Framing;
using Metrology.Core.Quantities;
using Metrology.Core.Records;
using Metrology.Core.Words;

namespace Metrology.Adapters.Ocmf;

/// <summary>The energy register at the end of a record as a reading; only of a record whose signature is good.</summary>
public static partial class OcmfEnergy
{
    /// <param name="key">Public key of the meter; null refuses, because an unverified record proves nothing.</param>
    public static Outcome<Reading> Of(OcmfRecord record, string? key, string instrument, DateTimeOffset receivedAt)
    {
        if (key is null)
            return OcmfRefusal.NotChecked;
        if (OcmfSignature.WhyNot(record, key) is { } notGood)
            return notGood;
        var last = record.Readings[^1];
        if (last.State != "G" || last.Errors.Contains('E', StringComparison.Ordinal))
            return OcmfRefusal.NotGood(last.State == "G" ? last.Errors : last.State);
        if (!Imported().IsMatch(last.Obis) || last.Unit is not ("kWh" or "Wh") || last.Value < 0m)
            return OcmfRefusal.NoEnergy;
        if (Falls(record))
            return OcmfRefusal.Decreased;
        var step = decimal.Parse(DecimalText.Shift("1", -DecimalText.DecimalsOf(last.Text)), System.Globalization.CultureInfo.InvariantCulture);
        return new Reading(
            instrument, Measurands.ActiveEnergy, last.Text, last.Value, last.Unit, step, Convert.ToHexStringLower(SHA256.HashData(record.Raw.Span)), last.At, receivedAt);
    }

    /// <summary>The register of the last reading counted backwards within the session.</summary>
    private static bool Falls(OcmfRecord record)
    {
        var last = record.Readings[^1];
        var same = record.Readings.Where(one => one.Obis == last.Obis && one.Unit is "kWh" or "Wh").Select(one => one.Unit == "kWh" ? one.Value * WattHoursInKilowattHour : one.Value).ToList();
        return same.Zip(same.Skip(1)).Any(pair => pair.Second < pair.First);
    }

    private const decimal WattHoursInKilowattHour = 1000m;

    /// <summary>
    /// Imported active energy in total: any channel, also where the form of the specification leaves it a letter ("1-b:1.8.0"), tariff 0; group F in digits or as "FF",
    /// behind an asterisk or a point.
    /// </summary>
    [GeneratedRegex(@"\A(1|01)-([0-9]{1,2}|b):(1|01)\.(8|08)\.(0|00)([*.]([0-9]{1,3}|FF))?\z")]
    private static partial Regex Imported();
}

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
        if (claimed.Measurand != Measurands.ActiveEnergy || (source.Address != OcmfDisplay.Address && source.Address != record.Value.Serial))
            return OcmfRefusal.NoEnergy;
        var reading = OcmfEnergy.Of(record.Value, source.Map, claimed.Instrument, claimed.ReceivedAt);
        return reading.Refusal is { } refusal ? refusal : new DecodedReading(reading.Value);
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
        FrameFact[] head =
        [
            new("meter", new("电能表", "meter"), record.Serial),
            new("pagination", new("序号", "pagination"), record.Pagination),
            new("algorithm", new("签名算法", "algorithm"), record.Algorithm),
        ];
        var why = key is null ? OcmfRefusal.NotChecked : OcmfSignature.WhyNot(record, key) ?? OcmfEnergy.Of(record, key, "", default).Refusal;
        return new(
            HexText.Of(record.Raw.Span), head,
            [.. record.Readings.Select((one, i) => new FrameFact($"reading{i + 1}", new($"读数{i + 1} {one.Transaction} {one.Time} {one.Obis}", $"Reading {i + 1} {one.Transaction} {one.Time} {one.Obis}"), one.Text, one.Unit))], why);
    }
}
