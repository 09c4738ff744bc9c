using System.Globalization;
using Metrology.Core.Uncertainty.MonteCarlo;
using Metrology.Core.Words;

namespace Metrology.Core.Uncertainty;

/// <summary>What to beware of in a result.</summary>
internal static class ModelWarnings
{
    /// <summary>Digits of u that are stated.</summary>
    public const int Digits = 2;

    /// <summary>Monte Carlo goes on where the law of propagation has no result.</summary>
    public static UncertaintyWarning NoFirstOrder(string output, Refusal why) => new(
        "uncertainty.no-first-order", output,
        new($"一阶传播律在估计值处没有结果（{why.Text.Zh}）：只有蒙特卡洛法的结果（JCGM 101 5.10）。",
            $"The law of propagation has no result at the estimates ({why.Text.En}): there is that of Monte Carlo alone (JCGM 101 5.10)."));

    /// <summary>The formula bends or jumps within the uncertainty of an input.</summary>
    public static UncertaintyWarning Edge(string output, string input) => new(
        "uncertainty.edge", output,
        new($"「{input}」在其不确定度范围内越过公式的折点（max、min、abs、round、if 或 interp），一阶近似不可靠（JCGM 100 5.1.2 注）。",
            $"Within its uncertainty {input} crosses an edge of the formula (max, min, abs, round, if or interp), so that the first order is not to be relied on (JCGM 100 5.1.2 note)."));

    public static IEnumerable<UncertaintyWarning> Of(MeasurementModel model, FirstOrderResult first, int output, SecondOrder? second)
    {
        var budget = first.Budgets[output];
        foreach (var warning in second is null ? [] : OfSecondOrder(budget.Output, budget.Combined, second, budget.Combined))
            yield return warning;

        foreach (var (input, i) in model.Inputs.Select((input, i) => (input, i)))
        {
            var numeric = NumericSensitivity.Of(model, output, i);
            if (!NumericSensitivity.Agrees(first.Sensitivity(output, i), numeric, budget.Combined, input.StandardUncertainty))
            {
                yield return new(
                    "uncertainty.sensitivity", budget.Output,
                    new($"「{input.Name}」的解析灵敏系数 {Said(first.Sensitivity(output, i))} 与数值结果 {Said(numeric.Slope)} 不符：估计值可能在模型的折点上。",
                        $"The analytic sensitivity {Said(first.Sensitivity(output, i))} to “{input.Name}” differs from the numeric one {Said(numeric.Slope)}: the estimate may lie on an edge of the model."));
            }
        }

        var isGiven = model.Joint.DegreesOfFreedom is null;
        if (isGiven && Enumerable.Range(0, model.Inputs.Count).Any(i => model.Joint.PartOf(i) > 0 && double.IsFinite(model.Inputs[i].DegreesOfFreedom)))
        {
            yield return new(
                "uncertainty.correlated-dof", budget.Output,
                new("有效自由度公式只适用于独立输入量（JCGM 100 G.4.1）；相关输入量的自由度有限，ν_eff 仅供参考；蒙特卡洛法按联合正态分布抽样。",
                    "The formula of effective degrees of freedom holds for independent inputs (JCGM 100 G.4.1); correlated inputs have finite ones, so ν_eff is indicative only, and Monte Carlo draws them from a joint normal law."));
        }
    }

    /// <summary>That the second order changes u, or the estimate, by more than the digits that are stated.</summary>
    /// <param name="first">u by the first order of what <paramref name="second"/> was computed for.</param>
    /// <param name="combined">u whose digits are stated.</param>
    public static IEnumerable<UncertaintyWarning> OfSecondOrder(string output, double first, SecondOrder second, double combined)
    {
        var tolerance = NumericalTolerance.Of(combined, Digits);
        if (Math.Abs(second.Combined - first) > tolerance)
        {
            yield return new(
                "uncertainty.second-order", output,
                new($"一阶近似不够：计入二阶项后 u = {Said(second.Combined)}（一阶 {Said(first)}，JCGM 100 5.1.2 注，相关时按联合正态）。请以蒙特卡洛法验证。",
                    $"The first order is not enough: with second-order terms u = {Said(second.Combined)} (first order {Said(first)}, JCGM 100 5.1.2 note, joint normal where inputs are correlated). Validate by Monte Carlo."));
        }

        if (Math.Abs(second.Shift) > Math.Max(tolerance, combined == 0 ? double.Epsilon : 0))
        {
            yield return new(
                "uncertainty.shift", output,
                new($"模型的弯曲使期望值偏移 {Said(second.Shift)}（二阶）。", $"The curvature of the model shifts the expectation by {Said(second.Shift)} (second order)."));
        }
    }

    public static IEnumerable<UncertaintyWarning> Of(MeasurementModel model, int output, MonteCarloResult? trials, GumValidation? validation)
    {
        if (trials is null)
            yield break;
        if (model.Joint.DegreesOfFreedom is { } observed)
        {
            yield return new(
                "uncertainty.joint-normal", trials.Output,
                new($"同时观测的输入量（自由度 {observed}）按联合正态分布抽样（JCGM 101 6.4.8），其尾部短于 t 分布：观测次数少时，蒙特卡洛法的包含区间偏短。",
                    $"Inputs observed together ({observed} degrees of freedom) are drawn from a joint normal law (JCGM 101 6.4.8), whose tails are shorter than those of t: where there are few observations the interval of Monte Carlo is too short."));
        }

        if (string.Join(", ", model.WithoutVariance(output)) is { Length: > 0 } names)
        {
            yield return new(
                "uncertainty.no-variance", trials.Output,
                new($"「{names}」的自由度不大于 2，按 t 分布抽样，它没有方差（JCGM 101 6.4.9.4）：蒙特卡洛法的 u 没有意义，也无从判断是否稳定（7.9.4），试验做到 {trials.Trials} 次为止（7.2）。请只用包含区间，或增加观测次数。",
                    $"“{names}” has no more than two degrees of freedom and is drawn as t, which has no variance (JCGM 101 6.4.9.4): u of Monte Carlo means nothing and cannot become stable (7.9.4), so {trials.Trials} trials are made and no more (7.2). Use the coverage intervals only, or make more observations."));
        }
        else if (!trials.IsStable)
        {
            yield return new(
                "uncertainty.not-stable", trials.Output,
                new($"{trials.Trials} 次试验后结果仍未稳定到数值容差以内（JCGM 101 7.9）。", $"After {trials.Trials} trials the results are not yet stable within the numerical tolerance (JCGM 101 7.9)."));
        }

        if (validation?.Outcome == ValidationOutcome.TooFewTrials)
        {
            yield return new(
                "uncertainty.trials-too-few", trials.Output,
                new($"{trials.Trials} 次试验不足以验证 GUM 法的结果：须稳定到数值容差的五分之一以内（JCGM 101 8.2）。请不指定 trials，或加大 trials 或 largest。",
                    $"{trials.Trials} trials are too few to validate the GUM result: they must be stable within a fifth of the numerical tolerance (JCGM 101 8.2). Leave out trials, or raise trials or largest."));
        }

        if (validation?.Outcome == ValidationOutcome.NotValidated)
        {
            yield return new(
                "uncertainty.not-validated", trials.Output,
                new("GUM 法的结果未通过蒙特卡洛验证（JCGM 101 第 8 章）：请采用蒙特卡洛法的结果。",
                    "Monte Carlo does not validate the GUM result (JCGM 101 clause 8): use the Monte Carlo result."));
        }
    }

    private static string Said(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
