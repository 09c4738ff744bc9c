using Metrology.Pdf.Objects;

namespace Metrology.Pdf.Reading;

/// <summary>The titles of the outline (ISO 32000-1 12.3.3).</summary>
internal static class BookmarkReader
{
    public static IReadOnlyList<string> Read(ObjectTable objects, PdfDictionary catalog)
    {
        var titles = new List<string>();
        var visited = new HashSet<PdfDictionary>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<PdfDictionary?>([objects.Dictionary(objects.Dictionary(catalog.Find("Outlines"))?.Find("First"))]);
        while (pending.TryPop(out var item))
        {
            if (item is null || !visited.Add(item))
                continue;
            objects.Budget.Keep();
            titles.Add(objects.Text(item.Find("Title")) ?? "");
            pending.Push(objects.Dictionary(item.Find("Next")));
            pending.Push(objects.Dictionary(item.Find("First")));
        }
        return titles;
    }
}
