using System.Globalization;
using Metrology.Core.Certificates;
using Metrology.Core.Words;

namespace Metrology.Dcc.Writing;

/// <summary>
/// A certificate as digital calibration certificate, version 3.3.0. Same document, same bytes: UTF-8 without byte order mark. A notice of a failed
/// verification is written too: its numbers are results like any others, and its conformity says fail.
/// </summary>
public static class DccWriter
{
    /// <summary>Version of the schema that is written.</summary>
    public const string Version = "3.3.0";

    /// <summary>Edition of what is written and of the words of the pages. Another one for every change that a certificate of before would not pass: bundles are rebuilt with it, papers compared.</summary>
    public const int Edition = 1;

    /// <returns>The file, or what keeps it from being written, such as a unit that D-SI has no name for.</returns>
    public static Outcome<byte[]> Write(CertificateDocument document)
    {
        if (document.Data is not { } data)
            return DccRefusals.NoData;
        if (document.Signatures.Count == 0)
            return DccRefusals.NoSignatory;
        var languages = LanguagesOf(document);
        using var xml = new DccXml(languages);
        xml.Root(Version, () =>
        {
            Administration.Write(xml, document, data);
            Measurement.Write(xml, document, data);
            xml.Element("comment", () =>
            {
                xml.Own("check", ("address", document.CheckAddress), ("code", document.CheckCode));
                xml.Own("paper", [("edition", Edition.ToString(CultureInfo.InvariantCulture)), ("languages", string.Join(' ', languages.Select(DccXml.CodeOf))), .. HasPlots(document) ? [("plots", "true")] : Array.Empty<(string, string)>()]);
            });
        });
        return xml.Problem is { } problem ? problem : xml.Bytes();
    }

    private static bool HasPlots(CertificateDocument document) => document.Sections.SelectMany(section => section.Blocks).OfType<ErrorPlot>().Any();

    /// <summary>Languages of the paper, the first language first.</summary>
    private static IReadOnlyList<Language> LanguagesOf(CertificateDocument document) => document.Design?.Languages == PaperLanguages.Bilingual
        ? [document.Language, document.Language == Language.Zh ? Language.En : Language.Zh]
        : [document.Language];
}
