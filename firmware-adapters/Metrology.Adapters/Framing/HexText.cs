using Metrology.Core.Words;

namespace Metrology.Adapters.Framing;

/// <summary>Bytes written as hexadecimal text.</summary>
internal static class HexText
{
    private const int LongestText = 1 << 20;

    /// <summary>Refuses with "bad-hex" what is no hexadecimal text (white space allowed) or is longer than a mebibyte.</summary>
    public static Outcome<byte[]> Parse(string hex)
    {
        try
        {
            return Convert.FromHexString(string.Concat((hex.Length <= LongestText ? hex : "x").Where(c => !char.IsWhiteSpace(c))));
        }
        catch (FormatException)
        {
            return Refusal.Of("bad-hex", "不是十六进制文本，或文本过长。", "This is no hexadecimal text, or it is too long.");
        }
    }

    /// <summary>Two digits a byte, with spaces.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => string.Join(' ', Convert.ToHexString(bytes).Chunk(2).Select(pair => new string(pair)));
}
