using System.Security.Cryptography.X509Certificates;

namespace Metrology.Dcc.Signing;

/// <summary>Who signs: a certificate with its chain, and something that signs a hash with its key, wherever the key is kept.</summary>
/// <param name="Chain">The signer's own certificate first, then the ones above it as far as they are to be embedded.</param>
/// <param name="SignHash">SHA-256 hash → signature: PKCS #1 v1.5 for RSA, r ‖ s of fixed length (IEEE P1363) for ECDSA.</param>
public sealed record XmlSigner(IReadOnlyList<X509Certificate2> Chain, Func<byte[], byte[]> SignHash)
{
    /// <summary>Signs with the private key that the first certificate carries.</summary>
    /// <exception cref="ArgumentException">It carries none for RSA or ECDSA.</exception>
    public static XmlSigner Of(params IReadOnlyList<X509Certificate2> chain)
    {
        if (chain[0].GetRSAPrivateKey() is { } rsa)
            return new(chain, hash => rsa.SignHash(hash, SignatureAlgorithm.Sha256, System.Security.Cryptography.RSASignaturePadding.Pkcs1));
        if (chain[0].GetECDsaPrivateKey() is { } ecdsa)
            return new(chain, hash => ecdsa.SignHash(hash));
        throw new ArgumentException("The certificate carries no private key for RSA or ECDSA.", nameof(chain));
    }
}
