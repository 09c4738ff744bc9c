using System.Buffers.Binary;

namespace Metrology.Pdf.Fonts;

/// <summary>One table of a font file. Every read is bounded; a read past the end is a <see cref="FontFormatException"/>.</summary>
internal readonly struct FontTable(string tag, ReadOnlyMemory<byte> data)
{
    public int Length => data.Length;

    public ReadOnlySpan<byte> All => data.Span;

    public ushort U16(long offset) => BinaryPrimitives.ReadUInt16BigEndian(Slice(offset, 2));

    public short I16(long offset) => BinaryPrimitives.ReadInt16BigEndian(Slice(offset, 2));

    public uint U32(long offset) => BinaryPrimitives.ReadUInt32BigEndian(Slice(offset, 4));

    public int U24(long offset)
    {
        var bytes = Slice(offset, 3);
        return bytes[0] << 16 | bytes[1] << 8 | bytes[2];
    }

    public ReadOnlySpan<byte> Slice(long offset, long length) => From(offset, length).data.Span;

    public FontTable From(long offset, long length)
    {
        if (offset < 0 || length < 0 || offset + length > data.Length)
            throw new FontFormatException($"Table '{tag}' has {data.Length} bytes; {length} were needed at {offset}.");
        return new FontTable(tag, data.Slice((int)offset, (int)length));
    }

    public FontTable From(long offset) => From(offset, data.Length - Math.Min(offset, data.Length));

    readonly ReadOnlyMemory<byte> data = data;
}
