using System.Text;
using Metrology.Pdf.Objects;

namespace Metrology.Pdf.Reading.Text;

/// <summary>A ToUnicode CMap (ISO 32000-1 9.10.3): bfchar and bfrange with codes of one or two bytes.</summary>
internal sealed class UnicodeMap
{
    const int MaximumText = 64;

    readonly Dictionary<int, string> texts = [];

    public string? Find(int code) => texts.GetValueOrDefault(code);

    public static UnicodeMap Parse(byte[] data, ReadBudget budget)
    {
        var map = new UnicodeMap();
        var lexer = new Lexer(data, 0);
        var parser = new ObjectParser(lexer, budget);
        while (true)
        {
            lexer.SkipWhite();
            if (lexer.IsAtEnd)
                return map;
            if (!Lexer.IsRegular(lexer.Current) || Lexer.IsDigit(lexer.Current))
            {
                parser.Value();
                continue;
            }
            var word = lexer.Word();
            if (word.SequenceEqual("beginbfchar"u8))
                map.Characters(parser, budget);
            else if (word.SequenceEqual("beginbfrange"u8))
                map.Ranges(parser, budget);
        }
    }

    void Characters(ObjectParser parser, ReadBudget budget)
    {
        while (IsString(parser.Lexer))
        {
            var code = Code(parser.Value());
            Set(code, Text(parser.Value()), budget);
        }
    }

    void Ranges(ObjectParser parser, ReadBudget budget)
    {
        while (IsString(parser.Lexer))
        {
            var (first, last) = (Code(parser.Value()), Code(parser.Value()));
            var target = parser.Value();
            for (var code = first; code <= last; code++)
                Set(code, target is PdfArray list && code - first < list.Items.Count ? Text(list.Items[code - first]) : Shift(Text(target), code - first), budget);
        }
    }

    void Set(int code, string text, ReadBudget budget)
    {
        budget.Keep();
        texts[code] = text;
    }

    static bool IsString(Lexer lexer)
    {
        lexer.SkipWhite();
        return lexer.Current == '<';
    }

    static int Code(PdfValue value) => value is PdfBytes { Value: { Length: 1 or 2 } bytes }
        ? bytes.Aggregate(0, (code, b) => code << 8 | b)
        : throw new PdfFormatException("A code of a ToUnicode map has neither one nor two bytes.");

    static string Text(PdfValue value) => value is PdfBytes { Value: { Length: <= MaximumText } bytes }
        ? Encoding.BigEndianUnicode.GetString(bytes)
        : throw new PdfFormatException("A ToUnicode map has a text that is none.");

    // Only the last character of a range's text counts on.
    static string Shift(string text, int by)
    {
        if (by == 0 || text.Length == 0)
            return text;
        if (text.Length > 1 && char.IsSurrogatePair(text[^2], text[^1]))
            return Rune.TryCreate(char.ConvertToUtf32(text[^2], text[^1]) + by, out var rune) ? text[..^2] + rune : "\uFFFD";
        return text[..^1] + (char)(text[^1] + by);
    }
}
