using Metrology.Core.Certificates;

namespace Metrology.Dcc.Linting;

/// <summary>Order of days on a document of ours, and the validity of what it was measured with.</summary>
internal static class DateLint
{
    public static void Check(FindingList findings, CertificateDocument document)
    {
        if (document.ValidUntil is { } last)
            Validity(findings, document, last);
        if (document.Data is not { } data)
            return;
        if (document.IssuedOn < data.WorkDate)
        {
            findings.Add(
                LintRules.IssueBeforeWork, "issued-on", $"签发日期 {document.IssuedOn:yyyy-MM-dd} 早于检定日期 {data.WorkDate:yyyy-MM-dd}。请核对日期。",
                $"Issued on {document.IssuedOn:yyyy-MM-dd}, before the work on {data.WorkDate:yyyy-MM-dd}. Check the dates.");
        }

        foreach (var standard in data.Standards)
            Certificate(findings, standard.Name.Zh, standard.AssessmentCertificateNumber, standard.ValidUntil, data.WorkDate);
        foreach (var equipment in data.Equipment)
            Certificate(findings, equipment.Name.Zh, equipment.CertificateNumber, equipment.ValidUntil, data.WorkDate);
    }

    private static void Validity(FindingList findings, CertificateDocument document, DateOnly last)
    {
        if (document.Kind == CertificateKind.RejectionNotice)
            findings.Add(LintRules.ValidityOnNotice, "valid-until", "检定结果通知书不应有有效期。请删去。", "A notice of a failed verification must not have a validity. Remove it.");
        if (document.Kind == CertificateKind.CalibrationCertificate)
        {
            findings.Add(
                LintRules.IntervalOnCalibration, "valid-until", "校准证书给出了有效期。请确认客户已同意，否则删去。",
                "The calibration certificate states an interval. Make sure that the customer agreed, or remove it.");
        }

        if (document.Kind == CertificateKind.TestReport)
            findings.Add(LintRules.ValidityOnTest, "valid-until", "检测报告不应有有效期或复检日期。请删去。", "A test report has neither validity nor interval. Remove it.");

        if (last < document.IssuedOn)
        {
            findings.Add(
                LintRules.ValidityBeforeIssue, "valid-until", $"有效期至 {last:yyyy-MM-dd} 早于签发日期 {document.IssuedOn:yyyy-MM-dd}。请核对日期。",
                $"Valid until {last:yyyy-MM-dd}, before the issue on {document.IssuedOn:yyyy-MM-dd}. Check the dates.");
        }
    }

    private static void Certificate(FindingList findings, string name, string number, DateOnly? validUntil, DateOnly workDate)
    {
        if (validUntil is null)
        {
            findings.Add(
                LintRules.StandardValidityUnknown, number, $"「{name}」的证书没有有效期。请登记。", $"The certificate of “{name}” has no validity. Enter it.");
        }
        else if (validUntil < workDate)
        {
            findings.Add(
                LintRules.StandardExpired, number, $"「{name}」的证书 {number} 于 {validUntil:yyyy-MM-dd} 到期，早于检定日期 {workDate:yyyy-MM-dd}。请用有效的标准器重新检定。",
                $"Certificate {number} of “{name}” expired on {validUntil:yyyy-MM-dd}, before the work on {workDate:yyyy-MM-dd}. Measure again with a valid standard.");
        }
    }
}
