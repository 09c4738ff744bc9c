using System.Globalization;
using System.Text;
using Metrology.Adapters.Framing;
using Metrology.Core.Words;

namespace Metrology.Adapters.Roller;

/// <summary>One line: "$TAG,VERB,…*CCCC" CR LF with the CRC of what stands between $ and * (protocol.md).</summary>
public sealed class RollerFrame
{
    public const byte Start = (byte)'$', End = (byte)'*';

    /// <summary>Characters between $ and *.</summary>
    public const int LongestBody = 120;

    /// <summary>$, *, four digits of the check, CR and LF.</summary>
    public const int Overhead = 8;

    public const int Longest = LongestBody + Overhead;

    private const int CheckDigits = 4, LargestTag = 9999;

    private RollerFrame(byte[] raw, string[] fields) => (Raw, Fields) = (raw, fields);

    /// <summary>The whole line with check and end.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>Chosen by who asks and given back by who answers, so that a late answer is known.</summary>
    public string Tag => Fields[0];

    public string Verb => Fields.Count > 1 ? Fields[1] : "";

    /// <summary>Tag and verb first.</summary>
    public IReadOnlyList<string> Fields { get; }

    public static byte[] Encode(int tag, params IEnumerable<string> fields)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(tag is > 0 and <= LargestTag, true);
        var body = string.Join(',', [tag.ToString(CultureInfo.InvariantCulture), .. fields]);
        if (body.Length > LongestBody || !body.All(letter => IsText((byte)letter)))
            throw new ArgumentException($"{body} cannot stand in a line");
        var crc = Crc16.Of(Encoding.ASCII.GetBytes(body));
        return Encoding.ASCII.GetBytes($"${body}*{crc:X4}\r\n");
    }

    /// <summary>The tag after this one.</summary>
    public static int NextTag(int tag) => (tag % LargestTag) + 1;

    /// <summary>A line of exactly these bytes.</summary>
    public static Outcome<RollerFrame> Parse(ReadOnlySpan<byte> bytes) =>
        Look(bytes, out var length) is { } refusal ? refusal : length == bytes.Length ? Of(bytes) : RollerRefusal.BadEnd;

    /// <summary>A line that was looked at.</summary>
    internal static RollerFrame Of(ReadOnlySpan<byte> bytes) => new(bytes.ToArray(), Encoding.ASCII.GetString(bytes[1..^(Overhead - 1)]).Split(','));

    internal static Refusal? Look(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        if (bytes.IsEmpty)
            return RollerRefusal.Incomplete;
        if (bytes[0] != Start)
            return RollerRefusal.BadStart;
        var at = 1;
        while (at < bytes.Length && bytes[at] != End)
        {
            if (!IsText(bytes[at]))
                return RollerRefusal.BadText;
            if (at++ > LongestBody)
                return RollerRefusal.BadLength;
        }

        if (at == bytes.Length)
            return RollerRefusal.Incomplete;
        if (at == 1)
            return RollerRefusal.BadLength;
        var tail = bytes[(at + 1)..];
        // A wrong digit is known at once: waiting for the rest would let a damaged line swallow the next.
        Span<byte> check = stackalloc byte[CheckDigits];
        WriteHex(Crc16.Of(bytes[1..at]), check);
        if (!tail[..Math.Min(CheckDigits, tail.Length)].SequenceEqual(check[..Math.Min(CheckDigits, tail.Length)]))
            return RollerRefusal.BadCheck;
        if (tail.Length > CheckDigits && tail[CheckDigits] != '\r')
            return RollerRefusal.BadEnd;
        if (tail.Length > CheckDigits + 1 && tail[CheckDigits + 1] != '\n')
            return RollerRefusal.BadEnd;
        if (tail.Length < CheckDigits + 2)
            return RollerRefusal.Incomplete;
        length = at + 1 + CheckDigits + 2;
        return null;
    }

    private static void WriteHex(ushort value, Span<byte> digits)
    {
        for (var i = 0; i < CheckDigits; i++)
        {
            var nibble = (value >> (4 * (CheckDigits - 1 - i))) & 0xF;
            digits[i] = (byte)(nibble < 10 ? '0' + nibble : 'A' + nibble - 10);
        }
    }

    /// <summary>Printable ASCII without the marks of the line.</summary>
    private static bool IsText(byte value) => value is > 0x1F and < 0x7F and not Start and not End;
}
