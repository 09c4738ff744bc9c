using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Metrology.Dcc.Canonical;
using Metrology.Dcc.Xml;

namespace Metrology.Dcc.Signing;

/// <summary>The text of a signature of baseline level B, ETSI EN 319 132-1 clause 6.</summary>
internal sealed record SignatureXml(SignatureAlgorithm Algorithm, IReadOnlyList<X509Certificate2> Chain, DateTimeOffset SignedAt)
{
    public const string Enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
    public const string PropertiesType = "http://uri.etsi.org/01903#SignedProperties";

    /// <summary>Form in which everything is hashed.</summary>
    public static readonly Canonicalization How = new(CanonicalForm.Inclusive11);

    private const string Id = "signature", ContentId = "signature-content", PropertiesId = "signature-properties";

    /// <param name="content">Digest of the file without this signature.</param>
    public string Text(string content, string properties, string value)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<ds:Signature xmlns:ds=\"{Namespaces.Signature}\" Id=\"{Id}\"><ds:SignedInfo>");
        text.Append(CultureInfo.InvariantCulture, $"<ds:CanonicalizationMethod Algorithm=\"{How.Algorithm}\"/><ds:SignatureMethod Algorithm=\"{Algorithm.Uri}\"/>");
        text.Append(CultureInfo.InvariantCulture, $"<ds:Reference Id=\"{ContentId}\" URI=\"\"><ds:Transforms><ds:Transform Algorithm=\"{Enveloped}\"/>{Canonical}</ds:Transforms>");
        text.Append(Digest(content)).Append("</ds:Reference>");
        text.Append(CultureInfo.InvariantCulture, $"<ds:Reference Type=\"{PropertiesType}\" URI=\"#{PropertiesId}\"><ds:Transforms>{Canonical}</ds:Transforms>");
        text.Append(Digest(properties)).Append("</ds:Reference></ds:SignedInfo>");
        text.Append(CultureInfo.InvariantCulture, $"<ds:SignatureValue>{value}</ds:SignatureValue><ds:KeyInfo><ds:X509Data>");
        foreach (var certificate in Chain)
            text.Append(CultureInfo.InvariantCulture, $"<ds:X509Certificate>{Convert.ToBase64String(certificate.RawData)}</ds:X509Certificate>");
        return text.Append("</ds:X509Data></ds:KeyInfo>").Append(Properties()).Append("</ds:Signature>").ToString();
    }

    private static string Canonical => $"<ds:Transform Algorithm=\"{How.Algorithm}\"/>";

    private static string Digest(string value) => $"{Method}<ds:DigestValue>{value}</ds:DigestValue>";

    private static string Method => $"<ds:DigestMethod Algorithm=\"{SignatureAlgorithm.Sha256Digest}\"/>";

    private string Properties()
    {
        var time = SignedAt.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var certificate = Convert.ToBase64String(SHA256.HashData(Chain[0].RawData));
        return $"<ds:Object><xades:QualifyingProperties xmlns:xades=\"{Namespaces.Xades}\" Target=\"#{Id}\"><xades:SignedProperties Id=\"{PropertiesId}\">"
            + $"<xades:SignedSignatureProperties><xades:SigningTime>{time}</xades:SigningTime><xades:SigningCertificateV2><xades:Cert><xades:CertDigest>"
            + $"{Method}<ds:DigestValue>{certificate}</ds:DigestValue></xades:CertDigest></xades:Cert></xades:SigningCertificateV2></xades:SignedSignatureProperties>"
            + $"<xades:SignedDataObjectProperties><xades:DataObjectFormat ObjectReference=\"#{ContentId}\"><xades:MimeType>text/xml</xades:MimeType></xades:DataObjectFormat>"
            + "</xades:SignedDataObjectProperties></xades:SignedProperties></xades:QualifyingProperties></ds:Object>";
    }
}
