namespace Metrology.Core.Certificates;

/// <summary>Writes the pages of a document. Same document, same bytes.</summary>
public interface ICertificateRenderer
{
    byte[] Render(CertificateDocument document);
}
