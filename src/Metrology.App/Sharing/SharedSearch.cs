using System.Globalization;
using Metrology.App.Standards;
using Metrology.Core.Planning;
using Metrology.Core.Quantities;
using Metrology.Core.Registers;

namespace Metrology.App.Sharing;

/// <summary>What a standard is looked for by. What is not asked is null or empty.</summary>
/// <param name="Quantity">Looked for in quantity, names and instruments.</param>
/// <param name="Value">Must lie in a measuring range, in <paramref name="Unit"/> or a unit of the same dimension.</param>
/// <param name="Kind">How the accuracy is stated.</param>
/// <param name="Class">A class that is no number: "F1", "0.2S", "二等". Which is better is not known of these; the very one is looked for.</param>
/// <param name="Accuracy">At most this: U or MPE in <paramref name="AccuracyUnit"/>, or the class.</param>
public sealed record SharedFilter(string Quantity = "", decimal? Value = null, string Unit = "", AccuracyKind? Kind = null, decimal? Accuracy = null, string AccuracyUnit = "", bool InForceOnly = false, bool RecognisedOnly = false, string Class = "")
{
    public bool Matches(CatalogueFile.Standard standard, DateOnly today)
    {
        if (InForceOnly && !IsInForce(standard, today))
            return false;
        var text = SearchForm.Of(Quantity);
        var named = text.Length == 0 || new[] { standard.NameZh, standard.NameEn }.Concat(standard.Scopes.Select(scope => scope.Instrument)).Any(one => SearchForm.Of(one).Contains(text, StringComparison.Ordinal));
        if (Value is null && Kind is null && Accuracy is null && Class.Length == 0)
            return named || standard.Parameters.Any(part => SearchForm.Of(part.Quantity).Contains(text, StringComparison.Ordinal));
        // Range and accuracy must be of one and the same quantity.
        return standard.Parameters.Any(part => (named || SearchForm.Of(part.Quantity).Contains(text, StringComparison.Ordinal)) && Covers(part) && IsAccurate(part));
    }

    /// <summary>As the catalogue says of its day, and its last day has not passed since. An unknown last day is never in force.</summary>
    public static bool IsInForce(CatalogueFile.Standard standard, DateOnly today) =>
        standard.Standing is StandardStanding.Valid or StandardStanding.Expiring && standard.ValidUntil is { } last && today <= last;

    /// <summary>A range with no end at all is not known to hold the value.</summary>
    private bool Covers(StandardParameter part)
    {
        if (Value is not { } value)
            return true;
        if (part is { Lower: null, Upper: null } || In(value, Unit, part.Unit) is not { } converted)
            return false;
        return !(converted < part.Lower) && !(converted > part.Upper);
    }

    private bool IsAccurate(StandardParameter part)
    {
        if (Kind is { } kind && part.Kind != kind)
            return false;
        if (Class.Length > 0)
            return part.Kind == AccuracyKind.Class && ClassText(part.Accuracy) == ClassText(Class);
        if (Accuracy is not { } most)
            return true;
        if (!decimal.TryParse(part.Accuracy.TrimStart('±'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var stated))
            return false;
        if (part.Kind == AccuracyKind.Class)
            return stated <= most;
        return Units.Find(part.AccuracyUnit) is { } from && Units.Find(AccuracyUnit) is { } to && StatedIn(stated, from, to) is { } converted && converted <= most;
    }

    /// <summary>What is stated as an amount, as a share of the value that is looked for, and the other way round; null where they cannot be compared.</summary>
    private decimal? StatedIn(decimal stated, Unit from, Unit to)
    {
        if (QuantityArithmetic.Interval(stated, from, to) is { IsRefused: false, Value: var converted })
            return converted;
        // A share of a reading on a scale whose zero is conventional is none.
        if (Value is not { } value || value == 0 || Units.Find(Unit) is not { IsAffine: false } unit)
            return null;
        if (from.Dimension == Units.One.Dimension && to.Dimension == unit.Dimension && QuantityArithmetic.Interval(stated, from, Units.One) is { IsRefused: false, Value: var share })
            return QuantityArithmetic.Interval(share * Math.Abs(value), unit, to) is { IsRefused: false, Value: var amount } ? amount : null;
        if (to.Dimension == Units.One.Dimension && from.Dimension == unit.Dimension && QuantityArithmetic.Interval(stated, from, unit) is { IsRefused: false, Value: var same })
            return QuantityArithmetic.Interval(same / Math.Abs(value), Units.One, to) is { IsRefused: false, Value: var ratio } ? ratio : null;
        return null;
    }

    private static string ClassText(string text) => SearchForm.Of(text.Trim()).TrimEnd('级').Trim();

    private static decimal? In(decimal value, string from, string to) =>
        Units.Find(from) is { } source && Units.Find(to) is { } target && new Quantity(value, source).To(target) is { IsRefused: false, Value: var converted } ? converted.Value : null;
}
