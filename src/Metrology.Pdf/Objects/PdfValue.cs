namespace Metrology.Pdf.Objects;

/// <summary>A direct object of ISO 32000-1 7.3.</summary>
internal abstract class PdfValue
{
    public abstract void Write(ByteSink sink);

    public static implicit operator PdfValue(double value) => new PdfNumber(value);
    public static implicit operator PdfValue(bool value) => new PdfBoolean(value);
    public static PdfValue Name(string name) => new PdfName(name);
    public static PdfValue Text(string text) => new PdfText(text);
}

/// <summary>A number; one that was read keeps its digits, so that a later revision of its object says the same.</summary>
internal sealed class PdfNumber(double value, string? digits = null) : PdfValue
{
    public double Value => value;

    public override void Write(ByteSink sink)
    {
        if (digits is null)
            sink.Number(value);
        else
            sink.Ascii(digits);
    }
}

internal sealed class PdfNull : PdfValue
{
    public static PdfNull Instance { get; } = new();

    public override void Write(ByteSink sink) => sink.Ascii("null");
}

internal sealed class PdfBoolean(bool value) : PdfValue
{
    public bool Value => value;

    public override void Write(ByteSink sink) => sink.Ascii(value ? "true" : "false");
}

internal sealed class PdfReference(int number, int generation = 0) : PdfValue
{
    public int Number => number;
    public int Generation => generation;

    public override void Write(ByteSink sink) => sink.Integer(number).Ascii(" ").Integer(generation).Ascii(" R");
}

internal sealed class PdfName(string name) : PdfValue
{
    public string Value => name;

    public override void Write(ByteSink sink) => Write(sink, name);

    static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    public static void Write(ByteSink sink, string name)
    {
        sink.Byte((byte)'/');
        // Names of our own are letters: nearly every key of every dictionary.
        if (!name.AsSpan().ContainsAnyExcept(Letters))
        {
            sink.Ascii(name);
            return;
        }
        foreach (var b in System.Text.Encoding.UTF8.GetBytes(name))
        {
            if (b is > 0x20 and < 0x7F && !"#/()<>[]{}%"u8.Contains(b))
                sink.Byte(b);
            else
                sink.Byte((byte)'#').Hex([b]);
        }
    }
}

internal sealed class PdfArray(params IEnumerable<PdfValue> items) : PdfValue
{
    readonly List<PdfValue> items = [.. items];

    public IReadOnlyList<PdfValue> Items => items;

    public void Add(PdfValue item) => items.Add(item);

    public override void Write(ByteSink sink)
    {
        sink.Byte((byte)'[');
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
                sink.Byte((byte)' ');
            items[i].Write(sink);
        }
        sink.Byte((byte)']');
    }
}
