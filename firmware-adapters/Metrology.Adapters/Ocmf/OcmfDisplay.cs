using Metrology.Core.Quantities;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Framing;
using Metrology.Instruments.Links;

namespace Metrology.Adapters.Ocmf;

/// <summary>
/// The display of a pile that gives a signed record when it is asked for one (protocol.md, On a line). The key of its meter says who it is: a record that the key does not verify is neither an
/// identity nor a reading. Faults: those of the link and the exchange, "ocmf.…" with the reason of the record (Garbled, or WrongIdentity where the signature does not fit the key).
/// </summary>
/// <param name="refused">Told of every record that is not taken, with reason "ocmf.…".</param>
public sealed class OcmfDisplay(ILink link, OcmfDisplaySettings settings, TimeProvider time, IRefusedAnswerSink? refused = null) : IMeter
{
    /// <summary>Name of these bytes in a record.</summary>
    public const string Codec = OcmfTranscript.Codec;

    /// <summary>How a record names a display whose meter only its key knows.</summary>
    public const string Address = "display";

    private readonly FrameExchange<ReadOnlyMemory<byte>> exchange = new(
        link, new OcmfFramer(), settings.Limits, time, (reason, bytes) => refused?.Append(RefusedAnswer.Of(Codec, link, reason, bytes, time)));
    private bool opened;

    public IReadOnlyList<string> Offers { get; } = [Measurands.ActiveEnergy];

    /// <summary>The meter that signs. Without a key it is only what the record says of itself.</summary>
    public async ValueTask<Identity> IdentifyAsync(CancellationToken cancellation)
    {
        if (!opened)
            await link.OpenAsync(cancellation).ConfigureAwait(false);
        opened = true;
        var record = await AskAsync(cancellation).ConfigureAwait(false);
        if (settings.Key is { } key && OcmfSignature.WhyNot(record, key) is { } notGood)
            throw Fault(notGood, record);
        return new(record.Manufacturer, record.Model, record.Serial, Firmware: null);
    }

    public async ValueTask<Reading> ReadAsync(string measurand, CancellationToken cancellation)
    {
        if (measurand != Measurands.ActiveEnergy)
            throw new ArgumentException($"{measurand} is not offered");
        var record = await AskAsync(cancellation).ConfigureAwait(false);
        var reading = OcmfEnergy.Of(record, settings.Key, settings.Instrument, time.GetUtcNow());
        return reading.Refusal is { } refusal ? throw Fault(refusal, record) : reading.Value;
    }

    /// <summary>A display applies nothing.</summary>
    public ValueTask StandbyAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        exchange.Dispose();
        await link.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask<OcmfRecord> AskAsync(CancellationToken cancellation) =>
        OcmfRecord.Parse((await exchange.AskAsync(new("OCMF?\n"u8.ToArray(), _ => FrameFit.Answer, IsReadOnly: true), cancellation).ConfigureAwait(false)).Span).Value;

    private InstrumentFault Fault(Core.Words.Refusal refusal, OcmfRecord record)
    {
        refused?.Append(RefusedAnswer.Of(Codec, link, refusal, record.Raw.ToArray(), time));
        return new(refusal == OcmfRefusal.BadSignature ? FaultKind.WrongIdentity : FaultKind.Garbled, $"{Codec}.{refusal.Code}", new($"{link.Address}：{refusal.Text.Zh}", $"{link.Address}: {refusal.Text.En}"));
    }
}

/// <summary>What the registers know about a pile whose display is read.</summary>
/// <param name="Instrument">Number of the unit, carried by every reading.</param>
/// <param name="Key">Public key of its meter; null gives no readings.</param>
public sealed record OcmfDisplaySettings(string Instrument, string? Key, ExchangeLimits Limits)
{
    /// <summary>A meter may sign for a second or two; a record is long on a slow line.</summary>
    public static OcmfDisplaySettings Of(string instrument, string? key) =>
        new(instrument, key, new(TimeSpan.FromSeconds(3), TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2), Attempts: 2) { LongestAnswer = OcmfRecord.Longest });
}
