using Metrology.Core.Quantities;
using Metrology.Core.Words;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Framing;
using Metrology.Instruments.Links;

namespace Metrology.Adapters.Dlt645;

/// <summary>
/// An energy meter that speaks DL/T 645-2007, as reference standard or under test. A run only reads it. Faults: those of the link and the exchange, and
/// "dlt645.meter-error" (Refused), "dlt645.wrong-meter" (WrongIdentity), "dlt645.value" (Garbled).
/// </summary>
/// <param name="refused">Told of every answer that is not taken, with reason "dlt645.…".</param>
public sealed class Dlt645Meter(ILink link, Dlt645MeterSettings settings, TimeProvider time, IRefusedAnswerSink? refused = null) : IMeter, IClockSetter
{
    /// <summary>Name of these bytes in a record.</summary>
    public const string Codec = "dlt645-2007";

    private const string Family = "dlt645";

    /// <summary>Frames of one long answer: its number is a byte. The bytes are those of 63 tariffs with room.</summary>
    private const int MostFrames = 254, LongestBlock = 1024;

    private readonly FrameExchange<Dlt645Frame> exchange = new(
        link, new Dlt645Framer(), settings.Limits, time, (reason, bytes) => refused?.Append(RefusedAnswer.Of(Family, link, reason, bytes, time)));
    private bool opened;
    private DataIdentifier? energy;

    public IReadOnlyList<string> Offers => Dlt645Reading.Offers;

    /// <summary>Smallest step of the energy register that this meter gives, kWh; null before it was identified.</summary>
    public decimal? EnergyResolution => energy?.Resolution;

    /// <summary>Opens the link, reads the meter number at the registered address and finds out which energy register the meter has.</summary>
    public async ValueTask<Identity> IdentifyAsync(CancellationToken cancellation)
    {
        await OpenAsync(cancellation).ConfigureAwait(false);
        var number = await MeterNumberAsync(cancellation).ConfigureAwait(false);
        energy = await FinestEnergyAsync(cancellation).ConfigureAwait(false);
        return new(settings.Manufacturer, settings.Model, number, Firmware: null);
    }

    public async ValueTask<Reading> ReadAsync(string measurand, CancellationToken cancellation)
    {
        var identifier = measurand == Measurands.ActiveEnergy
            ? energy ??= await FinestEnergyAsync(cancellation).ConfigureAwait(false)
            : Dlt645Reading.IdentifierOf(measurand) ?? throw new ArgumentException($"{measurand} is not offered");
        var frame = await AskAsync(identifier.Code, cancellation).ConfigureAwait(false);
        var reading = Dlt645Reading.Of(frame, settings.Instrument, measurand, time.GetUtcNow());
        return reading.Refusal is { } refusal ? throw Garbled(refusal, frame) : reading.Value;
    }

    /// <summary>All values of a block, such as 0001FF00, read on while the meter says that more follows; its address and link as in <see cref="IdentifyAsync"/>.</summary>
    public async ValueTask<IReadOnlyList<Dlt645BlockValue>> ReadBlockAsync(uint block, CancellationToken cancellation)
    {
        var frame = await AskAsync(block, cancellation).ConfigureAwait(false);
        var content = frame.Content.ToArray();
        for (byte sequence = 1; frame.MoreFollows; sequence++)
        {
            if (sequence > MostFrames || content.Length > LongestBlock)
                throw Garbled(Dlt645Refusal.DataLength, frame);
            frame = await AskAsync(Dlt645Request.ReadNext(settings.Address, block, sequence), cancellation).ConfigureAwait(false);
            // The last byte is the number of the frame.
            content = [.. content, .. frame.Content.Span[..^1]];
        }

        var values = Dlt645Block.Decode(block, content);
        return values.Refusal is { } refusal ? throw Garbled(refusal, frame) : values.Value;
    }

    /// <summary>Sends what changes meters; returns when the meter says that it is done, or at once where nobody answers. Never repeated by itself.</summary>
    public async ValueTask CommandAsync(Dlt645Command command, CancellationToken cancellation)
    {
        await OpenAsync(cancellation).ConfigureAwait(false);
        if (!command.IsAnswered)
            await link.WriteAsync(command.Encode(), cancellation).ConfigureAwait(false);
        else
            await exchange.AskAsync(new(command.Encode(), frame => Judge(command.WhyNotAnsweredBy(frame), command.Address, frame), IsReadOnly: false), cancellation).ConfigureAwait(false);
    }

    ValueTask IClockSetter.SetClocksAsync(DateTimeOffset local, string reason, CancellationToken cancellation) => SendAsync(Dlt645Command.BroadcastTime(local, reason), cancellation);

    ValueTask IClockSetter.FreezeAsync(string reason, CancellationToken cancellation) => SendAsync(Dlt645Command.FreezeNow(settings.Address, reason), cancellation);

    private ValueTask SendAsync(Outcome<Dlt645Command> command, CancellationToken cancellation) =>
        command.Refusal is { } refusal ? throw new InstrumentFault(FaultKind.Refused, refusal.Code, refusal.Text) : CommandAsync(command.Value, cancellation);

    /// <summary>A meter applies nothing.</summary>
    public ValueTask StandbyAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        exchange.Dispose();
        await link.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask OpenAsync(CancellationToken cancellation)
    {
        if (!opened)
            await link.OpenAsync(cancellation).ConfigureAwait(false);
        opened = true;
    }

    private async ValueTask<string> MeterNumberAsync(CancellationToken cancellation)
    {
        try
        {
            return Value(await AskAsync(DataIdentifiers.MeterNumber, cancellation).ConfigureAwait(false)).Text;
        }
        catch (InstrumentFault fault) when (fault.Code == MeterErrorCode)
        {
            // A meter without that entry still answered at its address, which is then its number.
            return settings.Address;
        }
    }

    private async ValueTask<DataIdentifier> FinestEnergyAsync(CancellationToken cancellation)
    {
        try
        {
            var frame = await AskAsync(DataIdentifiers.ForwardActiveEnergyFine, cancellation).ConfigureAwait(false);
            if (!Dlt645Value.Of(frame).IsRefused)
                return DataIdentifiers.Find(DataIdentifiers.ForwardActiveEnergyFine)!;
        }
        catch (InstrumentFault fault) when (fault.Code == MeterErrorCode || fault.Kind == FaultKind.Timeout)
        {
            // Not every meter has the manufacturer's register, and some keep silent about what they do not have. The coarser resolution shows in every reading.
        }

        return DataIdentifiers.Find(DataIdentifiers.ForwardActiveEnergy)!;
    }

    private ValueTask<Dlt645Frame> AskAsync(uint identifier, CancellationToken cancellation) => AskAsync(Dlt645Request.Read(settings.Address, identifier), cancellation);

    private ValueTask<Dlt645Frame> AskAsync(Dlt645Request request, CancellationToken cancellation) =>
        exchange.AskAsync(new(request.Encode(), frame => Judge(request.WhyNotAnsweredBy(frame), request.Address, frame), IsReadOnly: true), cancellation);

    private static FrameFit Judge(Refusal? whyNot, string asked, Dlt645Frame frame) => whyNot switch
    {
        null => FrameFit.Answer,
        { Code: "meter-error" } refusal => throw new InstrumentFault(FaultKind.Refused, MeterErrorCode, refusal.Text),
        { Code: "address-mismatch" } refusal => new(false, new(FaultKind.WrongIdentity, "dlt645.wrong-meter", new(
            $"{refusal.Text.Zh}（登记 {asked}，应答 {frame.Address}）", $"{refusal.Text.En} (registered {asked}, answered {frame.Address})"))),
        _ => FrameFit.Unrelated,
    };

    private Dlt645Value Value(Dlt645Frame frame)
    {
        var value = Dlt645Reading.ValueOf(frame);
        return value.Refusal is { } refusal ? throw Garbled(refusal, frame) : value.Value;
    }

    private InstrumentFault Garbled(Refusal refusal, Dlt645Frame frame)
    {
        refused?.Append(RefusedAnswer.Of(Family, link, refusal, frame.Raw.ToArray(), time));
        return new(FaultKind.Garbled, "dlt645.value", refusal.Text);
    }

    private const string MeterErrorCode = "dlt645.meter-error";
}

/// <summary>What the equipment register knows about a meter.</summary>
/// <param name="Instrument">Identity in the register, carried by every reading.</param>
/// <param name="Address">Twelve digits.</param>
/// <param name="Limits">Patience; <see cref="ExchangeLimits.Slow"/> suits 2400 bit/s.</param>
public sealed record Dlt645MeterSettings(string Instrument, string Address, string Manufacturer, string Model, ExchangeLimits Limits)
{
    public static Dlt645MeterSettings Of(string instrument, string address) => new(instrument, address, "", "DL/T 645-2007", ExchangeLimits.Slow);
}
