using Metrology.Adapters.Framing;
using Metrology.Core.Words;

namespace Metrology.Adapters.Modbus;

/// <summary>A frame of an instrument whose length is right, and on a serial line its CRC.</summary>
/// <param name="Raw">As received, from address to CRC or with the head of Modbus TCP.</param>
/// <param name="Transaction">Number of the request that it answers; null on a serial line.</param>
public sealed record ModbusFrame(ReadOnlyMemory<byte> Raw, ushort? Transaction = null)
{
    /// <summary>Address, function and data.</summary>
    public ReadOnlyMemory<byte> Body => Transaction is null ? Raw[..^2] : Raw[ModbusTcp.HeadLength..];

    public byte Slave => Body.Span[0];

    public byte Function => Body.Span[1];
}

/// <summary>Finds replies in the bytes of a serial line, by length and CRC; the silence between frames is not needed.</summary>
public sealed class ModbusRtuFramer() : LookingFramer<ModbusFrame>(ModbusRtu.Longest)
{
    private protected override Refusal? Look(ReadOnlySpan<byte> bytes, out int size) => ModbusRtu.LookReply(bytes, out size);

    private protected override ModbusFrame Frame(ReadOnlySpan<byte> bytes) => new(bytes.ToArray());
}
