using Metrology.Core.Words;

namespace Metrology.App.Standards;

public static class StandardErrors
{
    public static readonly Refusal NotFound = Refusal.Of("standard.not-found", "没有这项计量标准。", "There is no such measurement standard.");

    public static readonly Refusal BadCode = new(
        "standard.bad-code",
        new("分类编码须为 JJF 1022 的 8 位数字（首位 0 不能省略）；不知道就留空。", "The code is eight digits of JJF 1022 (a leading zero counts); leave it empty when unknown."),
        "ClassificationCode");

    public static readonly Refusal UnknownEquipment = new(
        "standard.unknown-equipment",
        new("所选设备不在设备登记册中。请先登记设备，再选择。", "A chosen instrument is not in the equipment register. Enter it there first."),
        "MainEquipment");

    public static readonly Refusal CertificateExists = new(
        "standard.certificate-exists",
        new("同一编号和日期的证书已经登记，没有重复登记。", "A certificate with this number and these dates is registered already; it was not entered twice."),
        "Number");

    public static readonly Refusal OtherKind = new(
        "standard.certificate-other-kind",
        new(
            "编号与证书种类不符：带“社”的是社会公用计量标准证书，不带的是计量标准考核证书。请核对。",
            "The number does not fit the kind: one with 社 belongs to a public standard certificate, one without to an assessment certificate. Check both."),
        "Number");

    /// <summary>
    /// Certificates of a kind follow each other: a renewal may come before the end of the one before, but it does not end before it, and two are not issued on one day. A re-issue, as after a change of
    /// name, may keep the last day.
    /// </summary>
    internal static Refusal? Overlap(StandardCertificate added, IReadOnlyList<StandardCertificate> others)
    {
        var other = others.FirstOrDefault(one => one.IssuedOn is not null && added.IssuedOn is not null
            && (one.IssuedOn == added.IssuedOn || (one.IssuedOn < added.IssuedOn ? added.ValidUntil < one.ValidUntil : one.ValidUntil < added.ValidUntil)));
        return other is null ? null : new(
            "standard.certificates-overlap",
            new(
                $"与已登记的证书 {other.Number} 重叠：后发的证书不能早于前一张到期，同一天不能发两张。请核对日期。",
                $"It overlaps with {other.Number}, which is registered: a later certificate does not end before an earlier one, and two are not issued on one day. Check the dates."),
            "IssuedOn");
    }
}
