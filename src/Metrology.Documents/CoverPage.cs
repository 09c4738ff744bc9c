using Metrology.Core.Certificates;
using Metrology.Pdf;

namespace Metrology.Documents;

/// <summary>First page: institution, title, particulars, signatures and the code for the public check page.</summary>
internal static class CoverPage
{
    public static IEnumerable<Metrology.Pdf.Block> Of(CertificateDocument document, DocumentWords words) =>
    [
        new Spacer(8.Mm),
        new Metrology.Pdf.Paragraph(words.Of(document.Institution.Name)) { Align = TextAlign.Centre, Style = Styles.Institution },
        new Heading(words.Of(document.Title)) { Align = TextAlign.Centre, Style = Styles.Title, SpaceBefore = 8.Mm, SpaceAfter = 3.Mm },
        new Metrology.Pdf.Paragraph(document.Title.En.ToUpperInvariant()) { Align = TextAlign.Centre, SpaceAfter = 10.Mm },
        new KeyValueGrid(38.Mm)
        {
            Entries = [.. document.Cover.Select(field => new KeyValue(words.Of(field.Label), words.Of(field.Value)))],
            Style = Styles.Cover,
            PaddingY = 4.2,
        },
        new SideBySide(Metrology.Pdf.Column.Share(1), Metrology.Pdf.Column.Fixed(34.Mm))
        {
            SpaceBefore = 10.Mm,
            VerticalAlign = VerticalAlign.Bottom,
            Cells = [Signatures(document, words), CheckCode(document, words)],
        },
        new Rule { SpaceBefore = 10.Mm, SpaceAfter = 2.Mm },
        new Metrology.Pdf.Paragraph($"{words.Of(document.Institution.Address)}　{document.Institution.Telephone}") { Style = Styles.Small },
    ];

    private static KeyValueGrid Signatures(CertificateDocument document, DocumentWords words) => new(24.Mm)
    {
        Entries = [.. document.Signatures.OrderByDescending(signature => signature.Role).Select(signature => new KeyValue(words.RoleOf(signature.Role), signature.Name))],
        Style = Styles.Cover,
        PaddingY = 5,
    };

    private static Metrology.Pdf.Cell CheckCode(CertificateDocument document, DocumentWords words) => new(
        new MatrixCode(QrMatrix.Of(document.CheckAddress), 30.Mm) { QuietZone = 4, Align = TextAlign.Right, Alt = document.CheckAddress },
        new Metrology.Pdf.Paragraph(words.CheckHint) { Align = TextAlign.Right, Style = Styles.Small });
}
