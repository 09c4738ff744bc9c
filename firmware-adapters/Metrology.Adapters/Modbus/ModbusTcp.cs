using System.Buffers.Binary;
using Metrology.Adapters.Framing;
using Metrology.Core.Words;

namespace Metrology.Adapters.Modbus;

/// <summary>
/// The frame layer of MODBUS Messaging on TCP/IP V1.0b, 3.1.3: transaction, protocol 0, length, and then what a serial line carries between address and CRC.
/// TCP carries the checksum.
/// </summary>
public static class ModbusTcp
{
    /// <summary>Bytes before the address.</summary>
    public const int HeadLength = 6;

    public const int RequestLength = 12;

    /// <summary>Longest frame: 253 bytes of function and data (V1.1b3, 4.1), the address and the head.</summary>
    public const int Longest = HeadLength + 254;

    private const int ShortestBody = 3, LongestBody = 254, EchoBody = 6, FunctionAt = 7, CountAt = 8;

    /// <summary>A reply if it can be one, otherwise the request of a read: the bytes of a connection with both.</summary>
    internal static Refusal? LookEither(ReadOnlySpan<byte> bytes, out int length)
    {
        if (LookReply(bytes, out length) is not { } refusal)
            return null;
        if (bytes.Length < RequestLength || BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]) != 0 || BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]) != EchoBody || ModbusRequest.OfTcp(bytes[..RequestLength]) is null)
            return refusal;
        length = RequestLength;
        return null;
    }

    /// <summary>Looks at a candidate for a reply that begins at the first byte.</summary>
    public static Refusal? LookReply(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        if ((bytes.Length > 2 && bytes[2] != 0) || (bytes.Length > 3 && bytes[3] != 0))
            return ModbusRefusal.NotModbusTcp;
        if (bytes.Length <= FunctionAt)
            return ModbusRefusal.Incomplete;
        int body = BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);
        if (body is < ShortestBody or > LongestBody)
            return ModbusRefusal.BadLength;
        var function = bytes[FunctionAt];
        if (!ModbusFunction.IsKnown(function & ~ModbusFunction.ExceptionBit))
            return ModbusRefusal.BadFunction;
        if (bytes.Length <= CountAt)
            return ModbusRefusal.Incomplete;
        var expected = ModbusFunction.IsRead(function) ? ShortestBody + bytes[CountAt] : ModbusFunction.IsException(function) ? ShortestBody : EchoBody;
        if (body != expected || (ModbusFunction.IsRead(function) && !ModbusFunction.ReadsBits(function) && (bytes[CountAt] & 1) != 0))
            return ModbusRefusal.BadLength;
        length = HeadLength + body;
        return bytes.Length < length ? ModbusRefusal.Incomplete : null;
    }
}

/// <summary>Finds replies in the bytes of a TCP connection, by head and length.</summary>
public sealed class ModbusTcpFramer() : LookingFramer<ModbusFrame>(ModbusTcp.Longest)
{
    private protected override Refusal? Look(ReadOnlySpan<byte> bytes, out int size) => ModbusTcp.LookReply(bytes, out size);

    private protected override ModbusFrame Frame(ReadOnlySpan<byte> bytes) => new(bytes.ToArray(), BinaryPrimitives.ReadUInt16BigEndian(bytes));
}
