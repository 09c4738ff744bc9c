using System.Text;
using Metrology.Dcc.Signing;
using Metrology.Dcc.Tests.Canonical;
using Metrology.Dcc.Tests.Samples;
using Metrology.Testing;

namespace Metrology.Dcc.Tests.Signing;

/// <summary>Documents that xmlsec1 signed: its canonical forms of whole documents and of parts must be ours, byte for byte, or no digest would agree.</summary>
public class ForeignSignatureTests
{
    private const string Rsa = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha";

    public static TheoryData<string> Forms() =>
    [
        "http://www.w3.org/TR/2001/REC-xml-c14n-20010315", "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments",
        "http://www.w3.org/2006/12/xml-c14n11", "http://www.w3.org/2006/12/xml-c14n11#WithComments",
        "http://www.w3.org/2001/10/xml-exc-c14n#", "http://www.w3.org/2001/10/xml-exc-c14n#WithComments",
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Parts_inherit_what_they_must(string form)
    {
        Skip();
        string[] bodies =
        [
            "<m xml:lang=\"zh\" xml:space=\"preserve\" xml:base=\"http://example.org/a/b\"><n xml:base=\"c/d\" xml:lang=\"en\"><part id=\"p\">x<!-- c --><y/></part></n></m>",
            "<m xml:base=\"http://example.org/a/\"><part id=\"p\" xml:base=\"../b/\" xml:lang=\"zh\" q:z=\"1\" xmlns:q=\"urn:q\"/></m>",
            "<m xmlns=\"urn:default\" xmlns:u=\"urn:unused\"><part xmlns=\"\" id=\"p\" u:a=\"&#13;&#9;\"><u:x>&#13;</u:x></part></m>",
            "<m xml:id=\"outer\" xml:base=\"rel/\"><n xml:base=\"x/\"><part id=\"p\"><![CDATA[<&]]><?pi d?></part></n></m>",
        ];
        foreach (var body in bodies)
            Holds($"<r xmlns:s=\"urn:s\">{body}{XmlSec.Template(form, part: "p")}</r>");
    }

    [Fact]
    public void Prefixes_that_an_exclusive_form_lists_are_kept()
    {
        Skip();
        Holds("<r xmlns:s=\"urn:s\" xmlns=\"urn:d\" xmlns:t=\"urn:t\"><q><part xmlns=\"\" id=\"p\"><s:a/></part></q>"
            + XmlSec.Template("http://www.w3.org/2001/10/xml-exc-c14n#", part: "p", inclusive: "t #default nowhere") + "</r>");
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Random_documents_hold(string form)
    {
        Skip();
        foreach (var seed in Enumerable.Range(1000, 5))
        {
            var xml = new RandomXml(seed).Document();
            var inner = xml[xml.IndexOf("?>", StringComparison.Ordinal)..][2..];
            Holds($"<r xml:lang=\"zh\" xmlns:s=\"urn:s\"><part id=\"p\">{inner}</part>{XmlSec.Template(form, part: "p")}</r>");
        }
    }

    [Theory]
    [InlineData(Rsa + "256", "http://www.w3.org/2001/04/xmlenc#sha256")]
    [InlineData(Rsa + "384", "http://www.w3.org/2001/04/xmldsig-more#sha384")]
    [InlineData(Rsa + "512", "http://www.w3.org/2001/04/xmlenc#sha512")]
    [InlineData("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", "http://www.w3.org/2001/04/xmlenc#sha256")]
    [InlineData("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512", "http://www.w3.org/2001/04/xmlenc#sha256")]
    public void Algorithms_of_others_are_known(string method, string digest)
    {
        Skip();
        var certificate = method.Contains("ecdsa", StringComparison.Ordinal) ? Keys.Ecdsa : Keys.Rsa;
        var signed = XmlSec.Sign($"<r><a/>{XmlSec.Template(Forms().First().Data, method, digest)}</r>", certificate);

        Assert.Equal(certificate.Thumbprint, Assert.Single(DccSignature.Check(signed).Value).Signer.Thumbprint);
    }

    [Fact]
    public void A_foreign_certificate_that_somebody_signed_verifies()
    {
        Skip();
        Assert.SkipWhen(Schemas.Missing is not null, Schemas.Missing ?? "");
        var example = File.ReadAllText(Path.Combine(Schemas.Folder, "example-minimal.xml"));
        var signed = XmlSec.Sign(example.Replace("</dcc:digitalCalibrationCertificate>", XmlSec.Template("http://www.w3.org/2006/12/xml-c14n11") + "</dcc:digitalCalibrationCertificate>", StringComparison.Ordinal), Keys.Rsa);

        Assert.Null(Assert.Single(DccSignature.Check(signed).Value).SignedAt);
        Assert.Equal("signature.digest", DccSignature.Check(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(signed).Replace("SN-0001", "SN-0002", StringComparison.Ordinal))).Refusal?.Code);
    }

    [Fact]
    public void Broken_algorithms_are_named_as_such()
    {
        Skip();
        var signed = XmlSec.Sign($"<r>{XmlSec.Template(Forms().First().Data, "http://www.w3.org/2000/09/xmldsig#rsa-sha1", "http://www.w3.org/2000/09/xmldsig#sha1")}</r>", Keys.Rsa);

        Assert.Equal("signature.broken-algorithm", DccSignature.Check(signed).Refusal?.Code);
    }

    private static void Holds(string template)
    {
        var signed = XmlSec.Sign(template, Keys.Rsa);
        var check = DccSignature.Check(signed);
        Assert.True(!check.IsRefused, $"{check.Refusal?.Code} {check.Refusal?.Field}\n{Encoding.UTF8.GetString(signed)}");
    }

    private static void Skip() => Assert.SkipWhen(ForeignProgram.Missing("xmlsec1") is not null, ForeignProgram.Missing("xmlsec1") ?? "");
}
