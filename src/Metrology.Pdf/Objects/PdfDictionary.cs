namespace Metrology.Pdf.Objects;

/// <summary>A dictionary that keeps the order in which its keys were set, so that a file has one form only.</summary>
internal class PdfDictionary : PdfValue
{
    readonly List<KeyValuePair<string, PdfValue>> entries = [];

    public PdfValue this[string key]
    {
        set
        {
            var index = entries.FindIndex(entry => entry.Key == key);
            if (index < 0)
                entries.Add(new(key, value));
            else
                entries[index] = new(key, value);
        }
    }

    public int Count => entries.Count;

    public override void Write(ByteSink sink)
    {
        sink.Ascii("<<");
        foreach (var (key, value) in entries)
        {
            PdfName.Write(sink, key);
            if (value is PdfNumber or PdfBoolean or PdfReference)
                sink.Byte((byte)' ');
            value.Write(sink);
        }
        sink.Ascii(">>");
    }
}

/// <summary>A dictionary followed by bytes; always an indirect object.</summary>
internal sealed class PdfStream : PdfDictionary
{
    readonly ReadOnlyMemory<byte> data;

    PdfStream(ReadOnlyMemory<byte> data)
    {
        this.data = data;
        this["Length"] = data.Length;
    }

    /// <summary>Bytes that stand as they are: not compressed, or already encoded by the filter the caller names.</summary>
    public static PdfStream Plain(ReadOnlyMemory<byte> data) => new(data);

    public static PdfStream Deflated(ReadOnlySpan<byte> data) => FromDeflated(Flate.Compress(data));

    public static PdfStream FromDeflated(ReadOnlyMemory<byte> compressed) => new(compressed) { ["Filter"] = Name("FlateDecode") };

    public override void Write(ByteSink sink)
    {
        base.Write(sink);
        sink.Ascii("\nstream\n").Bytes(data.Span).Ascii("\nendstream");
    }
}
