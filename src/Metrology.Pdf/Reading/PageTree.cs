using Metrology.Pdf.Objects;

namespace Metrology.Pdf.Reading;

/// <summary>The pages in order, with what they inherit (ISO 32000-1 7.7.3).</summary>
internal static class PageTree
{
    const int MaximumPages = 20_000;

    public static IReadOnlyList<ReadPage> Read(ObjectTable objects, PdfDictionary catalog) =>
        [.. Leaves(objects, catalog).Select(leaf => new ReadPage(objects, leaf.Page, leaf.Resources))];

    /// <summary>The first page as a reference, for an annotation to be put on.</summary>
    public static PdfReference? First(ObjectTable objects, PdfDictionary catalog) => Leaves(objects, catalog).FirstOrDefault().Reference;

    static IEnumerable<(PdfReference? Reference, PdfDictionary Page, PdfValue? Resources)> Leaves(ObjectTable objects, PdfDictionary catalog)
    {
        var visited = new HashSet<int>();
        var pending = new Stack<(PdfValue Node, PdfValue? Resources)>();
        pending.Push((catalog.Find("Pages") ?? PdfNull.Instance, null));
        for (var count = 0; pending.TryPop(out var top);)
        {
            objects.Budget.Keep();
            if (top.Node is PdfReference reference && !visited.Add(reference.Number))
                throw new PdfFormatException($"The page tree holds object {reference.Number} twice.");
            var node = objects.Dictionary(top.Node, "page where the page tree has one");
            var resources = node.Find("Resources") ?? top.Resources;
            if (node.Find("Type").IsName("Page"))
            {
                if (++count > MaximumPages)
                    throw new PdfFormatException($"The file has more than {MaximumPages} pages.");
                yield return (top.Node as PdfReference, node, resources);
            }
            else if (node.Find("Type").IsName("Pages"))
                foreach (var kid in objects.Items(node.Find("Kids")).Reverse())
                    pending.Push((kid, resources));
            else
                throw new PdfFormatException("The page tree has a node that is neither page nor tree.");
        }
    }
}
