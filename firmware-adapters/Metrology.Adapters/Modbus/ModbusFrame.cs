using Metrology.Adapters.Framing;
using Metrology.Core.Words;

namespace Metrology.Adapters.Modbus;

/// <summary>A frame of an instrument whose length and CRC are right.</summary>
/// <param name="Raw">From address to CRC, as received.</param>
public sealed record ModbusFrame(ReadOnlyMemory<byte> Raw)
{
    public byte Slave => Raw.Span[0];

    public byte Function => Raw.Span[1];
}

/// <summary>Finds replies in the bytes of a serial line, by length and CRC; the silence between frames is not needed.</summary>
public sealed class ModbusRtuFramer() : LookingFramer<ModbusFrame>(ModbusRtu.Longest)
{
    private protected override Refusal? Look(ReadOnlySpan<byte> bytes, out int size) => ModbusRtu.LookReply(bytes, out size);

    private protected override ModbusFrame Frame(ReadOnlySpan<byte> bytes) => new(bytes.ToArray());
}
