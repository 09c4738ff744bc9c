using Metrology.Core.Quantities;
using Metrology.Core.Words;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Framing;
using Metrology.Instruments.Links;

namespace Metrology.Adapters.Ocmf;

/// <summary>
/// The display of a pile that gives a signed record when it is asked for one (protocol.md, On a line). The key of its meter says who it is: a record that the key does not verify is neither an
/// identity nor a reading, and neither is a stale one for a step (<see cref="OcmfSeen"/>). Faults: those of the link and the exchange, "ocmf.…" with the reason of the record (Garbled, or WrongIdentity where
/// the signature does not fit the key or another meter signs).
/// </summary>
/// <param name="refused">Told of every record that is not taken, with reason "ocmf.…".</param>
public sealed class OcmfDisplay(ILink link, OcmfDisplaySettings settings, TimeProvider time, IRefusedAnswerSink? refused = null) : ISessionMeter
{
    /// <summary>Name of these bytes in a record.</summary>
    public const string Codec = OcmfTranscript.Codec;

    /// <summary>How a record names a display whose meter only its key knows, and whose readings were held to the time of their step.</summary>
    public const string Address = "session";

    /// <summary>The same in records of before, which took the last reading whenever it was signed.</summary>
    public const string AddressBefore = "display";

    private readonly FrameExchange<ReadOnlyMemory<byte>> exchange = new(
        link, new OcmfFramer(), settings.Limits, time, (reason, bytes) => refused?.Append(RefusedAnswer.Of(Codec, link, reason, bytes, time)));
    private readonly OcmfSeen seen = new(settings.Meter);
    private bool opened;

    public IReadOnlyList<string> Offers { get; } = [Measurands.ActiveEnergy];

    /// <summary>The meter that signs. Without a key it is only what the record says of itself.</summary>
    public async ValueTask<Identity> IdentifyAsync(CancellationToken cancellation)
    {
        if (!opened)
            await link.OpenAsync(cancellation).ConfigureAwait(false);
        opened = true;
        var record = await AskAsync(cancellation).ConfigureAwait(false);
        if ((settings.Key is null ? record.Content.Refusal : OcmfEnergy.WhyNotSigned(record, settings.Key)) is { } notGood)
            throw Fault(notGood, record);
        var said = record.Content.Value;
        if (settings.Key is not null && seen.WhyNotTheMeter(said) is { } stranger)
            throw Fault(OcmfRefusal.ButSigned(stranger), record);
        seen.Add(record, settings.Key);
        return new(said.Manufacturer, said.Model, said.Serial, Firmware: null);
    }

    /// <summary>What the display shows, whenever it was signed: for a look outside of a step.</summary>
    public async ValueTask<Reading> ReadAsync(string measurand, CancellationToken cancellation)
    {
        var record = await AskAsync(measurand, cancellation).ConfigureAwait(false);
        var reading = OcmfEnergy.Of(record, settings.Key, settings.Instrument, time.GetUtcNow());
        return reading.Refusal is { } refusal ? throw Fault(refusal, record) : reading.Value;
    }

    public async ValueTask<SessionReading> ReadAsync(string measurand, SessionPoint point, DateTimeOffset notBefore, CancellationToken cancellation)
    {
        var record = await AskAsync(measurand, cancellation).ConfigureAwait(false);
        var receivedAt = time.GetUtcNow();
        var chosen = seen.Take(record, settings.Key, point, notBefore, receivedAt);
        if (chosen.Refusal is { } refusal)
            throw Fault(refusal, record);
        return new(OcmfEnergy.ReadingOf(record, chosen.Value, settings.Instrument, receivedAt), Remark(record, chosen.Value));
    }

    /// <summary>A display applies nothing.</summary>
    public ValueTask StandbyAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        exchange.Dispose();
        await link.DisposeAsync().ConfigureAwait(false);
    }

    private ValueTask<OcmfRecord> AskAsync(string measurand, CancellationToken cancellation) =>
        measurand == Measurands.ActiveEnergy ? AskAsync(cancellation) : throw new ArgumentException($"{measurand} is not offered");

    /// <summary>What is to be said of a reading that is taken all the same; null for nothing.</summary>
    private BilingualText? Remark(OcmfRecord record, OcmfReading one)
    {
        BilingualText[] remarks = [.. settings.Meter is null ? new[] { NumberNotKnown(record) } : [], .. one.Synchronisation == 'S' ? Array.Empty<BilingualText>() : [NotSynchronised(record, one)]];
        return remarks.Length == 0 ? null : new(string.Concat(remarks.Select(remark => remark.Zh)), string.Join(' ', remarks.Select(remark => remark.En)));
    }

    private static BilingualText NumberNotKnown(OcmfRecord record) => new(
        $"签名示值 {record.Content.Value.Page}：被检器具登记中没有签名电能表的编号，只凭公钥辨认；记录自称为“{record.Content.Value.Serial}”。",
        $"Signed record {record.Content.Value.Page}: the register of units has no number of the signing meter, so only the key says which it is; the record calls itself “{record.Content.Value.Serial}”.");

    private static BilingualText NotSynchronised(OcmfRecord record, OcmfReading one) => new(
        $"签名示值 {record.Content.Value.Page}：电能表的时间没有同步（{one.Time}），未与检定台时钟比较；记录是新的，因为其序号在上一份之后。",
        $"Signed record {record.Content.Value.Page}: the time of the meter is not synchronised ({one.Time}) and was not compared with the clock of the bench; the record is a new one because its pagination follows the one before.");

    private async ValueTask<OcmfRecord> AskAsync(CancellationToken cancellation) =>
        OcmfRecord.Parse((await exchange.AskAsync(new("OCMF?\n"u8.ToArray(), _ => FrameFit.Answer, IsReadOnly: true), cancellation).ConfigureAwait(false)).Span).Value;

    private InstrumentFault Fault(Refusal refusal, OcmfRecord record)
    {
        refused?.Append(RefusedAnswer.Of(Codec, link, refusal, record.Raw.ToArray(), time));
        return new(refusal.Code is "bad-signature" or "other-meter" ? FaultKind.WrongIdentity : FaultKind.Garbled, $"{Codec}.{refusal.Code}", new($"{link.Address}：{refusal.Text.Zh}", $"{link.Address}: {refusal.Text.En}"));
    }
}

/// <summary>What the registers know about a pile whose display is read.</summary>
/// <param name="Instrument">Number of the unit, carried by every reading.</param>
/// <param name="Key">Public key of its meter; null gives no readings.</param>
public sealed record OcmfDisplaySettings(string Instrument, string? Key, ExchangeLimits Limits)
{
    /// <summary>Number of the meter that signs, MS or GS; null where the register does not know it.</summary>
    public string? Meter { get; init; }

    /// <summary>A meter may sign for a second or two; a record is long on a slow line.</summary>
    public static OcmfDisplaySettings Of(string instrument, string? key) =>
        new(instrument, key, new(TimeSpan.FromSeconds(3), TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2), Attempts: 2) { LongestAnswer = OcmfRecord.Longest });
}
