using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Metrology.Adapters.Framing;
using Metrology.Core.Quantities;
using Metrology.Core.Words;
using Metrology.Instruments.Capabilities;

namespace Metrology.Adapters.Ocmf;

/// <summary>The energy register of a record as a reading; only of a record whose signature is good.</summary>
public static partial class OcmfEnergy
{
    /// <summary>The end of the session that a record tells, or how far it is.</summary>
    /// <param name="key">Public key of the meter; null refuses, because an unverified record proves nothing.</param>
    public static Outcome<Reading> Of(OcmfRecord record, string? key, string instrument, DateTimeOffset receivedAt)
    {
        if (WhyNotSigned(record, key) is { } notSigned)
            return notSigned;
        var chosen = Choose(record.Content.Value, point: null);
        return chosen.Refusal is { } refusal ? OcmfRefusal.ButSigned(refusal) : ReadingOf(record, chosen.Value, instrument, receivedAt);
    }

    /// <summary>The signature before anything that the record says; where neither is good, both are said.</summary>
    internal static Refusal? WhyNotSigned(OcmfRecord record, string? key)
    {
        if (key is null)
            return record.Content.Refusal is { } unread ? OcmfRefusal.AndNotChecked(unread) : OcmfRefusal.NotChecked;
        if (OcmfSignature.WhyNot(record, key) is { } notGood)
            return record.Content.Refusal is { } also ? OcmfRefusal.Both(notGood, also) : notGood;
        return record.Content.Refusal is { } refusal ? OcmfRefusal.ButSigned(refusal) : null;
    }

    /// <summary>The reading of the session's register that stands for a point of it, by its reason TX.</summary>
    /// <param name="point">Null takes what the record tells last.</param>
    internal static Outcome<OcmfReading> Choose(OcmfPayload payload, SessionPoint? point)
    {
        var found = OcmfRegister.Of(payload);
        if (found.Refusal is { } none)
            return none;
        var register = found.Value;
        var (end, last) = (register.LastOrDefault(one => one.IsEnd), register[^1]);
        var chosen = point switch
        {
            SessionPoint.Begin => end is null && last.Transaction is "B" or "C" or "S" or "T" ? last : null,
            SessionPoint.End => end,
            SessionPoint.Now => last.Transaction == "B" ? null : end ?? last,
            _ => end ?? last,
        };
        // An error that the transaction went on with stands in what it is told of, and so in all that comes after it.
        var upTo = payload.Readings.TakeWhile(one => !ReferenceEquals(one, chosen ?? last)).Append(chosen ?? last).Where(one => one.Value is null || register.Contains(one)).ToList();
        if (upTo.FirstOrDefault(one => one.State != "G" || one.Errors.Contains('E', StringComparison.Ordinal)) is { } bad)
            return OcmfRefusal.NotGood(bad.State == "G" ? bad.Errors : bad.State);
        if (upTo.Exists(one => one is { Transaction: "X", Errors: not "t" }))
            return OcmfRefusal.SessionError;
        if (OcmfRegister.Falls(register))
            return OcmfRefusal.Decreased;
        return chosen is null ? OcmfRefusal.WrongTransaction(point!.Value, last.Transaction) : chosen;
    }

    internal static Reading ReadingOf(OcmfRecord record, OcmfReading one, string instrument, DateTimeOffset receivedAt)
    {
        var step = decimal.Parse(DecimalText.Shift("1", -DecimalText.DecimalsOf(one.Text!)), CultureInfo.InvariantCulture);
        return new(instrument, Measurands.ActiveEnergy, one.Text!, one.Value!.Value, one.Unit, step, Convert.ToHexStringLower(SHA256.HashData(record.Raw.Span)), one.At, receivedAt);
    }

    /// <summary>The last reading of a record, as records of before took it (source address "display", or a serial number): kept so that they compute as they did.</summary>
    internal static Outcome<Reading> LastOf(OcmfRecord record, string? key, string instrument, DateTimeOffset receivedAt)
    {
        if (WhyNotSigned(record, key) is { } notSigned)
            return notSigned;
        var readings = record.Content.Value.Readings;
        var last = readings[^1];
        if (last.State != "G" || last.Errors.Contains('E', StringComparison.Ordinal))
            return OcmfRefusal.NotGood(last.State == "G" ? last.Errors : last.State);
        if (!LastImported().IsMatch(last.Obis) || last.Unit is not ("kWh" or "Wh") || last.Value is not >= 0m)
            return OcmfRefusal.NoEnergy;
        return OcmfRegister.Falls([.. readings.Where(one => one.Obis == last.Obis && one.Unit is "kWh" or "Wh" && one.Value is not null)]) ? OcmfRefusal.Decreased : ReadingOf(record, last, instrument, receivedAt);
    }

    [GeneratedRegex(@"\A(1|01)-([0-9]{1,2}|b):(1|01)\.(8|08)\.(0|00)([*.]([0-9]{1,3}|FF))?\z")]
    private static partial Regex LastImported();
}
