using Metrology.Pdf.Fonts;
using Metrology.Pdf.Images;
using Metrology.Pdf.Objects;

namespace Metrology.Pdf.Content;

/// <summary>The fonts and images that the pages of one document share.</summary>
internal sealed class DocumentResources(PdfFile file, FontStack fonts)
{
    readonly FontSubset?[] subsets = new FontSubset?[fonts.Fonts.Count];
    readonly PdfReference?[] fontReferences = new PdfReference?[fonts.Fonts.Count];
    readonly Dictionary<RasterImage, (int Number, PdfReference Reference)> images = new(ReferenceEqualityComparer.Instance);

    public FontSubset Subset(byte font)
    {
        fontReferences[font] ??= file.Reserve();
        return subsets[font] ??= new FontSubset(fonts.Fonts[font]);
    }

    public int Number(RasterImage image)
    {
        if (!images.TryGetValue(image, out var entry))
            images[image] = entry = (images.Count, ImageObject.Write(file, image));
        return entry.Number;
    }

    /// <summary>Writes the fonts; every page has been drawn by now.</summary>
    public PdfDictionary Finish()
    {
        var fontNames = new PdfDictionary();
        for (var i = 0; i < subsets.Length; i++)
            if (subsets[i] is { } subset)
            {
                EmbeddedFont.Write(file, fontReferences[i]!, subset);
                fontNames[$"F{i}"] = fontReferences[i]!;
            }
        var imageNames = new PdfDictionary();
        foreach (var (number, reference) in images.Values)
            imageNames[$"I{number}"] = reference;
        var resources = new PdfDictionary { ["Font"] = fontNames };
        if (imageNames.Count > 0)
            resources["XObject"] = imageNames;
        return resources;
    }
}
