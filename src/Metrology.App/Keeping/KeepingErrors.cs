using Metrology.Core.Words;

namespace Metrology.App.Keeping;

internal static class KeepingErrors
{
    public static readonly Refusal NoDay = new("input.required", new("请填写日期。", "Give the day."), nameof(RecordKeeping.Request.On));

    public static readonly Refusal Future = new("keeping.future", new("日期在今天之后，还没有测量。请核对。", "A day is after today: nothing was measured yet. Check it."), nameof(RecordKeeping.Request.On));

    public static readonly Refusal NotPositive = new(
        "keeping.not-positive", new("限值、s、分辨力和 U 须为正数；没有的留空。", "Limits, s, resolution and U are positive numbers; leave empty what there is not."), "Limit");

    public static readonly Refusal NotFinished = new(
        "keeping.record-not-finished", new("这份记录还没有测完，或已中止，不能取用。", "That record is not finished, or was aborted; nothing is taken from it."), "Record");

    public static readonly Refusal OtherStandard = new("keeping.record-of-other-standard", new("这份记录不是用这项计量标准测的。", "That record was measured with another standard."), "Record");

    public static readonly Refusal NoPoint = new("keeping.record-no-point", new("这份记录没有这个检定点，或它还没有误差。", "That record has no such point, or no errors of it."), "Record");

    public static Refusal TooFew(int count, int needed) => new(
        "keeping.record-too-few",
        new($"这个点只有 {count} 次，重复性试验要求至少 {needed} 次，不能取用。", $"That point was measured {count} times; repeatability asks for at least {needed}."),
        "Record");
}
