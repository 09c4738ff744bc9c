using Metrology.Core.Words;

namespace Metrology.App.Chains.Impact;

internal static class ImpactErrors
{
    public static readonly Refusal NotFound = Refusal.Of("impact.not-found", "没有这个失准评估，或没有这一行。", "There is no such case, or no such line.");

    public static readonly Refusal NoItem = new(
        "impact.no-item", new("请选择一项计量标准或一台设备，并选择它有溯源证书的量。", "Choose a standard or an instrument, and a quantity that a certificate of it speaks of."), "Measurand");

    public static readonly Refusal NoWindow = new("impact.no-window", new("请填写可能失准的起止日期。", "Give the first and the last day on which it may have been wrong."), "From");

    public static readonly Refusal NoShift = new("impact.no-shift", new("请填写偏移 δ，带符号，不为零。", "Give δ with its sign; it is not zero."), "Shift");

    public static readonly Refusal NoUnit = new("impact.no-unit", new("δ 的单位写 % 或本系统认识的单位。", "The unit of δ is % or a unit that is known here."), "ShiftUnit");

    public static Refusal OtherQuantity(string unit, BilingualText read) => new(
        "impact.unit-of-other-quantity", new($"「{read.Zh}」不以 {unit} 计，δ 对任何结果都没有作用。请写 % 或这个量的单位。", $"“{read.En}” is not measured in {unit}, so δ would touch no result. Write % or a unit of the quantity."), "ShiftUnit");

    public static readonly Refusal NoReason = new("input.required", new("请写明为什么怀疑它失准。", "Say why it is thought to have been wrong."), "Reason");

    public static readonly Refusal NothingSaid = new("input.required", new("请写明怎样通知或做了什么。", "Say how the owner was told or what was done."), "Text");

    public static readonly Refusal Closed = Refusal.Of("impact.closed", "已经关闭，不能再改。", "It is closed and changes no more.");

    public static readonly Refusal OwnerNotTold = Refusal.Of(
        "impact.owner-not-told", "结论会改变，要先登记已通知器具所有者，再关闭这一行。", "The verdict would change: first record that the owner was told, then close the line.");

    public static readonly Refusal NoMail = Refusal.Of(
        "impact.no-mail", "还没有告知的所有者都没有登记邮件地址。请在送检单位页面登记，或用别的方式告知后登记。", "No owner that is still to be told has an address of mail. Enter one on the customer's page, or tell them otherwise and record it.");

    /// <summary>The same question, whose case is still worked on.</summary>
    public static Refusal OpenAlready(int id) => new(
        "impact.already-open",
        new($"同一标准、时段、量和偏移的评估（{id}）还没有关闭，没有再立一个。请在那里继续，或关闭后再立。", $"The case of the same standard, window, quantity and shift ({id}) is still open; no second one was opened. Go on there, or close it first."))
    { See = $"/impact/{id}" };

    public static readonly Refusal OpenLines = Refusal.Of("impact.open-lines", "还有证书没有处理完，不能关闭。请先逐张写明处理结果。", "There are certificates for which nothing was done yet. Close them one by one first.");
}
