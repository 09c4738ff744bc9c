using Metrology.Core.Planning;
using Metrology.Core.Planning.Life;
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

    /// <summary>Shorter is no number of a certificate.</summary>
    internal const int ShortestNumber = 2;

    internal static readonly Refusal BadNumber = new(
        "standard.certificate-bad-number",
        new($"证书编号至少 {ShortestNumber} 个字符，并含字母、数字或汉字。请照证书填写。", $"A number has at least {ShortestNumber} characters with letters or digits. Write it as on the certificate."),
        "Number");

    internal static readonly Refusal NoDates = new(
        "standard.certificate-no-dates",
        new("已有同种证书，新的一张至少要有发证日期或有效期。请查证后填写。", "There is a certificate of this kind already: of a further one give at least the day of issue or the end. Find it out first."),
        "IssuedOn");

    internal static readonly Refusal IssuedLater = new(
        "standard.certificate-issued-later",
        new("发证日期在一年以后：还没有发出的证书不能登记。请核对年份。", "The day of issue is more than a year ahead: a certificate is registered once it is issued. Check the year."),
        "IssuedOn");

    internal static readonly Refusal NoCertificate = Refusal.Of("standard.no-certificate", "这项计量标准没有这张证书。", "The standard has no such certificate.");

    internal static readonly Refusal CorrectedBefore = Refusal.Of(
        "standard.certificate-corrected-before", "这张证书已经更正或作废。请在更正后的那一张上办理。", "That entry was corrected or made void already. Correct the one that replaced it.");

    internal static readonly Refusal NothingCorrected = new(
        "standard.certificate-same", new("更正后与原来一样。请写出正确的内容；登记错误而没有这张证书的，选“作废”。", "The correction says the same. Write what is right; where there is no such certificate, make it void."), "Number");

    /// <summary>What an act of JJF 1033 changes is not changed by the way.</summary>
    internal static Refusal NeedsAct(string field, BilingualText what) => new(
        "standard.needs-replacement",
        new(
            $"计量标准已经考核，{what.Zh}的变化须经“更换”办理（JJF 1033-2023，凭记忆，未确认）：在“办理”中登记更换，写明变化、原因和依据。只是登记有误的，填写“更正原因”。",
            $"The standard was assessed: {what.En} changes by a replacement (JJF 1033-2023, remembered, not confirmed). Enter the act “Replacement” with what changes, why and by which paper. Where only the entry was wrong, say why under “Reason of the correction”."),
        field);

    internal static readonly Refusal BothRoles = new(
        "standard.equipment-both", new("同一台设备不能既是计量标准器又是配套设备。请只选一种。", "One instrument is not both main standard and auxiliary. Choose one."), "MainEquipment");

    internal static readonly Refusal NoVersion = new(
        "standard.no-version", new("请带上您所编辑的版本号（version）：没有它，别人的修改会被悄悄盖掉。请先读取再保存。", "Send the version that you edited: without it the change of somebody else is overwritten unseen. Read it first."), "Version");

    internal static readonly Refusal CategoryOfClass = new(
        "standard.category-not-of-class",
        new(
            "计量标准类别与统计类别不符：A 为“社会公用”，B 为“社会公用”或其计量授权，C 为计量授权，D 为“部门最高”或“企事业最高”。请核对。",
            "The category does not fit the counting class: A is public, B public or public by authorisation, C by authorisation, D the highest of a department or an enterprise. Check both."),
        "Category");

    internal static Refusal There(int id) => new(
        "standard.exists",
        new(
            $"登记册里已有完全相同的一项（{id}）：名称、编码、保存地点、测量范围、准确度、类别和计量标准器都一样，没有再登记。确有两套的，请在名称或保存地点中区分（如“1 号”“2 号”）。",
            $"The register has the very same standard ({id}), with name, code, place, range, accuracy, class and main standards; no second one was entered. If there are two, tell them apart by name or place (“No. 1”, “No. 2”)."),
        "NameZh")
    { See = $"/standards/{id}" };

    internal static Refusal RegisteredElsewhere(BilingualText standard, int id) => new(
        "standard.certificate-registered",
        new($"这个编号已登记在“{standard.Zh}”（{id}）名下：一张证书只属于一项计量标准。请核对编号。", $"This number is registered with “{standard.En}” ({id}): a certificate is of one standard. Check the number."),
        "Number");

    /// <summary>
    /// Certificates of a kind follow each other: a renewal may come before the end of the one before, but it does not end before it, and two are not issued on one day. A re-issue, as after a change of
    /// name, may keep the last day. More than a year before that end a certificate comes only after an examination, which is an act of its own.
    /// </summary>
    internal static Refusal? Overlap(StandardCertificate added, IReadOnlyList<StandardCertificate> others, IReadOnlyList<Life.StandardEvent> acts)
    {
        foreach (var one in others.Where(one => one.IssuedOn is not null && added.IssuedOn is not null))
        {
            var (earlier, later) = one.IssuedOn < added.IssuedOn ? (one, added) : (added, one);
            if (earlier.IssuedOn == later.IssuedOn || later.ValidUntil < earlier.ValidUntil)
            {
                return new(
                    "standard.certificates-overlap",
                    new(
                        $"与已登记的证书 {one.Number} 重叠：后发的证书不能早于前一张到期，同一天不能发两张。请核对日期。",
                        $"It overlaps with {one.Number}, which is registered: a later certificate does not end before an earlier one, and two are not issued on one day. Check the dates."),
                    "IssuedOn");
            }

            var isAhead = earlier.ValidUntil?.DayNumber - later.IssuedOn!.Value.DayNumber > CertificateTerms.RenewedAheadDays && later.ValidUntil != earlier.ValidUntil;
            if (isAhead && !acts.Any(act => act.Act is StandardAct.Built or StandardAct.ReExamined && act.On > earlier.IssuedOn && act.On <= later.IssuedOn))
            {
                return new(
                    "standard.certificates-overlap",
                    new(
                        $"与已登记的证书 {one.Number} 重叠一年以上：到期前一年以上另发证书，须先登记其间的复查考核或建标考核。请核对日期。",
                        $"It overlaps with {one.Number} by more than a year: enter the re-examination or assessment between the two first, or check the dates."),
                    "IssuedOn");
            }
        }

        return null;
    }
}
