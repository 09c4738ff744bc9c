using Metrology.Core.Certificates;
using Metrology.Pdf;

namespace Metrology.Documents;

/// <summary>First page: institution, title, particulars, signatures and the code for the public check page.</summary>
internal static class CoverPage
{
    public static IEnumerable<Metrology.Pdf.Block> Of(CertificateDocument document, DocumentWords words) =>
    [
        new Spacer(4.Mm),
        new Metrology.Pdf.Paragraph(words.Of(document.Institution.Name)) { Id = PaperIds.Institution, Align = TextAlign.Centre, Style = Styles.Institution },
        new Metrology.Pdf.Paragraph(words.OfOther(document.Institution.Name)) { Align = TextAlign.Centre, Style = Styles.Small, SpaceBefore = 1.Mm },
        new Heading(words.Of(document.Title)) { Id = PaperIds.Title, Align = TextAlign.Centre, Style = words.Title, SpaceBefore = 7.Mm, SpaceAfter = 3.Mm },
        new Metrology.Pdf.Paragraph(words.OfOther(document.Title)) { Align = TextAlign.Centre, SpaceAfter = 7.Mm },
        new KeyValueGrid(words.LabelWidth)
        {
            Entries = [.. document.Cover.Select(field => new KeyValue(words.Of(field.Label), words.Named(PaperIds.Cover(field.Id), field.Value)))],
            Style = Styles.Cover,
            PaddingY = 4,
        },
        new SideBySide(Metrology.Pdf.Column.Share(1), Metrology.Pdf.Column.Fixed(38.Mm), Metrology.Pdf.Column.Fixed(42.Mm))
        {
            SpaceBefore = 8.Mm,
            VerticalAlign = VerticalAlign.Bottom,
            Cells = [Signatures(document, words), Seal(words), CheckCode(document, words)],
        },
        new Rule { SpaceBefore = 6.Mm, SpaceAfter = 2.Mm },
        new Metrology.Pdf.Paragraph(words.Of(Phrases.Contact(document.Institution.Address, document.Institution.Telephone))) { Id = PaperIds.Contact, Style = Styles.Small },
        new Metrology.Pdf.Paragraph(words.Of(Phrases.CheckHint(document.CheckAddress))) { Id = PaperIds.CheckHint, Style = Styles.Small },
        .. document.Ledger is { } ledger ? [new Metrology.Pdf.Paragraph(words.Of(Phrases.Ledger(ledger))) { Id = PaperIds.Ledger, Style = Styles.Small }] : Array.Empty<Metrology.Pdf.Block>(),
    ];

    private static KeyValueGrid Signatures(CertificateDocument document, DocumentWords words) => new(22.Mm)
    {
        Entries = [.. document.Signatures.OrderByDescending(signature => signature.Role).Select(signature => new KeyValue(words.RoleOf(signature.Role, document.Kind), DocumentWords.Named(PaperIds.Signature(signature.Role), signature.Name)))],
        Style = Styles.Cover,
        PaddingY = 5,
    };

    /// <summary>Room for the seal of the institution.</summary>
    private static Metrology.Pdf.Cell Seal(DocumentWords words) => new(
        new Metrology.Pdf.Paragraph(words.Seal) { Align = TextAlign.Centre, Style = Styles.Faint, SpaceAfter = 2.Mm });

    private static Metrology.Pdf.Cell CheckCode(CertificateDocument document, DocumentWords words) => new(
        new MatrixCode(QrMatrix.Of(document.CheckAddress), 32.Mm) { QuietZone = 4, Align = TextAlign.Right, Alt = document.CheckAddress },
        new Metrology.Pdf.Paragraph(words.CheckCodeLabel) { Align = TextAlign.Right, Style = Styles.Small },
        new Metrology.Pdf.Paragraph(DocumentWords.CheckCode(document.CheckCode)) { Id = PaperIds.CheckCode, Align = TextAlign.Right, Style = Styles.Small });
}
