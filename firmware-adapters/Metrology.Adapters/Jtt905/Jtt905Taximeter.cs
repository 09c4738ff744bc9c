using System.Buffers.Binary;
using System.Globalization;
using Metrology.Core.Quantities;
using Metrology.Core.Words;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Framing;
using Metrology.Instruments.Links;

namespace Metrology.Adapters.Jtt905;

/// <summary>
/// A taximeter on its JT/T 905 serial line: who it is, its tariff and its trips. Nothing of it is a metrological reading (protocol.md), and no command that changes it has code. Faults: those of
/// the link and the exchange, "jtt905.value" (Garbled), "jtt905.no-reading" (Refused).
/// </summary>
/// <param name="refused">Told of every answer that is not taken, with reason "jtt905.…".</param>
public sealed class Jtt905Taximeter(ILink link, ExchangeLimits limits, TimeProvider time, IRefusedAnswerSink? refused = null) : IMeter
{
    public const string Codec = "jtt905";

    private const string Family = "jtt905", TimeForm = "yyyyMMddHHmmss";
    private const ushort QueryStatus = 0x0000, ReadTariff = 0x0004, QueryTrip = 0x0006;

    /// <summary>Digits of the device number that say maker and type.</summary>
    private const int Maker = 2, Type = 4;

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    private readonly FrameExchange<Jtt905Frame> exchange = new(
        link, new Jtt905Framer(), limits, time, (reason, bytes) => refused?.Append(RefusedAnswer.Of(Family, link, reason, bytes, time)));
    private bool opened;

    public static ExchangeLimits UsualLimits { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(1), Attempts: 3);

    /// <summary>Its distances have 0.1 km and its times 1 min: good for fare and identity only.</summary>
    public IReadOnlyList<string> Offers => [];

    /// <summary>The number is the ten digits of the device number.</summary>
    public async ValueTask<Identity> IdentifyAsync(CancellationToken cancellation)
    {
        if (!opened)
            await link.OpenAsync(cancellation).ConfigureAwait(false);
        opened = true;
        var status = await StatusAsync(cancellation).ConfigureAwait(false);
        return new(status.DeviceNumber[..Maker], status.DeviceNumber[Maker..Type], status.DeviceNumber, status.Software);
    }

    /// <summary>The question tells the time of the asker, as the fleet's terminal does; it does not set the clock.</summary>
    public async ValueTask<Jtt905Status> StatusAsync(CancellationToken cancellation)
    {
        var now = Convert.FromHexString(time.GetUtcNow().ToOffset(China).ToString(TimeForm, CultureInfo.InvariantCulture));
        var (content, frame) = await AskAsync(QueryStatus, now, cancellation).ConfigureAwait(false);
        return content.Status ?? throw Garbled(Jtt905Refusal.DataLength, frame);
    }

    public async ValueTask<Jtt905Tariff> TariffAsync(CancellationToken cancellation)
    {
        var (content, frame) = await AskAsync(ReadTariff, [], cancellation).ConfigureAwait(false);
        return content.Tariff ?? throw Garbled(Jtt905Refusal.DataLength, frame);
    }

    /// <param name="number">Of the trip, from 1; the status says how many there were.</param>
    public async ValueTask<Jtt905Trip> TripAsync(uint number, CancellationToken cancellation)
    {
        var data = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(data, number);
        var (content, frame) = await AskAsync(QueryTrip, data, cancellation).ConfigureAwait(false);
        return content.Trip ?? throw Garbled(Jtt905Refusal.DataLength, frame);
    }

    public ValueTask<Reading> ReadAsync(string measurand, CancellationToken cancellation) => throw new InstrumentFault(FaultKind.Refused, "jtt905.no-reading", new(
        "JT/T 905 接口只用于身份、运价和营运记录，不作为计量读数。", "The JT/T 905 interface serves identity, tariff and trips; nothing of it is a metrological reading."));

    public ValueTask StandbyAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        exchange.Dispose();
        await link.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask<(Jtt905Content Content, Jtt905Frame Frame)> AskAsync(ushort command, byte[] data, CancellationToken cancellation)
    {
        var asked = Jtt905Frame.Encode(Jtt905Frame.Taximeter, 0, command, data);
        var frame = await exchange.AskAsync(new(asked, frame => Judge(asked, command, frame), IsReadOnly: true), cancellation).ConfigureAwait(false);
        var content = Jtt905Content.Of(frame, Jtt905Direction.FromMeter);
        return content.Refusal is { } refusal ? throw Garbled(refusal, frame) : (content.Value, frame);
    }

    /// <summary>A line that echoes gives the question back; a trip that ends meanwhile is told unasked.</summary>
    private static FrameFit Judge(byte[] asked, ushort command, Jtt905Frame frame) =>
        frame.Command != command || frame.Raw.Span.SequenceEqual(asked) ? FrameFit.Unrelated : FrameFit.Answer;

    private InstrumentFault Garbled(Refusal refusal, Jtt905Frame frame)
    {
        refused?.Append(RefusedAnswer.Of(Family, link, refusal, frame.Raw.ToArray(), time));
        return new(FaultKind.Garbled, "jtt905.value", refusal.Text);
    }
}
