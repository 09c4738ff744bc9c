using Metrology.App.Parameters;
using Metrology.Core.Words;

namespace Metrology.App.Retention;

public static class RetentionErrors
{
    public static readonly Refusal NoReason = new(
        "retention.no-reason", new($"请写明原因（最多 {ParameterChange.LongestReason} 字，不含控制字符）。", $"Say why (at most {ParameterChange.LongestReason} characters, none invisible)."), "Because");

    public static readonly Refusal NoSource = new(
        "retention.no-source", new("请写明依据的文件，例如机构的管理制度及条款。", "Name the document that says so, for example a rule of the institution with its clause."), "Source");

    public static readonly Refusal BadMonths = new(
        "retention.bad-months",
        new($"月数须为 {RetentionPeriod.Shortest} 到 {RetentionPeriod.Longest} 的整数；永久保存则留空。", $"Give a whole number of months from {RetentionPeriod.Shortest} to {RetentionPeriod.Longest}, or leave it empty to keep for ever."),
        "Months");

    public static readonly Refusal NothingProposed = Refusal.Of("retention.nothing-proposed", "这一类没有待确认的期限。", "No period of this kind waits for a second person.");

    public static readonly Refusal SamePerson = Refusal.Of(
        "retention.same-person", "提出期限的人不能自己使其生效。请由另一位批准人或管理员确认。", "Who proposed a period does not put it in force. Another approver or administrator does.");

    public static readonly Refusal NoSubject = new(
        "retention.no-subject",
        new("没有找到这一对象。请写送检单位名称、出厂编号、记录编号或证书编号，或用“#”加编号。", "Nothing of that name was found. Give the name of the customer, the serial number, or the number of the record or certificate, or “#” and the id."),
        "Subject");

    public static readonly Refusal Ambiguous = new(
        "retention.subject-ambiguous", new("有不止一个同名的对象。请用“#”加其页面地址中的编号。", "More than one has that name. Give “#” and the number in the address of its page."), "Subject");

    public static readonly Refusal NoHold = Refusal.Of("retention.no-hold", "没有这条冻结。", "There is no such hold.");

    public static readonly Refusal Released = Refusal.Of("retention.released", "这条冻结已经解除，没有再做更改。", "This hold was released already; nothing was done.");

    public static readonly Refusal OwnHold = Refusal.Of(
        "retention.own-hold", "设置冻结的人不能自己解除。请由另一位批准人或管理员解除。", "Who placed a hold does not release it. Another approver or administrator does.");

    public static readonly Refusal NothingDue = Refusal.Of("retention.nothing-due", "没有超过期限且未被冻结的可清除数据；什么都没有清除。", "There is no bulk data past its period that is not held; nothing was disposed of.");

    public static readonly Refusal MovedOn = Refusal.Of(
        "retention.moved-on", "与您看到的不同：其间有新的到期、冻结或更改。什么都没有清除，请重新查看。", "It is not what you saw: something became due, was held or changed meanwhile. Nothing was disposed of; look again.");

    public static readonly Refusal LedgerBroken = Refusal.Of(
        "retention.ledger-broken",
        "台账与数据库不一致，不能清除任何数据：冻结可能被人绕过系统删去。请先运行 metrology ledger verify。",
        "The ledger and the database do not agree, so nothing is disposed of: a hold may have been removed behind the product. Run metrology ledger verify first.");

    internal static Refusal? Reason(string? why) =>
        string.IsNullOrWhiteSpace(why) || why.Trim().Length > ParameterChange.LongestReason || why.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) ? NoReason : null;
}
