using System.Security.Cryptography.X509Certificates;
using System.Text;
using Metrology.Pdf.Signing;
using Metrology.Pdf.Tests.Samples;
using Metrology.Testing;

namespace Metrology.Pdf.Tests.Signing;

/// <summary>What other people's programs say about our signatures.</summary>
public class ForeignVerifierTests
{
    // Poppler 22.12 hands PSS to an NSS that does not know it in CMS; openssl judges that scheme below.
    [Theory]
    [InlineData(SignatureScheme.RsaPkcs1)]
    [InlineData(SignatureScheme.EcdsaP256)]
    public void Pdfsig_finds_one_valid_signature_over_the_total_document(SignatureScheme scheme)
    {
        var said = Pdfsig(SignedSample.Sign(SignedSample.Unsigned, scheme));
        Assert.Equal(1, Count(said, "Signature is Valid."));
        Assert.Equal(1, Count(said, "Total document signed"));
        Assert.Contains("Signature Type: ETSI.CAdES.detached", said);
        Assert.Contains("Signing Hash Algorithm: SHA-256", said);
    }

    [Fact]
    public void Pdfsig_finds_both_signatures_valid_and_the_last_over_the_total_document()
    {
        var said = Pdfsig(SignedSample.Sign(SignedSample.Sign(SignedSample.Unsigned), SignatureScheme.RsaPkcs1));
        Assert.Equal(2, Count(said, "Signature is Valid."));
        Assert.Equal(1, Count(said, "Total document signed"));
        Assert.Equal(1, Count(said, "Not total document signed"));
    }

    [Fact]
    public void Pdfsig_finds_a_changed_byte()
    {
        var signed = SignedSample.Sign(SignedSample.Unsigned);
        // A byte of the comment in the second line, so that nothing else breaks.
        signed[10] ^= 1;
        Assert.Contains("Digest Mismatch.", Pdfsig(signed));
    }

    [Theory]
    [InlineData("generate")]
    [InlineData("disable")]
    public void Qpdf_finds_no_error_after_one_and_after_two_signatures(string objectStreams)
    {
        Skip("qpdf");
        var pdf = Rewritten(SignedSample.Unsigned, objectStreams);
        for (var signatures = 1; signatures <= 2; signatures++)
        {
            pdf = SignedSample.Sign(pdf);
            using var file = new TemporaryFile(pdf);
            var (exit, output, error) = ForeignProgram.Run("qpdf", "--check", file.Path);
            Assert.True(exit == 0, output + error);
            Assert.Equal("", error);
        }
    }

    [Theory]
    [InlineData(SignatureScheme.RsaPkcs1)]
    [InlineData(SignatureScheme.RsaPss)]
    [InlineData(SignatureScheme.EcdsaP256)]
    public void Openssl_verifies_the_signature_as_CAdES(SignatureScheme scheme)
    {
        Skip("openssl");
        var signed = SignedSample.Sign(SignedSample.Unsigned, scheme);
        var (exit, error) = Verify(SignedSample.Cms(signed), SignedSample.Content(signed));
        Assert.True(exit == 0, error);
        Assert.Contains("successful", error, StringComparison.OrdinalIgnoreCase);
        signed[^1] ^= 1;
        Assert.NotEqual(0, Verify(SignedSample.Cms(signed), SignedSample.Content(signed)).ExitCode);
    }

    static (int ExitCode, string Error) Verify(byte[] cms, byte[] content)
    {
        using var signature = new TemporaryFile(cms);
        using var document = new TemporaryFile(content);
        using var root = new TemporaryFile(Encoding.ASCII.GetBytes(Signers.Root.ExportCertificatePem()));
        var (exit, _, error) = ForeignProgram.Run(
            "openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", signature.Path, "-content", document.Path, "-CAfile", root.Path,
            "-purpose", "any", "-attime", Signers.Time.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), "-out", "/dev/null");
        return (exit, error);
    }

    static string Pdfsig(byte[] pdf)
    {
        Skip("pdfsig");
        using var file = new TemporaryFile(pdf);
        var (_, output, error) = ForeignProgram.Run("pdfsig", "-nocert", file.Path);
        return output + error;
    }

    /// <summary>The document as qpdf writes it: with object streams and a cross-reference stream, or with neither.</summary>
    internal static byte[] Rewritten(byte[] pdf, string objectStreams)
    {
        using var source = new TemporaryFile(pdf);
        using var target = new TemporaryFile([]);
        var (exit, output, error) = ForeignProgram.Run("qpdf", $"--object-streams={objectStreams}", source.Path, target.Path);
        Assert.True(exit == 0, output + error);
        return File.ReadAllBytes(target.Path);
    }

    static void Skip(string program) => Assert.SkipWhen(ForeignProgram.Missing(program) is not null, ForeignProgram.Missing(program) ?? "");

    static int Count(string text, string phrase) => text.Split(phrase).Length - 1;
}
