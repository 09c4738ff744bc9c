namespace Metrology.Pdf.Objects;

/// <summary>A dictionary that keeps the order in which its keys were set, so that a file has one form only.</summary>
internal class PdfDictionary : PdfValue
{
    // Up to here a walk is quicker than hashing; a file somebody else made may have thousands of keys.
    const int WalkedEntries = 16;

    readonly List<KeyValuePair<string, PdfValue>> entries = [];
    Dictionary<string, int>? positions;

    public PdfValue this[string key]
    {
        set
        {
            var index = IndexOf(key);
            if (index >= 0)
            {
                entries[index] = new(key, value);
                return;
            }
            positions?.Add(key, entries.Count);
            entries.Add(new(key, value));
        }
    }

    public int Count => entries.Count;

    public IReadOnlyList<KeyValuePair<string, PdfValue>> Entries => entries;

    public PdfValue? Find(string key) => IndexOf(key) is >= 0 and var index ? entries[index].Value : null;

    /// <summary>Another dictionary with the same entries, for a later revision of the object.</summary>
    public PdfDictionary Copy()
    {
        var copy = new PdfDictionary();
        foreach (var (key, value) in entries)
            copy[key] = value;
        return copy;
    }

    public override void Write(ByteSink sink)
    {
        sink.Ascii("<<");
        foreach (var (key, value) in entries)
        {
            PdfName.Write(sink, key);
            if (value is PdfNumber or PdfBoolean or PdfReference or PdfNull)
                sink.Byte((byte)' ');
            value.Write(sink);
        }
        sink.Ascii(">>");
    }

    int IndexOf(string key)
    {
        if (entries.Count <= WalkedEntries)
            return entries.FindIndex(entry => entry.Key == key);
        positions ??= entries.Index().ToDictionary(entry => entry.Item.Key, entry => entry.Index);
        return positions.TryGetValue(key, out var index) ? index : -1;
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

    /// <summary>The bytes as they stand in the file.</summary>
    public ReadOnlyMemory<byte> Encoded => data;

    public static PdfStream Deflated(ReadOnlySpan<byte> data) => FromDeflated(Flate.Compress(data));

    public static PdfStream FromDeflated(ReadOnlyMemory<byte> compressed) => new(compressed) { ["Filter"] = Name("FlateDecode") };

    public override void Write(ByteSink sink)
    {
        base.Write(sink);
        sink.Ascii("\nstream\n").Bytes(data.Span).Ascii("\nendstream");
    }
}
