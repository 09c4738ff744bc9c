using Metrology.Pdf.Attachments;
using Metrology.Pdf.Conformance;
using Metrology.Pdf.Layout;
using Metrology.Pdf.Navigation;
using Metrology.Pdf.Objects;
using Metrology.Pdf.Structure;
using static Metrology.Pdf.Objects.PdfValue;

namespace Metrology.Pdf.Content;

/// <summary>A laid-out document as a file.</summary>
internal static class DocumentWriter
{
    public static byte[] Write(PdfDocument document)
    {
        var laidOut = document.LayOut();
        var file = new PdfFile();
        var resources = new DocumentResources(file, document.Fonts);
        var pages = DrawPages(document, laidOut, resources);

        var tree = file.Reserve();
        var shared = file.Reserve();
        var references = pages.Select(_ => file.Reserve()).ToArray();
        var structure = new StructureTree(file, laidOut.Structure, references);
        for (var i = 0; i < pages.Count; i++)
            file.Set(references[i], PageObject(document.Page, pages[i], i, (file, tree, shared), structure));
        file.Set(shared, resources.Finish());
        file.Set(tree, new PdfDictionary { ["Type"] = Name("Pages"), ["Kids"] = new PdfArray(references), ["Count"] = references.Length });

        var catalog = new PdfDictionary
        {
            ["Type"] = Name("Catalog"),
            ["Pages"] = tree,
            ["Lang"] = Text(document.Information.Language),
            ["ViewerPreferences"] = new PdfDictionary { ["DisplayDocTitle"] = true },
            ["Metadata"] = XmpPacket.Write(file, document.Information),
            ["OutputIntents"] = new PdfArray(OutputIntent.Write(file)),
            ["MarkInfo"] = new PdfDictionary { ["Marked"] = true },
            ["StructTreeRoot"] = structure.Write(pages.ConvertAll(page => page.Marked)),
        };
        if (Outline.Write(file, references, pages) is { } outline)
            catalog["Outlines"] = outline;
        EmbeddedFiles.Write(file, catalog, document.Attachments, document.Information.Created);
        return file.Write(file.Add(catalog), file.Add(InformationDictionary.Of(document.Information)));
    }

    static List<ContentWriter> DrawPages(PdfDocument document, LaidOutDocument laidOut, DocumentResources resources)
    {
        var pages = new List<ContentWriter>();
        var watermark = laidOut.Watermark();
        for (var i = 0; i < laidOut.PageCount; i++)
        {
            var page = new ContentWriter(i, document.Page.Height, resources);
            if (watermark is not null)
            {
                page.BeginArtifact();
                page.TurnedText(watermark, (document.Page.Width / 2, document.Page.Height / 2), document.Watermark!.Angle);
                page.EndArtifact();
            }
            laidOut.Draw(i, page);
            page.Finish();
            pages.Add(page);
        }
        return pages;
    }

    static PdfDictionary PageObject(PageSetup setup, ContentWriter page, int index, (PdfFile File, PdfReference Tree, PdfReference Resources) place, StructureTree structure)
    {
        var dictionary = new PdfDictionary
        {
            ["Type"] = Name("Page"),
            ["Parent"] = place.Tree,
            ["MediaBox"] = new PdfArray(0, 0, setup.Width, setup.Height),
            ["Resources"] = place.Resources,
            ["Contents"] = place.File.Add(PdfStream.Deflated(page.Stream)),
            ["StructParents"] = index,
            ["Tabs"] = Name("S"),
        };
        if (page.Links.Count > 0)
            dictionary["Annots"] = new PdfArray(page.Links.Select(link => place.File.Add(LinkAnnotation.Of(link.Place, link.Target, setup.Height))));
        return dictionary;
    }
}
