using Metrology.Core.Certificates;
using Metrology.Dcc.Checking;
using Metrology.Dcc.Pages;
using Metrology.Dcc.Rebuilding;
using Metrology.Dcc.Xml;
using Metrology.Pdf.Reading;

namespace Metrology.Verify.Checking;

/// <summary>Everything that the pages show against the digital certificate, and the digital certificate against what the pages show.</summary>
/// <param name="isVouchedFor">Somebody whom the reader trusts signed every byte, so that words which are not known here need not be taken for forged.</param>
internal sealed class PagesCheck(ReadDocument file, bool isVouchedFor)
{
    private readonly PageTexts page = new(file);
    private IReadOnlyList<PaperText>? facts;

    public IReadOnlyList<PaperText> Facts => facts ??= page.Facts();

    /// <summary>What the cover says.</summary>
    public string? Number => Facts.FirstOrDefault(text => text.Id == PaperIds.Cover("number"))?.Text;

    public IEnumerable<CheckFinding> Run(DccFile? dcc) =>
    [
        .. dcc is null ? [] : Compared(dcc),
        .. Drawn(dcc, new(file, dcc is not null && Number == dcc.Content.UniqueIdentifier && PageComparison.IsKnown(dcc.Content) ? dcc : null)),
        .. PartsCheck.Run(file),
        .. dcc is null || Number != dcc.Content.UniqueIdentifier ? [] : Beside(dcc),
    ];

    private IEnumerable<CheckFinding> Drawn(DccFile? dcc, PlotCheck plots) =>
    [
        .. new StrayTexts(file, Number, dcc is null ? null : PageComparison.KindOf(dcc.Content), dcc?.Content.Paper?.Languages).Strays(),
        .. plots.Findings,
        .. new PageShapes(file, plots.Shapes).Run(),
        .. ReadingOrder.Check(file, plots.Elements),
        .. Number is { } number ? BarCheck.Run(file, number) : [],
    ];

    /// <summary>What a reader meets beside the texts of the pages.</summary>
    private IEnumerable<CheckFinding> Beside(DccFile dcc) =>
        PageComparison.IsKnown(dcc.Content) ? [.. PartsCheck.Names(file, dcc), .. QrCheck.Run(file, dcc.Content)] : [];

    private IEnumerable<CheckFinding> Compared(DccFile dcc)
    {
        var xml = dcc.Content;
        if (Number is not { } number)
            return [new("page.not-tagged", "", new("页面没有标出各个值，不能逐值核对。", "The pages do not say what they show, so no value can be compared."))];
        if (number != xml.UniqueIdentifier)
        {
            return [new(
                "dcc.other-certificate", "cover/number",
                new($"数字校准证书属于另一份证书：页面编号 {number}，DCC 编号 {xml.UniqueIdentifier}。", $"The digital certificate is of another paper: the page says {number}, the DCC {xml.UniqueIdentifier}."))];
        }

        return [.. Parity.Check(Facts, page.Language, xml).Select(one => new CheckFinding("parity", one.Path, one.Text)), .. Words(dcc)];
    }

    private IEnumerable<CheckFinding> Words(DccFile dcc)
    {
        if (!PageComparison.IsKnown(dcc.Content))
        {
            var edition = dcc.Content.Paper?.Edition is { Length: > 0 } said ? said : "—";
            return [new(
                "page.edition-unknown", edition,
                new(
                    $"本程序不认识这种版式（版次 {edition}）：标签、标题和栏名没有核对。请用更新的核对程序，或在签发机构的查询页核对。",
                    $"This program does not know the edition of this layout ({edition}): labels, headings and names of columns are not compared. Use a later verifier, or the check page of the institution."),
                IsBroken: !isVouchedFor)];
        }

        return
        [
            .. dcc.Content.Paper!.Languages[0] == page.Language ? [] : new[] { Other(page.Language.ToString()) },
            .. PageComparison.Check(page.All(), dcc.Content, dcc.Results).Select(one => new CheckFinding("page.words", $"page {one.Page}", one.Text)),
            .. WrittenAgain.Check(dcc.Bytes, dcc.Content).Select(one => NotShown(one)),
        ];
    }

    private static CheckFinding NotShown(XmlDifference one) => new("dcc.not-shown", one.Path, new(
        $"{one.Path}：按证书各项应为「{one.Expected ?? "无"}」，实为「{one.Found ?? "无"}」。页面没有这一项，或它与页面不符。",
        $"{one.Path}: from the facts of the certificate it would be “{one.Expected ?? "nothing"}”, and it is “{one.Found ?? "nothing"}”. The pages do not show this, or otherwise."));

    private static CheckFinding Other(string language) => new(
        "page.language", language, new($"文件声明的语言（{language}）不是数字校准证书所说的纸面语言。", $"The language that the file states ({language}) is not that of the paper by the digital certificate."));
}
