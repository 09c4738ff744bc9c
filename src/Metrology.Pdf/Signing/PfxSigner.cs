using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Metrology.Pdf.Signing;

/// <summary>A signer whose key is in this process, usually from a PKCS#12 (PFX) file.</summary>
public sealed class PfxSigner : ISigner, IDisposable
{
    readonly AsymmetricAlgorithm key;

    PfxSigner(IReadOnlyList<X509Certificate2> chain, AsymmetricAlgorithm key, bool usePss)
    {
        Chain = chain;
        this.key = key;
        Scheme = key is ECDsa ? SignatureScheme.EcdsaP256 : usePss ? SignatureScheme.RsaPss : SignatureScheme.RsaPkcs1;
    }

    public IReadOnlyList<X509Certificate2> Chain { get; }

    public SignatureScheme Scheme { get; }

    /// <summary>The one key of a PKCS#12 file with its certificate and the others of the file as chain.</summary>
    /// <exception cref="PdfSigningException">The file or the password is wrong, or it has not exactly one key.</exception>
    public static PfxSigner Load(ReadOnlySpan<byte> pfx, string? password, bool usePss = false)
    {
        X509Certificate2Collection certificates;
        try
        {
            certificates = X509CertificateLoader.LoadPkcs12Collection(pfx, password, X509KeyStorageFlags.EphemeralKeySet);
        }
        catch (CryptographicException error)
        {
            throw new PdfSigningException(SigningRefusal.KeyFileUnreadable, $"The key file cannot be opened with this password: {error.Message}");
        }
        var own = certificates.Where(certificate => certificate.HasPrivateKey).ToArray();
        if (own.Length != 1)
            throw new PdfSigningException(SigningRefusal.KeyFileUnreadable, $"The key file has {own.Length} keys with a certificate; it must have one.");
        return Of(own[0], certificates, usePss);
    }

    /// <summary>A certificate with its private key; of the others, those that lead to its root.</summary>
    public static PfxSigner Of(X509Certificate2 certificate, IEnumerable<X509Certificate2> others, bool usePss = false)
    {
        var key = (AsymmetricAlgorithm?)certificate.GetRSAPrivateKey() ?? certificate.GetECDsaPrivateKey()
            ?? throw new PdfSigningException(SigningRefusal.KeyNotSupported, "The certificate has neither an RSA nor an elliptic-curve key.");
        return new PfxSigner(Order(certificate, [.. others]), key, usePss);
    }

    public byte[] SignDigest(ReadOnlyMemory<byte> sha256) => key switch
    {
        RSA rsa => rsa.SignHash(sha256.Span, HashAlgorithmName.SHA256, Scheme == SignatureScheme.RsaPss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1),
        ECDsa ecdsa => ecdsa.SignHash(sha256.Span, DSASignatureFormat.Rfc3279DerSequence),
        _ => throw new InvalidOperationException("The key is of another kind than when it was loaded."),
    };

    public void Dispose() => key.Dispose();

    static List<X509Certificate2> Order(X509Certificate2 certificate, List<X509Certificate2> others)
    {
        var chain = new List<X509Certificate2> { certificate };
        while (Issuer(chain[^1], others) is { } issuer && !chain.Exists(known => known.RawData.AsSpan().SequenceEqual(issuer.RawData)))
            chain.Add(issuer);
        return chain;
    }

    static X509Certificate2? Issuer(X509Certificate2 certificate, List<X509Certificate2> others) =>
        others.Find(other => other.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData));
}
