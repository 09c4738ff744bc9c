using Metrology.Pdf.Objects;

namespace Metrology.Pdf.Reading;

/// <summary>Whether the outline is linked as the writer links it: every item names its parent and its neighbours, each count says what is below, and destinations go on as the pages do.</summary>
internal sealed class OutlineLinks
{
    readonly ObjectTable objects;
    readonly IReadOnlyList<ReadPage> pages;
    readonly HashSet<PdfDictionary> visited = new(ReferenceEqualityComparer.Instance);
    (int Page, double Top) last = (-1, 0);

    OutlineLinks(ObjectTable objects, IReadOnlyList<ReadPage> pages)
    {
        this.objects = objects;
        this.pages = pages;
    }

    public static bool AreWhole(ObjectTable objects, PdfDictionary catalog, IReadOnlyList<ReadPage> pages) =>
        catalog.Find("Outlines") is not { } outline || objects.Dictionary(outline) is { } root && new OutlineLinks(objects, pages).Below(root, 0) is not null;

    /// <returns>How many items there are below; null when one is not linked as it is written.</returns>
    int? Below(PdfDictionary parent, int depth)
    {
        if (depth > ReadBudget.MaximumDepth)
            return null;
        var count = 0;
        PdfDictionary? before = null;
        for (var item = objects.Dictionary(parent.Find("First")); item is not null; item = objects.Dictionary(item.Find("Next")))
        {
            objects.Budget.Step();
            if (!visited.Add(item) || !Leads(item, "Parent", parent) || !Leads(item, "Prev", before) || !GoesOn(item))
                return null;
            var isLeaf = item.Find("First") is null && item.Find("Last") is null && item.Find("Count") is null;
            if ((isLeaf ? 0 : Below(item, depth + 1)) is not { } more)
                return null;
            count += 1 + more;
            before = item;
        }
        return before is not null && Leads(parent, "Last", before) && objects.Integer(parent.Find("Count")) == count ? count : null;
    }

    bool Leads(PdfDictionary from, string key, PdfDictionary? to) => ReferenceEquals(objects.Dictionary(from.Find(key)), to);

    /// <summary>ISO 32000-1 12.3.2.2: left edge, a height on the page, the zoom as it was.</summary>
    bool GoesOn(PdfDictionary item)
    {
        var parts = objects.Items(item.Find("Dest"));
        if (parts.Count != 5 || objects.Dictionary(parts[0]) is not { } page || !objects.Resolve(parts[1]).IsName("XYZ"))
            return false;
        var at = pages.Index().FirstOrDefault(one => ReferenceEquals(one.Item.Dictionary, page), (-1, null!)).Index;
        var box = objects.Items(page.Find("MediaBox"));
        if (at < 0 || box.Count != 4 || objects.Resolve(parts[3]).Real() is not { } top || !(top >= 0 && top <= objects.Resolve(box[3]).Real()))
            return false;
        var goesOn = at > last.Page || at == last.Page && top <= last.Top;
        last = (at, top);
        return goesOn && objects.Resolve(parts[2]).Real() == 0 && objects.Resolve(parts[4]).Real() == 0;
    }
}
