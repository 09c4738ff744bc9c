using Metrology.Core.Certificates;
using Metrology.Core.Words;

namespace Metrology.Dcc.Writing;

/// <summary>Measurement standards and instruments used, each with the certificate that makes the result traceable.</summary>
internal static class EquipmentList
{
    /// <summary>In place of a digest, where the file of the certificate is not held; the schema wants both words.</summary>
    public const string NoDigest = "none";

    /// <summary>Words before the last day of validity.</summary>
    public static readonly BilingualText Until = new("有效期至 ", "Valid until ");

    /// <summary>Between range and uncertainty of a measurement standard.</summary>
    public const string AfterRange = "；";

    public static readonly BilingualText Assessment = new("计量标准考核证书", "Assessment certificate of the measurement standard");

    public static void Write(DccXml xml, CertificateData data)
    {
        foreach (var standard in data.Standards)
            xml.Element("measuringEquipment", () => Standard(xml, standard, data.WorkDate), RefTypes.MeasurementStandard);
        foreach (var equipment in data.Equipment)
            xml.Element("measuringEquipment", () => Equipment(xml, equipment, data.WorkDate));
    }

    private static void Standard(DccXml xml, StandardParticulars standard, DateOnly workDate)
    {
        xml.Fact("name", standard.Name);
        xml.Fact("description", BilingualText.Same($"{standard.Range}{AfterRange}{standard.Uncertainty}"));
        if (standard.AssessmentCertificateNumber.Trim().Length > 0)
        {
            Certificate(xml, () => xml.Words("referral", Assessment), standard.AssessmentCertificateNumber, null, (standard.ValidUntil, workDate));
        }

        if (standard.PublicCertificateNumber.Trim().Length > 0)
        {
            xml.Element("identifications", () => Administration.Identification(
                xml, "other", standard.PublicCertificateNumber, new("社会公用计量标准证书编号", "Public standard certificate"), RefTypes.CertificateNumber));
        }
    }

    private static void Equipment(DccXml xml, EquipmentParticulars equipment, DateOnly workDate)
    {
        xml.Fact("name", equipment.Name);
        xml.OptionalFact("description", BilingualText.Same(equipment.Uncertainty));
        if (equipment.CertificateNumber.Trim().Length > 0)
            Certificate(xml, () => xml.Fact("referral", BilingualText.Same(equipment.Issuer)), equipment.CertificateNumber, equipment.CertificateHash, (equipment.ValidUntil, workDate));
        xml.Text("model", equipment.Model);
        if (equipment.SerialNumber.Trim().Length > 0)
        {
            xml.Element("identifications", () => Administration.Identification(
                xml, "manufacturer", equipment.SerialNumber, new("出厂编号", "Serial No."), RefTypes.SerialNumber));
        }
    }

    private static void Certificate(DccXml xml, Action referral, string number, string? hash, (DateOnly? Last, DateOnly Work) dates) =>
        xml.Element("certificate", () =>
        {
            referral();
            xml.Text("referralID", number);
            xml.Text("procedure", hash is null ? NoDigest : "SHA-256");
            xml.Text("value", hash ?? NoDigest);
            var until = Phrases.Date(dates.Last);
            xml.Words("description", new(Until.Zh + until.Zh, Until.En + until.En));
            if (dates.Last is { } last)
                xml.Text("inValidityRange", last >= dates.Work ? "true" : "false");
        });
}
