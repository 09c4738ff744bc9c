using Metrology.Core.Words;

namespace Metrology.Adapters.Modbus;

/// <summary>A reply to a read, looked at where it lies. Allocates nothing. Its body is address, function and data, the same on a serial line and over TCP.</summary>
public readonly ref struct ModbusReply
{
    private const int DataAt = 3, ExceptionAt = 2, BitsInByte = 8;

    private readonly ReadOnlySpan<byte> body;

    private ModbusReply(ReadOnlySpan<byte> body) => this.body = body;

    public byte Slave => body[0];

    public byte Function => body[1];

    /// <summary>Bytes of data.</summary>
    public int DataLength => body[2];

    public ModbusRegisters Registers => new(body[DataAt..]);

    /// <summary>Bit number <paramref name="index"/> from 0, of functions 1 and 2.</summary>
    public bool Bit(int index) => (body[DataAt + (index / BitsInByte)] >> (index % BitsInByte) & 1) != 0;

    /// <summary>The whole buffer must be the reply to that request. Refuses with a reason of the frame, of the session, or "meter-exception".</summary>
    public static Refusal? Read(ReadOnlySpan<byte> bytes, scoped in ModbusRequest request, out ModbusReply reply)
    {
        var refusal = ModbusRtu.CheckReply(bytes) ?? WhyNotAnswered(bytes, request);
        reply = refusal is null ? new(bytes[..^2]) : default;
        return refusal;
    }

    /// <summary>A sound frame as reply to a request nobody knows; "not-a-reply" when it is none to a read, "meter-exception" when it refuses.</summary>
    public static Refusal? Read(ReadOnlySpan<byte> bytes, out ModbusReply reply)
    {
        reply = default;
        if (ModbusRtu.CheckReply(bytes) is { } refusal)
            return refusal;
        if (ExceptionOf(bytes) is { } exception)
            return ModbusRefusal.Exception(exception);
        if (!ModbusFunction.IsRead(bytes[1]))
            return ModbusRefusal.NotAReply;
        reply = new(bytes[..^2]);
        return null;
    }

    /// <summary>The body of a sound frame as reply to that request. Refuses with a reason of the session, or "meter-exception".</summary>
    public static Refusal? ReadBody(ReadOnlySpan<byte> body, scoped in ModbusRequest request, out ModbusReply reply)
    {
        var refusal = WhyNotAnswered(body, request);
        reply = refusal is null ? new(body) : default;
        return refusal;
    }

    /// <summary>The same as reply to a request nobody knows; "not-a-reply" when it is none to a read, "meter-exception" when it refuses.</summary>
    public static Refusal? ReadBody(ReadOnlySpan<byte> body, out ModbusReply reply)
    {
        reply = default;
        if (ExceptionOf(body) is { } exception)
            return ModbusRefusal.Exception(exception);
        if (!ModbusFunction.IsRead(body[1]))
            return ModbusRefusal.NotAReply;
        reply = new(body);
        return null;
    }

    /// <summary>Exception code of a sound frame; null when it is none.</summary>
    public static byte? ExceptionOf(ReadOnlySpan<byte> frame) => ModbusFunction.IsException(frame[1]) ? frame[ExceptionAt] : null;

    private static Refusal? WhyNotAnswered(ReadOnlySpan<byte> frame, scoped in ModbusRequest request)
    {
        if (frame[0] != request.Slave)
            return ModbusRefusal.SlaveMismatch;
        if ((frame[1] & ~ModbusFunction.ExceptionBit) != request.Function)
            return ModbusRefusal.FunctionMismatch;
        if (ExceptionOf(frame) is { } exception)
            return ModbusRefusal.Exception(exception);
        var bytes = ModbusFunction.ReadsBits(request.Function) ? (request.Count + BitsInByte - 1) / BitsInByte : 2 * request.Count;
        return frame[2] == bytes ? null : ModbusRefusal.CountMismatch;
    }
}
