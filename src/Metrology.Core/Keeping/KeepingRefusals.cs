using Metrology.Core.Words;

namespace Metrology.Core.Keeping;

internal static class KeepingRefusals
{
    public static readonly Refusal TooFewObservations = Refusal.Of(
        "keeping.too-few-observations", "观测值太少，无法计算。请补充测量。", "There are too few observations to compute anything. Measure more.");

    public static readonly Refusal NoOwnResult = Refusal.Of(
        "keeping.no-own-result", "结果中没有本实验室。请指明本实验室的结果。", "The own laboratory is not among the results. Say which result is its own.");

    public static readonly Refusal UnequalGroups = Refusal.Of(
        "keeping.unequal-groups", "控制图各组的观测次数应相同，且在 2 至 25 之间。", "The groups of a control chart need the same number of observations, from 2 to 25.");

    public static readonly Refusal NoLimit = new(
        "keeping.no-limit", new("请填写限值：不加修正值使用时为最大允许误差的绝对值，加修正值使用时为修正值的 U。", "Give the limit: |MPE| when used without correction, U of the correction when used with it."), "Limit");

    public static readonly Refusal TwoYears = new(
        "keeping.two-years", new("请填写两组：上一年一行，本年一行，每行以日期开头。", "Give two groups: a line of last year and one of this year, each beginning with its day."), "Readings");

    public static readonly Refusal GroupOfOne = new(
        "keeping.group-of-one", new("每组须重复测量至少 2 次：一个读数不成一组。请补做。", "A group is of repeated measurements, at least 2: one reading is none. Measure more."), "Readings");

    public static Refusal TooCloseYears(int months) => new(
        "keeping.years-too-close",
        new($"两组相隔不到 {months} 个月，不是相邻两年的结果（未确认的假定）。请用上一年的一组。", $"The two groups are less than {months} months apart: not of two years (an assumption, not confirmed). Take the group of the last year."), "Readings");

    public static readonly Refusal NoTransfer = new(
        "keeping.no-transfer", new("传递比较法需要本机构的 U、参考值和它的 U（包含因子相同）。", "A transfer needs the own U, the reference value and its U (with the same coverage factor)."), "Reference");

    public static readonly Refusal NoOwnUncertainty = new("keeping.no-own-uncertainty", new("比对法需要本机构的 U。", "A comparison needs the own U."), "Own");

    public static readonly Refusal NoCheck = new(
        "keeping.no-check", new("期间核查需要核查标准的值和限值。", "An intermediate check needs the value of the check standard and the limit."), "Reference");
}
