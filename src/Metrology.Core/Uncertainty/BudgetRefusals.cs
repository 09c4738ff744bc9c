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

    public static readonly Refusal Zero = Refusal.Of(
        "budget.zero", "在这些读数处，各分量的一阶影响都为零，算出 U = 0，故不给出测量不确定度。请检查误差公式、证书数据和读数的分辨力。",
        "To the first order nothing changes the error at these readings, so that U would be 0 and none is stated. Check the formula of the error, the certificates and the resolutions.");

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

    /// <summary>A rule that decides with U has one that is not to be relied on.</summary>
    public static Refusal InDoubt(BilingualText warning) => Refusal.Of(
        "budget.in-doubt", $"判定规则要用测量不确定度，而此检定点的 U 存疑，故不判定。{warning.Zh}", $"The decision rule uses the uncertainty, and that of this point is in doubt, so it is not decided. {warning.En}");

    public static Refusal ShareOfScale(string reference, string unit) => Refusal.Of(
        "budget.share-of-scale", $"标准器「{reference}」证书以百分数给出不确定度，而「{unit}」的零点是约定的，其示值的百分数没有意义。请按「{unit}」或 K 登记其 U。",
        $"The certificate of {reference} states its uncertainty in per cent, and a share of a reading in {unit}, whose zero is conventional, means nothing. Enter its U in {unit} or K.");

    public static Refusal ShareOfZero(string reference, string input) => Refusal.Of(
        "budget.share-of-zero", $"标准器「{reference}」证书以百分数给出不确定度，而 {input} 的示值为零，不能由此得到不确定度。请登记零点附近的绝对不确定度。",
        $"The certificate of {reference} states its uncertainty in per cent, and {input} reads zero, of which it tells nothing. Enter the absolute uncertainty near zero.");

    public static Refusal NoHalfWidth(BilingualText label) => Refusal.Of(
        "budget.no-half-width", $"不确定度分量「{label.Zh}」的半宽在此检定点没有值。请检查规程数据和读数。",
        $"The half-width of “{label.En}” has no value at this test point. Check the procedure data and the readings.");

    public static Refusal UnknownUnit(string reference, string unit) => Refusal.Of(
        "budget.unknown-unit", $"标准器「{reference}」不确定度的单位「{unit}」未知。请更正证书数据。", $"The unit “{unit}” of the uncertainty of {reference} is not known. Correct the certificate's entry.");
}
