using Metrology.Pdf.Objects;

namespace Metrology.Pdf.Reading;

/// <summary>A title of the outline and where it leads.</summary>
/// <param name="Page">From 1; 0 where it leads to no page of the file.</param>
public sealed record ReadBookmark(string Title, int Page);

/// <summary>The outline (ISO 32000-1 12.3.3).</summary>
internal static class BookmarkReader
{
    public static IReadOnlyList<ReadBookmark> Read(ObjectTable objects, PdfDictionary catalog, IReadOnlyList<ReadPage> pages)
    {
        var bookmarks = new List<ReadBookmark>();
        var visited = new HashSet<PdfDictionary>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<PdfDictionary?>([objects.Dictionary(objects.Dictionary(catalog.Find("Outlines"))?.Find("First"))]);
        while (pending.TryPop(out var item))
        {
            if (item is null || !visited.Add(item))
                continue;
            objects.Budget.Keep();
            bookmarks.Add(new(objects.Text(item.Find("Title")) ?? "", PageOf(objects, item, pages)));
            pending.Push(objects.Dictionary(item.Find("Next")));
            pending.Push(objects.Dictionary(item.Find("First")));
        }
        return bookmarks;
    }

    static int PageOf(ObjectTable objects, PdfDictionary item, IReadOnlyList<ReadPage> pages) =>
        objects.Dictionary(objects.Items(item.Find("Dest")).FirstOrDefault()) is { } page ? pages.Index().FirstOrDefault(one => ReferenceEquals(one.Item.Dictionary, page), (-1, null!)).Index + 1 : 0;
}
