using System.Globalization;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Uncertainty;

/// <summary>A budget as the table of a report (不确定度分量汇总表): every cell is said from the budget itself, so the table is the thing evaluated.</summary>
/// <param name="Rows">One row a component, cells in the order of the heading.</param>
/// <param name="Closing">Combined standard uncertainty, degrees of freedom, k and U, each as label and value.</param>
public sealed record BudgetTable(
    IReadOnlyList<BilingualText> Heading,
    IReadOnlyList<IReadOnlyList<BilingualText>> Rows,
    IReadOnlyList<(BilingualText Label, BilingualText Value)> Closing)
{
    private const int Digits = 3;

    public static BudgetTable Of(UncertaintyBudget budget)
    {
        var unit = budget.Unit is "" or "1" ? "" : $" {budget.Unit}";
        return new(
            [
                new("符号", "Symbol"), new("不确定度来源", "Source of uncertainty"), new("类别", "Type"), new("分布", "Distribution"),
                new("标准不确定度 u", "Standard uncertainty u"), new("灵敏系数 c", "Sensitivity c"), new($"|c|·u{Bracket(budget.Unit)}", $"|c|·u{Bracket(budget.Unit)}"),
                new("自由度 ν", "Degrees of freedom ν"),
            ],
            [.. budget.Components.Select(Row)],
            [
                .. Estimate(budget, unit),
                .. budget.Correlations.Select(pair => (
                    new BilingualText($"相关系数 r({pair.First}, {pair.Second})", $"Correlation r({pair.First}, {pair.Second})"), Same(Number(pair.R)))),
                (new("合成标准不确定度 u_c", "Combined standard uncertainty u_c"), Same(Number(budget.Combined) + unit)),
                (new("有效自由度 ν_eff", "Effective degrees of freedom ν_eff"), Same(Freedom(budget.EffectiveDegreesOfFreedom))),
                (new("包含因子 k", "Coverage factor k"), Factor(budget)),
                (new("扩展不确定度 U", "Expanded uncertainty U"), Same(ExpandedText.Of(budget.Expanded) + unit)),
                .. Result(budget),
            ]);
    }

    /// <summary>The table as aligned text, with Chinese characters two columns wide.</summary>
    public string Print(Language language) => TextTable.Print(
        [.. Heading.Select(cell => cell.In(language))], [.. Rows.Select(row => row.Select(cell => cell.In(language)).ToList())],
        [.. Closing.Select(line => (line.Label.In(language), line.Value.In(language)))]);

    private static IReadOnlyList<BilingualText> Row(UncertaintyComponent one) =>
    [
        Same(one.Symbol), one.Description, Same(one.Type), DistributionNames.Of(one.Distribution),
        Same(Number(one.StandardUncertainty) + (one.Unit is { Length: > 0 } unit ? $" {unit}" : "")), Same(Number(one.Sensitivity)), Same(Number(Math.Abs(one.Contribution))),
        Same(Freedom(one.DegreesOfFreedom)),
    ];

    private static IEnumerable<(BilingualText, BilingualText)> Estimate(UncertaintyBudget budget, string unit) => budget.Value is { } value
        ? [(new BilingualText($"估计值 {budget.Output}", $"Estimate {budget.Output}"), Same(ResultText.Value(value, budget.Expanded) + unit))]
        : [];

    /// <summary>The complete statement, JCGM 100:2008 7.2.3.</summary>
    private static IEnumerable<(BilingualText, BilingualText)> Result(UncertaintyBudget budget) =>
        budget.Value is { } value && MeasurementResult.Of(value, budget.Unit, budget.Expanded, budget.CoverageFactor) is { } result
            ? [(new BilingualText("测量结果", "Result"), new BilingualText(result.Text(Language.Zh), result.Text(Language.En)))]
            : [];

    private static BilingualText Factor(UncertaintyBudget budget) => budget.CoverageProbability is { } p
        ? new($"{budget.FactorText}（p = {Coverage.Percent(p)}）", $"{budget.FactorText} (p = {Coverage.Percent(p)})")
        : Same(budget.FactorText);

    private static string Number(double value) => value == 0 ? "0" : SignificantDigits.Print(value, Digits);

    private static string Freedom(double freedom) => double.IsFinite(freedom) ? freedom.ToString("0.#", CultureInfo.InvariantCulture) : "∞";

    private static string Bracket(string unit) => unit.Length == 0 ? "" : $" / {unit}";

    private static BilingualText Same(string text) => BilingualText.Same(text);
}
