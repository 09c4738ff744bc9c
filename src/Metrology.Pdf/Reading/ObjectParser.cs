using Metrology.Pdf.Objects;

namespace Metrology.Pdf.Reading;

/// <summary>Objects from their characters (ISO 32000-1 7.3). Strict: what readers could take in two ways is refused.</summary>
internal sealed class ObjectParser(Lexer lexer, ReadBudget budget)
{
    public Lexer Lexer => lexer;

    public PdfValue Value(int depth = 0)
    {
        lexer.SkipWhite();
        if (depth > ReadBudget.MaximumDepth)
            throw lexer.Error("Objects are nested too deep");
        budget.Keep();
        switch (lexer.Current)
        {
            case '/': return new PdfName(lexer.Name());
            case '(': return new PdfBytes(lexer.LiteralString());
            case '[': return Array(depth);
            case '<': return lexer.PeekAt(1) == '<' ? Dictionary(depth) : new PdfBytes(lexer.HexString());
            case '+' or '-' or '.': return Number();
            case >= '0' and <= '9': return Reference() ?? (PdfValue)Number();
            default: return Keyword();
        }
    }

    public PdfDictionary Dictionary(int depth = 0)
    {
        lexer.SkipWhite();
        if (!lexer.Accept("<<"u8))
            throw lexer.Error("A dictionary is missing");
        var dictionary = new PdfDictionary();
        while (true)
        {
            lexer.SkipWhite();
            if (lexer.Accept(">>"u8))
                return dictionary;
            if (lexer.Current != '/')
                throw lexer.Error("A key of a dictionary is missing");
            var key = lexer.Name();
            // 7.3.7: with two values of one key, readers disagree about which holds.
            if (dictionary.Find(key) is not null)
                throw lexer.Error($"A dictionary has “{key}” twice");
            dictionary[key] = Value(depth + 1);
        }
    }

    /// <summary>An indirect object with its header (7.3.10) and, if it has one, its stream (7.3.8).</summary>
    public (int Number, int Generation, PdfValue Value) Indirect(Func<PdfValue?, PdfValue> resolve)
    {
        var (number, generation) = (lexer.Integer(), lexer.Integer());
        lexer.Expect("obj");
        var value = Value();
        lexer.SkipWhite();
        if (value is PdfDictionary dictionary && lexer.Accept("stream"u8))
            value = Stream(dictionary, resolve);
        lexer.Expect("endobj");
        return (number, generation, value);
    }

    PdfStream Stream(PdfDictionary dictionary, Func<PdfValue?, PdfValue> resolve)
    {
        if (!lexer.Accept("\r\n"u8) && !lexer.Accept("\n"u8))
            throw lexer.Error("The line does not end after “stream”");
        var start = lexer.Position;
        var length = dictionary.Find("Length").Integer(resolve) ?? throw lexer.Error("A stream has no length");
        if (length < 0 || length > lexer.Bytes.Length - start)
            throw lexer.Error($"A stream claims {length} bytes");
        lexer.Position = start + length;
        lexer.Expect("endstream");
        if (dictionary.Find("F") is not null)
            throw lexer.Error("A stream is kept in another file");
        var stream = PdfStream.Plain(lexer.Slice(start, length));
        foreach (var (key, value) in dictionary.Entries)
            stream[key] = value;
        return stream;
    }

    PdfArray Array(int depth)
    {
        lexer.Position++;
        var array = new PdfArray();
        while (true)
        {
            lexer.SkipWhite();
            if (lexer.Accept("]"u8))
                return array;
            array.Add(Value(depth + 1));
        }
    }

    PdfNumber Number()
    {
        var (value, digits) = lexer.Number();
        return new PdfNumber(value, digits);
    }

    // "12 0 R" and not two numbers.
    PdfReference? Reference()
    {
        var start = lexer.Position;
        if (Digits(10) is { } number && Digits(5) is { } generation && lexer.Current == 'R' && !Lexer.IsRegular(lexer.PeekAt(1)))
        {
            lexer.Position++;
            return new PdfReference(number, generation);
        }
        lexer.Position = start;
        return null;
    }

    int? Digits(int most)
    {
        long value = 0;
        var start = lexer.Position;
        while (Lexer.IsDigit(lexer.Current) && lexer.Position - start < most)
            value = value * 10 + lexer.Bytes[lexer.Position++] - '0';
        if (lexer.Position == start || !Lexer.IsWhite(lexer.Current) || value > int.MaxValue)
            return null;
        lexer.SkipWhite();
        return (int)value;
    }

    PdfValue Keyword()
    {
        var start = lexer.Position;
        var word = lexer.Word();
        if (word.SequenceEqual("true"u8))
            return true;
        if (word.SequenceEqual("false"u8))
            return false;
        if (word.SequenceEqual("null"u8))
            return PdfNull.Instance;
        lexer.Position = start;
        throw lexer.Error("Something that is no object stands");
    }
}
