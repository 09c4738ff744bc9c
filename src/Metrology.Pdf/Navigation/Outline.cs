using Metrology.Pdf.Content;
using Metrology.Pdf.Objects;
using static Metrology.Pdf.Objects.PdfValue;

namespace Metrology.Pdf.Navigation;

/// <summary>The outline (bookmarks) from the headings: ISO 32000-1 12.3.3. All levels are open.</summary>
internal static class Outline
{
    public static PdfReference? Write(PdfFile file, PdfReference[] pageReferences, List<ContentWriter> pages)
    {
        var root = new Item(0, "", null!, 0);
        var path = new Stack<Item>([root]);
        for (var page = 0; page < pages.Count; page++)
            foreach (var (bookmark, y) in pages[page].Bookmarks)
            {
                var item = new Item(bookmark.Level, bookmark.Title, pageReferences[page], y);
                while (path.Peek().Level >= item.Level)
                    path.Pop();
                path.Peek().Children.Add(item);
                path.Push(item);
            }
        if (root.Children.Count == 0)
            return null;
        var reference = file.Reserve();
        var dictionary = new PdfDictionary { ["Type"] = Name("Outlines") };
        WriteChildren(file, root, reference, dictionary);
        file.Set(reference, dictionary);
        return reference;
    }

    static void WriteChildren(PdfFile file, Item parent, PdfReference parentReference, PdfDictionary parentDictionary)
    {
        var references = parent.Children.ConvertAll(_ => file.Reserve());
        for (var i = 0; i < references.Count; i++)
        {
            var item = parent.Children[i];
            var dictionary = new PdfDictionary
            {
                ["Title"] = Text(item.Title),
                ["Parent"] = parentReference,
                ["Dest"] = new PdfArray(item.Page, Name("XYZ"), 0, item.Y, 0),
            };
            if (i > 0)
                dictionary["Prev"] = references[i - 1];
            if (i + 1 < references.Count)
                dictionary["Next"] = references[i + 1];
            if (item.Children.Count > 0)
                WriteChildren(file, item, references[i], dictionary);
            file.Set(references[i], dictionary);
        }
        parentDictionary["First"] = references[0];
        parentDictionary["Last"] = references[^1];
        parentDictionary["Count"] = parent.Descendants;
    }

    sealed record Item(int Level, string Title, PdfReference Page, double Y)
    {
        public List<Item> Children { get; } = [];
        public int Descendants => Children.Sum(child => 1 + child.Descendants);
    }
}
