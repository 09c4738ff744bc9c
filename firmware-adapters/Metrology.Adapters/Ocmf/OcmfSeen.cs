using Metrology.Core.Words;
using Metrology.Instruments.Capabilities;

namespace Metrology.Adapters.Ocmf;

/// <summary>
/// The records that came over one line, so that a stale one is no measurement: a record is taken once, after those that came before it, from the meter that said them, and of the time of its step. The
/// adapter and whoever computes a record again hold it to the same.
/// </summary>
/// <param name="meter">Number of the meter (MS) or of what signs for it (GS) in the register; null where it is not known.</param>
internal sealed class OcmfSeen(string? meter = null)
{
    /// <summary>How far the clock of a meter that says it is synchronised may be from that of the bench. Ours [D]: no standard says it.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(60);

    private readonly HashSet<string> records = [];
    private readonly Dictionary<char, ulong> pages = [];
    private (string Meter, string Gateway)? who;

    /// <summary>Remembers a record; one whose signature is not good proves nothing, not even that it was there.</summary>
    public void Add(OcmfRecord record, string? key)
    {
        if (OcmfEnergy.WhyNotSigned(record, key) is null)
            Remember(record);
    }

    /// <summary>Who signs is another than before, or than the register says.</summary>
    public Refusal? WhyNotTheMeter(OcmfPayload said)
    {
        if (meter is not null && said.MeterSerial != meter && said.GatewaySerial != meter)
            return OcmfRefusal.OtherMeter(meter, said.Serial);
        if (who is not { } first)
            return null;
        return first.Meter != said.MeterSerial ? OcmfRefusal.OtherMeter(first.Meter, said.MeterSerial) : first.Gateway != said.GatewaySerial ? OcmfRefusal.OtherMeter(first.Gateway, said.GatewaySerial) : null;
    }

    /// <summary>The reading that a record gives for a point of a session, and remembers the record; or why it is none.</summary>
    /// <param name="notBefore">When the step began, by the clock of the bench; null where that is not known.</param>
    /// <param name="receivedAt">When the record came, by the same clock.</param>
    public Outcome<OcmfReading> Take(OcmfRecord record, string? key, SessionPoint point, DateTimeOffset? notBefore, DateTimeOffset receivedAt)
    {
        if (OcmfEnergy.WhyNotSigned(record, key) is { } notSigned)
            return notSigned;
        var why = WhyNot(record, point, notBefore, receivedAt, out var chosen);
        Remember(record);
        return why is null ? chosen! : OcmfRefusal.ButSigned(why);
    }

    private Refusal? WhyNot(OcmfRecord record, SessionPoint point, DateTimeOffset? notBefore, DateTimeOffset receivedAt, out OcmfReading? chosen)
    {
        chosen = null;
        var said = record.Content.Value;
        if (records.Contains(Convert.ToHexString(record.Raw.Span)))
            return OcmfRefusal.Repeated;
        if (WhyNotTheMeter(said) is { } stranger)
            return stranger;
        var isCounted = pages.TryGetValue(said.Page.Context, out var page);
        if (isCounted && said.Page.Number <= page)
            return OcmfRefusal.PageNotGrown(new OcmfPage(said.Page.Context, page), said.Page);
        var found = OcmfEnergy.Choose(said, point);
        if (found.Refusal is { } none)
            return none;
        chosen = found.Value;
        if (chosen.Errors.Contains('t', StringComparison.Ordinal))
            return OcmfRefusal.TimeNotGood;
        // Time of day that nobody vouches for says nothing; that the counter grew since the record before does.
        if (chosen.Synchronisation != 'S')
            return isCounted ? null : OcmfRefusal.TimeNotProven(chosen.Time);
        return chosen.At > receivedAt + ClockTolerance || (notBefore is { } began && chosen.At < began - ClockTolerance) ? OcmfRefusal.OutsideStep(chosen.Time) : null;
    }

    private void Remember(OcmfRecord record)
    {
        var said = record.Content.Value;
        records.Add(Convert.ToHexString(record.Raw.Span));
        pages[said.Page.Context] = Math.Max(said.Page.Number, pages.GetValueOrDefault(said.Page.Context));
        who ??= (said.MeterSerial, said.GatewaySerial);
    }
}
