using Metrology.Core.Words;

namespace Metrology.Core.Decisions;

internal static class DecisionRefusals
{
    public static readonly Refusal NoLimit = Refusal.Of("decision.no-limit", "没有允差限。请给出上限、下限或最大允许误差。", "There is no limit. Give an upper or lower limit or a maximum permissible error.");

    public static readonly Refusal LimitsCrossed = Refusal.Of("decision.limits-crossed", "下限大于上限。请检查。", "The lower limit is above the upper one. Check them.");

    public static readonly Refusal NegativeUncertainty = Refusal.Of("decision.negative", "不确定度、标准偏差和保护带乘数不能为负。", "Uncertainties, standard deviations and guard-band multipliers are not negative.");

    public static readonly Refusal TwoLimits = Refusal.Of(
        "decision.two-limits", "此保护带规则需要上、下两个限。请给出另一个限，或用 w = r·U。", "This guard-band rule needs two limits. Give the other one, or use w = r·U.");

    public static readonly Refusal SmallTur = Refusal.Of(
        "decision.test-uncertainty-ratio", "此保护带规则要求测试不确定度比不小于 1。请换不确定度更小的标准器，或换规则。",
        "This guard-band rule needs a test uncertainty ratio of at least one. Use a better standard or another rule.");

    public static readonly Refusal TwoKindsOfLimits = Refusal.Of(
        "decision.two-kinds-of-limits", "最大允许误差与上、下限只能给一种。", "Give a maximum permissible error or limits, not both.");

    public static readonly Refusal NoUncertainty = Refusal.Of(
        "decision.no-uncertainty", "此规则要用到扩展不确定度。请给出 U，或用 simple 规则。", "This rule needs the expanded uncertainty. Give U, or use the rule simple.");

    public static readonly Refusal Symmetric = Refusal.Of(
        "decision.symmetric", "JJF 1094 的规则用于对称的最大允许误差。请给出 mpe。", "The rule of JJF 1094 is for a symmetric maximum permissible error. Give mpe.");

    public static readonly Refusal NoMultiplier = Refusal.Of(
        "decision.no-multiplier", "此规则没有保护带乘数 r。请去掉它，或用 guard-band、ilac-g8-non-binary。", "This rule has no multiplier r of a guard band. Leave it out, or use guard-band or ilac-g8-non-binary.");

    public static readonly Refusal FactorOfNothing = Refusal.Of(
        "decision.factor-of-nothing", "没有给出 U，包含因子 k 无从谈起。请给出 U 或去掉 k。", "There is no U that the coverage factor k could belong to. Give U, or leave k out.");

    public static readonly Refusal ProbabilityOfNothing = Refusal.Of(
        "decision.probability-of-nothing", "此规则不问 U 的包含概率。请去掉 p。", "This rule does not ask for the probability of U. Leave p out.");

    public static readonly Refusal Factor = Refusal.Of("decision.factor", "k 与 r 须为正数。", "k and r are positive numbers.");

    public static readonly Refusal Probability = Refusal.Of("decision.coverage-probability", "包含概率 p 须在 0 与 1 之间。", "A coverage probability p lies between 0 and 1.");

    public static readonly Refusal NotU95 = Refusal.Of(
        "decision.not-u95", "此规则用约 95 % 的扩展不确定度（JJF 1094 的 U95）。请换算成 k = 2 的 U（正态时 U95 = 2·U/k）后给出；k 若是按 95 % 取的 t 因子，请另给 p（0.95 至 0.9545）。",
        "This rule is stated for an expanded uncertainty of about 95 % (U95 of JJF 1094). Give U for k = 2 (2·U/k when it is normal); when k is the t factor of 95 %, say so by p (0.95 to 0.9545).");

    public static readonly Refusal BadProbability = Refusal.Of("decision.probability", "合格概率须在 0 与 1 之间，且允差限须关于 0 对称。", "An in-tolerance probability lies between 0 and 1 and needs limits symmetric about zero.");
}
