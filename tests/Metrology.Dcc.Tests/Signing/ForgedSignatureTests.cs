using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using Metrology.Dcc.Signing;
using Metrology.Dcc.Tests.Samples;
using Metrology.Dcc.Writing;

namespace Metrology.Dcc.Tests.Signing;

/// <summary>Every way to break a signature has its own name.</summary>
public class ForgedSignatureTests
{
    private static readonly string Signed = Encoding.UTF8.GetString(DccSignature.Sign(DccWriter.Write(Certificates.Pile()).Value, XmlSigner.Of(Keys.Rsa), Keys.SignedAt).Value);

    [Theory]
    [InlineData("+0.500", "+0.501", "signature.digest")]
    [InlineData("SIM-EV-0001", "SIM-EV-0002", "signature.digest")]
    [InlineData("2026-08-22T02:00:00Z", "2026-08-22T03:00:00Z", "signature.digest")]
    [InlineData("<ds:Signature xmlns", "<ds:Other/><ds:Signature xmlns", "xml.not-well-formed")]
    [InlineData("2006/12/xml-c14n11\"/><ds:SignatureMethod", "2006/12/xml-c14n11#WithComments\"/><ds:SignatureMethod", "signature.invalid")]
    [InlineData("2006/12/xml-c14n11\"/><ds:SignatureMethod", "1999/REC-xpath\"/><ds:SignatureMethod", "signature.unknown-algorithm")]
    [InlineData("xmldsig-more#rsa-sha256", "xmldsig-more#rsa-sha384", "signature.invalid")]
    [InlineData("xmldsig-more#rsa-sha256", "xmldsig-more#rot13", "signature.unknown-algorithm")]
    [InlineData("xmldsig#enveloped-signature", "xmldsig#base64", "signature.unknown-transform")]
    [InlineData("URI=\"#signature-properties\"", "URI=\"#nowhere\"", "signature.unresolved")]
    [InlineData("URI=\"#signature-properties\"", "URI=\"http://example.org/\"", "signature.unresolved")]
    [InlineData("<ds:SignatureValue>", "<ds:SignatureValue>!", "signature.malformed")]
    [InlineData("<ds:X509Certificate>MII", "<ds:X509Certificate>AAA", "signature.malformed")]
    [InlineData(" id=\"documentKind\"", " id=\"signature-properties\"", "signature.digest")]
    public void A_changed_signature_is_named(string old, string changed, string code)
    {
        Assert.Contains(old, Signed, StringComparison.Ordinal);
        Assert.Equal(code, Check(Signed.Replace(old, changed, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_second_element_of_the_signed_id_is_refused()
    {
        // The whole file is not covered here, so that only the doubled id can be what is wrong.
        var doubled = Signed.Replace("<ds:Reference Id=\"signature-content\" URI=\"\">", "<ds:Reference Id=\"signature-content\" URI=\"#signature-properties\">", StringComparison.Ordinal)
            .Replace("id=\"documentKind\"", "id=\"signature-properties\"", StringComparison.Ordinal);

        Assert.Equal("signature.unresolved", Check(doubled));
    }

    [Fact]
    public void A_missing_signature_certificate_or_value_is_named()
    {
        Assert.Equal("signature.missing", Check(Regex.Replace(Signed, "<ds:Signature .*</ds:Signature>", "", RegexOptions.Singleline)));
        Assert.Equal("signature.no-certificate", Check(Regex.Replace(Signed, "<ds:KeyInfo>.*</ds:KeyInfo>", "")));
        Assert.Equal("signature.malformed", Check(Regex.Replace(Signed, "<ds:SignatureValue>.*</ds:SignatureValue>", "")));
        Assert.Equal("signature.malformed", Check(Regex.Replace(Signed, "<ds:Reference .*</ds:Reference>", "")));
    }

    [Fact]
    public void The_certificate_of_somebody_else_is_named()
    {
        var other = Convert.ToBase64String(Keys.Ecdsa.RawData);

        Assert.Equal("signature.other-certificate", Check(Regex.Replace(Signed, "<ds:X509Certificate>.*</ds:X509Certificate>", $"<ds:X509Certificate>{other}</ds:X509Certificate>")));
    }

    [Fact]
    public void Properties_that_nobody_signed_are_named()
    {
        var parts = Regex.Replace(Signed, "<ds:Reference Type=.*</ds:Reference>", "");

        Assert.Equal("signature.properties-not-signed", Check(parts));
    }

    [Fact]
    public void A_signature_that_covers_a_part_only_is_named()
    {
        // Signed properly, but for itself alone.
        Assert.SkipWhen(Testing.ForeignProgram.Missing("xmlsec1") is not null, Testing.ForeignProgram.Missing("xmlsec1") ?? "");
        var template = Regex.Replace(XmlSec.Template("http://www.w3.org/2006/12/xml-c14n11", part: "p"), "<ds:Reference URI=\"\">.*?</ds:Reference>", "");

        Assert.Equal("signature.not-whole", DccSignature.Check(XmlSec.Sign($"<r><part id=\"p\">x</part>{template}</r>", Keys.Rsa)).Refusal?.Code);
    }

    [Fact]
    public void A_time_outside_the_certificate_is_named()
    {
        // The same key in a certificate of another year; the signer's own guard is passed by, as a forger would.
        var request = new CertificateRequest("CN=示例", Keys.Rsa.GetRSAPrivateKey()!, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var expired = request.CreateSelfSigned(Keys.From.AddYears(-2), Keys.From);
        var late = DccSignature.SignUnchecked(DccWriter.Write(Certificates.Pile()).Value, XmlSigner.Of(expired), Keys.SignedAt).Value;

        Assert.Equal("signature.certificate-not-valid", DccSignature.Check(late).Refusal?.Code);
    }

    [Fact]
    public void Whatever_bytes_come_there_is_an_answer()
    {
        var bytes = Encoding.UTF8.GetBytes(Signed);
        var random = new Random(5);
        var start = Signed.IndexOf("<ds:Signature", StringComparison.Ordinal);
        for (var i = 0; i < 150; i++)
        {
            var forged = (byte[])bytes.Clone();
            for (var j = random.Next(1, 4); j > 0; j--)
                forged[random.Next(Encoding.UTF8.GetByteCount(Signed[..start]), forged.Length)] = (byte)random.Next(32, 127);
            _ = DccSignature.Check(forged).IsRefused;
        }
    }

    private static string? Check(string xml) => DccSignature.Check(Encoding.UTF8.GetBytes(xml)).Refusal?.Code;
}
