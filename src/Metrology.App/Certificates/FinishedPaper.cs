using Metrology.Core.Certificates;

namespace Metrology.App.Certificates;

/// <summary>The files of a certificate that were stamped or sealed by others before its transaction, and what they were made of.</summary>
/// <param name="Draft">The certificate as it would have been issued in that moment.</param>
/// <param name="Pdf">The finished file.</param>
internal sealed record FinishedPaper(Certificate Draft, byte[] Pdf, TimeStampFacts? TimeStamp, SealFacts? Seal)
{
    /// <summary>The transaction comes to the same certificate, so that these are its files.</summary>
    public bool IsOf(string number, CertificateDocument document) =>
        number == Draft.Number && CertificateDocumentText.Write(document) == CertificateDocumentText.Write(Draft.Document);
}
