namespace Metrology.Pdf.Signing;

/// <summary>Why a signature was not made; stable, for callers that tell it in their user's language.</summary>
public enum SigningRefusal
{
    /// <summary>There is no certificate to sign with.</summary>
    NoCertificate,
    /// <summary>The key file or its password is wrong.</summary>
    KeyFileUnreadable,
    /// <summary>A certificate of the chain is not valid yet at the time of signing.</summary>
    CertificateNotYetValid,
    /// <summary>A certificate of the chain has expired at the time of signing.</summary>
    CertificateExpired,
    /// <summary>The certificate does not say that its key signs documents.</summary>
    CertificateNotForSigning,
    /// <summary>The kind or length of the key is not one this library signs with.</summary>
    KeyNotSupported,
    /// <summary>The signature value does not fit the certificate: the key is another one.</summary>
    KeyNotOfCertificate,
    /// <summary>The signature is larger than the place that was kept for it.</summary>
    PlaceTooSmall,
    /// <summary>The time stamp is not one for this signature.</summary>
    TimeStampWrong,
    /// <summary>The document has no page, or its form already has a field of that name.</summary>
    DocumentUnsuitable,
}

/// <summary>A document was not signed; nothing has been changed.</summary>
public sealed class PdfSigningException : Exception
{
    internal PdfSigningException(SigningRefusal refusal, string message) : base(message) => Refusal = refusal;

    public SigningRefusal Refusal { get; }
}
