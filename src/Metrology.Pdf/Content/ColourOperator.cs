using Metrology.Pdf.Objects;

namespace Metrology.Pdf.Content;

/// <summary>Device colours; the output intent says that they are sRGB.</summary>
internal static class ColourOperator
{
    public static void Write(ByteSink sink, Colour colour, char grey, string rgb)
    {
        sink.Number(colour.Red / 255.0).Ascii(" ");
        if (colour.Red == colour.Green && colour.Green == colour.Blue)
        {
            sink.Byte((byte)grey).Ascii(" ");
            return;
        }
        sink.Number(colour.Green / 255.0).Ascii(" ").Number(colour.Blue / 255.0).Ascii(" ").Ascii(rgb).Ascii(" ");
    }
}
