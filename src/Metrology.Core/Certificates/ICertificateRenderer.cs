using Metrology.Core.Words;

namespace Metrology.Core.Certificates;

/// <summary>Writes the pages of a document. Same document, same bytes.</summary>
public interface ICertificateRenderer
{
    /// <returns>The file, or <c>certificate.unprintable</c> when the fonts lack a character of the document: no paper has a hole in a name.</returns>
    Outcome<byte[]> Render(CertificateDocument document);
}
