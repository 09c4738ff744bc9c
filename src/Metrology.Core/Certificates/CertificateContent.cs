using Metrology.Core.Words;

namespace Metrology.Core.Certificates;

/// <summary>What a reader of two certificates of one record would find different.</summary>
public static class CertificateContent
{
    private static readonly string[] Identity = ["number", "issued-on", "replaces"];

    /// <summary>Both say the same but for number, day of issue, signatures and what they replace.</summary>
    public static bool IsSame(CertificateDocument one, CertificateDocument other) => Texts(one).SequenceEqual(Texts(other));

    private static IEnumerable<BilingualText> Texts(CertificateDocument document) =>
    [
        .. document.Cover.Where(field => !Identity.Contains(field.Id)).Select(field => field.Value),
        document.Institution.Name,
        document.Institution.Address,
        document.Institution.AuthorisationStatement,
        BilingualText.Same(document.Institution.Telephone),
        .. document.Sections.SelectMany(section => section.Blocks).SelectMany(Texts),
    ];

    private static IEnumerable<BilingualText> Texts(Block block) => block switch
    {
        Paragraph paragraph => [paragraph.Text],
        FieldList list => list.Fields.Select(field => field.Value),
        Table table => table.Rows.SelectMany(row => row).Select(cell => cell.Text),
        _ => [],
    };
}
