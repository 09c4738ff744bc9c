using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Dcc.Offline;
using Metrology.Dcc.Reading;
using Metrology.Dcc.Rebuilding;
using Metrology.Pdf;
using Metrology.Pdf.Conformance;
using Metrology.Pdf.Reading;

namespace Metrology.Verify.Checking;

/// <summary>Parts of the file beside its pages: whatever the writer of this system does not make is refused, known or not.</summary>
internal static class PartsCheck
{
    private const int Most = 5;

    public static IEnumerable<CheckFinding> Run(ReadDocument file) => file.UnexpectedParts.Except(Seals(file)).Take(Most).Select(part => new CheckFinding(
        Code(part.Kind), part.Page > 0 ? $"page {part.Page}: {part.Name}" : part.Name, Text(part)));

    /// <summary>Fields of later signatures that show a picture: new, small, over pages that are as they were signed; <see cref="PdfSignatures"/> says so.</summary>
    private static IEnumerable<UnexpectedPart> Seals(ReadDocument file) => file.UnexpectedParts.Where(part => part is { Kind: UnexpectedKind.Annotation, Name: "Widget" })
        .Take(file.Signatures.SelectMany(one => one.LaterPictures).Select(picture => picture.ObjectNumber).Distinct().Count());

    /// <summary>What a reader sees beside the pages: title of the window, outline, and what is read aloud for a picture.</summary>
    public static IEnumerable<CheckFinding> Names(ReadDocument file, DccFile attached)
    {
        var dcc = attached.Content;
        var expected = Expected(file, dcc);
        var entries = expected.Entries.ToDictionary(entry => entry.Key, entry => entry.Text);
        foreach (var (key, text) in file.Information.Where(entry => !entries.TryGetValue(entry.Key, out var own) || Squeezed(entry.Value ?? "") != Squeezed(own)))
            yield return Of(key == "Title" ? "title" : $"metadata ({key})", text ?? "");
        foreach (var missing in entries.Keys.Except(file.Information.Keys))
            yield return Of($"metadata ({missing})", "");
        if (Squeezed(file.Xmp ?? "") != Squeezed(expected.Xmp))
            yield return Of("metadata (XMP)", file.Title ?? "");
        if (file.ColourProfile != ColourProfile.Hash)
        {
            yield return new(
                "file.colour-profile", "colour profile",
                new("文件的输出意图或颜色配置（ICC）不是本产品写入的那一个：颜色可能与签发时不同。", "The output intent or the colour profile (ICC) of the file is not the one that this product writes: colours may look otherwise than when it was issued."));
        }

        // A heading may stand on several pages; a bookmark leads to one of them.
        var headings = file.Structure.All.Where(element => element.Type.StartsWith('H') || element.Type == "P").ToLookup(element => Squeezed(element.Text), element => element.Pages, StringComparer.Ordinal);
        foreach (var bookmark in file.Bookmarks.Where(bookmark => !headings[Squeezed(bookmark.Title)].Any(pages => pages.Contains(bookmark.Page))))
            yield return Of("outline", bookmark.Title);
        if (!file.HasOwnOutline)
        {
            yield return new("file.outline", "outline", new(
                "文件大纲的条目不是本产品所连的那样：次序、层次、数目或所指的位置不同。", "The outline of the file is not linked as this product does: order, levels, counts or places are others."));
        }

        var institution = dcc.Laboratory.Both;
        string?[] read = [dcc.Check?.Address, dcc.UniqueIdentifier, institution.Zh, institution.En, Vocabulary.SealPicture.Zh, Vocabulary.SealPicture.En, "",
            .. RebuiltPlots.Of(dcc, attached.Results).SelectMany(one => (string[])[one.Plot.Title.Zh, one.Plot.Title.En])];
        foreach (var figure in file.Structure.All.Where(element => element.Alt is not null && !read.Contains(element.Alt)))
            yield return Of("alternative text", figure.Alt!);
    }

    /// <summary>What a file says about itself, by its pages and its digital certificate.</summary>
    private static DocumentInformation Expected(ReadDocument file, ReadDcc dcc)
    {
        string TextOf(string id) => file.Structure.All.FirstOrDefault(element => element.Title == id)?.Text ?? "";
        return new($"{TextOf(PaperIds.Title)} {dcc.UniqueIdentifier}", new(dcc.IssuedOn ?? DateOnly.MinValue, TimeOnly.MinValue, TimeSpan.Zero))
        {
            Author = TextOf(PaperIds.Institution),
            Subject = TextOf(PaperIds.Title),
            Language = file.Language ?? "",
        };
    }

    private static CheckFinding Of(string where, string said) => new("file.other-words", where, new($"文件的{where}写的是「{said}」，与页面不符。", $"The {where} of the file says “{said}”, which the pages do not."));

    private static string Squeezed(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    private static string Code(UnexpectedKind kind) => kind switch
    {
        UnexpectedKind.Action => "file.action",
        UnexpectedKind.Annotation => "page.annotation",
        UnexpectedKind.Field => "file.form-field",
        UnexpectedKind.Layer => "file.layer",
        UnexpectedKind.File => "file.attachment",
        UnexpectedKind.Font => "page.font",
        UnexpectedKind.Substitute => "file.substitute-text",
        UnexpectedKind.Other => "file.unknown-part",
    };

    private static BilingualText Text(UnexpectedPart part)
    {
        var (zh, en) = part.Kind switch
        {
            UnexpectedKind.Action => ("自动执行的动作或脚本", "an action or script"),
            UnexpectedKind.Annotation => ("盖在页面上的批注或链接", "an annotation or link that lies on a page"),
            UnexpectedKind.Field => ("不是签名的表单域", "a form field that is no signature"),
            UnexpectedKind.Layer => ("可以显示或隐藏的图层", "a layer that can be shown or hidden"),
            UnexpectedKind.File => ("另外的附件", "another attached file"),
            UnexpectedKind.Font => ("不是本系统嵌入的字体，或其字宽与字形不符", "a font that this system does not embed, or whose widths are not those of its glyphs"),
            UnexpectedKind.Substitute => ("代替页面文字被读取的文字", "text that programs read in place of that on the page"),
            _ => ("本系统从不写入的部分", "a part that this system never writes"),
        };
        return new($"文件含有{zh}（{part.Name}）：证书里没有这种东西。", $"The file has {en} ({part.Name}): a certificate has no such thing.");
    }
}
