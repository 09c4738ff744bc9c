using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Metrology.Core.Certificates;
using Metrology.Dcc.Writing;
using Metrology.Documents.Signing;
using Metrology.Pdf.Reading;
using Metrology.Testing;

namespace Metrology.Documents.Tests;

/// <summary>Signing what is handed out: with a key that does, and with all kinds that do not.</summary>
public sealed class SignerTests
{
    private const int MostBytes = 73 * 1024;

    private static readonly DateTimeOffset Today = new(2026, 8, 22, 10, 0, 0, TimeSpan.FromHours(8));
    private static readonly CertificateRenderer Renderer = new(DocumentFonts.Stack);

    private static byte[] Dcc(CertificateDocument document) => DccWriter.Write(document).Value;

    public static TheoryData<bool> Papers => new(true, false);

    [Theory]
    [MemberData(nameof(Papers))]
    public void A_signed_paper_with_its_digital_certificate_is_small(bool passed)
    {
        using var key = LocalSigner.Load(DemonstrationKey.NewPfx(), null).Value;
        var document = passed ? SampleDocument.Of() : SampleDocument.Notice();
        var pdf = key.SignPdf(Renderer.Render(document, key.SignDcc(Dcc(document), Today).Value).Value, Today).Value;

        Assert.InRange(pdf.Length, 1, MostBytes);
        Assert.True(PdfReader.Open(pdf).Signatures.Single().IsGood);
    }

    [Fact]
    public void The_same_document_with_the_same_attachment_gives_the_same_bytes()
    {
        var document = SampleDocument.Of();
        Assert.Equal(Renderer.Render(document, Dcc(document)).Value, Renderer.Render(SampleDocument.Of(), Dcc(SampleDocument.Of())).Value);
    }

    [Fact]
    public void Foreign_tools_agree_with_both_signatures()
    {
        Assert.SkipWhen(ForeignProgram.Missing("pdfsig") is not null, ForeignProgram.Missing("pdfsig") ?? "");
        Assert.SkipWhen(ForeignProgram.Missing("xmlsec1") is not null, ForeignProgram.Missing("xmlsec1") ?? "");
        using var key = LocalSigner.Load(DemonstrationKey.NewPfx(), null).Value;
        var document = SampleDocument.Of();
        var dcc = key.SignDcc(Dcc(document), Today).Value;
        var folder = Directory.CreateTempSubdirectory("metrology-signed-").FullName;
        try
        {
            var (pdf, xml) = (Path.Combine(folder, "a.pdf"), Path.Combine(folder, "a.xml"));
            File.WriteAllBytes(pdf, key.SignPdf(Renderer.Render(document, dcc).Value, Today).Value);
            Assert.Contains("Signature is Valid", ForeignProgram.Run("pdfsig", "-nocert", pdf).Output, StringComparison.Ordinal);
            // What a stranger takes out of the pages is what was signed.
            Assert.Equal(0, ForeignProgram.Run("pdfdetach", "-save", "1", "-o", xml, pdf).ExitCode);
            Assert.Equal(dcc, File.ReadAllBytes(xml));
            var (exit, output, error) = ForeignProgram.Run("xmlsec1", "--verify", "--insecure", "--id-attr:Id", "http://uri.etsi.org/01903/v1.3.2#:SignedProperties", xml);
            Assert.True(exit == 0, output + error);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static TheoryData<string, string> Keys => new()
    {
        { "signing.expired", "expired" }, { "signing.not-yet-valid", "early" }, { "signing.not-for-signing", "usage" }, { "signing.key-kind", "short" },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_key_that_does_not_do_signs_nothing_and_says_why(string code, string kind)
    {
        var (from, until) = kind switch { "expired" => (-20, -10), "early" => (10, 20), _ => (-10, 10) };
        using var rsa = RSA.Create(kind == "short" ? 1024 : 2048);
        var request = new CertificateRequest("CN=示例", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(kind == "usage" ? X509KeyUsageFlags.KeyEncipherment : X509KeyUsageFlags.NonRepudiation, critical: true));
        using var certificate = request.CreateSelfSigned(Today.AddDays(from), Today.AddDays(until));
        using var key = LocalSigner.Load(certificate.Export(X509ContentType.Pfx, "geheim"), "geheim").Value;

        var refusal = key.SignPdf(Renderer.Render(SampleDocument.Of()).Value, Today).Refusal;
        Assert.Equal(code, refusal?.Code);
        Assert.NotEqual(refusal!.Text.Zh, refusal.Text.En);
    }

    [Fact]
    public void A_file_or_password_that_is_wrong_is_said_at_once()
    {
        Assert.Equal("signing.key-file", LocalSigner.Load(DemonstrationKey.NewPfx(), "wrong").Refusal?.Code);
        Assert.Equal("signing.key-file", LocalSigner.Load("no key"u8, null).Refusal?.Code);
    }
}
