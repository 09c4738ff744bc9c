using Metrology.Pdf.Objects;

namespace Metrology.Pdf.Reading;

/// <summary>A file embedded in the document.</summary>
public sealed class ReadAttachment
{
    readonly ObjectTable objects;
    readonly PdfStream stream;

    internal ReadAttachment(ObjectTable objects, PdfStream stream) => (this.objects, this.stream) = (objects, stream);

    public required string FileName { get; init; }

    /// <summary>What it is to the document, when that is stated and one of the known kinds.</summary>
    public AttachmentRelationship? Relationship { get; init; }

    public string? Description { get; init; }

    public string? MediaType => objects.Resolve(stream.Find("Subtype")).NameText();

    /// <summary>The bytes, unpacked anew at every call.</summary>
    /// <exception cref="PdfFormatException">They are damaged, or more than the reader unpacks.</exception>
    public byte[] Content() => objects.Unpack(stream);
}

/// <summary>The embedded files of the name tree (ISO 32000-1 7.7.4, 7.11.4).</summary>
internal static class AttachmentReader
{
    public static IReadOnlyList<ReadAttachment> Read(ObjectTable objects, PdfDictionary catalog)
    {
        var root = objects.Dictionary(catalog.Find("Names"))?.Find("EmbeddedFiles");
        var found = new List<ReadAttachment>();
        if (root is not null)
            Collect(objects, root, [], found);
        return found;
    }

    static void Collect(ObjectTable objects, PdfValue node, HashSet<int> visited, List<ReadAttachment> found)
    {
        objects.Budget.Keep();
        if (node is PdfReference reference && !visited.Add(reference.Number) || visited.Count > ReadBudget.MaximumDepth)
            throw new PdfFormatException("The tree of embedded files holds itself, or too many nodes.");
        var dictionary = objects.Dictionary(node, "node where the tree of embedded files has one");
        foreach (var kid in objects.Items(dictionary.Find("Kids")))
            // A direct node is nested in the one above it, so its depth is bounded by the parser.
            Collect(objects, kid, visited, found);
        var names = objects.Items(dictionary.Find("Names"));
        for (var i = 1; i < names.Count; i += 2)
            found.Add(Attachment(objects, objects.Dictionary(names[i], "file specification where the tree of embedded files has one")));
    }

    static ReadAttachment Attachment(ObjectTable objects, PdfDictionary specification)
    {
        objects.Budget.Keep();
        var files = objects.Dictionary(specification.Find("EF"), "embedded file in a file specification");
        var (unicode, plain) = (files.Find("UF"), files.Find("F"));
        // Two streams would be two files, and which one a program takes out is its choice.
        if (unicode is not null && plain is not null && !ReferenceEquals(objects.Resolve(unicode), objects.Resolve(plain)))
            throw new PdfFormatException("An embedded file has two contents.");
        if (objects.Resolve(unicode ?? plain) is not PdfStream stream)
            throw new PdfFormatException("An embedded file has no bytes.");
        return new ReadAttachment(objects, stream)
        {
            FileName = objects.Text(specification.Find("UF") ?? specification.Find("F")) ?? throw new PdfFormatException("An embedded file has no name."),
            Relationship = Relationship(objects.Resolve(specification.Find("AFRelationship")).NameText()),
            Description = objects.Text(specification.Find("Desc")),
        };
    }

    static AttachmentRelationship? Relationship(string? name) =>
        Enum.GetValues<AttachmentRelationship>().Cast<AttachmentRelationship?>().FirstOrDefault(known => known.ToString() == name);
}
