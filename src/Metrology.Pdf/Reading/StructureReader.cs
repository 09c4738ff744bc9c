using System.Text;
using Metrology.Pdf.Objects;

namespace Metrology.Pdf.Reading;

/// <summary>Walks the structure tree and gives each element the text of its marked content: ISO 32000-1 14.7.2, 14.7.4.</summary>
internal sealed class StructureReader
{
    readonly ObjectTable objects;
    readonly Dictionary<PdfDictionary, int> pages = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<(int Page, int Mark), List<TextRun>> texts = [];
    readonly HashSet<(int Page, int Mark)> claimed = [];
    readonly HashSet<int> visited = [];

    StructureReader(ObjectTable objects, IReadOnlyList<ReadPage> pages)
    {
        this.objects = objects;
        foreach (var (index, page) in pages.Index())
        {
            this.pages.TryAdd(page.Dictionary, index);
            foreach (var group in page.Runs.Where(run => run is { IsVisible: true, MarkedContent: not null }).GroupBy(run => run.MarkedContent!.Value))
                texts[(index, group.Key)] = [.. group];
        }
    }

    public static ReadStructure Read(ObjectTable objects, PdfDictionary catalog, IReadOnlyList<ReadPage> pages)
    {
        var reader = new StructureReader(objects, pages);
        var root = objects.Dictionary(catalog.Find("StructTreeRoot"));
        var elements = root is null ? [] : reader.Kids(root.Find("K"), null, 0, []);
        return new(elements, [.. pages.SelectMany((page, index) => reader.Loose(page, index))]);
    }

    IEnumerable<LooseText> Loose(ReadPage page, int index)
    {
        StringBuilder? text = null;
        TextRun? last = null;
        foreach (var run in page.Runs)
        {
            if (!run.IsVisible || run.MarkedContent is { } mark && claimed.Contains((index, mark)))
                continue;
            if (last is not null && (Math.Abs(last.Y - run.Y) > 0.01 && run.IsLevel || last.IsLevel != run.IsLevel))
            {
                yield return new(index + 1, text!.ToString(), last.IsLevel);
                text = null;
            }
            (text ??= new()).Append(run.Text);
            last = run;
        }
        if (last is not null)
            yield return new(index + 1, text!.ToString(), last.IsLevel);
    }

    List<ReadElement> Kids(PdfValue? value, int? page, int depth, List<PlacedRun> own)
    {
        var elements = new List<ReadElement>();
        var kids = objects.Resolve(value) is PdfArray array ? array.Items : value is null ? [] : [value];
        foreach (var kid in kids)
        {
            objects.Budget.Keep();
            if (objects.Integer(kid) is { } mark)
                Claim(page, mark, own);
            else if (objects.Dictionary(kid) is { } dictionary)
                Kid(kid, dictionary, page, depth, elements, own);
        }
        return elements;
    }

    void Kid(PdfValue kid, PdfDictionary dictionary, int? page, int depth, List<ReadElement> elements, List<PlacedRun> above)
    {
        if (dictionary.Find("Type").IsName("MCR"))
        {
            if (objects.Integer(dictionary.Find("MCID")) is { } mark)
                Claim(PageOf(dictionary) ?? page, mark, above);
            return;
        }
        if (objects.Resolve(dictionary.Find("S")).NameText() is not { } type)
            return;
        if (kid is PdfReference reference && !visited.Add(reference.Number) || depth > ReadBudget.MaximumDepth)
            throw new PdfFormatException("The structure tree holds an element twice, or is nested too deep.");
        var own = new List<PlacedRun>();
        var children = Kids(dictionary.Find("K"), PageOf(dictionary) ?? page, depth + 1, own);
        elements.Add(new(type, objects.Text(dictionary.Find("T")), string.Concat(own.Select(one => one.Run.Text)), children) { Pages = [.. own.Select(one => one.Page).Distinct()], Runs = own, Alt = objects.Text(dictionary.Find("Alt")) });
    }

    void Claim(int? page, int mark, List<PlacedRun> into)
    {
        if (page is not { } index || !texts.TryGetValue((index, mark), out var runs))
            return;
        claimed.Add((index, mark));
        foreach (var run in runs)
        {
            objects.Budget.Keep(1 + run.Text.Length);
            into.Add(new(index + 1, run));
        }
    }

    int? PageOf(PdfDictionary dictionary) => objects.Dictionary(dictionary.Find("Pg")) is { } page && pages.TryGetValue(page, out var index) ? index : null;
}
