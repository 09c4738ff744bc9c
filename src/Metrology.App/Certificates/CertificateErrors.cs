using Metrology.Core.Words;

namespace Metrology.App.Certificates;

public static class CertificateErrors
{
    public static readonly Refusal NotFound = Refusal.Of(
        "certificate.not-found", "没有这份证书。请核对证书编号与校验码。", "There is no such certificate. Check the certificate number and the check code.");

    public static readonly Refusal NoVerdict = Refusal.Of(
        "certificate.no-verdict", "记录还没有“合格”或“不合格”的结论，不能出具证书。", "The record has no verdict of pass or fail yet; no certificate can be written.");
}
