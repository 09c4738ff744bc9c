namespace Metrology.Pdf.Reading;

/// <summary>What is wrong with a signature; stable, for callers that tell it in their user's language.</summary>
public enum SignatureFault
{
    /// <summary>The byte range leaves out more than the signature itself, or does not end where a revision of the file ends.</summary>
    RangeWrong,
    /// <summary>The sub-filter is neither ETSI.CAdES.detached nor adbe.pkcs7.detached.</summary>
    KindUnknown,
    /// <summary>The signature is no CMS structure this reader accepts.</summary>
    Unreadable,
    /// <summary>An algorithm is unknown, too weak, or does not fit the key.</summary>
    AlgorithmUnknown,
    /// <summary>The signer's certificate is not inside.</summary>
    CertificateMissing,
    /// <summary>The signed attributes are missing or speak of another content.</summary>
    AttributesWrong,
    /// <summary>The signed bytes are not those that were signed.</summary>
    ContentChanged,
    /// <summary>The signature value was not made with the certificate's key.</summary>
    ValueWrong,
    /// <summary>The signature does not name its certificate (ESS signing-certificate-v2).</summary>
    CertificateNotNamed,
    /// <summary>The certificate's key is not for signing documents.</summary>
    CertificateNotForSigning,
    /// <summary>The certificate was not valid at the time of signing.</summary>
    CertificateOutOfDate,
    /// <summary>The time stamp is not one of this signature.</summary>
    TimeStampWrong,
}
