using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Metrology.Dcc.Tests.Samples;

/// <summary>Signing certificates of this test run; 示例.</summary>
internal static class Keys
{
    public static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), Until = new(2036, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset SignedAt = new(2026, 8, 22, 10, 0, 0, TimeSpan.FromHours(8));

    private static readonly Lazy<X509Certificate2> LazyRsa = new(() =>
        new CertificateRequest("CN=示例签名人 RSA", RSA.Create(2048), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(From, Until));

    private static readonly Lazy<X509Certificate2> LazyEcdsa = new(() =>
        new CertificateRequest("CN=示例签名人 ECDSA", ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256).CreateSelfSigned(From, Until));

    public static X509Certificate2 Rsa => LazyRsa.Value;
    public static X509Certificate2 Ecdsa => LazyEcdsa.Value;

    public static X509Certificate2 Named(string name) => name == "RSA" ? Rsa : Ecdsa;
}
