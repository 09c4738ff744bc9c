using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Metrology.Pdf.Objects;

/// <summary>
/// The indirect objects of one file and its writer. Streams stand alone; everything else goes into compressed object streams with a
/// cross-reference stream (ISO 32000-1 7.5.7, 7.5.8), which keeps a tagged table small.
/// </summary>
internal sealed class PdfFile
{
    const int ObjectsPerStream = 1000;
    const int XrefEntryLength = 7;
    const int PngUp = 12;
    const int BytesPerStream = 200, BytesPerObject = 24;

    readonly List<PdfValue?> objects = [];

    public PdfReference Reserve()
    {
        objects.Add(null);
        return new PdfReference(objects.Count);
    }

    public void Set(PdfReference reference, PdfValue value) => objects[reference.Number - 1] = value;

    public PdfReference Add(PdfValue value)
    {
        objects.Add(value);
        return new PdfReference(objects.Count);
    }

    public byte[] Write(PdfReference catalog, PdfReference information)
    {
        // As long as it will be: a buffer that doubles would leave the small heap.
        var sink = new ByteSink(objects.OfType<PdfStream>().Sum(stream => stream.Encoded.Length + BytesPerStream) + objects.Count * BytesPerObject);
        // The four high bytes tell transports that the file is binary: 7.5.2.
        sink.Ascii("%PDF-1.7\n%").Bytes([0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);

        var entries = new List<XrefEntry> { new(0, 0, 65535) };
        entries.AddRange(Enumerable.Repeat(default(XrefEntry), objects.Count));
        var small = new List<(int Number, PdfValue Value)>();
        for (var number = 1; number <= objects.Count; number++)
        {
            var value = objects[number - 1] ?? throw new InvalidOperationException($"Object {number} was reserved and never set.");
            if (value is PdfStream)
                entries[number] = WriteObject(sink, number, value);
            else
                small.Add((number, value));
        }
        foreach (var group in small.Chunk(ObjectsPerStream))
            WriteObjectStream(sink, group, entries);
        WriteXref(sink, entries, catalog, information);
        return sink.Written.ToArray();
    }

    static XrefEntry WriteObject(ByteSink sink, int number, PdfValue value)
    {
        var entry = new XrefEntry(1, sink.Length, 0);
        sink.Integer(number).Ascii(" 0 obj\n");
        value.Write(sink);
        sink.Ascii("\nendobj\n");
        return entry;
    }

    static void WriteObjectStream(ByteSink sink, (int Number, PdfValue Value)[] group, List<XrefEntry> entries)
    {
        var streamNumber = entries.Count;
        var index = new ByteSink();
        var body = new ByteSink();
        for (var i = 0; i < group.Length; i++)
        {
            index.Integer(group[i].Number).Byte((byte)' ').Integer(body.Length).Byte((byte)' ');
            group[i].Value.Write(body);
            body.Byte((byte)'\n');
            entries[group[i].Number] = new(2, streamNumber, i);
        }
        var first = index.Length;
        var stream = PdfStream.Deflated(index.Bytes(body.Written).Written);
        stream["Type"] = PdfValue.Name("ObjStm");
        stream["N"] = group.Length;
        stream["First"] = first;
        entries.Add(WriteObject(sink, streamNumber, stream));
    }

    static void WriteXref(ByteSink sink, List<XrefEntry> entries, PdfReference catalog, PdfReference information)
    {
        // The file identifier is a hash of everything before it: no clock and no random number (14.4 asks only that it differ).
        var id = new PdfBytes(SHA256.HashData(sink.Written)[..16]);
        var start = sink.Length;
        entries.Add(new(1, start, 0));
        var table = new byte[entries.Count * XrefEntryLength];
        for (var i = 0; i < entries.Count; i++)
        {
            var row = table.AsSpan(i * XrefEntryLength);
            row[0] = entries[i].Type;
            BinaryPrimitives.WriteInt32BigEndian(row[1..], entries[i].Position);
            BinaryPrimitives.WriteUInt16BigEndian(row[5..], (ushort)entries[i].Index);
        }
        var xref = PdfStream.Deflated(Up(table));
        xref["DecodeParms"] = new PdfDictionary { ["Predictor"] = PngUp, ["Columns"] = XrefEntryLength };
        xref["Type"] = PdfValue.Name("XRef");
        xref["Size"] = entries.Count;
        xref["W"] = new PdfArray(1, 4, 2);
        xref["Root"] = catalog;
        xref["Info"] = information;
        xref["ID"] = new PdfArray(id, id);
        WriteObject(sink, entries.Count - 1, xref);
        sink.Ascii("startxref\n").Integer(start).Ascii("\n%%EOF\n");
    }

    /// <summary>Every row less the one above it (7.4.4.4): objects of one stream then differ by one and nothing else.</summary>
    static byte[] Up(byte[] table)
    {
        var rows = table.Length / XrefEntryLength;
        var result = new byte[rows * (XrefEntryLength + 1)];
        for (var row = 0; row < rows; row++)
        {
            result[row * (XrefEntryLength + 1)] = 2;
            for (var i = 0; i < XrefEntryLength; i++)
            {
                var at = row * XrefEntryLength + i;
                result[row * (XrefEntryLength + 1) + 1 + i] = (byte)(table[at] - (row == 0 ? 0 : table[at - XrefEntryLength]));
            }
        }
        return result;
    }

    readonly record struct XrefEntry(byte Type, int Position, int Index);
}
