using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Metrology.Pdf.Signing;

namespace Metrology.Dcc.Signing;

/// <summary>The algorithms of signatures that are known; RFC 6931. SHA-1 and MD5 are known to be broken and named as such.</summary>
internal sealed record SignatureAlgorithm(string Uri, string Key, HashAlgorithmName Hash)
{
    public const string Sha256Digest = "http://www.w3.org/2001/04/xmlenc#sha256";

    private const string More = "http://www.w3.org/2001/04/xmldsig-more#";
    private const string Rsa = "RSA", RsaPss = "RSA-PSS", Ecdsa = "ECDSA";

    public static readonly HashAlgorithmName Sha256 = HashAlgorithmName.SHA256;

    private static readonly SignatureAlgorithm[] All =
    [
        new(More + "rsa-sha256", Rsa, Sha256), new(More + "rsa-sha384", Rsa, HashAlgorithmName.SHA384), new(More + "rsa-sha512", Rsa, HashAlgorithmName.SHA512),
        new(More + "ecdsa-sha256", Ecdsa, Sha256), new(More + "ecdsa-sha384", Ecdsa, HashAlgorithmName.SHA384), new(More + "ecdsa-sha512", Ecdsa, HashAlgorithmName.SHA512),
        new("http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1", RsaPss, Sha256),
        new("http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1", RsaPss, HashAlgorithmName.SHA384),
        new("http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1", RsaPss, HashAlgorithmName.SHA512),
    ];

    private static readonly Dictionary<string, HashAlgorithmName> Digests = new()
    {
        [Sha256Digest] = Sha256,
        [More + "sha384"] = HashAlgorithmName.SHA384,
        ["http://www.w3.org/2001/04/xmlenc#sha512"] = HashAlgorithmName.SHA512,
    };

    public static SignatureAlgorithm? Of(string uri) => All.FirstOrDefault(one => one.Uri == uri);

    /// <summary>The algorithm that we sign with, for the key of a certificate; null for another kind of key.</summary>
    public static SignatureAlgorithm? For(X509Certificate2 certificate) => certificate.PublicKey.Oid.Value switch
    {
        "1.2.840.113549.1.1.1" => Of(More + "rsa-sha256"),
        "1.2.840.10045.2.1" => Of(More + "ecdsa-sha256"),
        _ => null,
    };

    /// <summary>The digest of an identifier, or null.</summary>
    public static HashAlgorithmName? Digest(string uri) => Digests.TryGetValue(uri, out var name) ? name : null;

    /// <summary>SHA-1 and MD5, which prove nothing any more.</summary>
    public static bool IsBroken(string uri) => uri.EndsWith("sha1", StringComparison.Ordinal) || uri.EndsWith("md5", StringComparison.Ordinal);

    /// <summary>Whether the signature is one of the hash by the key of the certificate; null when the key is none that is judged, or of another kind.</summary>
    public bool? Verifies(X509Certificate2 certificate, byte[] hash, byte[] signature)
    {
        try
        {
            if (!SignerKey.IsJudged(certificate))
                return null;
            if (Key == Ecdsa)
            {
                using var ecdsa = certificate.GetECDsaPublicKey();
                return ecdsa?.VerifyHash(hash, signature);
            }

            using var rsa = certificate.GetRSAPublicKey();
            return rsa?.VerifyHash(hash, signature, Hash, Key == Rsa ? RSASignaturePadding.Pkcs1 : RSASignaturePadding.Pss);
        }
        catch (CryptographicException)
        {
            // A key that the platform does not know, or a signature of a length that cannot be.
            return false;
        }
    }
}
