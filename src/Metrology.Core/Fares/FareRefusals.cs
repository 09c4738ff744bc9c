using Metrology.Core.Words;

namespace Metrology.Core.Fares;

internal static class FareRefusals
{
    public static readonly Refusal NoUnitPrice = Refusal.Of(
        "fare.no-unit-price", "每公里单价为零，没有切换速度。请检查运价。", "A kilometre costs nothing, so there is no cross-over speed. Check the tariff.");

    public static readonly Refusal NoBlocks = Refusal.Of(
        "fare.no-blocks", "此运价不按时段计费，请给出分钟数。", "This tariff does not charge time in blocks. State minutes instead.");

    public static readonly Refusal NoTimeCharge = Refusal.Of(
        "fare.no-time-charge", "此运价没有低速或等候单价，无法计算等候费。请补充运价。",
        "This tariff has no price of low speed or waiting. Complete the tariff.");

    public static readonly Refusal MoreBlocksThanMinutes = Refusal.Of(
        "fare.more-blocks-than-minutes", "计费时段数多于所给分钟数。请核对行程。", "There are more charged blocks than the stated minutes hold. Check the trip.");

    public static Refusal UnknownSupplement(string name, IEnumerable<string> known) => new(
        "fare.unknown-supplement",
        new($"运价中没有附加费「{name}」。可选：{string.Join("、", known)}。", $"The tariff has no supplement “{name}”. It has: {string.Join(", ", known)}."), "supplements");

    public static readonly Refusal NeverReached = Refusal.Of(
        "fare.never-reached", "续程单价过低，里程再长也达不到此金额。请检查运价。", "A kilometre costs too little for any distance to reach this amount. Check the tariff.");
}
