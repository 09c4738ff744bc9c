using Metrology.Core.Words;

namespace Metrology.App.Standards.Capabilities;

public static class CapabilityErrors
{
    public static readonly Refusal NotFound = Refusal.Of("capability.not-found", "没有这项校准和测量能力。请从列表重新打开。", "There is no such capability. Open it again from the list.");

    public static readonly Refusal NotPositive = new("capability.not-positive", new("U 和包含因子 k 须为正数。", "U and the coverage factor k must be positive."), "Uncertainty");

    public static readonly Refusal UnknownUnit = new(
        "capability.unknown-unit",
        new("没有这个单位，或不是该被测量的单位。请填写系统认识的单位；按示值的比例给出时用 %。", "There is no such unit, or it is none of this measurand. Use one the product knows; a share of the value takes %."),
        "Unit");

    public static readonly Refusal UnknownRangeUnit = new(
        "capability.unknown-range-unit", new("没有这个单位，或不是范围所指的量的单位。请填写例如 kWh、A、V。", "There is no such unit, or it is none of the quantity of the range. Write for example kWh, A, V."), "RangeUnit");

    public static readonly Refusal RangeEmpty = new(
        "capability.range-empty", new("范围的下限大于上限，或只填了单位没有填数值。请核对。", "The range begins above its end, or has a unit and no numbers. Check it."), "RangeFrom");

    public static readonly Refusal NoRangeUnit = new("capability.no-range-unit", new("请填写范围的单位。", "Give the unit of the range."), "RangeUnit");

    public static readonly Refusal Ended = Refusal.Of("capability.ended", "这项能力已经终止，没有再做更改。", "This capability has ended already; nothing was done.");

    public static readonly Refusal Exists = new(
        "capability.exists", new("同样的能力已经登记，没有重复登记。", "The same capability is registered already; it was not entered twice."), "Uncertainty");

    public static readonly Refusal NoReason = new("capability.no-reason", new("请写明终止的原因（最多 400 字）。", "Say why it ends (at most 400 characters)."), "Because");

    public static readonly Refusal NoDay = new("input.required", new("请填写日期。", "Give the day."), "ValidFrom");
}
