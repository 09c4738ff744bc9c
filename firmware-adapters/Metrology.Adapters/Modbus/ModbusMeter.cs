using System.Globalization;
using System.Text;
using Metrology.Core.Quantities;
using Metrology.Core.Words;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Framing;
using Metrology.Instruments.Links;

namespace Metrology.Adapters.Modbus;

/// <summary>
/// An energy meter that speaks Modbus, RTU or TCP; a register map says what its numbers mean. Reads only. Faults: those of the link and the exchange, and
/// "modbus.meter-exception" (Refused), "modbus.wrong-meter" (WrongIdentity), "modbus.value" (Garbled), "modbus.not-mapped" (Refused).
/// </summary>
/// <param name="refused">Told of every answer that is not taken, with reason "modbus.…".</param>
public sealed class ModbusMeter(ILink link, ModbusMeterSettings settings, TimeProvider time, IRefusedAnswerSink? refused = null) : IMeter
{
    /// <summary>Names of these bytes in a record.</summary>
    public const string RtuCodec = "modbus-rtu", TcpCodec = "modbus-tcp";

    private const string Family = "modbus";

    private readonly ModbusTransport transport = ModbusTransport.Of(settings.Codec);
    private readonly FrameExchange<ModbusFrame> exchange = new(
        link, ModbusTransport.Of(settings.Codec).Framer(), settings.Limits, time, (reason, bytes) => refused?.Append(RefusedAnswer.Of(Family, link, reason, bytes, time)));
    private bool opened;
    private ushort transaction;

    public IReadOnlyList<string> Offers { get; } = [.. settings.Map.Registers.Where(register => register.IsMeasured).Select(register => register.Measurand!)];

    /// <summary>The server address of a text, written in one way only; null when it is none.</summary>
    public static byte? SlaveOf(string address) =>
        byte.TryParse(address, NumberStyles.None, CultureInfo.InvariantCulture, out var slave) && slave is >= ModbusRequest.LowestSlave and <= ModbusRequest.HighestSlave
            && address[0] != '0' ? slave : null;

    /// <summary>Opens the link and reads the serial number where the map knows it; otherwise asks for a number, so that somebody is known to answer, and tells none.</summary>
    public async ValueTask<Identity> IdentifyAsync(CancellationToken cancellation)
    {
        if (!opened)
            await link.OpenAsync(cancellation).ConfigureAwait(false);
        opened = true;
        var number = settings.Map.Identity is { } place ? await NumberAsync(place, cancellation).ConfigureAwait(false) : "";
        if (number.Length == 0 && Offers.Count > 0)
            await ReadAsync(Offers[0], cancellation).ConfigureAwait(false);
        return new(settings.Manufacturer, settings.Map.Model, number, Firmware: null);
    }

    public async ValueTask<Reading> ReadAsync(string measurand, CancellationToken cancellation)
    {
        var register = settings.Map.Registers.FirstOrDefault(one => one.Measurand == measurand && one.IsMeasured);
        if (register is null || settings.Map.RequestFor(settings.Slave, register) is not { } request)
            throw NotMapped(measurand);
        var (asked, frame) = await AskAsync(request, cancellation).ConfigureAwait(false);
        byte[] both = [.. asked, .. frame.Raw.Span];
        var reading = ModbusReading.Of(settings.Map, request, both, frame.Body.Span, ModbusReading.Wanted(settings.Instrument, measurand, time.GetUtcNow()));
        return reading.Refusal is { } refusal ? throw Garbled(refusal, frame) : reading.Value;
    }

    /// <summary>A meter applies nothing.</summary>
    public ValueTask StandbyAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        exchange.Dispose();
        await link.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask<string> NumberAsync(RegisterIdentity place, CancellationToken cancellation)
    {
        var request = ModbusRequest.Of(settings.Slave, place.Function, place.Address, place.Registers);
        if (request.Refusal is { } impossible)
            throw new InstrumentFault(FaultKind.Refused, "modbus.identity", impossible.Text);
        var (_, frame) = await AskAsync(request.Value, cancellation).ConfigureAwait(false);
        return NumberOf(place, frame.Body.Span[3..], settings.Map.WordOrder) ?? throw Garbled(ModbusRefusal.NoSerialNumber, frame);
    }

    /// <summary>Null when the registers hold no number that a plate could have.</summary>
    internal static string? NumberOf(RegisterIdentity place, ReadOnlySpan<byte> data, WordOrder order)
    {
        if (place.Type is { } type)
            return new ModbusRegisters(data).Number(0, type, order).ExactText.PadLeft(place.Digits, '0');
        var text = Encoding.Latin1.GetString(data).TrimEnd('\0', ' ').TrimStart(' ');
        return text.Length > 0 && text.All(letter => letter is > ' ' and < '\u007F') ? text : null;
    }

    private async ValueTask<(byte[] Asked, ModbusFrame Frame)> AskAsync(ModbusRequest request, CancellationToken cancellation)
    {
        var number = ++transaction;
        var asked = transport.Encode(request, number);
        if (transport.Silence > TimeSpan.Zero)
            await Task.Delay(transport.Silence, time, cancellation).ConfigureAwait(false);
        return (asked, await exchange.AskAsync(new(asked, frame => Judge(request, number, frame), IsReadOnly: true), cancellation).ConfigureAwait(false));
    }

    private static FrameFit Judge(in ModbusRequest request, ushort number, ModbusFrame frame)
    {
        if (frame.Transaction is { } answered && answered != number)
            return FrameFit.Unrelated;
        return ModbusReply.ReadBody(frame.Body.Span, request, out _) switch
        {
            null => FrameFit.Answer,
            { Code: "meter-exception" } refusal => ModbusReply.ExceptionOf(frame.Body.Span) is { } code && ModbusException.IsPassing(code)
                ? new(false, new(FaultKind.Timeout, ExceptionCode, refusal.Text))
                : throw new InstrumentFault(FaultKind.Refused, ExceptionCode, refusal.Text),
            { Code: "slave-mismatch" } refusal => new(false, new(FaultKind.WrongIdentity, "modbus.wrong-meter", new(
                $"{refusal.Text.Zh}（登记 {request.Slave}，应答 {frame.Slave}）", $"{refusal.Text.En} (registered {request.Slave}, answered {frame.Slave})"))),
            _ => FrameFit.Unrelated,
        };
    }

    private InstrumentFault NotMapped(string measurand) => new(FaultKind.Refused, "modbus.not-mapped", new(
        $"寄存器表“{settings.Map.Model}”没有“{measurand}”，或没有写明它的分辨力。请补全该表，或换用给出该量的仪表。",
        $"The register map “{settings.Map.Model}” has no “{measurand}”, or does not state its resolution. Complete the map, or use a meter that gives it."));

    private InstrumentFault Garbled(Refusal refusal, ModbusFrame frame)
    {
        refused?.Append(RefusedAnswer.Of(Family, link, refusal, frame.Raw.ToArray(), time));
        return new(FaultKind.Garbled, "modbus.value", refusal.Text);
    }

    private const string ExceptionCode = "modbus.meter-exception";
}

/// <summary>What the register of equipment knows about a meter.</summary>
/// <param name="Instrument">Identity in the register, carried by every reading.</param>
/// <param name="Codec"><see cref="ModbusMeter.RtuCodec"/> or <see cref="ModbusMeter.TcpCodec"/>.</param>
/// <param name="Slave">1 to 247.</param>
public sealed record ModbusMeterSettings(string Instrument, string Codec, byte Slave, RegisterMap Map, string Manufacturer, ExchangeLimits Limits)
{
    public static ModbusMeterSettings Of(string instrument, string codec, byte slave, RegisterMap map) => new(instrument, codec, slave, map, "", ExchangeLimits.Slow);
}
