using Metrology.Pdf.Objects;
using static Metrology.Pdf.Objects.PdfValue;

namespace Metrology.Pdf.Conformance;

/// <summary>The PDF/A output intent: device colours are sRGB (ISO 19005-3 6.2.3).</summary>
internal static class OutputIntent
{
    public const string Condition = "sRGB IEC61966-2.1";
    public const int Components = 3;

    static readonly byte[] Profile = Flate.CompressThoroughly(SrgbProfile.Build());

    public static PdfReference Write(PdfFile file)
    {
        var profile = PdfStream.FromDeflated(Profile);
        profile["N"] = Components;
        return file.Add(new PdfDictionary
        {
            ["Type"] = Name("OutputIntent"),
            ["S"] = Name("GTS_PDFA1"),
            ["OutputConditionIdentifier"] = Text(Condition),
            ["Info"] = Text(Condition),
            ["DestOutputProfile"] = file.Add(profile),
        });
    }
}
