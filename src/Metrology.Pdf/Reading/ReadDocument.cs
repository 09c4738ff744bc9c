using System.Text;
using Metrology.Pdf.Objects;

namespace Metrology.Pdf.Reading;

/// <summary>
/// What a PDF file holds. Parts are read when they are asked for; each may throw <see cref="PdfFormatException"/> and nothing else. Not for
/// use by several threads at once.
/// </summary>
public sealed class ReadDocument
{
    readonly ObjectTable objects;
    IReadOnlyList<ReadPage>? pages;
    IReadOnlyList<ReadAttachment>? attachments;
    IReadOnlyList<ReadSignature>? signatures;
    ReadStructure? structure;
    IReadOnlyList<UnexpectedPart>? unexpected;

    internal ReadDocument(ObjectTable objects)
    {
        this.objects = objects;
        Catalog = objects.Dictionary(objects.Trailer.Find("Root"), "catalog");
        if (!Catalog.Find("Type").IsName("Catalog"))
            throw new PdfFormatException("The file has no catalog.");
    }

    internal PdfDictionary Catalog { get; }

    public IReadOnlyList<ReadPage> Pages => pages ??= PageTree.Read(objects, Catalog);

    /// <summary>The embedded files in the order of their name tree.</summary>
    public IReadOnlyList<ReadAttachment> Attachments => attachments ??= AttachmentReader.Read(objects, Catalog);

    /// <summary>The signatures in the order in which they were added, each checked against the bytes.</summary>
    public IReadOnlyList<ReadSignature> Signatures => signatures ??= SignatureReader.Read(objects, Catalog);

    /// <summary>The text by the elements of the logical structure, and what stands outside of it.</summary>
    public ReadStructure Structure => structure ??= StructureReader.Read(objects, Catalog, Pages);

    /// <summary>Parts that the writer of this system never makes, such as annotations, actions and layers.</summary>
    public IReadOnlyList<UnexpectedPart> UnexpectedParts => unexpected ??= Reading.UnexpectedParts.Find(objects, Catalog, Pages);

    /// <summary>The outline, in its order.</summary>
    public IReadOnlyList<ReadBookmark> Bookmarks => BookmarkReader.Read(objects, Catalog, Pages);

    /// <summary>Whether parents, neighbours, counts and destinations of the outline are as the writer of this system makes them.</summary>
    public bool HasOwnOutline => OutlineLinks.AreWhole(objects, Catalog, Pages);

    /// <summary>Lower-case hexadecimal SHA-256 of the colour profile of the one output intent; null where that says anything that the writer of this system does not.</summary>
    public string? ColourProfile => ColourProfileReader.Read(objects, Catalog);

    /// <summary>The XMP metadata as text, or null.</summary>
    public string? Xmp => objects.Resolve(Catalog.Find("Metadata")) is PdfStream stream ? Encoding.UTF8.GetString(objects.Unpack(stream)) : null;

    /// <summary>The information dictionary: every key with its text, null for what is no text.</summary>
    public IReadOnlyDictionary<string, string?> Information =>
        (objects.Dictionary(objects.Trailer.Find("Info"))?.Entries ?? []).GroupBy(entry => entry.Key).ToDictionary(entry => entry.Key, entry => objects.Text(entry.Last().Value));

    /// <summary>The title in the information dictionary.</summary>
    public string? Title => Information.GetValueOrDefault("Title");

    /// <summary>The natural language the document states, e.g. <c>zh-CN</c>.</summary>
    public string? Language => objects.Text(Catalog.Find("Lang"));

    /// <summary>The text of every page in content order, pages divided by a form feed.</summary>
    public string Text => string.Join('\f', Pages.Select(page => page.Text));
}
