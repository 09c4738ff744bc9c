using System.Globalization;
using System.Text;

namespace Metrology.Pdf.Reading;

/// <summary>Text strings and dates: ISO 32000-1 7.9.2.2, 7.9.4.</summary>
internal static class TextStrings
{
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith<byte>([0xFE, 0xFF]))
            return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        if (bytes.StartsWith<byte>([0xEF, 0xBB, 0xBF]))
            return Encoding.UTF8.GetString(bytes[3..]);
        // PDFDocEncoding is Latin-1 but for some typographic marks, which nothing here depends on.
        return Encoding.Latin1.GetString(bytes);
    }

    /// <summary>"D:20260318093000+08'00'"; null when it is none or has no zone.</summary>
    public static DateTimeOffset? Date(string? text)
    {
        if (text is null || text.Length < 17 || !text.StartsWith("D:", StringComparison.Ordinal)
            || !DateTime.TryParseExact(text[2..16], "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return null;
        if (text[16] == 'Z')
            return new DateTimeOffset(local, TimeSpan.Zero);
        if (text.Length < 22 || text[16] is not ('+' or '-') || text[19] != '\''
            || !int.TryParse(text.AsSpan(17, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var hours) || hours > 13
            || !int.TryParse(text.AsSpan(20, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) || minutes > 59)
            return null;
        var offset = new TimeSpan(hours, minutes, 0);
        var zone = text[16] == '-' ? -offset : offset;
        var instant = local.Ticks - zone.Ticks;
        return instant < 0 || instant > DateTime.MaxValue.Ticks ? null : new DateTimeOffset(local, zone);
    }
}
