using System.Buffers.Binary;
using Metrology.Adapters.Framing;
using Metrology.Core.Words;

namespace Metrology.Adapters.Modbus;

/// <summary>A request that only reads. There is deliberately no way to make any other: writing changes the meter under test or the standard.</summary>
public readonly record struct ModbusRequest
{
    public const int RtuLength = 8;

    internal const int LowestSlave = 1, HighestSlave = 247;

    private const int Addresses = 65_536;

    private ModbusRequest(byte slave, byte function, ushort start, ushort count) => (Slave, Function, Start, Count) = (slave, function, start, count);

    public byte Slave { get; }

    public byte Function { get; }

    /// <summary>Address of the first bit or register on the wire, from 0 (register 30073 of a data sheet is address 72).</summary>
    public ushort Start { get; }

    public ushort Count { get; }

    /// <summary>Refuses with "not-a-read", "bad-slave", "no-register", "too-many" or "beyond-last".</summary>
    public static Outcome<ModbusRequest> Of(int slave, int function, int start, int count)
    {
        if (!ModbusFunction.IsRead(function))
            return ModbusRefusal.NotAReadFunction;
        if (slave is < LowestSlave or > HighestSlave)
            return ModbusRefusal.BadSlave;
        if (count < 1)
            return ModbusRefusal.NoRegister;
        if (count > (ModbusFunction.ReadsBits(function) ? ModbusFunction.MostBits : ModbusFunction.MostRegisters))
            return ModbusRefusal.TooMany;
        return start < 0 || start + count > Addresses ? ModbusRefusal.BeyondLast : new ModbusRequest((byte)slave, (byte)function, (ushort)start, (ushort)count);
    }

    public byte[] ToRtu()
    {
        var bytes = new byte[RtuLength];
        WriteRtu(bytes);
        return bytes;
    }

    /// <summary>Writes the frame into the first <see cref="RtuLength"/> bytes.</summary>
    public void WriteRtu(Span<byte> frame)
    {
        frame = frame[..RtuLength];
        (frame[0], frame[1]) = (Slave, Function);
        BinaryPrimitives.WriteUInt16BigEndian(frame[2..], Start);
        BinaryPrimitives.WriteUInt16BigEndian(frame[4..], Count);
        Crc16.Close(frame);
    }

    /// <summary>The frame with the head of Modbus TCP (MODBUS Messaging on TCP/IP V1.0b, 3.1.3).</summary>
    public byte[] ToTcp(ushort transaction)
    {
        var frame = new byte[ModbusTcp.RequestLength];
        BinaryPrimitives.WriteUInt16BigEndian(frame, transaction);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(4), ModbusTcp.RequestLength - ModbusTcp.HeadLength);
        ToRtu().AsSpan(..^2).CopyTo(frame.AsSpan(ModbusTcp.HeadLength));
        return frame;
    }

    /// <summary>The request of a frame of Modbus TCP, or null when it is none that is sent from here.</summary>
    internal static ModbusRequest? OfTcp(ReadOnlySpan<byte> frame) =>
        frame.Length == ModbusTcp.RequestLength
        && Of(frame[6], frame[7], BinaryPrimitives.ReadUInt16BigEndian(frame[8..]), BinaryPrimitives.ReadUInt16BigEndian(frame[10..])) is { IsRefused: false } read
            ? read.Value
            : null;

    /// <summary>The request of a frame, or null when the frame asks for something that is never sent from here.</summary>
    internal static ModbusRequest? OfFrame(ReadOnlySpan<byte> frame) =>
        frame.Length == RtuLength
        && Of(frame[0], frame[1], BinaryPrimitives.ReadUInt16BigEndian(frame[2..]), BinaryPrimitives.ReadUInt16BigEndian(frame[4..])) is { IsRefused: false } read
            ? read.Value
            : null;
}
