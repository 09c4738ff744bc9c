using Metrology.Core.Certificates;

namespace Metrology.Dcc.Linting;

/// <summary>Whether the instrument may have such a paper, and whether strangers can check it.</summary>
internal static class RegisterLint
{
    public static void Check(FindingList findings, CertificateDocument document, LintBasis basis)
    {
        if (basis.IsUnderCompulsoryVerification && document.Kind == CertificateKind.CalibrationCertificate)
        {
            findings.Add(
                LintRules.CompulsoryInstrument, "item", "这台器具登记为强制检定，不能以校准代替检定。请终止并按检定规程重新开单；登记有误时请先更正。",
                "The instrument is registered as under compulsory verification, which a calibration cannot replace. Abort and verify it by its regulation, or correct its register entry first.");
        }

        if (basis.IsUnderCompulsoryVerification && document.Kind == CertificateKind.TestReport)
        {
            findings.Add(
                LintRules.TestOfCompulsory, "item", "这台器具登记为强制检定，检测报告不能代替检定。请确认客户知道。",
                "The instrument is registered as under compulsory verification, which a test report does not replace. Make sure that the customer knows.");
        }

        if (!basis.HasCheckAddress)
        {
            findings.Add(
                LintRules.CheckAddressMissing, PaperIds.CheckHint, "没有配置公众查询地址，证书上只印编号和校验码，没有二维码。请管理员用 serve --public-url 设置外部可以访问的地址。",
                "No check address is configured, so the paper bears number and check code and no QR code. An administrator sets an address that strangers reach with serve --public-url.");
        }
    }
}
