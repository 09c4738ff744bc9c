using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Metrology.Core.Records;

/// <summary>
/// The ZIP container of a bundle in the one form that this program writes: no time, no extra field, no comment, nothing before, between and behind its parts. So
/// nothing can be hidden beside the parts; how they are packed is free, because the signature is over what comes out.
/// </summary>
/// <remarks>APPNOTE.TXT 6.3.10: 4.3.7 local header, 4.3.12 central directory, 4.3.16 end of it.</remarks>
internal static class BundleContainer
{
    private const uint LocalSignature = 0x04034B50, CentralSignature = 0x02014B50, EndSignature = 0x06054B50;
    private const int LocalLength = 30, CentralLength = 46, EndLength = 22;
    private const ushort Version = 20, NamesAreUtf8 = 1 << 11, Deflated = 8, NoDay = 0x21;

    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(TableEntry)];

    public static byte[] Write(IEnumerable<(string Name, byte[] Bytes)> parts) =>
        Bound([.. parts.Select(part => new Packed(Encoding.UTF8.GetBytes(part.Name), Deflate(part.Bytes), Crc(part.Bytes), part.Bytes.Length))]);

    /// <summary>Whether a file is exactly these parts and nothing else. Their names and order are taken from its first bytes on, as a reader without the directory would.</summary>
    /// <param name="file">Was read by its directory before, so its parts have bounds.</param>
    /// <param name="parts">By name.</param>
    public static bool IsExactly(byte[] file, IReadOnlyDictionary<string, byte[]> parts)
    {
        var found = new List<Packed>();
        var at = 0;
        while (at + LocalLength <= file.Length && BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at)) == LocalSignature)
        {
            long packedLength = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 18)), nameLength = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at + 26));
            if (at + LocalLength + nameLength + packedLength > file.Length)
                return false;
            var name = file.AsSpan(at + LocalLength, (int)nameLength).ToArray();
            var packed = file.AsSpan(at + LocalLength + (int)nameLength, (int)packedLength).ToArray();
            if (!parts.TryGetValue(Encoding.UTF8.GetString(name), out var bytes) || !NeedsItsLastByte(packed))
                return false;
            found.Add(new(name, packed, Crc(bytes), bytes.Length));
            at += LocalLength + name.Length + packed.Length;
        }

        return found.Count == parts.Count && Bound(found).AsSpan().SequenceEqual(file);
    }

    private static byte[] Bound(IReadOnlyList<Packed> parts)
    {
        using var file = new MemoryStream();
        var offsets = new List<int>();
        foreach (var part in parts)
        {
            offsets.Add((int)file.Length);
            file.Write(Header(part, LocalSignature, LocalLength, 4));
            file.Write(part.Name);
            file.Write(part.Content);
        }

        var directory = (int)file.Length;
        for (var i = 0; i < parts.Count; i++)
        {
            var header = Header(parts[i], CentralSignature, CentralLength, 6);
            BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), Version);
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(42), offsets[i]);
            file.Write(header);
            file.Write(parts[i].Name);
        }

        var end = new byte[EndLength];
        BinaryPrimitives.WriteUInt32LittleEndian(end, EndSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), (ushort)parts.Count);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), (ushort)parts.Count);
        BinaryPrimitives.WriteInt32LittleEndian(end.AsSpan(12), (int)file.Length - directory);
        BinaryPrimitives.WriteInt32LittleEndian(end.AsSpan(16), directory);
        file.Write(end);
        return file.ToArray();
    }

    /// <summary>What the headers of both places have in common, from the version that is needed on.</summary>
    private static byte[] Header(Packed part, uint signature, int length, int at)
    {
        var header = new byte[length];
        BinaryPrimitives.WriteUInt32LittleEndian(header, signature);
        ReadOnlySpan<ushort> fields = [Version, NamesAreUtf8, Deflated, 0, NoDay];
        for (var i = 0; i < fields.Length; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(at + (2 * i)), fields[i]);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(at + 10), part.Crc);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(at + 14), part.Content.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(at + 18), part.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(at + 22), (ushort)part.Name.Length);
        return header;
    }

    private static byte[] Deflate(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(bytes);
        return packed.ToArray();
    }

    /// <summary>A deflated stream says itself where it ends; what stands behind its end belongs to nothing.</summary>
    private static bool NeedsItsLastByte(byte[] packed)
    {
        using var source = new LastByteApart(packed);
        using var inflate = new DeflateStream(source, CompressionMode.Decompress);
        var buffer = new byte[64 * 1024];
        while (inflate.Read(buffer) > 0)
        {
        }

        return source.IsReadWhole;
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
            crc = (crc >> 8) ^ CrcTable[(byte)crc ^ one];
        return ~crc;
    }

    private static uint TableEntry(int value)
    {
        var crc = (uint)value;
        for (var bit = 0; bit < 8; bit++)
            crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        return crc;
    }

    private sealed record Packed(byte[] Name, byte[] Content, uint Crc, int Length);

    /// <summary>Gives out its last byte only when it is asked for alone.</summary>
    private sealed class LastByteApart(byte[] bytes) : MemoryStream(bytes, writable: false)
    {
        public bool IsReadWhole => Position == Length;

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Allowed(count));

        public override int Read(Span<byte> buffer)
        {
            // The base class would come back here through the other overload.
            var some = new byte[Allowed(buffer.Length)];
            var read = base.Read(some, 0, some.Length);
            some.AsSpan(0, read).CopyTo(buffer);
            return read;
        }

        private int Allowed(int count) => Position < Length - 1 ? (int)Math.Min(count, Length - 1 - Position) : count;
    }
}
