using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Dcc.Checking;
using Metrology.Pdf.Reading;

namespace Metrology.Verify.Checking;

/// <summary>What the pages of a file show, by the ids that its structure gives, and everything visible that has none.</summary>
internal sealed class PageTexts(ReadDocument file)
{
    private const string HeaderCell = "TH", DataCell = "TD", TableRow = "TR", TableElement = "Table";

    public Language Language { get; } = file.Language?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true ? Language.En : Language.Zh;

    /// <summary>Every text with an id, in the order of the pages.</summary>
    public IReadOnlyList<PaperText> Texts()
    {
        var texts = new List<PaperText>();
        var marks = file.Structure.Loose.Where(loose => loose is { Page: 1, IsLevel: false }).Select(loose => loose.Text);
        texts.Add(new(PaperIds.Watermarks, string.Join(' ', marks)));
        foreach (var element in file.Structure.Elements)
            Collect(element, [], texts);
        return texts;
    }

    /// <summary>Places where a page shows something that belongs to no element and is neither header, page number, watermark nor a heading that is repeated.</summary>
    public IEnumerable<CheckFinding> Strays(string? number)
    {
        var (pages, marks) = (file.Pages.Count, Turned(1));
        var headings = file.Structure.All.Where(element => element.Type == TableElement).Select(HeadingsOf).Where(text => text.Length > 0).Distinct().ToList();
        for (var page = 1; page <= pages; page++)
        {
            var running = RunningTexts.Allowed(number, page, pages).Select(Squeezed).ToList();
            var rest = string.Concat(file.Structure.Loose.Where(loose => loose.Page == page && loose.IsLevel).Select(loose => Squeezed(loose.Text)).Where(text => !running.Contains(text)));
            while (headings.Find(heading => rest.StartsWith(heading, StringComparison.Ordinal)) is { } heading)
                rest = rest[heading.Length..];
            if (rest.Length > 0)
                yield return Stray(page, rest);
            if (Turned(page) != marks)
                yield return Stray(page, Turned(page));
        }
    }

    private static CheckFinding Stray(int page, string text)
    {
        var shown = text.Length <= 60 ? text : text[..60] + "…";
        return new("page.stray-text", $"page {page}", new($"第 {page} 页有不属于证书内容的文字「{shown}」。", $"Page {page} shows text that is no part of the certificate: “{shown}”."));
    }

    private string Turned(int page) => string.Concat(file.Structure.Loose.Where(loose => loose.Page == page && !loose.IsLevel).Select(loose => Squeezed(loose.Text)));

    private static string HeadingsOf(ReadElement table) => string.Concat(table.WithDescendants().Where(element => element.Type == HeaderCell).Select(element => Squeezed(element.Text)));

    private static void Collect(ReadElement element, IReadOnlyList<string> headings, List<PaperText> texts)
    {
        if (element.Type == TableElement)
            headings = [.. element.Children.Where(row => row.Type == TableRow).SelectMany(row => row.Children).Where(cell => cell.Type == HeaderCell).Select(cell => cell.Text)];
        if (element.Title is { Length: > 0 } id && element.Type != DataCell)
            texts.Add(new(id, element.Text));
        var column = 0;
        foreach (var child in element.Children)
        {
            if (child is { Type: DataCell, Title.Length: > 0 })
                texts.Add(new(child.Title, TextOf(child), column < headings.Count ? headings[column] : ""));
            if (child.Type == DataCell)
                column++;
            Collect(child, headings, texts);
        }
    }

    private static string TextOf(ReadElement element) => string.Concat(element.WithDescendants().Select(one => one.Text));

    private static string Squeezed(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
}
