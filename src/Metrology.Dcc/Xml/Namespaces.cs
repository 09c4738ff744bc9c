namespace Metrology.Dcc.Xml;

/// <summary>Namespaces of a digital calibration certificate and of its signature.</summary>
internal static class Namespaces
{
    public const string Dcc = "https://ptb.de/dcc";
    public const string Si = "https://ptb.de/si";
    public const string Signature = "http://www.w3.org/2000/09/xmldsig#";
    public const string Xades = "http://uri.etsi.org/01903/v1.3.2#";

    /// <summary>Own elements of the comment.</summary>
    public const string Own = "urn:metrology:dcc:1";

    public const string Xml = "http://www.w3.org/XML/1998/namespace";
    public const string Xmlns = "http://www.w3.org/2000/xmlns/";
}
