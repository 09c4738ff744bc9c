using Metrology.Core.Words;

namespace Metrology.Adapters.Framing;

/// <summary>Bytes written as hexadecimal text.</summary>
internal static class HexText
{
    private const int LongestText = 1 << 20;

    /// <summary>Refuses with "bad-hex" and the place what is no hexadecimal text (white space allowed), is cut in a byte, or is longer than a mebibyte.</summary>
    public static Outcome<byte[]> Parse(string hex)
    {
        if (hex.Length > LongestText)
            return Bad($"文本超过 {LongestText} 个字符，请分段解码。", $"The text is longer than {LongestText} characters. Decode it in parts.");
        for (var i = 0; i < hex.Length; i++)
        {
            if (!char.IsWhiteSpace(hex[i]) && !char.IsAsciiHexDigit(hex[i]))
            {
                var line = hex.AsSpan(0, i).Count('\n') + 1;
                var column = i - hex.LastIndexOf('\n', i);
                return Bad($"第 {line} 行第 {column} 个字符“{hex[i]}”不是十六进制数字。", $"Line {line}, character {column}: “{hex[i]}” is no hexadecimal digit.");
            }
        }

        var digits = string.Concat(hex.Where(c => !char.IsWhiteSpace(c)));
        return digits.Length % 2 == 0
            ? Convert.FromHexString(digits)
            : Bad($"十六进制数字有 {digits.Length} 个，是奇数，缺半个字节。", $"There are {digits.Length} hexadecimal digits, an odd number: half a byte is missing.");
    }

    private static Refusal Bad(string zh, string en) => Refusal.Of("bad-hex", zh, en);

    /// <summary>Two digits a byte, with spaces.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => string.Join(' ', Convert.ToHexString(bytes).Chunk(2).Select(pair => new string(pair)));
}
