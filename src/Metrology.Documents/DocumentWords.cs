using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Dcc.Offline;
using Metrology.Pdf;

namespace Metrology.Documents;

/// <summary>The few words that belong to the page itself, in the language of the paper.</summary>
internal sealed class DocumentWords(Language language, bool isBilingual = false)
{
    private const int CodeGroup = 4;

    public string Tag => Say("zh-CN", "en");

    /// <summary>English and nothing else.</summary>
    public bool IsEnglish => !isBilingual && language == Language.En;

    /// <summary>Running header; on a bilingual paper in both languages.</summary>
    public string HeadOf(CertificateKind kind, string number) => RunningTexts.Head(kind, number, language, isBilingual);

    public string Seal => Label(new("（机构印章）", "(seal)"));

    /// <summary>Read aloud instead of the picture: it proves nothing.</summary>
    public string SealPicture => Of(Vocabulary.SealPicture);

    /// <summary>English words are longer than four characters of Chinese.</summary>
    public double LabelWidth => isBilingual ? 60.Mm : language == Language.Zh ? 38.Mm : 46.Mm;

    /// <summary>Lines of the cover; a bilingual one has nearly twice as many and still is one page.</summary>
    public TextStyle Cover => isBilingual ? Styles.DenseCover : Styles.Cover;

    /// <summary>Lines below the rule.</summary>
    public TextStyle Foot => isBilingual ? Styles.Second : Styles.Small;

    /// <summary>Room between the parts of the cover, from millimetres.</summary>
    public double Space(double millimetres) => isBilingual ? (millimetres * 0.4).Mm : millimetres.Mm;

    public double CoverPadding => isBilingual ? 2 : 4;

    /// <summary>Of the names beside signatures.</summary>
    public double RoleWidth => isBilingual ? 34.Mm : 22.Mm;

    public TextStyle Title => language == Language.Zh ? Styles.Title : Styles.Title with { Size = 24, LetterSpacing = 1 };

    public string Of(BilingualText text) => text.In(language);

    /// <summary>Words that state no fact, on a bilingual paper in both languages.</summary>
    public string Label(BilingualText text) => isBilingual && text.Zh != text.En ? $"{Of(text)} {OfOther(text)}" : Of(text);

    /// <summary>The second language of a text on a bilingual paper; null when it says the same, or the paper has one language.</summary>
    public string? Second(BilingualText text) => isBilingual && text.Zh != text.En ? OfOther(text) : null;

    /// <summary>The text in the language that the paper is not in, for the lines below a name.</summary>
    public string OfOther(BilingualText text) => text.In(language == Language.Zh ? Language.En : Language.Zh);

    public string PageOf(int page, int total) => RunningTexts.Page(page, total, language, isBilingual);

    /// <summary>A cell that programs find under the id of what it shows.</summary>
    public Metrology.Pdf.Cell Named(string? id, BilingualText text) => Second(text) is { } second
        ? new(
            new Metrology.Pdf.Paragraph(Of(text)) { Id = id },
            new Metrology.Pdf.Paragraph(second) { Id = id is null ? null : PaperIds.Second(id), Style = Styles.Second })
        : Named(id, Of(text));

    public static Metrology.Pdf.Cell Named(string? id, string text) => new(new Metrology.Pdf.Paragraph(text)) { Id = id };

    public string DccDescription => Of(Vocabulary.DccFile);

    /// <summary>In groups, as people copy it.</summary>
    public static string CheckCode(string code) => string.Join(' ', code.Chunk(CodeGroup).Select(group => new string(group)));

    public string CheckCodeLabel => Label(new("校验码", "Check code"));

    public string RoleOf(SignatureRole role, CertificateKind kind) => role switch
    {
        SignatureRole.Verifier => Label(PurposeWords.Verifier(PurposeWords.Of(kind))),
        SignatureRole.Checker => Label(new("核验员", "Checker")),
        SignatureRole.Approver => Label(new("批准人", "Approver")),
    };

    private string Say(string zh, string en) => language == Language.Zh ? zh : en;
}
