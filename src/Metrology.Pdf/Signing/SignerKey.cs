using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace Metrology.Pdf.Signing;

/// <summary>
/// Which keys of signers are judged: RSA from 2048 bits, ECDSA on P-256, P-384 and P-521, which every reader has (the HTML page by WebCrypto). Signatures of other keys are
/// refused as of an unknown algorithm. The one rule for PAdES, CMS and XML; time stamps are not under it.
/// </summary>
internal static class SignerKey
{
    const int LeastRsaBits = 2048;
    const string Rsa = "1.2.840.113549.1.1.1", Curve = "1.2.840.10045.2.1";

    /// <summary>P-256, P-384 and P-521 (RFC 5480 2.1.1.1).</summary>
    static readonly string[] Curves = ["1.2.840.10045.3.1.7", "1.3.132.0.34", "1.3.132.0.35"];

    public static bool IsJudged(X509Certificate2 certificate) => certificate.PublicKey.Oid.Value switch
    {
        Rsa => HasEnoughBits(certificate),
        Curve => IsOnCurve(certificate.PublicKey.EncodedParameters?.RawData ?? []),
        _ => false,
    };

    static bool HasEnoughBits(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPublicKey();
        return rsa?.KeySize >= LeastRsaBits;
    }

    static bool IsOnCurve(byte[] parameters)
    {
        try
        {
            return Curves.Contains(new AsnReader(parameters, AsnEncodingRules.DER).ReadObjectIdentifier());
        }
        catch (AsnContentException)
        {
            // Parameters of a curve that are written out name none.
            return false;
        }
    }
}
