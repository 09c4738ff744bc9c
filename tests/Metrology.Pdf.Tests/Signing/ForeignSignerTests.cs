using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Metrology.Pdf.Reading;
using Metrology.Pdf.Signing;
using Metrology.Pdf.Tests.Samples;
using Metrology.Testing;

namespace Metrology.Pdf.Tests.Signing;

/// <summary>What openssl signed or stamped, put into our place and read by our reader.</summary>
public class ForeignSignerTests
{
    const string TimeStamping = "1.3.6.1.5.5.7.3.8";

    [Theory]
    [InlineData("-md", "sha256")]
    [InlineData("-md", "sha512")]
    [InlineData("-md", "sha256", "-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:32")]
    [InlineData("-md", "sha256", "-keyid")]
    public void A_signature_made_by_openssl_is_good(params string[] options)
    {
        var signature = SignedSample.Read(SignedByOpenssl(["-cades", .. options]));
        Assert.Empty(signature.Faults);
        Assert.True(signature.CoversWholeFile);
    }

    [Fact]
    public void One_that_does_not_name_its_certificate_is_no_PAdES_signature() =>
        Assert.Equal([SignatureFault.CertificateNotNamed], SignedSample.Read(SignedByOpenssl(["-md", "sha256"])).Faults);

    [Fact]
    public void One_with_SHA_1_is_not_taken() =>
        Assert.Equal([SignatureFault.AlgorithmUnknown], SignedSample.Read(SignedByOpenssl(["-cades", "-md", "sha1"])).Faults);

    [Fact]
    public void One_without_its_certificate_is_not_taken() =>
        Assert.Equal([SignatureFault.CertificateMissing], SignedSample.Read(SignedByOpenssl(["-cades", "-md", "sha256", "-nocerts"])).Faults);

    [Fact]
    public void One_over_other_bytes_is_found() =>
        Assert.Equal([SignatureFault.ContentChanged], SignedSample.Read(SignedByOpenssl(["-cades", "-md", "sha256"], content => content[^1] ^= 1)).Faults);

    [Fact]
    public void A_time_stamp_made_by_openssl_proves_its_time()
    {
        Skip();
        using var key = RSA.Create(2048);
        using var authority = Signers.Issue("CN=TSA, O=示例", key, usage: X509KeyUsageFlags.DigitalSignature, purpose: TimeStamping);
        var stamped = PdfSigning.Sign(SignedSample.Unsigned, SignedSample.Statement with { TimeStamp = imprint => Stamp(imprint, authority, key) }, Signers.Ecdsa);
        var signature = SignedSample.Read(stamped);
        Assert.Empty(signature.Faults.Except([SignatureFault.CertificateOutOfDate]));
        Assert.NotNull(signature.StampedTime);
        Assert.Equal(authority.RawData, signature.StampCertificates[0].RawData);
        Assert.True(signature.CheckStampChain([Signers.Root], signature.StampedTime.Value).IsTrusted);
        Assert.False(signature.CheckStampChain([authority], Signers.Time.AddYears(20)).IsTrusted);
        Assert.InRange(signature.StampedTime.Value, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
    }

    [Fact]
    public void A_time_stamp_of_another_value_is_refused()
    {
        Skip();
        using var key = RSA.Create(2048);
        using var authority = Signers.Issue("CN=TSA, O=示例", key, usage: X509KeyUsageFlags.DigitalSignature, purpose: TimeStamping);
        foreach (var stamp in (Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>[])[imprint => Stamp(SHA256.HashData(imprint.Span), authority, key), _ => new byte[] { 0x30, 0 }])
            Assert.Equal(
                SigningRefusal.TimeStampWrong,
                Assert.Throws<PdfSigningException>(() => PdfSigning.Sign(SignedSample.Unsigned, SignedSample.Statement with { TimeStamp = stamp }, Signers.Ecdsa)).Refusal);
    }

    static byte[] SignedByOpenssl(string[] options, Action<byte[]>? change = null)
    {
        Skip();
        using var key = RSA.Create(2048);
        using var certificate = Signers.Issue("CN=openssl, O=示例", key);
        var pdf = PdfSigning.Sign(SignedSample.Unsigned, SignedSample.Statement with { ReservedBytes = 6000 }, PfxSigner.Of(certificate, []));
        var bytes = SignedSample.Content(pdf);
        change?.Invoke(bytes);
        using var content = new TemporaryFile(bytes);
        using var pem = new TemporaryFile(Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()));
        using var keyFile = new TemporaryFile(Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
        using var target = new TemporaryFile([]);
        var (exit, _, error) = ForeignProgram.Run(
            "openssl", ["cms", "-sign", "-binary", "-in", content.Path, "-signer", pem.Path, "-inkey", keyFile.Path, "-outform", "DER", "-out", target.Path, .. options]);
        Assert.True(exit == 0, error);
        var (start, end) = SignedSample.Gap(pdf);
        Encoding.ASCII.GetBytes(Convert.ToHexString(File.ReadAllBytes(target.Path)).PadRight(end - start - 2, '0'), pdf.AsSpan(start + 1));
        return pdf;
    }

    static ReadOnlyMemory<byte> Stamp(ReadOnlyMemory<byte> imprint, X509Certificate2 authority, RSA key)
    {
        using var pem = new TemporaryFile(Encoding.ASCII.GetBytes(authority.ExportCertificatePem()));
        using var keyFile = new TemporaryFile(Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
        using var serial = new TemporaryFile("01\n"u8.ToArray());
        using var settings = new TemporaryFile(Encoding.ASCII.GetBytes(
            $"[tsa]\ndefault_tsa = t\n[t]\nserial = {serial.Path}\nsigner_digest = sha256\ndefault_policy = 1.2.3.4.1\ndigests = sha256\ness_cert_id_alg = sha256\n"));
        using var query = new TemporaryFile([]);
        using var token = new TemporaryFile([]);
        Run("ts", "-query", "-digest", Convert.ToHexString(imprint.Span), "-sha256", "-cert", "-out", query.Path);
        Run("ts", "-reply", "-config", settings.Path, "-section", "t", "-queryfile", query.Path, "-signer", pem.Path, "-inkey", keyFile.Path, "-token_out", "-out", token.Path);
        return File.ReadAllBytes(token.Path);
    }

    static void Run(params string[] arguments)
    {
        var (exit, _, error) = ForeignProgram.Run("openssl", arguments);
        Assert.True(exit == 0, error);
    }

    static void Skip() => Assert.SkipWhen(ForeignProgram.Missing("openssl") is not null, ForeignProgram.Missing("openssl") ?? "");
}
