using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Dcc.Checking;
using Metrology.Dcc.Pages;
using Metrology.Pdf.Reading;

namespace Metrology.Verify.Checking;

/// <summary>What the pages of a file show, by the ids that its structure gives, in the order in which they are read.</summary>
internal sealed class PageTexts(ReadDocument file)
{
    public const string HeaderCell = "TH", DataCell = "TD", TableRow = "TR", TableElement = "Table";

    public Language Language { get; } = file.Language?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true ? Language.En : Language.Zh;

    /// <summary>Every text with an id, in the order of the pages.</summary>
    public IReadOnlyList<PaperText> Facts()
    {
        var texts = new List<PaperText>();
        var marks = file.Structure.Loose.Where(loose => loose is { Page: 1, IsLevel: false }).Select(loose => loose.Text);
        texts.Add(new(PaperIds.Watermarks, string.Join(' ', marks)));
        foreach (var element in file.Structure.Elements)
            Collect(element, [], texts);
        return texts;
    }

    /// <summary>Every text of the structure, with an id or without.</summary>
    public IReadOnlyList<PageText> All() =>
        [.. file.Structure.All.Where(one => one.Text.Length > 0 || one.Title is { Length: > 0 }).Select(one => new PageText(one.Title is { Length: > 0 } id ? id : null, one.Text, one.Pages.Count > 0 ? one.Pages[0] : 0))];

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
}
