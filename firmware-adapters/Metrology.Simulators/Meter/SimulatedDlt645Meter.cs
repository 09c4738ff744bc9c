using System.Buffers.Binary;
using System.Globalization;
using Metrology.Adapters.Dlt645;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;
using Metrology.Simulators.Charging;

namespace Metrology.Simulators.Meter;

/// <summary>
/// The reference meter of a simulated bench: answers DL/T 645-2007 on a link. Its register is the true energy with its own error, cut off after the last digit as a
/// register does.
/// </summary>
public sealed class SimulatedDlt645Meter : IAsyncDisposable
{
    private const byte ReplyBit = 0x80, ErrorBit = 0x40, MoreBit = 0x20, NoSuchData = 0x02;

    private readonly ILink link;
    private readonly SimulatedMeterSettings settings;
    private readonly ChargingProcess process;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;
    private long answers;

    /// <param name="faults">From the first request on; a request may be there before this returns.</param>
    public SimulatedDlt645Meter(ILink link, SimulatedMeterSettings settings, ChargingProcess process, TimeProvider time, MeterFaults? faults = null)
    {
        (this.link, this.settings, this.process, this.time) = (link, settings, process, time);
        Faults = faults ?? MeterFaults.None;
        running = RunAsync();
    }

    /// <summary>May be changed while it runs; holds from the next request on.</summary>
    public MeterFaults Faults { get; set; }

    /// <summary>Frames that would have changed the meter.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<Dlt645Frame> Commands { get; } = new();

    public long Answers => Interlocked.Read(ref answers);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task RunAsync()
    {
        var framer = new Dlt645Framer();
        var buffer = new byte[256];
        try
        {
            while (true)
            {
                var count = await link.ReadAsync(buffer, stop.Token).ConfigureAwait(false);
                foreach (var request in framer.Push(buffer.AsSpan(0, count)).Where(IsForMe))
                {
                    if (Answer(request) is { Length: > 0 } answer)
                        await link.WriteAsync(answer, stop.Token).ConfigureAwait(false);
                }
            }
        }
        catch (Exception end) when (end is OperationCanceledException or InstrumentFault { Kind: FaultKind.Unreachable })
        {
            // Switched off, or the plug was pulled.
        }
    }

    private bool IsForMe(Dlt645Frame frame) =>
        !frame.IsReply && (frame.Address == Dlt645Frame.Broadcast || Dlt645Request.ReadAddress(frame.Address).WhyNotAnsweredBy(OwnAddressReply()) is null);

    private Dlt645Frame OwnAddressReply() => new(0, settings.Address, ReplyBit | Dlt645Function.ReadAddress, default, default);

    private byte[] Answer(Dlt645Frame request)
    {
        var faults = Faults;
        if (faults.Silent)
            return [];
        if (request.Address == Dlt645Frame.Broadcast || request.Function is Dlt645Function.Freeze or Dlt645Function.BroadcastTime or Dlt645Function.WriteData)
        {
            Commands.Enqueue(request);
            if (request.Address == Dlt645Frame.Broadcast)
                return [];
        }

        var isBlock = request.Identifier is { } asked && Dlt645Block.IsBlock(asked) && request.Function is Dlt645Function.ReadData or Dlt645Function.ReadNext;
        var (content, more) = faults.RefusesWith is not null ? (null, false)
            : isBlock ? BlockPart(request.Identifier!.Value, request.Function == Dlt645Function.ReadNext ? request.Content.Span[0] : null)
            : request.Function == Dlt645Function.Freeze ? ([], false)
            : (Content(request, faults), false);
        var control = (byte)(request.Control | ReplyBit | (content is null ? ErrorBit : 0) | (more ? MoreBit : 0));
        var frame = Dlt645Frame.Encode(faults.AnswersAs ?? settings.Address, control, content ?? [faults.RefusesWith ?? NoSuchData]);
        if (Interlocked.Increment(ref answers) is var n && faults.BadChecksumEvery > 0 && n % faults.BadChecksumEvery == 0)
            frame[^2] ^= 0x01;
        byte[] before = faults.Noise ? [0x00, 0x68, 0x13, 0xFF] : [];
        return [.. before, Dlt645Frame.WakeUp, Dlt645Frame.WakeUp, .. frame];
    }

    /// <summary>Blocks of energies: as much of one as a frame of this meter takes; the rest is asked for.</summary>
    private (byte[]? Content, bool More) BlockPart(uint code, byte? sequence)
    {
        var values = new List<byte>();
        for (uint tariff = 0; tariff <= settings.Tariffs && DataIdentifiers.Find((code & 0xFFFF00FF) | (tariff << 8)) is { } member; tariff++)
            values.AddRange(tariff == 0 ? Value(member) ?? [] : Number(0m, member));
        var at = (sequence ?? 0) * settings.LongestData;
        var part = values.Skip(at).Take(settings.LongestData).ToArray();
        if (part.Length == 0)
            return (null, false);
        byte[] head = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(head, code);
        return ([.. head, .. part, .. sequence is { } number ? new[] { number } : []], values.Count > at + part.Length);
    }

    private byte[]? Content(Dlt645Frame request, MeterFaults faults)
    {
        if (request.Function == Dlt645Function.ReadAddress)
            return Reversed(settings.Address);
        if (request.Function != Dlt645Function.ReadData || request.Identifier is not { } code || DataIdentifiers.Find(code) is not { } identifier)
            return null;
        if (code == DataIdentifiers.ForwardActiveEnergyFine && faults.Coarse)
            return null;
        var value = Value(identifier);
        if (value is null)
            return null;
        var data = new byte[4 + value.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(data, code);
        value.CopyTo(data, 4);
        return data;
    }

    private byte[]? Value(DataIdentifier identifier)
    {
        var (state, wrong) = (process.State, Faults.Values);
        var now = time.GetUtcNow().ToOffset(settings.UtcOffset);
        return identifier.Code switch
        {
            DataIdentifiers.ForwardActiveEnergy or DataIdentifiers.ForwardActiveEnergyFine or 0x00000000 =>
                Number(process.ReferenceStart + ((process.ReferenceElsewhere() + state.Energy) * (1 + settings.RelativeError) * wrong.Factor(isRegister: true)), identifier),
            DataIdentifiers.VoltageA => Number(state.Volts * wrong.Factor(isRegister: false), identifier),
            DataIdentifiers.CurrentA => Number(state.Amperes * wrong.Factor(isRegister: false), identifier),
            DataIdentifiers.ActivePower => Number(state.ActivePower * wrong.Factor(isRegister: false), identifier),
            DataIdentifiers.PowerFactor => Number(state.PowerFactor, identifier),
            DataIdentifiers.Frequency => Number(state.Hertz, identifier),
            DataIdentifiers.Date => Reversed(now.ToString("yyMMdd", CultureInfo.InvariantCulture) + $"{(int)now.DayOfWeek:D2}"),
            DataIdentifiers.Time => Reversed(now.ToString("HHmmss", CultureInfo.InvariantCulture)),
            DataIdentifiers.CommunicationAddress => Reversed(settings.Address),
            DataIdentifiers.MeterNumber => Reversed(Faults.TellsNumber ?? settings.Number),
            _ => null,
        };
    }

    private static byte[] Number(decimal value, DataIdentifier identifier)
    {
        var steps = (long)decimal.Truncate(Math.Abs(value) / identifier.Resolution);
        var digits = steps.ToString(CultureInfo.InvariantCulture).PadLeft(2 * identifier.Length, '0');
        var bytes = Reversed(digits[^(2 * identifier.Length)..]);
        if (value < 0 && identifier.IsSigned)
            bytes[^1] |= 0x80;
        return bytes;
    }

    private static byte[] Reversed(string digits)
    {
        var bytes = Convert.FromHexString(digits);
        Array.Reverse(bytes);
        return bytes;
    }
}

/// <summary>A simulated meter.</summary>
/// <param name="Address">Twelve digits.</param>
/// <param name="Number">Twelve digits.</param>
/// <param name="RelativeError">Its own error, for example 0.0001 for +0.01 %.</param>
/// <param name="UtcOffset">Of the time it shows.</param>
public sealed record SimulatedMeterSettings(string Address, string Number, decimal RelativeError, TimeSpan UtcOffset)
{
    /// <summary>Energy registers beside the total.</summary>
    public int Tariffs { get; init; } = 4;

    /// <summary>Bytes of values in one frame; more is read on.</summary>
    public int LongestData { get; init; } = 196;
}
