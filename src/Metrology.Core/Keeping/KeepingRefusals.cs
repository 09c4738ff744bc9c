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
}
