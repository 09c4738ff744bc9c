using System.Buffers.Binary;
using System.Text;

namespace Metrology.Pdf.Fonts;

/// <summary>The TrueType file of a subset with the tables ISO 32000-1 9.9 asks for, and no more.</summary>
internal static class SubsetFile
{
    const int LargestShortLocation = 0xFFFF * 2;

    public static byte[] Build(FontSubset subset)
    {
        var font = subset.Font;
        var outlines = subset.Outlines();
        var (loca, glyf, isLong) = Locate(outlines);

        var head = font.Table("head")!.Value.Slice(0, 54).ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), 0);
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), isLong ? (short)1 : (short)0);
        var hhea = font.Table("hhea")!.Value.Slice(0, 36).ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(hhea.AsSpan(34), (ushort)outlines.Count);
        var maxp = font.Table("maxp")!.Value.All.ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(maxp.AsSpan(4), (ushort)outlines.Count);

        var tables = new List<(string Tag, byte[] Data)>();
        foreach (var tag in (ReadOnlySpan<string>)["cvt ", "fpgm"])
            Copy(tag);
        tables.AddRange([("glyf", glyf), ("head", head), ("hhea", hhea), ("hmtx", Metrics(subset, outlines)), ("loca", loca), ("maxp", maxp)]);
        Copy("prep");
        return Assemble(tables);

        void Copy(string tag)
        {
            if (font.Table(tag) is { } table)
                tables.Add((tag, table.All.ToArray()));
        }
    }

    static (byte[] Loca, byte[] Glyf, bool IsLong) Locate(List<byte[]> outlines)
    {
        var total = outlines.Sum(outline => outline.Length + 1 & ~1);
        var isLong = total > LargestShortLocation;
        var glyf = new byte[total];
        var loca = new byte[(outlines.Count + 1) * (isLong ? 4 : 2)];
        var at = 0;
        for (var i = 0; i <= outlines.Count; i++)
        {
            if (isLong)
                BinaryPrimitives.WriteInt32BigEndian(loca.AsSpan(4 * i), at);
            else
                BinaryPrimitives.WriteUInt16BigEndian(loca.AsSpan(2 * i), (ushort)(at / 2));
            if (i == outlines.Count)
                break;
            outlines[i].CopyTo(glyf, at);
            at += outlines[i].Length + 1 & ~1;
        }
        return (loca, glyf, isLong);
    }

    static byte[] Metrics(FontSubset subset, List<byte[]> outlines)
    {
        var hmtx = new byte[subset.Slots.Count * 4];
        for (var i = 0; i < subset.Slots.Count; i++)
        {
            var glyph = subset.Slots[i].Glyph;
            BinaryPrimitives.WriteUInt16BigEndian(hmtx.AsSpan(4 * i), (ushort)subset.Font.Advance(glyph));
            // Readers place an outline by the difference of its left edge and this; the edge may have been rounded.
            var moved = outlines[i].Length > 4 && subset.Font.Outline(glyph) is { Length: > 4 } whole ? BinaryPrimitives.ReadInt16BigEndian(outlines[i].AsSpan(2)) - whole.I16(2) : 0;
            BinaryPrimitives.WriteInt16BigEndian(hmtx.AsSpan(4 * i + 2), (short)(subset.Font.LeftBearing(glyph) + moved));
        }
        return hmtx;
    }

    static byte[] Assemble(List<(string Tag, byte[] Data)> tables)
    {
        var directory = 12 + 16 * tables.Count;
        var file = new byte[directory + tables.Sum(table => table.Data.Length + 3 & ~3)];
        var log = (int)Math.Log2(tables.Count);
        BinaryPrimitives.WriteUInt32BigEndian(file, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(4), (ushort)tables.Count);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(6), (ushort)(16 << log));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(8), (ushort)log);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(10), (ushort)(16 * (tables.Count - (1 << log))));
        int at = directory, head = 0;
        for (var i = 0; i < tables.Count; i++)
        {
            var (tag, data) = tables[i];
            if (tag == "head")
                head = at;
            data.CopyTo(file, at);
            var record = file.AsSpan(12 + 16 * i, 16);
            Encoding.ASCII.GetBytes(tag, record);
            BinaryPrimitives.WriteUInt32BigEndian(record[4..], Checksum(file.AsSpan(at, data.Length + 3 & ~3)));
            BinaryPrimitives.WriteInt32BigEndian(record[8..], at);
            BinaryPrimitives.WriteInt32BigEndian(record[12..], data.Length);
            at += data.Length + 3 & ~3;
        }
        // checkSumAdjustment: OpenType "head".
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(head + 8), 0xB1B0AFBA - Checksum(file));
        return file;
    }

    static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (var i = 0; i < bytes.Length; i += 4)
            sum += BinaryPrimitives.ReadUInt32BigEndian(bytes[i..]);
        return sum;
    }
}
