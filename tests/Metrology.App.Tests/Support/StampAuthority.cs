using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Metrology.Testing;

namespace Metrology.App.Tests.Support;

/// <summary>A time-stamping authority: openssl answers the questions.</summary>
internal static class StampAuthority
{
    public const string Reply = "application/timestamp-reply";

    private const string TimeStamping = "1.3.6.1.5.5.7.3.8";

    private static readonly RSA Key = RSA.Create(2048);

    public static X509Certificate2 Certificate { get; } = Issue();

    public static byte[] Answer(byte[] query)
    {
        var folder = Directory.CreateTempSubdirectory("metrology-tsa-").FullName;
        string In(string name, string text)
        {
            File.WriteAllText(Path.Combine(folder, name), text);
            return Path.Combine(folder, name);
        }

        var (question, answer) = (Path.Combine(folder, "q"), Path.Combine(folder, "a"));
        File.WriteAllBytes(question, query);
        var settings = In("tsa.cnf", $"[tsa]\ndefault_tsa = t\n[t]\nserial = {In("serial", "01\n")}\nsigner_digest = sha256\ndefault_policy = 1.2.3.4.1\ndigests = sha256\ness_cert_id_alg = sha256\naccuracy = secs:1\n");
        var ran = ForeignProgram.Run(
            "openssl", "ts", "-reply", "-config", settings, "-section", "t", "-queryfile", question, "-signer", In("c.pem", Certificate.ExportCertificatePem()), "-inkey", In("k.pem", Key.ExportPkcs8PrivateKeyPem()), "-out", answer);
        Assert.True(ran.ExitCode == 0, ran.Error);
        var bytes = File.ReadAllBytes(answer);
        Directory.Delete(folder, recursive: true);
        return bytes;
    }

    /// <summary>The question with one bit of the digest, or of the nonce, another.</summary>
    public static byte[] Other(byte[] query, bool isNonce)
    {
        var request = new AsnReader(query, AsnEncodingRules.DER).ReadSequence();
        request.ReadInteger();
        var imprint = request.ReadSequence();
        imprint.ReadSequence();
        var part = isNonce ? request.ReadIntegerBytes() : imprint.ReadOctetString();
        var changed = query.ToArray();
        changed[query.AsSpan().IndexOf(part.Span) + part.Length - 1] ^= 1;
        return changed;
    }

    /// <summary>"rejection" (RFC 3161 2.4.2).</summary>
    public static byte[] Rejection { get; } = [0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x02];

    private static X509Certificate2 Issue()
    {
        var request = new CertificateRequest("CN=示例时间戳 TSA", Key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(TimeStamping)], critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-1), DateTimeOffset.UtcNow.AddYears(5));
    }

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
