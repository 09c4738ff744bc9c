using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Metrology.Documents.Signing;

/// <summary>A self-signed key for demonstrations. It proves nothing, and its certificate says so to whoever reads it.</summary>
public static class DemonstrationKey
{
    private const string Subject = "CN=示例签名 DEMONSTRATION KEY, O=示例：没有法律效力 - no legal effect";

    /// <summary>So that no demonstration ends because of its clock.</summary>
    private static readonly DateTimeOffset From = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero), Until = new(2099, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A new key as PFX file without password.</summary>
    public static byte[] NewPfx()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        using var certificate = request.CreateSelfSigned(From, Until);
        return certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, password: null);
    }
}
