using Metrology.Pdf.Objects;

namespace Metrology.Pdf.Reading;

/// <summary>Values looked at as the kind that is expected, null when they are of another kind.</summary>
internal static class Values
{
    public static int? Integer(this PdfValue? value, Func<PdfValue?, PdfValue> resolve) =>
        resolve(value) is PdfNumber { Value: >= int.MinValue and <= int.MaxValue and var number } && number == Math.Floor(number) ? (int)number : null;

    public static double? Real(this PdfValue? value) => value is PdfNumber number ? number.Value : null;

    public static string? NameText(this PdfValue? value) => (value as PdfName)?.Value;

    public static bool IsName(this PdfValue? value, string name) => value is PdfName found && found.Value == name;

    public static byte[] Written(this PdfValue value)
    {
        var sink = new ByteSink();
        value.Write(sink);
        return sink.Written.ToArray();
    }
}
