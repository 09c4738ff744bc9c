using System.Text;
using Metrology.Core.Words;

namespace Metrology.Adapters.Scpi;

/// <summary>
/// One response message of IEEE 488.2: text that ends with a line feed (before which a carriage return may stand). A definite block (#, digits of the length, length, bytes) may contain
/// line feeds; an indefinite one (#0, bytes) goes up to the line feed that ends the message.
/// </summary>
public sealed class ScpiMessage
{
    /// <summary>Bytes that are taken at most.</summary>
    public const int Longest = 16_384;

    private const byte Quote = (byte)'"', Hash = (byte)'#', LineFeed = (byte)'\n';

    private readonly int bodyLength;

    private ScpiMessage(byte[] raw)
    {
        Raw = raw;
        bodyLength = raw.Length - (raw.Length > 1 && raw[^2] == '\r' ? 2 : 1);
    }

    /// <summary>With its end.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>Without its end; bytes of a block as Latin-1.</summary>
    public string Text => Encoding.Latin1.GetString(Raw.Span[..bodyLength]);

    /// <summary>Fields between commas outside of quoted strings, without white space around them.</summary>
    public IReadOnlyList<string> Fields
    {
        get
        {
            var (fields, from, quoted, text) = (new List<string>(), 0, false, Text);
            for (var i = 0; i < text.Length; i++)
            {
                quoted ^= text[i] == '"';
                if (text[i] != ',' || quoted)
                    continue;
                fields.Add(text[from..i].Trim());
                from = i + 1;
            }

            fields.Add(text[from..].Trim());
            return fields;
        }
    }

    /// <summary>Bytes of a message that is one block; null when it is none.</summary>
    public ReadOnlyMemory<byte>? Block
    {
        get
        {
            if (Raw.Span[0] != Hash || bodyLength < 2)
                return null;
            if (Raw.Span[1] == '0')
                return Raw[2..bodyLength];
            return LookBlock(Raw.Span, 0, out var end) is null && end == bodyLength ? Raw[(2 + (Raw.Span[1] - '0'))..bodyLength] : (ReadOnlyMemory<byte>?)null;
        }
    }

    /// <summary>A message of exactly these bytes.</summary>
    public static Outcome<ScpiMessage> Parse(ReadOnlySpan<byte> bytes) =>
        Look(bytes, out var length) is { } refusal ? refusal : length == bytes.Length ? Of(bytes) : ScpiRefusal.BadText;

    internal static ScpiMessage Of(ReadOnlySpan<byte> bytes) => new(bytes.ToArray());

    internal static Refusal? Look(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        var quoted = false;
        for (var at = 0; at < bytes.Length; at++)
        {
            if (at >= Longest)
                return ScpiRefusal.TooLong;
            var value = bytes[at];
            if (value == LineFeed)
            {
                length = at + 1;
                return at == 0 || (at == 1 && bytes[0] == '\r') ? ScpiRefusal.Empty : null;
            }

            quoted ^= value == Quote;
            if (value == Hash && !quoted)
            {
                // Of an indefinite block nothing is known but that a line feed ends it.
                if (at + 1 < bytes.Length && bytes[at + 1] == '0')
                    return Indefinite(bytes, at, out length);
                if (LookBlock(bytes, at, out var end) is { } refusal)
                    return refusal;
                at = end - 1;
            }
            else if (value is < 0x20 and not ((byte)'\r' or (byte)'\t') or > 0x7E)
            {
                return ScpiRefusal.BadText;
            }
        }

        return ScpiRefusal.Incomplete;
    }

    private static Refusal? Indefinite(ReadOnlySpan<byte> bytes, int at, out int length)
    {
        var end = bytes[at..].IndexOf(LineFeed);
        length = end < 0 ? 0 : at + end + 1;
        return length > Longest || (end < 0 && bytes.Length >= Longest) ? ScpiRefusal.TooLong : end < 0 ? ScpiRefusal.Incomplete : null;
    }

    /// <param name="end">Behind the last byte of the block.</param>
    private static Refusal? LookBlock(ReadOnlySpan<byte> bytes, int at, out int end)
    {
        end = 0;
        if (at + 1 >= bytes.Length)
            return ScpiRefusal.Incomplete;
        if (bytes[at + 1] is < (byte)'1' or > (byte)'9')
            return ScpiRefusal.BadBlock;
        var (digits, size) = (bytes[at + 1] - '0', 0L);
        for (var i = 0; i < digits; i++)
        {
            if (at + 2 + i >= bytes.Length)
                return ScpiRefusal.Incomplete;
            var digit = bytes[at + 2 + i];
            if (digit is < (byte)'0' or > (byte)'9')
                return ScpiRefusal.BadBlock;
            size = (size * 10) + digit - '0';
        }

        if (size > Longest)
            return ScpiRefusal.TooLong;
        end = at + 2 + digits + (int)size;
        return end > bytes.Length ? ScpiRefusal.Incomplete : null;
    }
}
