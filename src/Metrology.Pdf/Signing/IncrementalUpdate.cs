using System.Buffers.Binary;
using System.Security.Cryptography;
using Metrology.Pdf.Objects;
using Metrology.Pdf.Reading;
using static Metrology.Pdf.Objects.PdfValue;

namespace Metrology.Pdf.Signing;

/// <summary>Objects appended to a file that is otherwise left as it is: ISO 32000-1 7.5.6. The new section is of the same kind as the last one.</summary>
internal sealed class IncrementalUpdate
{
    /// <summary>Enough for a signature with a chain of certificates; more only costs a copy.</summary>
    const int BytesAppended = 24 * 1024;

    readonly ObjectTable objects;
    readonly ByteSink sink;
    readonly SortedDictionary<int, (int Position, int Generation)> written = [];
    int next;

    public IncrementalUpdate(ObjectTable objects)
    {
        this.objects = objects;
        next = Math.Max(objects.Size, objects.Integer(objects.Trailer.Find("Size")) ?? 0);
        if (next > XrefReader.MaximumNumber / 2)
            throw new PdfFormatException($"The file claims {next} objects.");
        sink = new ByteSink(objects.File.Length + BytesAppended);
        sink.Bytes(objects.File.Span);
        if (objects.File.Span[^1] != '\n')
            sink.Byte((byte)'\n');
    }

    public PdfReference Reserve() => new(next++);

    /// <summary>Writes an object and gives the position of its value.</summary>
    public int Write(PdfReference reference, PdfValue value)
    {
        written[reference.Number] = (sink.Length, reference.Generation);
        sink.Integer(reference.Number).Ascii(" ").Integer(reference.Generation).Ascii(" obj\n");
        var start = sink.Length;
        value.Write(sink);
        sink.Ascii("\nendobj\n");
        return start;
    }

    public byte[] Finish()
    {
        // 14.4: the first identifier stays, the second is of this revision; a hash, so that nothing here is random.
        var identifier = new PdfBytes(SHA256.HashData(sink.Written)[..16]);
        var first = objects.Items(objects.Trailer.Find("ID")).FirstOrDefault() ?? identifier;
        var trailer = new PdfDictionary();
        foreach (var key in (string[])["Root", "Info"])
            if (objects.Trailer.Find(key) is { } value)
                trailer[key] = value;
        trailer["ID"] = new PdfArray(objects.Resolve(first), identifier);
        trailer["Prev"] = objects.XrefStart;
        var start = sink.Length;
        if (objects.HasXrefStream)
            WriteStream(trailer);
        else
            WriteTable(trailer);
        sink.Ascii("startxref\n").Integer(start).Ascii("\n%%EOF\n");
        return sink.Written.ToArray();
    }

    void WriteStream(PdfDictionary trailer)
    {
        const int entryLength = 7;
        var self = Reserve();
        written[self.Number] = (sink.Length, 0);
        var table = new byte[written.Count * entryLength];
        var index = new PdfArray();
        foreach (var (i, (number, (position, generation))) in written.Index())
        {
            var row = table.AsSpan(i * entryLength);
            row[0] = 1;
            BinaryPrimitives.WriteInt32BigEndian(row[1..], position);
            BinaryPrimitives.WriteUInt16BigEndian(row[5..], (ushort)generation);
            index.Add(number);
            index.Add(1);
        }
        var stream = PdfStream.Plain(table);
        stream["Type"] = Name("XRef");
        stream["Size"] = next;
        stream["W"] = new PdfArray(1, 4, 2);
        stream["Index"] = index;
        foreach (var (key, value) in trailer.Entries)
            stream[key] = value;
        Write(self, stream);
    }

    void WriteTable(PdfDictionary trailer)
    {
        sink.Ascii("xref\n");
        foreach (var (number, (position, generation)) in written)
            sink.Ascii(FormattableString.Invariant($"{number} 1\n{position:D10} {generation:D5} n\r\n"));
        trailer["Size"] = next;
        sink.Ascii("trailer\n");
        trailer.Write(sink);
        sink.Ascii("\n");
    }
}
