using Metrology.Pdf.Objects;
using static Metrology.Pdf.Objects.PdfValue;

namespace Metrology.Pdf.Structure;

/// <summary>The structure tree as objects, with the parent tree from marked content back to its element (ISO 32000-1 14.7.4).</summary>
internal sealed class StructureTree(PdfFile file, StructureNode document, PdfReference[] pages)
{
    readonly Dictionary<StructureNode, PdfReference> references = [];

    public PdfReference Write(IReadOnlyList<IReadOnlyList<StructureNode>> markedByPage)
    {
        var root = file.Reserve();
        Write(document, root);
        var numbers = new PdfArray();
        foreach (var (page, marked) in markedByPage.Index())
        {
            numbers.Add(page);
            numbers.Add(new PdfArray(marked.Select(node => references[node])));
        }
        file.Set(root, new PdfDictionary
        {
            ["Type"] = Name("StructTreeRoot"),
            ["K"] = references[document],
            ["ParentTree"] = file.Add(new PdfDictionary { ["Nums"] = numbers }),
            ["ParentTreeNextKey"] = pages.Length,
        });
        return root;
    }

    void Write(StructureNode node, PdfReference parent)
    {
        var reference = references[node] = file.Reserve();
        var dictionary = new PdfDictionary { ["S"] = Name(node.Type), ["P"] = parent };
        var kids = new PdfArray();
        var first = node.Content.Count > 0 ? node.Content[0].Page : -1;
        if (first >= 0)
            dictionary["Pg"] = pages[first];
        foreach (var (page, mark) in node.Content)
            kids.Add(page == first ? mark : new PdfDictionary { ["Type"] = Name("MCR"), ["Pg"] = pages[page], ["MCID"] = mark });
        foreach (var child in node.Children)
        {
            Write(child, reference);
            kids.Add(references[child]);
        }
        dictionary["K"] = kids.Items.Count == 1 ? kids.Items[0] : kids;
        if (node.Title is { } title)
            dictionary["T"] = Text(title);
        if (node.Alt is { } alt)
            dictionary["Alt"] = Text(alt);
        if (Attributes(node) is { } attributes)
            dictionary["A"] = attributes;
        file.Set(reference, dictionary);
    }

    static PdfDictionary? Attributes(StructureNode node)
    {
        if (node.Type != "TH" && node.ColumnSpan == 1)
            return null;
        var attributes = new PdfDictionary { ["O"] = Name("Table") };
        if (node.Type == "TH")
            attributes["Scope"] = Name("Column");
        if (node.ColumnSpan > 1)
            attributes["ColSpan"] = node.ColumnSpan;
        return attributes;
    }
}
