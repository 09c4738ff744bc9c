using Metrology.Core.Words;

namespace Metrology.Core.Uncertainty;

/// <summary>Why a test point has no expanded uncertainty. The codes are stable.</summary>
internal static class BudgetRefusals
{
    public static readonly Refusal NoReference = Refusal.Of(
        "budget.no-reference", "没有标准器的证书数据，无法给出测量不确定度。请登记溯源证书的不确定度。",
        "No certificate of a reference gives an uncertainty. Enter the uncertainty of its certificate.");

    public static readonly Refusal NoSensitivity = Refusal.Of(
        "budget.no-sensitivity", "误差公式在这些读数处没有灵敏系数，无法给出测量不确定度。请检查读数。",
        "The formula of the error has no sensitivities at these readings, so there is no uncertainty. Check the readings.");

    public static readonly Refusal TooLarge = Refusal.Of(
        "budget.too-large", "算出的测量不确定度超出可能的范围。请检查读数和证书数据。", "The computed uncertainty is beyond any possible value. Check readings and certificates.");

    /// <summary>The words of records up to format 3 for <see cref="NeededToDecide"/>, whatever the reason.</summary>
    public static readonly BilingualText NeededBefore = new(
        "判定规则要用测量不确定度，但标准器没有可用的证书数据。请登记溯源证书的不确定度。",
        "The decision rule uses the uncertainty, and no certificate of the reference gives one. Enter the uncertainty of its certificate.");

    /// <summary>A rule that decides with U has none.</summary>
    public static Refusal NeededToDecide(BilingualText why) => Refusal.Of(
        "budget.needed", $"判定规则要用测量不确定度，此检定点没有，故不判定。{why.Zh}", $"The decision rule uses the uncertainty, and this point has none, so it is not decided. {why.En}");

    public static Refusal Uncovered(IReadOnlyList<string> names) => Refusal.Of(
        "budget.uncovered",
        $"不给出测量不确定度：输入量 {string.Join("、", names)} 没有不确定度来源。请登记其标准器的证书，或在规程数据中声明分量或准确值。",
        $"No uncertainty is stated: nothing gives that of the input {string.Join(", ", names)}. Enter the certificate of its reference, or state a component or exactness in the procedure data.");

    public static Refusal NoHalfWidth(BilingualText label) => Refusal.Of(
        "budget.no-half-width", $"不确定度分量「{label.Zh}」的半宽在此检定点没有值。请检查规程数据和读数。",
        $"The half-width of “{label.En}” has no value at this test point. Check the procedure data and the readings.");

    public static Refusal UnknownUnit(string reference, string unit) => Refusal.Of(
        "budget.unknown-unit", $"标准器「{reference}」不确定度的单位「{unit}」未知。请更正证书数据。", $"The unit “{unit}” of the uncertainty of {reference} is not known. Correct the certificate's entry.");
}
