using System.Buffers.Binary;
using System.Text;

namespace Metrology.Pdf.Tests.Samples;

/// <summary>
/// A font of five glyphs made byte by byte: 0 .notdef, 1 a triangle, 2 a blank, 3 a composite of 1 twice, 4 a triangle of another width.
/// Maps A→1, space→2, B→3, U+20BB7→4, U+8FBB→1 and U+8FBB U+E0100→4.
/// </summary>
public static class TinyFont
{
    public static readonly ushort[] Advances = [500, 600, 250, 700, 1000];

    /// <param name="component">The glyph that the composite glyph 3 is made of.</param>
    /// <param name="fsType">Embedding permissions of table OS/2.</param>
    public static byte[] Build(ushort component = 1, ushort fsType = 0)
    {
        byte[][] outlines = [Triangle(), Triangle(), [], Composite(component), Triangle()];
        var glyf = new List<byte>();
        var loca = new List<byte>();
        foreach (var outline in outlines)
        {
            loca.AddRange(U32((uint)glyf.Count));
            glyf.AddRange(outline);
        }
        loca.AddRange(U32((uint)glyf.Count));
        return Assemble(
            ("OS/2", [.. new byte[8], .. U16(fsType), .. new byte[58], .. U16(800), .. U16(unchecked((ushort)-200)), .. new byte[24]]),
            ("cmap", Cmap()),
            ("glyf", [.. glyf]),
            ("head", Head()),
            ("hhea", [.. new byte[34], .. U16(5)]),
            ("hmtx", [.. Advances.SelectMany(advance => (byte[])[.. U16(advance), 0, 0])]),
            ("loca", [.. loca]),
            ("maxp", [.. U32(0x00010000), .. U16(5), .. new byte[26]]));
    }

    static byte[] Triangle() =>
    [
        .. U16(1), .. U16(0), .. U16(0), .. U16(500), .. U16(500),
        .. U16(2), .. U16(0),
        0x01, 0x01, 0x01,
        .. U16(0), .. U16(500), .. U16(unchecked((ushort)-250)),
        .. U16(0), .. U16(0), .. U16(500),
        0,
    ];

    static byte[] Composite(ushort component) =>
    [
        .. U16(0xFFFF), .. U16(0), .. U16(0), .. U16(700), .. U16(500),
        .. U16(0x0021), .. U16(component), .. U16(0), .. U16(0),
        .. U16(0x0002), .. U16(component), 100, 0,
    ];

    static byte[] Head()
    {
        var head = new byte[54];
        U16(1000).CopyTo(head, 18);
        U16(500).CopyTo(head, 40);
        U16(500).CopyTo(head, 42);
        U16(1).CopyTo(head, 50);
        return head;
    }

    static byte[] Cmap()
    {
        (uint Code, uint Glyph)[] groups = [(' ', 2), ('A', 1), ('B', 3), (0x8FBB, 1), (0x20BB7, 4)];
        byte[] format12 =
        [
            .. U16(12), .. U16(0), .. U32((uint)(16 + 12 * groups.Length)), .. U32(0), .. U32((uint)groups.Length),
            .. groups.SelectMany(group => (byte[])[.. U32(group.Code), .. U32(group.Code), .. U32(group.Glyph)]),
        ];
        byte[] format14 = [.. U16(14), .. U32(30), .. U32(1), 0x0E, 0x01, 0x00, .. U32(0), .. U32(21), .. U32(1), 0x00, 0x8F, 0xBB, .. U16(4)];
        return [.. U16(0), .. U16(2), .. U16(0), .. U16(5), .. U32((uint)(20 + format12.Length)), .. U16(3), .. U16(10), .. U32(20), .. format12, .. format14];
    }

    static byte[] Assemble(params (string Tag, byte[] Data)[] tables)
    {
        var file = new List<byte>([.. U32(0x00010000), .. U16((ushort)tables.Length), .. new byte[6]]);
        var at = 12 + 16 * tables.Length;
        foreach (var (tag, data) in tables)
        {
            file.AddRange([.. Encoding.ASCII.GetBytes(tag), .. U32(0), .. U32((uint)at), .. U32((uint)data.Length)]);
            at += data.Length;
        }
        return [.. file, .. tables.SelectMany(table => table.Data)];
    }

    static byte[] U16(int value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
        return bytes;
    }

    static byte[] U32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}
