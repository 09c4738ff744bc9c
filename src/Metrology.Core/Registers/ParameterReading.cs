using System.Globalization;
using System.Text.RegularExpressions;
using Metrology.Core.Quantities;

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
        if (Read(row) is not { } parameter)
            return row with { OfParameters = ImportRemarks.ParameterAsText };
        return row with { Parameters = [parameter], OfParameters = parameter.Quantity.Length == 0 ? ImportRemarks.QuantityOpen : null };
    }

    private static StandardParameter? Read(ImportedStandard row)
    {
        if (row.Remarks.Any(remark => Doubts.Contains(remark.Code)) || row.Ranges is not [var range] || Units.Find(range.Unit ?? "") is not { } unit || range.Unit is null)
            return null;
        if (QuantityText.ParseNumber(range.Minimum) is not { } lower || QuantityText.ParseNumber(range.Maximum) is not { } upper || upper < lower)
            return null;
        // Other words beside the range may be a condition of it.
        if (row.BesideRange.Length > 0 && !QuantityWord.Is(row.BesideRange, unit))
            return null;
        if (row.Quantity.Length > 0 && QuantityWord.Contradicts(row.Quantity, unit))
            return null;
        var quantity = row.Quantity.Length > 0 ? row.Quantity : row.BesideRange.Length > 0 ? row.BesideRange : QuantityWord.In(row.NameZh, unit) ?? QuantityWord.Of(unit) ?? "";
        return Accuracy(row.Accuracy) is { } accuracy && IsOf(unit, accuracy) ? accuracy with { Quantity = quantity, Lower = lower, Upper = upper, Unit = range.Unit } : null;
    }

    /// <summary>An accuracy is of the quantity of its range or relative to it; relative to a scale with a conventional zero it means nothing.</summary>
    private static bool IsOf(Unit range, StandardParameter accuracy) => accuracy.Kind == AccuracyKind.Class || (Units.Find(accuracy.AccuracyUnit) is { } unit
        && (unit.Dimension == range.Dimension || (unit.Dimension == Dimension.One && !range.IsAffine)));

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
        return u.Groups["r"].Success && Units.Find(u.Groups["u"].Value)!.Dimension != Dimension.One ? null : Of(AccuracyKind.Uncertainty, u.Groups["n"].Value, u.Groups["u"].Value, factor);

        static StandardParameter Of(AccuracyKind kind, string accuracy, string unit, decimal? factor) => new("", null, null, "", kind, accuracy, unit, factor);
    }

    private static bool IsUnit(Match match) => match.Groups["u"].Value is { Length: > 0 } unit && Units.Find(unit) is not null;

    private static bool IsPositive(string number) => decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value > 0;

    [GeneratedRegex(@"\s", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\A(?:准确度(?:等级)?[:=]?)?(?<c>[0-9]+(?:\.[0-9]+)?[SABD]?|[一二三四五]|[EFM][123])(?<w>级|等级|等)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Class();

    [GeneratedRegex(@"\A(?:(?:MPE|最大允许误差)[:=]?±?|±)(?<n>[0-9]+(?:\.[0-9]+)?)(?<u>[^0-9±,;()=]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Mpe();

    [GeneratedRegex(@"\AU(?<r>rel|r)?(?:95|99)?=(?<n>[0-9]+(?:\.[0-9]+)?)(?<u>[^0-9±,;()=]+?)[,;(]?k(?:95|99|p)?=(?<k>[0-9]+(?:\.[0-9]+)?)\)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Expanded();
}
