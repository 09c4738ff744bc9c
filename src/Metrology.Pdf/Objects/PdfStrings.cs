using System.Globalization;
using System.Text;

namespace Metrology.Pdf.Objects;

/// <summary>A text string: ASCII as it is, anything else as UTF-16BE with its mark (ISO 32000-1 7.9.2.2).</summary>
internal sealed class PdfText(string text) : PdfValue
{
    public override void Write(ByteSink sink)
    {
        if (!text.All(c => c is >= ' ' and <= '~'))
        {
            sink.Ascii("<FEFF").Hex(Encoding.BigEndianUnicode.GetBytes(text)).Byte((byte)'>');
            return;
        }
        sink.Byte((byte)'(');
        foreach (var c in text)
        {
            if (c is '(' or ')' or '\\')
                sink.Byte((byte)'\\');
            sink.Byte((byte)c);
        }
        sink.Byte((byte)')');
    }

    public static PdfText Date(DateTimeOffset time) => new(DateText(time));

    /// <summary>A date string of ISO 32000-1 7.9.4 with its offset kept as the caller gave it.</summary>
    public static string DateText(DateTimeOffset time)
    {
        var local = time.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        var offset = time.Offset;
        var zone = offset == TimeSpan.Zero
            ? "Z"
            : $"{(offset < TimeSpan.Zero ? '-' : '+')}{Math.Abs(offset.Hours):00}'{Math.Abs(offset.Minutes):00}'";
        return $"D:{local}{zone}";
    }
}

/// <summary>A string of bytes written in hexadecimal.</summary>
internal sealed class PdfBytes(byte[] bytes) : PdfValue
{
    public byte[] Value => bytes;

    public override void Write(ByteSink sink) => sink.Byte((byte)'<').Hex(bytes).Byte((byte)'>');
}
