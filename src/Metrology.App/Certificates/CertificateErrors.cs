using Metrology.Core.Words;

namespace Metrology.App.Certificates;

public static class CertificateErrors
{
    public static readonly Refusal NotFound = Refusal.Of(
        "certificate.not-found", "没有这份证书。请核对证书编号与校验码。", "There is no such certificate. Check the certificate number and the check code.");

    /// <summary>Somebody has withdrawn or replaced it already.</summary>
    public static Refusal Ended(Certificate certificate) => certificate.Withdrawal?.ReplacedBy is { } other
        ? Refusal.Of("certificate.replaced", $"这份证书已被 {other} 替代，没有再做更改。", $"This certificate was replaced by {other}; nothing more was done.")
        : Refusal.Of("certificate.withdrawn", "这份证书已撤销，没有再做更改。", "This certificate was withdrawn; nothing more was done.");

    public static readonly Refusal NothingCorrected = Refusal.Of(
        "certificate.nothing-corrected",
        "新证书与原证书内容相同，没有出具。请先更正登记的单位或机构资料；器具的标识以检定时登记的为准，有误时请撤销并重新检定。",
        "The new certificate would say the same, so none was issued. Correct customer or institution first. The instrument is the one registered when it was measured; if that is wrong, withdraw and verify again.");

    /// <summary>Numbers and dates run on together; a clock that was set back would break that.</summary>
    public static Refusal ClockBehind(DateOnly today, string number, DateOnly issuedOn) => Refusal.Of(
        "certificate.clock-behind",
        $"服务器日期是 {today:yyyy-MM-dd}，而证书 {number} 的签发日期是 {issuedOn:yyyy-MM-dd}，没有出具证书。请管理员校准服务器时钟；如果是那份证书的日期有误，请先撤销它。",
        $"The server's date is {today:yyyy-MM-dd}, but certificate {number} was issued on {issuedOn:yyyy-MM-dd}; nothing was issued. An administrator sets the clock right; if that certificate has the wrong date, withdraw it first.");

    public static readonly Refusal Overtaken = Refusal.Of(
        "certificate.moved-on", "出证期间记录或编号被别人改变，没有签发。请刷新后重试。", "Record or number changed while the certificate was made, so nothing was issued. Reload and try again.");

    public static readonly Refusal ProofNotYet = Refusal.Of(
        "proof.not-yet", "这份证书已在台账中，但此后还没有签署检查点，暂时没有证明。请十分钟后再试。",
        "The certificate is in the ledger, but no checkpoint has been signed since, so there is no proof yet. Try again in ten minutes.");

    public static readonly Refusal ProofDamaged = Refusal.Of(
        "proof.damaged", "台账与这份证书的记录不符，不能出具证明。请联系签发机构的管理员，运行 metrology ledger verify。",
        "The ledger and the row of this certificate do not agree, so no proof is given. An administrator of the institution runs metrology ledger verify.");

    /// <summary>The number was drawn, in the transaction of a certificate that is not there.</summary>
    public static Refusal Gone(string number) => Refusal.Of(
        "ledger.unusable", $"不可使用：编号 {number} 已经给出，但数据库中没有这份证书：它被绕过本系统删去，或属于恢复备份之前的时期。请不要据此使用；请保留现场，运行“metrology ledger verify”并联系管理员。",
        $"Unusable: the number {number} was given, and its certificate is not in the database: it was removed behind the product, or is of a time before a backup was restored. Do not rely on it. Leave everything as it is, run \"metrology ledger verify\" and tell the administrator.");

    /// <summary>What a stranger is told of a certificate that cannot be used.</summary>
    public static readonly Refusal Unconfirmed = Refusal.Of(
        "ledger.unusable", "台账与这份证书的记录不符，不能确认它是否有效，请不要使用。请联系签发机构；管理员应运行 metrology ledger verify。",
        "The ledger and what is kept of this certificate do not agree, so nobody can confirm that it stands; do not rely on it. Ask the institution; its administrator runs metrology ledger verify.");

    public static readonly Refusal NoVerdict = Refusal.Of(
        "certificate.no-verdict", "记录还没有“合格”或“不合格”的结论，不能出具证书。", "The record has no verdict of pass or fail yet; no certificate can be written.");

    public static readonly Refusal ReferenceNotNamed = Refusal.Of(
        "certificate.reference-not-named", "证书上没有列出实际使用的标准器，不能出具。请终止后重新检定。", "The paper does not name the reference that was measured with. Abort the record and measure again.");
}
