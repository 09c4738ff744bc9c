using Metrology.Instruments.Framing;

namespace Metrology.Adapters.Modbus;

/// <summary>What differs between a serial line and TCP: the envelope, the silence before a request, and the name of these bytes in a record.</summary>
internal sealed record ModbusTransport(string Codec, int RequestLength, TimeSpan Silence, Func<IFramer<ModbusFrame>> Framer, Func<ModbusRequest, ushort, byte[]> Encode, ModbusTransport.Reader Decode)
{
    public delegate ModbusRequest? Reader(ReadOnlySpan<byte> frame);

    /// <summary>
    /// 3.5 characters of silence tell servers that a frame begins (Serial Line V1.02, 2.5.1.1): 16 ms at 2400 bit/s. A link does not say its rate, so the longest
    /// of the usual ones counts.
    /// </summary>
    public static ModbusTransport Rtu { get; } = new(
        ModbusMeter.RtuCodec, ModbusRequest.RtuLength, TimeSpan.FromMilliseconds(20), () => new ModbusRtuFramer(), (request, _) => request.ToRtu(), ModbusRequest.OfFrame);

    public static ModbusTransport Tcp { get; } = new(
        ModbusMeter.TcpCodec, ModbusTcp.RequestLength, TimeSpan.Zero, () => new ModbusTcpFramer(), (request, transaction) => request.ToTcp(transaction), ModbusRequest.OfTcp);

    public static ModbusTransport Of(string codec) => codec == ModbusMeter.TcpCodec ? Tcp : Rtu;
}
