using System.Security.Cryptography;

namespace Metrology.Pdf.Signing;

/// <summary>Signs any bytes with a detached CMS signature beside them (CAdES-B-B, ETSI EN 319 122-1), by the same signers as pages.</summary>
public static class DetachedSigning
{
    /// <summary>The signature, DER.</summary>
    /// <exception cref="PdfSigningException">The certificate or the key does not do.</exception>
    public static byte[] Sign(ReadOnlySpan<byte> content, ISigner signer, DateTimeOffset time)
    {
        SigningChecks.Before(signer, time);
        var attributes = CmsWriter.SignedAttributes(SHA256.HashData(content), signer.Chain[0], time);
        var digest = SHA256.HashData(attributes);
        var value = signer.SignDigest(digest);
        SigningChecks.After(signer, digest, value);
        return CmsWriter.SignedData(signer, attributes, value, timeStamp: null);
    }
}
