using System.Globalization;
using System.Text.RegularExpressions;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Registers;

/// <summary>
/// Range and accuracy of a row as numbers, only where one range stands with one accuracy and neither leaves a doubt; else the texts alone are entered. The quantity is that of its own column, of the range
/// cell, of the name, or of a unit that is of one quantity; where none of them says it, it stays open.
/// </summary>
internal static partial class ParameterReading
{
    /// <summary>Remarks that leave open what range or accuracy are.</summary>
    private static readonly HashSet<string> Doubts =
    [
        "range-missing", "range-not-understood", "unit-not-recognised", "bracket-unbalanced", "accuracy-missing", "accuracy-conflicts-with-range-cell", "accuracy-conflicts-with-name",
        "accuracy-looks-like-default", "accuracy-without-unit-or-class", "coverage-factor-missing", "cell-error",
    ];

    public static ImportedStandard Of(ImportedStandard row)
    {
        if (row.RangeText.Length == 0 && row.Accuracy.Length == 0)
            return row;
        var (parameter, why) = Read(row);
        return parameter is null ? row with { OfParameters = ImportRemarks.ParameterAsText(why!) } : row with { Parameters = [parameter], OfParameters = parameter.Quantity.Length == 0 ? ImportRemarks.QuantityOpen : null };
    }

    /// <summary>Range and accuracy as numbers, or why they are left as texts.</summary>
    private static (StandardParameter? Parameter, BilingualText? Why) Read(ImportedStandard row)
    {
        if (row.Remarks.FirstOrDefault(remark => Doubts.Contains(remark.Code)) is { } doubt)
            return (null, doubt.Text);
        if (row.Ranges is not [var range])
            return (null, new("测量范围不止一段。", "There is more than one range."));
        if (range.Unit is not { } printed)
            return (null, new("测量范围没有单位。", "The range has no unit."));
        var (unit, other) = (RangeUnits.Converted(printed), RangeUnits.Find(printed));
        if (QuantityText.ParseNumber(range.Minimum) is not { } lower || QuantityText.ParseNumber(range.Maximum) is not { } upper || upper < lower)
            return (null, new("测量范围的上下限不是两个数。", "The ends of the range are no two numbers."));
        // Other words beside the range may be a condition of it.
        if (row.BesideRange.Length > 0 && !(unit is null ? row.BesideRange == other!.Quantity : QuantityWord.Is(row.BesideRange, unit)))
            return (null, new($"测量范围旁边还写着「{row.BesideRange}」，可能是条件。", $"Beside the range stands “{row.BesideRange}”, which may be a condition."));
        if (row.Quantity.Length > 0 && unit is not null && QuantityWord.Contradicts(row.Quantity, unit))
            return (null, new($"「{row.Quantity}」不用 {printed} 计量。", $"“{row.Quantity}” is not measured in {printed}."));
        if (Accuracy(row.Accuracy) is not { } accuracy)
            return (null, new($"「{row.Accuracy}」不是一个等级、一个最大允许误差，或带包含因子的一个 U。", $"“{row.Accuracy}” is no single class, MPE, or U with its coverage factor."));
        if (!(unit is null ? IsOf(printed, other!, accuracy) : IsOf(unit, accuracy)))
            return (null, new($"准确度的单位 {accuracy.AccuracyUnit} 不能用于以 {printed} 计的范围。", $"An accuracy in {accuracy.AccuracyUnit} is none of a range in {printed}."));
        var quantity = row.Quantity.Length > 0 ? row.Quantity : row.BesideRange.Length > 0 ? row.BesideRange : (unit is null ? other!.Quantity : QuantityWord.In(row.NameZh, unit) ?? QuantityWord.Of(unit)) ?? "";
        return (accuracy with { Quantity = quantity, Lower = lower, Upper = upper, Unit = printed }, null);
    }

    /// <summary>An accuracy is of the quantity of its range or relative to it; relative to a scale with a conventional zero it means nothing.</summary>
    private static bool IsOf(Unit range, StandardParameter accuracy) => accuracy.Kind == AccuracyKind.Class || (RangeUnits.Converted(accuracy.AccuracyUnit) is { } unit
        && (unit.Dimension == range.Dimension || (unit.Dimension == Dimension.One && !range.IsAffine)));

    /// <summary>In a unit that is not converted, an accuracy is in the same one, or relative where the scale has a zero of its own.</summary>
    private static bool IsOf(string printed, RangeUnit range, StandardParameter accuracy) => accuracy.Kind == AccuracyKind.Class || accuracy.AccuracyUnit == printed
        || (!range.IsConventional && RangeUnits.Converted(accuracy.AccuracyUnit) is { } unit && unit.Dimension == Dimension.One);

    /// <summary>One class, one MPE or one U with its k, and nothing else; null for everything that says more or less.</summary>
    private static StandardParameter? Accuracy(string written)
    {
        var text = Blanks().Replace(CellText.Of(written).Simplified, "");
        if (Class().Match(text) is { Success: true } named)
            return Of(AccuracyKind.Class, $"{named.Groups["c"].Value}{(named.Groups["w"].Value is "等" ? "等" : "级")}", "", null);
        if (Mpe().Match(text) is { Success: true } mpe && IsUnit(mpe) && IsPositive(mpe.Groups["n"].Value))
            return Of(AccuracyKind.Mpe, mpe.Groups["n"].Value, mpe.Groups["u"].Value, null);
        if (Expanded().Match(text) is not { Success: true } u || !IsUnit(u) || !IsPositive(u.Groups["n"].Value) || QuantityText.ParseNumber(u.Groups["k"].Value) is not (> 0 and var factor))
            return null;
        // Urel in mV says two things.
        return u.Groups["r"].Success && RangeUnits.Converted(u.Groups["u"].Value)?.Dimension != Dimension.One ? null : Of(AccuracyKind.Uncertainty, u.Groups["n"].Value, u.Groups["u"].Value, factor);

        static StandardParameter Of(AccuracyKind kind, string accuracy, string unit, decimal? factor) => new("", null, null, "", kind, accuracy, unit, factor);
    }

    private static bool IsUnit(Match match) => match.Groups["u"].Value is { Length: > 0 } unit && RangeUnits.IsKnown(unit);

    private static bool IsPositive(string number) => decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value > 0;

    [GeneratedRegex(@"\s", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\A(?:准确度(?:等级)?[:=]?)?(?<c>[0-9]+(?:\.[0-9]+)?[SABD]?|[一二三四五]|[EFM][123]|[ⅠⅡⅢⅣ]|I{1,3}|IV)(?<w>级|等级|等)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Class();

    [GeneratedRegex(@"\A(?:(?:MPE|最大允许误差)[:=]?±?|±)(?<n>[0-9]+(?:\.[0-9]+)?)(?<u>[^0-9±,;()=]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Mpe();

    [GeneratedRegex(@"\AU(?<r>rel|r)?(?:95|99)?=(?<n>[0-9]+(?:\.[0-9]+)?)(?<u>[^0-9±,;()=]+?)[,;(]?k(?:95|99|p)?=(?<k>[0-9]+(?:\.[0-9]+)?)\)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Expanded();
}
