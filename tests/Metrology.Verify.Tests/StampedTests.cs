using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Metrology.App.Tests.Support;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Documents;
using Metrology.Pdf.Signing;
using Metrology.Testing;
using Metrology.Verify.Checking;

namespace Metrology.Verify.Tests;

/// <summary>check of files with a time stamp and with the signature of a seal service.</summary>
public sealed class StampedTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 8, 22, 10, 0, 0, TimeSpan.FromHours(8));

    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public void Who_stamped_and_who_sealed_is_said()
    {
        Assert.SkipWhen(ForeignProgram.Missing("openssl") is not null, ForeignProgram.Missing("openssl") ?? "");
        var dcc = SampleCertificate.Key.SignDcc(SampleCertificate.Xml(SampleCertificate.Document), At).Value;
        var pages = new CertificateRenderer(DocumentFonts.Stack).Render(SampleCertificate.Document, dcc).Value;
        var before = DateTimeOffset.UtcNow.AddSeconds(-2);
        var (stamped, facts) = SampleCertificate.Key.SignPdf(pages, At, new Openssl()).Value;
        var report = CertificateCheck.Run(stamped);
        Assert.Null(report.Broken);
        Assert.Equal((facts.At, "CN=示例时间戳 TSA", report.StampedAt), (report.StampedAt!.Value, report.StampAuthority!.Subject, report.SignedAt));
        Assert.InRange(facts.At, before, DateTimeOffset.UtcNow.AddSeconds(2));

        // Trust of the signer is none of the authority, and the other way round.
        Assert.Null(report.IsStampTrusted);
        Assert.Equal((true, false), (CertificateCheck.Run(stamped, trusted: [report.Signer!]).IsTrusted, CertificateCheck.Run(stamped, trusted: [report.Signer!]).IsStampTrusted));
        Assert.True(CertificateCheck.Run(stamped, trusted: [report.Signer!, StampAuthority.Certificate]).IsStampTrusted);

        using var sealer = Sealer();
        File.WriteAllBytes(file, PdfSigning.Sign(stamped, new(At), sealer));
        var (code, output) = Run("check", file, "--lang", "en");
        Assert.Equal(0, code);
        Assert.Contains("signed by CN=示例签章 (trust not checked)", output, StringComparison.Ordinal);
        Assert.Contains("before that by ", output, StringComparison.Ordinal);
        Assert.Contains(" by CN=示例时间戳 TSA (trust not checked)", output, StringComparison.Ordinal);
        var trust = Path.ChangeExtension(file, ".pem");
        File.WriteAllText(trust, $"{report.Signer!.ExportCertificatePem()}\n{sealer.Chain[0].ExportCertificatePem()}\n{StampAuthority.Certificate.ExportCertificatePem()}");
        Assert.Contains(" by CN=示例时间戳 TSA (trusted)", Run("check", file, "--lang", "en", "--trust", trust).Output, StringComparison.Ordinal);
        File.Delete(trust);
        Assert.Contains("时间戳 ", Run("check", file, "--lang", "zh").Output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(Run("check", file, "--json").Output);
        Assert.Equal("CN=示例时间戳 TSA", json.RootElement.GetProperty("timeStamp").GetProperty("authority").GetString());
        Assert.Equal(1, json.RootElement.GetProperty("earlierSigners").GetArrayLength());
    }

    /// <summary>A stranger could cover a verdict; the seal of somebody trusted is taken for one.</summary>
    [Fact]
    public void A_seal_that_draws_is_broken_until_its_certificate_is_trusted()
    {
        using var sealer = Sealer();
        var drawn = PdfSigning.Sign(SampleCertificate.Signed, new(At) { Appearance = new(250, 150, 119, 119, "0 0 m 99 99 l S"u8.ToArray()) }, sealer);
        var own = SampleCertificate.Key.Identity!.Fingerprint;
        var report = CertificateCheck.Run(drawn);
        Assert.Equal(("signature.drawn", true), (report.Broken?.Code, report.Findings[0].Text.En.Contains("42 × 42 mm", StringComparison.Ordinal)));
        var institution = report.EarlierSigners.Single(one => one.GetCertHashString(HashAlgorithmName.SHA256).Equals(own, StringComparison.OrdinalIgnoreCase));
        var trusted = CertificateCheck.Run(drawn, trusted: [institution, sealer.Chain[0]]);
        Assert.Null(trusted.Broken);
        Assert.Contains(trusted.Findings, one => one.Code == "signature.drawn");
        Assert.Equal("signature.not-trusted", CertificateCheck.Run(drawn, trusted: [institution]).Broken?.Code);
    }

    private static PfxSigner Sealer()
    {
        var request = new CertificateRequest("CN=示例签章", RSA.Create(2048), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.NonRepudiation, critical: true));
        return PfxSigner.Of(request.CreateSelfSigned(At.AddYears(-1), At.AddYears(5)), []);
    }

    private static (int Code, string Output) Run(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = CommandLine.Run(args, new Terminal(output, error, args.Contains("zh") ? Language.Zh : Language.En));
        return (code, output.ToString());
    }

    /// <summary>An authority at hand.</summary>
    private sealed class Openssl : ITimeStampAuthority
    {
        public bool IsConfigured => true;

        public bool IsRequired => true;

        public Outcome<ReadOnlyMemory<byte>> Stamp(ReadOnlyMemory<byte> sha256)
        {
            var query = new TimeStampQuery(sha256);
            return query.Read(StampAuthority.Answer(query.ToBytes())).Token!.Value;
        }

        public Refusal? CannotTrust(IReadOnlyList<byte[]> chain, DateTimeOffset at) => null;
    }
}
