using Metrology.Pdf.Objects;
using static Metrology.Pdf.Objects.PdfValue;

namespace Metrology.Pdf.Attachments;

/// <summary>Files inside the document: ISO 32000-1 7.11.4 and, for the relationship, ISO 19005-3 annex E.</summary>
internal static class EmbeddedFiles
{
    public static void Write(PdfFile file, PdfDictionary catalog, IReadOnlyList<Attachment> attachments, DateTimeOffset time)
    {
        if (attachments.Count == 0)
            return;
        // A name tree is sorted: 7.9.6.
        var sorted = attachments.OrderBy(attachment => attachment.FileName, StringComparer.Ordinal).ToArray();
        if (sorted.DistinctBy(attachment => attachment.FileName).Count() < sorted.Length)
            throw new PdfLayoutException("Two attachments have the same file name.");
        var names = new PdfArray();
        var associated = new PdfArray();
        foreach (var (index, attachment) in sorted.Index())
        {
            var specification = file.Add(Specification(file, attachment, time));
            names.Add(Text($"{index:D4}"));
            names.Add(specification);
            associated.Add(specification);
        }
        catalog["Names"] = new PdfDictionary { ["EmbeddedFiles"] = new PdfDictionary { ["Names"] = names } };
        catalog["AF"] = associated;
    }

    static PdfDictionary Specification(PdfFile file, Attachment attachment, DateTimeOffset time)
    {
        var stream = PdfStream.Deflated(attachment.Content.Span);
        stream["Type"] = Name("EmbeddedFile");
        stream["Subtype"] = Name(attachment.MediaType);
        stream["Params"] = new PdfDictionary
        {
            ["Size"] = attachment.Content.Length,
            ["ModDate"] = PdfText.Date(time),
            // CheckSum, which would be an MD5, may be left out (ISO 32000-1 table 46): the signature covers the attachment.
        };
        var reference = file.Add(stream);
        var specification = new PdfDictionary
        {
            ["Type"] = Name("Filespec"),
            ["F"] = Text(attachment.FileName),
            ["UF"] = Text(attachment.FileName),
            ["AFRelationship"] = Name(attachment.Relationship.ToString()),
            ["EF"] = new PdfDictionary { ["F"] = reference, ["UF"] = reference },
        };
        if (attachment.Description is { } description)
            specification["Desc"] = Text(description);
        return specification;
    }
}
