using System.Globalization;
using Metrology.Core.Certificates;
using Metrology.Core.Procedures;
using Metrology.Core.Words;

namespace Metrology.Dcc.Writing;

/// <summary>What holds for the whole certificate: its kind and conclusion, validity, authorisation, marks, and limits that nobody has confirmed.</summary>
internal static class Statements
{
    public const string Kind = "documentKind";
    public const string Validity = "validUntil";
    public const string Watermark = "watermark-";
    public const string Unconfirmed = "unconfirmed-";
    public const string Place = "place";
    public const string Authorisation = "authorisation";
    public const string VerificationKind = "verificationKind";
    public const string Replaces = "replaces";
    public const string NotVerified = "notVerified";
    public const string Ledger = "ledger";
    public const string Unjudged = "unjudged";
    public const string Sampling = "sampling";
    public const string External = "externalResults";
    public const string Remark = "remark-";
    public const string Template = "template-";

    public static void Write(DccXml xml, CertificateDocument document, CertificateData data)
    {
        var purpose = PurposeWords.Of(document.Kind);
        var isByMethod = purpose != ProcedurePurpose.Verification;
        Statement(xml, Kind, document.Title, () =>
        {
            if (document.Cover.FirstOrDefault(field => field.Id == "conclusion") is { } conclusion)
                xml.Fact("declaration", conclusion.Value);
            else if (!isByMethod)
                xml.Words("declaration", document.Title);
            xml.Text("conformity", document.Kind switch
            {
                CertificateKind.VerificationCertificate => "pass",
                CertificateKind.RejectionNotice => "fail",
                CertificateKind.CalibrationCertificate or CertificateKind.TestReport => null,
            });
        }, isByMethod ? null : RefTypes.Conformity);
        if (document.ValidUntil is { } last)
            Statement(xml, Validity, isByMethod ? new("下次校准日期（按客户要求）", "Next calibration, as the customer asked") : new("有效期至", "Valid until"), () => xml.Date("date", last));
        if (data.VerificationKind is { } kind)
            Statement(xml, VerificationKind, new("检定类别", "Kind of verification"), () => xml.Words("declaration", kind));
        if (data.Replaces is { } old)
            Statement(xml, Replaces, new("替代证书", "Replaces"), () => xml.Fact("declaration", BilingualText.Same(old.Reason)));
        Statement(xml, Place, PurposeWords.Place(purpose), () => xml.Fact("declaration", data.Place));
        Statement(xml, Authorisation, new("授权说明", "Authorisation"), () => xml.Fact("declaration", document.Institution.AuthorisationStatement));
        if (data.NotVerified.Count > 0)
            Statement(xml, NotVerified, new("未检项目", "Items not verified"), () => xml.Fact("declaration", Phrases.NotVerified(data.NotVerified, isByMethod)));
        if (document.Ledger is { } ledger)
            Statement(xml, Ledger, new("签发前的台账", "Ledger before issue"), () => xml.Fact("declaration", Phrases.Ledger(ledger)));
        if (data.Unjudged.Count > 0)
            Statement(xml, Unjudged, new("未作判定的条件", "Conditions that are not judged"), () => xml.Fact("declaration", Phrases.Unjudged(data.Unjudged, isByMethod)));
        if (data.Sampling is { } sampling)
            Statement(xml, Sampling, new("抽样", "Sampling"), () => xml.Fact("declaration", sampling));
        if (data.ExternalResults is { } external)
            Statement(xml, External, new("外部提供者的结果", "Results from external providers"), () => xml.Fact("declaration", external));
        foreach (var (i, remark) in data.Remarks.Index())
            Statement(xml, Remark + Count(i), new("说明", "Remark"), () => xml.Fact("declaration", remark));
        foreach (var (i, sentence) in (document.Design?.Statements ?? []).Index())
            Statement(xml, Template + Count(i), new("机构声明", "Statement of the institution"), () => xml.Fact("declaration", sentence));
        for (var i = 0; i < document.Watermarks.Count; i++)
            Statement(xml, Watermark + Count(i), document.Watermarks[i], () => { });
        for (var i = 0; i < data.Unconfirmed.Count; i++)
        {
            var fact = data.Unconfirmed[i];
            BilingualText name = isByMethod ? new("未经对照规范文本确认", "Not confirmed against the text of the method") : new("未经对照规程文本确认", "Not confirmed against the text of the regulation");
            Statement(xml, Unconfirmed + Count(i), name, () => xml.Fact("declaration", fact.Text));
        }
    }

    private static void Statement(DccXml xml, string id, BilingualText name, Action content, string? refType = null) => xml.Element("statement", () =>
    {
        xml.Words("name", name);
        content();
    }, refType, id);

    private static string Count(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);
}
