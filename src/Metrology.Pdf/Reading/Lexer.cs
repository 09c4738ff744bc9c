using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Metrology.Pdf.Reading;

/// <summary>The characters of a file or stream and the lexical rules of ISO 32000-1 7.2 and 7.3.</summary>
internal sealed class Lexer
{
    const int MaximumNumberLength = 40;

    static readonly SearchValues<byte> White = SearchValues.Create("\0\t\n\f\r "u8);
    static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    readonly byte[] array;
    readonly int offset;
    readonly int length;

    public Lexer(ReadOnlyMemory<byte> source, int position)
    {
        // The array itself: the span of a memory costs more than all else that is done for a character.
        var segment = MemoryMarshal.TryGetArray(source, out var found) ? found : source.ToArray();
        (array, offset, length) = (segment.Array!, segment.Offset, segment.Count);
        Position = position;
    }

    public int Position { get; set; }

    public ReadOnlySpan<byte> Bytes => array.AsSpan(offset, length);

    /// <summary>Bytes of the source, not copied: hostile objects may overlap.</summary>
    public ReadOnlyMemory<byte> Slice(int start, int count) => array.AsMemory(offset + start, count);

    public bool IsAtEnd => Position >= length;

    /// <summary>The byte at the position, or -1 at the end.</summary>
    public int Current => Position < length ? array[offset + Position] : -1;

    public int PeekAt(int distance) => Position + distance < length ? array[offset + Position + distance] : -1;

    public PdfFormatException Error(string what) => new($"{what} at byte {Position}.");

    public static bool IsWhite(int b) => b is 0 or 9 or 10 or 12 or 13 or 32;

    public static bool IsRegular(int b) => b >= 0 && !IsWhite(b) && !IsDelimiter(b);

    public static bool IsDigit(int b) => b is >= '0' and <= '9';

    public void SkipWhite()
    {
        while (true)
        {
            if (IsWhite(Current))
                Position = Bytes[Position..].IndexOfAnyExcept(White) is >= 0 and var count ? Position + count : length;
            if (Current != '%')
                return;
            while (Current is not (-1 or 10 or 13))
                Position++;
        }
    }

    public bool Accept(ReadOnlySpan<byte> text)
    {
        if (!Bytes[Math.Min(Position, Bytes.Length)..].StartsWith(text))
            return false;
        Position += text.Length;
        return true;
    }

    /// <summary>A keyword that must stand here as a whole word.</summary>
    public void Expect(string keyword)
    {
        SkipWhite();
        if (!Accept(Encoding.ASCII.GetBytes(keyword)) || IsRegular(Current))
            throw Error($"“{keyword}” is missing");
    }

    public ReadOnlySpan<byte> Word()
    {
        var start = Position;
        while (IsRegular(Current))
            Position++;
        return Bytes[start..Position];
    }

    public int Integer()
    {
        SkipWhite();
        var word = Word();
        if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            throw Error("An integer is missing");
        return value;
    }

    public (double Value, string Digits) Number()
    {
        var word = Word();
        if (word.Length > MaximumNumberLength || word.ContainsAnyExcept("+-.0123456789"u8) || word.LastIndexOfAny("+-"u8) > 0
            || !double.TryParse(word, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            throw Error("A number is malformed");
        return (value, Encoding.ASCII.GetString(word));
    }

    /// <summary>A name behind its solidus. Bytes that are not UTF-8 are taken one by one.</summary>
    public string Name()
    {
        Position++;
        var bytes = new List<byte>();
        while (IsRegular(Current))
        {
            var b = Bytes[Position++];
            if (b == '#')
            {
                b = (byte)(HexDigit(Current) << 4 | HexDigit(PeekAt(1)));
                Position += 2;
            }
            bytes.Add(b);
        }
        try
        {
            return StrictUtf8.GetString(bytes.ToArray());
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes.ToArray());
        }
    }

    public byte[] HexString()
    {
        Position++;
        var end = Position + Bytes[Position..].IndexOf((byte)'>');
        if (end < Position)
            throw Error("A string has no end");
        var bytes = new byte[(end - Position + 1) / 2];
        var digits = 0;
        for (; Position < end; Position++)
            if (!IsWhite(Current))
            {
                bytes[digits / 2] |= (byte)(HexDigit(Current) << (digits % 2 == 0 ? 4 : 0));
                digits++;
            }
        Position++;
        return bytes.Length == (digits + 1) / 2 ? bytes : bytes[..((digits + 1) / 2)];
    }

    /// <summary>A string in parentheses: 7.3.4.2.</summary>
    public byte[] LiteralString()
    {
        Position++;
        var bytes = new List<byte>();
        for (var open = 1; ;)
        {
            var b = Current;
            if (b < 0)
                throw Error("A string has no end");
            Position++;
            if (b == ')' && --open == 0)
                return [.. bytes];
            if (b == '(')
                open++;
            if (b == '\\')
                Escape(bytes);
            else if (b == 13)
            {
                bytes.Add(10);
                if (Current == 10)
                    Position++;
            }
            else
                bytes.Add((byte)b);
        }
    }

    void Escape(List<byte> bytes)
    {
        var b = Current;
        Position++;
        switch (b)
        {
            case 'n': bytes.Add(10); break;
            case 'r': bytes.Add(13); break;
            case 't': bytes.Add(9); break;
            case 'b': bytes.Add(8); break;
            case 'f': bytes.Add(12); break;
            case 10: break;
            case 13:
                if (Current == 10)
                    Position++;
                break;
            case >= '0' and <= '7':
                var code = b - '0';
                for (var i = 0; i < 2 && Current is >= '0' and <= '7'; i++, Position++)
                    code = code * 8 + Current - '0';
                bytes.Add((byte)code);
                break;
            case -1: throw Error("A string has no end");
            default: bytes.Add((byte)b); break;
        }
    }

    int HexDigit(int b) => b switch
    {
        >= '0' and <= '9' => b - '0',
        >= 'A' and <= 'F' => b - 'A' + 10,
        >= 'a' and <= 'f' => b - 'a' + 10,
        _ => throw Error("A hexadecimal digit is missing"),
    };

    static bool IsDelimiter(int b) => b is '(' or ')' or '<' or '>' or '[' or ']' or '{' or '}' or '/' or '%';
}
