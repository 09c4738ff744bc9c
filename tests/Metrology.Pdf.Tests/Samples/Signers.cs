using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Metrology.Pdf.Signing;

namespace Metrology.Pdf.Tests.Samples;

/// <summary>示例: a root and signers below it, made for the tests.</summary>
public static class Signers
{
    public static DateTimeOffset Time { get; } = new(2026, 3, 18, 9, 30, 0, TimeSpan.FromHours(8));

    static readonly DateTimeOffset From = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    static readonly DateTimeOffset Until = new(2035, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static X509Certificate2 Root { get; } = MakeRoot();

    public static PfxSigner Rsa { get; } = PfxSigner.Of(Issue("CN=示例签发人, O=示例市计量检定所", RSA.Create(2048)), [Root]);

    public static PfxSigner Pss { get; } = PfxSigner.Of(Issue("CN=PSS, O=示例", RSA.Create(2048)), [Root], usePss: true);

    public static PfxSigner Ecdsa { get; } = PfxSigner.Of(Issue("CN=EC, O=示例", ECDsa.Create(ECCurve.NamedCurves.nistP256)), [Root]);

    public static PfxSigner Of(SignatureScheme scheme) => scheme switch
    {
        SignatureScheme.RsaPkcs1 => Rsa,
        SignatureScheme.RsaPss => Pss,
        SignatureScheme.EcdsaP256 => Ecdsa,
        _ => throw new ArgumentOutOfRangeException(nameof(scheme)),
    };

    public static X509Certificate2 Issue(
        string subject, AsymmetricAlgorithm key, (DateTimeOffset From, DateTimeOffset Until)? valid = null, X509KeyUsageFlags? usage = X509KeyUsageFlags.NonRepudiation, string? purpose = null)
    {
        var request = key is RSA rsa
            ? new CertificateRequest(subject, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(subject, (ECDsa)key, HashAlgorithmName.SHA256);
        if (usage is { } flags)
            request.CertificateExtensions.Add(new X509KeyUsageExtension(flags, critical: true));
        if (purpose is not null)
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], critical: true));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var (from, until) = valid ?? (From, Until);
        var serial = RandomNumberGenerator.GetBytes(12);
        serial[0] = (byte)(serial[0] & 0x7F | 1);
        using var rootKey = Root.GetRSAPrivateKey()!;
        using var issued = request.Create(Root.SubjectName, X509SignatureGenerator.CreateForRSA(rootKey, RSASignaturePadding.Pkcs1), from, until, serial);
        return key is RSA own ? issued.CopyWithPrivateKey(own) : issued.CopyWithPrivateKey((ECDsa)key);
    }

    static X509Certificate2 MakeRoot()
    {
        var request = new CertificateRequest("CN=示例根, O=示例", RSA.Create(2048), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(From.AddYears(-1), Until.AddYears(1));
    }
}
