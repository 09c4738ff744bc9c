using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Metrology.Dcc.Signing;
using Metrology.Dcc.Tests.Samples;
using Metrology.Dcc.Writing;
using Metrology.Testing;

namespace Metrology.Dcc.Tests.Signing;

public class SignTests
{
    private static readonly byte[] Unsigned = DccWriter.Write(Certificates.Pile()).Value;

    [Theory]
    [InlineData("RSA")]
    [InlineData("ECDSA")]
    public void A_signed_certificate_verifies_by_xmlsec1_and_by_us_and_is_valid_by_the_schema(string key)
    {
        var certificate = Keys.Named(key);
        var signed = DccSignature.Sign(Unsigned, XmlSigner.Of(certificate), Keys.SignedAt).Value;

        var report = Assert.Single(DccSignature.Check(signed).Value);
        Assert.Equal((certificate.Thumbprint, Keys.SignedAt.ToUniversalTime()), (report.Signer.Thumbprint, report.SignedAt));
        if (Schemas.Missing is null)
            Assert.Equal("", Schemas.Problems(signed));
        Assert.SkipWhen(ForeignProgram.Missing("xmlsec1") is not null, ForeignProgram.Missing("xmlsec1") ?? "");
        Assert.True(XmlSec.Verify(signed, certificate, out var said), said);
    }

    [Fact]
    public void A_changed_digit_is_noticed_by_xmlsec1_too()
    {
        Assert.SkipWhen(ForeignProgram.Missing("xmlsec1") is not null, ForeignProgram.Missing("xmlsec1") ?? "");
        var signed = Encoding.UTF8.GetString(DccSignature.Sign(Unsigned, XmlSigner.Of(Keys.Rsa), Keys.SignedAt).Value);

        Assert.False(XmlSec.Verify(Encoding.UTF8.GetBytes(signed.Replace("+0.500", "+0.501", StringComparison.Ordinal)), Keys.Rsa, out _));
    }

    [Fact]
    public void The_unsigned_part_keeps_every_byte_and_rsa_signs_the_same_twice()
    {
        var first = DccSignature.Sign(Unsigned, XmlSigner.Of(Keys.Rsa), Keys.SignedAt).Value;
        var text = Encoding.UTF8.GetString(first);
        var start = text.IndexOf("<ds:Signature ", StringComparison.Ordinal);
        var end = text.IndexOf("</ds:Signature>", StringComparison.Ordinal) + "</ds:Signature>".Length;

        Assert.Equal(Encoding.UTF8.GetString(Unsigned), text[..start] + text[end..]);
        Assert.Equal(first, DccSignature.Sign(Unsigned, XmlSigner.Of(Keys.Rsa), Keys.SignedAt).Value);
    }

    [Fact]
    public void A_chain_is_embedded_with_the_signer_first()
    {
        var signed = DccSignature.Sign(Unsigned, new([Keys.Ecdsa, Keys.Rsa], XmlSigner.Of(Keys.Ecdsa).SignHash), Keys.SignedAt).Value;

        Assert.Equal([Keys.Ecdsa.Thumbprint, Keys.Rsa.Thumbprint], DccSignature.Check(signed).Value[0].Chain.Select(one => one.Thumbprint));
    }

    [Fact]
    public void The_key_of_somebody_else_is_refused()
    {
        using var other = RSA.Create(2048);
        var signer = new XmlSigner([Keys.Rsa], hash => other.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

        Assert.Equal("signature.wrong-key", DccSignature.Sign(Unsigned, signer, Keys.SignedAt).Refusal?.Code);
        Assert.Equal("signature.wrong-key", DccSignature.Sign(Unsigned, new([Keys.Ecdsa], _ => [1, 2, 3]), Keys.SignedAt).Refusal?.Code);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(11)]
    public void A_certificate_out_of_its_time_is_refused(int years) =>
        Assert.Equal("signature.certificate-not-valid", DccSignature.Sign(Unsigned, XmlSigner.Of(Keys.Rsa), Keys.From.AddYears(years)).Refusal?.Code);

    [Fact]
    public void A_second_signature_is_refused()
    {
        var signed = DccSignature.Sign(Unsigned, XmlSigner.Of(Keys.Rsa), Keys.SignedAt).Value;

        Assert.Equal("signature.already-signed", DccSignature.Sign(signed, XmlSigner.Of(Keys.Ecdsa), Keys.SignedAt).Refusal?.Code);
    }

    [Theory]
    [InlineData("<a/>", "signature.not-a-dcc")]
    [InlineData("<dcc:digitalCalibrationCertificate xmlns:dcc=\"https://ptb.de/dcc\"/>", "signature.not-a-dcc")]
    [InlineData("<dcc:digitalCalibrationCertificate xmlns:dcc=\"https://ptb.de/dcc\"></dcc:digitalCalibrationCertificate><!-- </dcc:digitalCalibrationCertificate> -->", "signature.not-a-dcc")]
    [InlineData("nothing", "xml.not-well-formed")]
    public void Something_else_than_a_certificate_is_refused(string xml, string code) =>
        Assert.Equal(code, DccSignature.Sign(Encoding.UTF8.GetBytes(xml), XmlSigner.Of(Keys.Rsa), Keys.SignedAt).Refusal?.Code);

    [Fact]
    public void A_key_of_another_kind_is_refused()
    {
        // An X25519 key in a certificate: a public key whose algorithm is neither.
        var key = new PublicKey(new Oid("1.3.101.110"), null, new AsnEncodedData(new byte[32]));
        var request = new CertificateRequest(new("CN=示例"), key, HashAlgorithmName.SHA256);
        using var certificate = request.Create(Keys.Rsa.SubjectName, X509SignatureGenerator.CreateForRSA(Keys.Rsa.GetRSAPrivateKey()!, RSASignaturePadding.Pkcs1), Keys.From, Keys.Until, [1]);

        Assert.Equal("signature.key-kind", DccSignature.Sign(Unsigned, new([certificate], hash => hash), Keys.SignedAt).Refusal?.Code);
    }
}
