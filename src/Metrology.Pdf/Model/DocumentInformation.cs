namespace Metrology.Pdf;

/// <summary>What the file says about itself. The time comes from the caller: this library has no clock.</summary>
public sealed record DocumentInformation(string Title, DateTimeOffset Created)
{
    public string? Author { get; init; }
    public string? Subject { get; init; }
    /// <summary>A BCP 47 tag.</summary>
    public string Language { get; init; } = "zh-CN";

    internal const string Producer = "Metrology.Pdf";

    /// <summary>The entries of the document information dictionary as texts, by their keys, in the order of the file (ISO 32000-1 14.3.3).</summary>
    public IEnumerable<(string Key, string Text)> Entries
    {
        get
        {
            yield return ("Title", Title);
            if (Author is not null)
                yield return ("Author", Author);
            if (Subject is not null)
                yield return ("Subject", Subject);
            yield return ("Producer", Producer);
            yield return ("CreationDate", Objects.PdfText.DateText(Created));
            yield return ("ModDate", Objects.PdfText.DateText(Created));
        }
    }

    /// <summary>The XMP packet that says the same.</summary>
    public string Xmp => Conformance.XmpPacket.Compose(this);
}

/// <summary>What an embedded file is to the document (ISO 19005-3 AFRelationship).</summary>
public enum AttachmentRelationship { Source, Data, Alternative, Supplement, Unspecified }

/// <summary>A file embedded in the document, e.g. the record a certificate was made from.</summary>
public sealed record Attachment(string FileName, string MediaType, ReadOnlyMemory<byte> Content)
{
    public AttachmentRelationship Relationship { get; init; } = AttachmentRelationship.Data;
    public string? Description { get; init; }
}
