using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Metrology.Dcc.Tests.Samples;
using Metrology.Testing;

namespace Metrology.Dcc.Tests.Signing;

/// <summary>xmlsec1 as peer: it verifies what we sign and signs what we verify.</summary>
internal static class XmlSec
{
    private static readonly string[] Ids = ["--id-attr:Id", "http://uri.etsi.org/01903/v1.3.2#:SignedProperties", "--id-attr:id", "part"];

    public static bool Verify(byte[] xml, X509Certificate2 trusted, out string said)
    {
        using var file = new TemporaryFile(xml);
        using var pem = new TemporaryFile(Encoding.ASCII.GetBytes(trusted.ExportCertificatePem()), ".pem");
        var (exit, output, error) = ForeignProgram.Run("xmlsec1", ["--verify", .. Ids, "--trusted-pem", pem.Path, "--verification-time", "2026-08-22 12:00:00", file.Path]);
        said = output + error;
        return exit == 0;
    }

    /// <summary>The document with its template of a signature filled in.</summary>
    public static byte[] Sign(string template, X509Certificate2 certificate)
    {
        using var file = new TemporaryFile(Encoding.UTF8.GetBytes(template));
        using var key = new TemporaryFile(Encoding.ASCII.GetBytes(Pem(certificate)), ".pem");
        using var pem = new TemporaryFile(Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()), ".pem");
        using var signed = new TemporaryFile([]);
        var (exit, output, error) = ForeignProgram.Run("xmlsec1", ["--sign", .. Ids, "--privkey-pem", $"{key.Path},{pem.Path}", "--output", signed.Path, file.Path]);
        Assert.True(exit == 0, output + error + template);
        return File.ReadAllBytes(signed.Path);
    }

    private static string Pem(X509Certificate2 certificate) =>
        certificate.GetRSAPrivateKey() is { } rsa ? rsa.ExportPkcs8PrivateKeyPem() : certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem();

    /// <summary>A template for a whole document and, optionally, the element "part" in it.</summary>
    public static string Template(string form, string method = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", string digest = "http://www.w3.org/2001/04/xmlenc#sha256", string? part = null, string? inclusive = null)
    {
        var prefixes = inclusive is null ? "" : $"<ec:InclusiveNamespaces xmlns:ec=\"http://www.w3.org/2001/10/xml-exc-c14n#\" PrefixList=\"{inclusive}\"/>";
        var transform = $"<ds:Transform Algorithm=\"{form}\">{prefixes}</ds:Transform>";
        var end = $"<ds:DigestMethod Algorithm=\"{digest}\"/><ds:DigestValue/></ds:Reference>";
        return $"<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm=\"{form}\">{prefixes}</ds:CanonicalizationMethod>"
            + $"<ds:SignatureMethod Algorithm=\"{method}\"/><ds:Reference URI=\"\"><ds:Transforms><ds:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"/>{transform}</ds:Transforms>{end}"
            + (part is null ? "" : $"<ds:Reference URI=\"#{part}\"><ds:Transforms>{transform}</ds:Transforms>{end}")
            + "</ds:SignedInfo><ds:SignatureValue/><ds:KeyInfo><ds:X509Data/></ds:KeyInfo></ds:Signature>";
    }
}
