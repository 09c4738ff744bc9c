using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Pdf;
using Metrology.Pdf.Images;

namespace Metrology.Documents;

/// <summary>First page: institution, title, particulars, signatures and the code for the public check page.</summary>
internal static class CoverPage
{
    /// <summary>A quarter of a millimetre is the narrowest bar that office printers and hand-held scanners are safe with.</summary>
    private static readonly double BarModule = 0.26.Mm, BarHeight = 9.Mm, BarWidth = 84.Mm;

    private static readonly double LogoHeight = 16.Mm, LogoWidth = 60.Mm, SealSide = 36.Mm;

    /// <param name="pictures">Logo and seal of the template; none on a paper as the product sets it.</param>
    public static IEnumerable<Metrology.Pdf.Block> Of(CertificateDocument document, DocumentWords words, PaperPictures pictures) =>
        Of(document, words, pictures, IsTight(document, words, pictures));

    private static IReadOnlyList<Metrology.Pdf.Block> Of(CertificateDocument document, DocumentWords words, PaperPictures pictures, bool isTight) =>
    [
        .. pictures.Logo is { } logo ? [new Picture(logo, Fit(logo, LogoWidth, LogoHeight)) { Align = TextAlign.Centre, Alt = words.Of(document.Institution.Name), SpaceAfter = 2.Mm }] : Array.Empty<Metrology.Pdf.Block>(),
        new Spacer(words.Space(isTight ? 0 : 4)),
        new Metrology.Pdf.Paragraph(words.Of(document.Institution.Name)) { Id = PaperIds.Institution, Align = TextAlign.Centre, Style = Styles.Institution },
        new Metrology.Pdf.Paragraph(words.OfOther(document.Institution.Name)) { Align = TextAlign.Centre, Style = Styles.Small, SpaceBefore = 1.Mm },
        new Heading(words.Of(document.Title)) { Id = PaperIds.Title, Align = TextAlign.Centre, Style = words.Title, SpaceBefore = words.Space(isTight ? 4 : 7), SpaceAfter = words.Space(3) },
        new Metrology.Pdf.Paragraph(words.OfOther(document.Title)) { Align = TextAlign.Centre, SpaceAfter = words.Space(isTight ? 3 : 7) },
        new KeyValueGrid(words.LabelWidth)
        {
            Entries = [.. document.Cover.Select(field => new KeyValue(words.Label(field.Label), words.Named(PaperIds.Cover(field.Id), field.Value)))],
            Style = words.Cover,
            PaddingY = isTight ? Math.Min(words.CoverPadding, 2.5) : words.CoverPadding,
        },
        new SideBySide(Metrology.Pdf.Column.Share(1), Metrology.Pdf.Column.Fixed(38.Mm), Metrology.Pdf.Column.Fixed(42.Mm))
        {
            SpaceBefore = words.Space(isTight ? 3 : 8),
            VerticalAlign = VerticalAlign.Bottom,
            Cells = [new([Signatures(document, words), .. BarCode(document)]), Seal(words, pictures.Seal), CheckCode(document, words)],
        },
        new Rule { SpaceBefore = words.Space(isTight ? 3 : 6), SpaceAfter = 2.Mm },
        .. Small(Phrases.Contact(document.Institution.Address, document.Institution.Telephone), PaperIds.Contact, words),
        .. Small(Phrases.CheckHint(document.CheckAddress), PaperIds.CheckHint, words),
        .. document.Ledger is { } ledger ? Small(Phrases.Ledger(ledger), PaperIds.Ledger, words) : [],
        .. (document.Design?.Statements ?? []).SelectMany((statement, i) => Small(statement, PaperIds.Statement(i), words)),
    ];

    /// <summary>What replaces another paper has a line more, English takes more lines, a logo takes room: the cover is one page still.</summary>
    private static bool IsTight(CertificateDocument document, DocumentWords words, PaperPictures pictures) =>
        words.IsEnglish || pictures.Logo is not null || document.Cover.Any(field => field.Id == "replaces");

    private static IEnumerable<Metrology.Pdf.Block> Small(BilingualText text, string id, DocumentWords words)
    {
        yield return new Metrology.Pdf.Paragraph(words.Of(text)) { Id = id, Style = words.Foot };
        if (words.Second(text) is { } second)
            yield return new Metrology.Pdf.Paragraph(second) { Id = PaperIds.Second(id), Style = words.Foot };
    }

    /// <summary>The width at which a picture fits in a rectangle.</summary>
    private static double Fit(RasterImage image, double width, double height) => Math.Min(width, height * image.Width / image.Height);

    /// <summary>Below the signatures, where there is room; a long number has narrower bars.</summary>
    private static IEnumerable<Metrology.Pdf.Block> BarCode(CertificateDocument document)
    {
        if (document.Design?.Barcode == true && Code128.Of(document.Number) is { } bars)
            yield return new LinearCode(bars, Math.Min(BarModule, BarWidth / (bars.Sum() + (2 * LinearCode.QuietZone))), BarHeight) { Alt = document.Number, SpaceBefore = 4 };
    }

    private static KeyValueGrid Signatures(CertificateDocument document, DocumentWords words) => new(words.RoleWidth)
    {
        Entries = [.. document.Signatures.OrderByDescending(signature => signature.Role).Select(signature => new KeyValue(words.RoleOf(signature.Role, document.Kind), DocumentWords.Named(PaperIds.Signature(signature.Role), signature.Name)))],
        Style = words.Cover,
        PaddingY = 1 + words.CoverPadding,
    };

    /// <summary>Room for the seal of the institution.</summary>
    private static Metrology.Pdf.Cell Seal(DocumentWords words, RasterImage? picture) => picture is not null
        ? new(new Picture(picture, Fit(picture, SealSide, SealSide)) { Align = TextAlign.Centre, Alt = words.SealPicture })
        : new(new Metrology.Pdf.Paragraph(words.Seal) { Align = TextAlign.Centre, Style = Styles.Faint, SpaceAfter = 2.Mm });

    private static Metrology.Pdf.Cell CheckCode(CertificateDocument document, DocumentWords words) => new(
    [
        .. document.CheckAddress.Length == 0 ? Array.Empty<Metrology.Pdf.Block>() : [new MatrixCode(QrMatrix.Of(document.CheckAddress), 32.Mm) { QuietZone = 4, Align = TextAlign.Right, Alt = document.CheckAddress }],
        new Metrology.Pdf.Paragraph(words.CheckCodeLabel) { Align = TextAlign.Right, Style = Styles.Small },
        new Metrology.Pdf.Paragraph(DocumentWords.CheckCode(document.CheckCode)) { Id = PaperIds.CheckCode, Align = TextAlign.Right, Style = Styles.Small },
    ]);
}
