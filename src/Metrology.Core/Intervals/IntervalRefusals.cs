using Metrology.Core.Words;

namespace Metrology.Core.Intervals;

internal static class IntervalRefusals
{
    public static readonly Refusal SameTimes = Refusal.Of(
        "interval.same-times", "各次校准的时间间隔相同或太少，无法拟合。请补充不同间隔的数据。", "The calibrations lie at too few different times to fit. Add data at other times.");

    public static readonly Refusal NoFit = Refusal.Of(
        "interval.no-fit", "没有一个可靠性模型能用这些数据拟合。请补充数据。", "No reliability model can be fitted to these data. Add data.");

    public static Refusal TooFewPoints(int coefficients) => Refusal.Of(
        "interval.too-few-points", $"数据点太少：至少需要 {coefficients + 1} 个。", $"There are too few points: at least {coefficients + 1} are needed.");
}
