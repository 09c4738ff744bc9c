using Metrology.Adapters.Framing;
using Metrology.Core.Words;

namespace Metrology.Adapters.Modbus;

/// <summary>The frame layer of MODBUS over Serial Line V1.02, 2.5.1: address, function, data, CRC. Allocates nothing.</summary>
public static class ModbusRtu
{
    /// <summary>Longest frame (2.5.1.1), and the shortest: an exception.</summary>
    public const int Longest = 256, Shortest = 5;

    private const int HighestSlave = 247, MostBytes = 250, EchoLength = 8;

    /// <summary>The whole buffer must be one frame that an instrument sends.</summary>
    public static Refusal? CheckReply(ReadOnlySpan<byte> bytes) =>
        MeasureReply(bytes, out var length) ?? (length < bytes.Length ? ModbusRefusal.BadLength : CheckCrc(bytes));

    /// <summary>Looks at a candidate for a reply that begins at the first byte.</summary>
    public static Refusal? LookReply(ReadOnlySpan<byte> bytes, out int length) => MeasureReply(bytes, out length) ?? CheckCrc(bytes[..length]);

    /// <summary>Looks at a candidate for a request that begins at the first byte.</summary>
    public static Refusal? LookRequest(ReadOnlySpan<byte> bytes, out int length) => MeasureRequest(bytes, out length) ?? CheckCrc(bytes[..length]);

    /// <summary>A reply if it can be one, otherwise a request: the bytes of a line with both.</summary>
    internal static Refusal? LookEither(ReadOnlySpan<byte> bytes, out int length) =>
        LookReply(bytes, out length) is { } refusal && LookRequest(bytes, out length) is not null ? refusal : null;

    private static Refusal? MeasureReply(ReadOnlySpan<byte> bytes, out int length)
    {
        if (Head(bytes, out length) is { } refusal)
            return refusal;
        var function = bytes[1];
        if (ModbusFunction.IsRead(function))
        {
            if (bytes.Length < 3)
                return ModbusRefusal.Incomplete;
            var count = bytes[2];
            if (count is 0 or > MostBytes || (!ModbusFunction.ReadsBits(function) && (count & 1) != 0))
                return ModbusRefusal.BadLength;
            length = Shortest + count;
        }
        else
        {
            length = ModbusFunction.IsWrite(function) ? EchoLength : Shortest;
        }

        return bytes.Length < length ? ModbusRefusal.Incomplete : null;
    }

    private static Refusal? MeasureRequest(ReadOnlySpan<byte> bytes, out int length)
    {
        if (Head(bytes, out length) is { } refusal)
            return refusal;
        if (ModbusFunction.IsException(bytes[1]))
            return ModbusRefusal.BadFunction;
        length = EchoLength;
        if (bytes[1] is ModbusFunction.WriteCoils or ModbusFunction.WriteRegisters)
        {
            if (bytes.Length < 7)
                return ModbusRefusal.Incomplete;
            if (bytes[6] is 0 or > MostBytes)
                return ModbusRefusal.BadLength;
            length = 9 + bytes[6];
        }

        return bytes.Length < length ? ModbusRefusal.Incomplete : null;
    }

    private static Refusal? Head(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        if (bytes.Length > 0 && bytes[0] > HighestSlave)
            return ModbusRefusal.BadStart;
        if (bytes.Length < 2)
            return ModbusRefusal.Incomplete;
        return ModbusFunction.IsKnown(bytes[1] & ~ModbusFunction.ExceptionBit) ? null : ModbusRefusal.BadFunction;
    }

    private static Refusal? CheckCrc(ReadOnlySpan<byte> frame) => Crc16.Holds(frame) ? null : ModbusRefusal.BadCrc;
}
