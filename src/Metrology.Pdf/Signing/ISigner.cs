using System.Security.Cryptography.X509Certificates;

namespace Metrology.Pdf.Signing;

/// <summary>How a digest becomes a signature value. The digest is SHA-256 in every scheme.</summary>
public enum SignatureScheme
{
    /// <summary>RSASSA-PKCS1-v1_5.</summary>
    RsaPkcs1,
    /// <summary>RSASSA-PSS with MGF1 of SHA-256 and a salt of 32 bytes.</summary>
    RsaPss,
    /// <summary>ECDSA on P-256; the value is the DER sequence of r and s (RFC 3279 2.2.3).</summary>
    EcdsaP256,
}

/// <summary>
/// Somebody who signs: a key in a file, behind PKCS#11 or behind a seal service. The document is never shown, only the digest of its
/// signed attributes.
/// </summary>
public interface ISigner
{
    /// <summary>The signer's certificate first, then those that lead to a root; the root itself may be missing.</summary>
    IReadOnlyList<X509Certificate2> Chain { get; }

    SignatureScheme Scheme { get; }

    byte[] SignDigest(ReadOnlyMemory<byte> sha256);
}
