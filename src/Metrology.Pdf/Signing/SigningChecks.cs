using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Metrology.Pdf.Signing;

/// <summary>What a signer must be before, and what he must have done after he signed.</summary>
internal static class SigningChecks
{
    const int LeastRsaBits = 2048;

    public static void Before(ISigner signer, DateTimeOffset time)
    {
        if (signer.Chain.Count == 0)
            throw new PdfSigningException(SigningRefusal.NoCertificate, "There is no certificate to sign with.");
        foreach (var certificate in signer.Chain)
        {
            if (time < certificate.NotBefore)
                throw new PdfSigningException(SigningRefusal.CertificateNotYetValid, $"“{certificate.Subject}” is valid from {Utc(certificate.NotBefore)} on.");
            if (time > certificate.NotAfter)
                throw new PdfSigningException(SigningRefusal.CertificateExpired, $"“{certificate.Subject}” was valid until {Utc(certificate.NotAfter)}.");
        }
        if (!IsForSigning(signer.Chain[0]))
            throw new PdfSigningException(
                SigningRefusal.CertificateNotForSigning, $"“{signer.Chain[0].Subject}” has neither the key usage digitalSignature nor nonRepudiation. Ask for a certificate that has.");
        if (!Fits(signer.Chain[0], signer.Scheme))
            throw new PdfSigningException(
                SigningRefusal.KeyNotSupported, $"The key of “{signer.Chain[0].Subject}” is not one for {signer.Scheme}: RSA of {LeastRsaBits} bits or more, or the curve P-256.");
    }

    /// <summary>The value must be one that the public key of the certificate made good.</summary>
    public static void After(ISigner signer, byte[] digest, byte[] signature)
    {
        using var rsa = signer.Chain[0].GetRSAPublicKey();
        using var ecdsa = signer.Chain[0].GetECDsaPublicKey();
        var isGood = signer.Scheme switch
        {
            SignatureScheme.RsaPkcs1 => rsa!.VerifyHash(digest, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            SignatureScheme.RsaPss => rsa!.VerifyHash(digest, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            SignatureScheme.EcdsaP256 => ecdsa!.VerifyHash(digest, signature, DSASignatureFormat.Rfc3279DerSequence),
            _ => throw new ArgumentOutOfRangeException(nameof(signer), signer.Scheme, null),
        };
        if (!isGood)
            throw new PdfSigningException(SigningRefusal.KeyNotOfCertificate, $"The signing key does not belong to “{signer.Chain[0].Subject}”.");
    }

    // ETSI EN 319 412-2 4.3.2: the key usage is always stated; a certificate that does not state it is not taken for one that may sign.
    public static bool IsForSigning(X509Certificate2 certificate)
    {
        const X509KeyUsageFlags signs = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation;
        try
        {
            return certificate.Extensions.OfType<X509KeyUsageExtension>().Any(usage => (usage.KeyUsages & signs) != 0);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    static string Utc(DateTime local) => local.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    static bool Fits(X509Certificate2 certificate, SignatureScheme scheme)
    {
        using var rsa = certificate.GetRSAPublicKey();
        using var ecdsa = certificate.GetECDsaPublicKey();
        return scheme == SignatureScheme.EcdsaP256
            ? ecdsa?.ExportParameters(false).Curve.Oid.Value == Oids.NistP256
            : rsa?.KeySize >= LeastRsaBits;
    }
}
