using Metrology.Pdf.Objects;

namespace Metrology.Pdf.Reading.Text;

/// <summary>A font as far as text extraction needs it: how long its codes are, what they mean and how far they move the pen.</summary>
internal sealed class ReadFont
{
    const double Thousandth = 0.001;

    readonly Dictionary<int, double> widths = [];
    readonly UnicodeMap? unicode;
    readonly double defaultWidth;
    readonly bool isComposite;

    ReadFont(ObjectTable objects, PdfDictionary font)
    {
        isComposite = font.Find("Subtype").IsName("Type0");
        if (objects.Resolve(font.Find("ToUnicode")) is PdfStream map)
            unicode = UnicodeMap.Parse(objects.Unpack(map), objects.Budget);
        if (isComposite)
        {
            var descendant = objects.Dictionary(objects.Items(font.Find("DescendantFonts")).FirstOrDefault());
            defaultWidth = objects.Resolve(descendant?.Find("DW")).Real() ?? 1000;
            ReadCompositeWidths(objects, objects.Items(descendant?.Find("W")));
        }
        else
        {
            defaultWidth = 500;
            var first = objects.Integer(font.Find("FirstChar")) ?? 0;
            foreach (var (index, width) in objects.Items(font.Find("Widths")).Index())
                Keep(objects, first + index, width);
        }
    }

    public static ReadFont Of(ObjectTable objects, PdfDictionary font) => new(objects, font);

    /// <summary>The text of a string and the width of each of its codes in units of the size, with whether it is the single-byte space.</summary>
    public IEnumerable<(string Text, double Width, bool IsSpace)> Codes(byte[] bytes)
    {
        // The codes of Type0 fonts with Identity encodings have two bytes: 9.7.5.2. Others are one byte long.
        var length = isComposite ? 2 : 1;
        for (var i = 0; i + length <= bytes.Length; i += length)
        {
            var code = isComposite ? bytes[i] << 8 | bytes[i + 1] : bytes[i];
            yield return (unicode?.Find(code) ?? Unmapped(code), WidthOf(code) * Thousandth, !isComposite && code == ' ');
        }
    }

    /// <summary>In thousandths of the size.</summary>
    public double WidthOf(int code) => widths.GetValueOrDefault(code, defaultWidth);

    // Without a map, printable ASCII of a simple font is nearly always what it looks like; anything else is not guessed.
    string Unmapped(int code) => !isComposite && unicode is null && code is >= ' ' and <= '~' ? ((char)code).ToString() : "\uFFFD";

    // 9.7.4.3: "c [w1 w2 …]" or "first last w".
    void ReadCompositeWidths(ObjectTable objects, IReadOnlyList<PdfValue> items)
    {
        for (var i = 0; i + 1 < items.Count;)
        {
            var first = objects.Integer(items[i]) ?? throw new PdfFormatException("A font has a width of no code.");
            if (objects.Resolve(items[i + 1]) is PdfArray list)
            {
                foreach (var (index, width) in list.Items.Index())
                    Keep(objects, first + index, width);
                i += 2;
                continue;
            }
            var last = objects.Integer(items[i + 1]) ?? -1;
            if (i + 2 >= items.Count || last > 0xFFFF)
                throw new PdfFormatException("A font has a broken list of widths.");
            for (var code = Math.Max(0, first); code <= last; code++)
                Keep(objects, code, items[i + 2]);
            i += 3;
        }
    }

    void Keep(ObjectTable objects, int code, PdfValue width)
    {
        objects.Budget.Keep();
        if (objects.Resolve(width).Real() is { } value)
            widths[code] = value;
    }
}
