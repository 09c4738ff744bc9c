using System.Text;
using Metrology.Dcc.Signing;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Metrology.App.Tests.Support;

/// <summary>Digital certificates as other laboratories write them: other prefixes, other languages first, lists, hybrids; 示例.</summary>
internal static class ForeignFiles
{
    public const string List = """
        <c:list><c:name><c:content lang="de">Messabweichungen</c:content><c:content lang="en">Errors</c:content></c:name>
        <c:quantity refType="basic_measurementError"><c:name><c:content lang="de">Relative Messabweichung</c:content><c:content lang="en">Relative error</c:content></c:name><q:realListXMLList>
          <q:valueXMLList>0.01 -0.02 0.03</q:valueXMLList><q:unitXMLList>\percent</q:unitXMLList>
          <q:measurementUncertaintyUnivariateXMLList><q:expandedMUXMLList><q:valueExpandedMUXMLList>0.02 0.05 0.03</q:valueExpandedMUXMLList><q:coverageFactorXMLList>2 2 2</q:coverageFactorXMLList><q:coverageProbabilityXMLList>0.95</q:coverageProbabilityXMLList></q:expandedMUXMLList></q:measurementUncertaintyUnivariateXMLList>
        </q:realListXMLList></c:quantity></c:list>
        """;

    public const string Hybrid = """
        <c:quantity><c:name><c:content lang="en">Bath</c:content></c:name><q:hybrid>
          <q:real><q:value>293.15</q:value><q:unit>\kelvin</q:unit><q:measurementUncertaintyUnivariate><q:expandedMU><q:valueExpandedMU>0.010</q:valueExpandedMU><q:coverageFactor>2</q:coverageFactor><q:coverageProbability>0.95</q:coverageProbability></q:expandedMU></q:measurementUncertaintyUnivariate></q:real>
          <q:real><q:value>20.00</q:value><q:unit>\degreecelsius</q:unit><q:measurementUncertaintyUnivariate><q:expandedMU><q:valueExpandedMU>0.010</q:valueExpandedMU><q:coverageFactor>2</q:coverageFactor><q:coverageProbability>0.95</q:coverageProbability></q:expandedMU></q:measurementUncertaintyUnivariate></q:real>
        </q:hybrid></c:quantity>
        """;

    /// <summary>2.0 mV with k = 2 and 0.0015 V with k = 1, which is the larger.</summary>
    public const string TwoUnits = """
        <c:quantity><c:name><c:content>Range 1</c:content></c:name><q:real><q:value>100</q:value><q:unit>\milli\volt</q:unit><q:expandedUnc><q:uncertainty>2.0</q:uncertainty><q:coverageFactor>2</q:coverageFactor><q:coverageProbability>0.95</q:coverageProbability></q:expandedUnc></q:real></c:quantity>
        <c:quantity><c:name><c:content>Range 2</c:content></c:name><q:real><q:value>10</q:value><q:unit>\volt</q:unit><q:measurementUncertaintyUnivariate><q:standardMU><q:valueStandardMU>1.5e-3</q:valueStandardMU></q:standardMU></q:measurementUncertaintyUnivariate></q:real></c:quantity>
        """;

    public const string Odd = """
        <c:quantity><c:name><c:content>Bare</c:content></c:name><q:real><q:value>1</q:value><q:unit>\volt</q:unit></q:real></c:quantity>
        <c:quantity><c:name><c:content>Furlongs</c:content></c:name><q:real><q:value>1</q:value><q:unit>\furlong</q:unit><q:expandedUnc><q:uncertainty>1</q:uncertainty><q:coverageFactor>2</q:coverageFactor><q:coverageProbability>0.95</q:coverageProbability></q:expandedUnc></q:real></c:quantity>
        """;

    public static byte[] Xml(string quantities, string serial = "000000000001", string head = "", string version = "3.3.0", string space = "https://ptb.de/dcc") => Encoding.UTF8.GetBytes($"""
        <?xml version="1.0" encoding="UTF-8"?>{head}
        <c:digitalCalibrationCertificate xmlns:c="{space}" xmlns:q="https://ptb.de/si" schemaVersion="{version}"><c:administrativeData>
        <c:coreData><c:uniqueIdentifier>FL-2026-17</c:uniqueIdentifier><c:beginPerformanceDate>2026-03-01</c:beginPerformanceDate><c:endPerformanceDate>2026-03-02</c:endPerformanceDate><c:issueDate>2026-03-03</c:issueDate></c:coreData>
        <c:items><c:item><c:name><c:content lang="de">Referenzzähler</c:content><c:content lang="en">Reference meter</c:content></c:name><c:identifications><c:identification><c:issuer>manufacturer</c:issuer><c:value>{serial}</c:value></c:identification></c:identifications></c:item></c:items>
        <c:calibrationLaboratory><c:contact><c:name><c:content lang="fr">Laboratoire d’exemple</c:content><c:content lang="zh">示例校准实验室</c:content><c:content lang="en">Example Laboratory</c:content></c:name></c:contact></c:calibrationLaboratory>
        <c:customer><c:name><c:content>示例院</c:content></c:name></c:customer></c:administrativeData>
        <c:measurementResults><c:measurementResult><c:name><c:content lang="en">Meter</c:content></c:name><c:results><c:result><c:data>{quantities}</c:data></c:result></c:results></c:measurementResult></c:measurementResults>
        </c:digitalCalibrationCertificate>
        """.TrimStart());

    public static byte[] Signed(byte[] xml)
    {
        var at = new DateTimeOffset(2026, 6, 15, 9, 30, 0, TimeSpan.FromHours(8));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var certificate = new CertificateRequest("CN=Example Laboratory 示例", key, HashAlgorithmName.SHA256).CreateSelfSigned(at.AddYears(-1), at.AddYears(5));
        return DccSignature.Sign(xml, XmlSigner.Of(certificate), at).Value;
    }
}
