using Metrology.Pdf.Objects;
using static Metrology.Pdf.Objects.PdfValue;

namespace Metrology.Pdf.Conformance;

/// <summary>The PDF/A output intent: device colours are sRGB (ISO 19005-3 6.2.3).</summary>
internal static class OutputIntent
{
    static readonly byte[] Profile = Flate.CompressThoroughly(SrgbProfile.Build());

    public static PdfReference Write(PdfFile file)
    {
        var profile = PdfStream.FromDeflated(Profile);
        profile["N"] = 3;
        return file.Add(new PdfDictionary
        {
            ["Type"] = Name("OutputIntent"),
            ["S"] = Name("GTS_PDFA1"),
            ["OutputConditionIdentifier"] = Text("sRGB IEC61966-2.1"),
            ["Info"] = Text("sRGB IEC61966-2.1"),
            ["DestOutputProfile"] = file.Add(profile),
        });
    }
}
