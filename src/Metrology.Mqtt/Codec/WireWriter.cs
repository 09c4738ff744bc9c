using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Metrology.Mqtt.Codec;

/// <summary>Writes the fields of a packet body.</summary>
internal sealed class WireWriter
{
    readonly ArrayBufferWriter<byte> buffer = new(64);

    public ReadOnlySpan<byte> Written => buffer.WrittenSpan;

    public void Clear() => buffer.ResetWrittenCount();

    public void Byte(byte value) => buffer.Write([value]);

    public void Bytes(ReadOnlySpan<byte> value) => buffer.Write(value);

    public void UInt16(ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(buffer.GetSpan(2), value);
        buffer.Advance(2);
    }

    public void UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(buffer.GetSpan(4), value);
        buffer.Advance(4);
    }

    public void VarInt(int value) => WriteVarInt(buffer, value);

    /// <exception cref="ArgumentException">The text is longer than 65,535 bytes in UTF-8.</exception>
    public void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Prefix(length);
        buffer.Advance(Encoding.UTF8.GetBytes(value, buffer.GetSpan(length)));
    }

    /// <exception cref="ArgumentException">There are more than 65,535 bytes.</exception>
    public void Binary(ReadOnlySpan<byte> value)
    {
        Prefix(value.Length);
        buffer.Write(value);
    }

    public static void WriteVarInt(IBufferWriter<byte> output, int value)
    {
        do
        {
            var more = value > 0x7F ? 0x80 : 0;
            output.Write([(byte)((value & 0x7F) | more)]);
            value >>= 7;
        }
        while (value > 0);
    }

    void Prefix(int length)
    {
        if (length > ushort.MaxValue)
            throw new ArgumentException($"a field of {length} bytes does not fit a 16-bit length");
        UInt16((ushort)length);
    }
}
