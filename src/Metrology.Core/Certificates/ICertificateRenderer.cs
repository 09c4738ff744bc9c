using Metrology.Core.Words;

namespace Metrology.Core.Certificates;

/// <summary>Writes the pages of a document. Same document and same attachment, same bytes.</summary>
public interface ICertificateRenderer
{
    /// <param name="dcc">The digital certificate that the file carries, or null.</param>
    /// <param name="pictures">Files of the pictures that the design of the document names, by their hash.</param>
    /// <returns>
    /// The file, or <c>certificate.unprintable</c> when the fonts lack a character of the document: no paper has a hole in a name. <c>certificate.right-to-left</c> and
    /// <c>certificate.combining-mark</c> for what cannot be set rightly, <c>certificate.does-not-fit</c> and <c>certificate.address-too-long</c> for what has no room.
    /// </returns>
    Outcome<byte[]> Render(CertificateDocument document, byte[]? dcc = null, IReadOnlyDictionary<string, byte[]>? pictures = null);

    /// <summary>Pages of an original record; refused as <see cref="Render"/> refuses.</summary>
    Outcome<byte[]> RenderRecord(RecordPaper record);

    /// <summary>A picture for a template, or <c>template.picture-*</c>: no PNG or JPEG, damaged, too large.</summary>
    Outcome<PictureFacts> Look(ReadOnlyMemory<byte> picture);

    /// <summary>The refusal of a text that will stand on a paper and cannot be set; asked before anything is measured.</summary>
    Refusal? CannotPrint(string text);
}

/// <summary>Of a picture that can be printed.</summary>
public sealed record PictureFacts(string MediaType, int Width, int Height);
