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
/// <param name="Accuracy">At most this: U or MPE in <paramref name="AccuracyUnit"/>, or the class.</param>
public sealed record SharedFilter(string Quantity = "", decimal? Value = null, string Unit = "", AccuracyKind? Kind = null, decimal? Accuracy = null, string AccuracyUnit = "", bool InForceOnly = false, bool RecognisedOnly = false)
{
    public bool Matches(CatalogueFile.Standard standard, DateOnly today)
    {
        if (InForceOnly && !IsInForce(standard, today))
            return false;
        var text = SearchForm.Of(Quantity);
        var named = text.Length == 0 || new[] { standard.NameZh, standard.NameEn }.Concat(standard.Scopes.Select(scope => scope.Instrument)).Any(one => SearchForm.Of(one).Contains(text, StringComparison.Ordinal));
        if (Value is null && Kind is null && Accuracy is null)
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
        if (Accuracy is not { } most)
            return true;
        if (!decimal.TryParse(part.Accuracy.TrimStart('±'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var stated))
            return false;
        if (part.Kind == AccuracyKind.Class)
            return stated <= most;
        return Units.Find(part.AccuracyUnit) is { } from && Units.Find(AccuracyUnit) is { } to
            && QuantityArithmetic.Interval(stated, from, to) is { IsRefused: false, Value: var converted } && converted <= most;
    }

    private static decimal? In(decimal value, string from, string to) =>
        Units.Find(from) is { } source && Units.Find(to) is { } target && new Quantity(value, source).To(target) is { IsRefused: false, Value: var converted } ? converted.Value : null;
}
