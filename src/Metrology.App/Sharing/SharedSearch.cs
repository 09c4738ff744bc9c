using System.Globalization;
using Metrology.App.Standards;
using Metrology.Core.Planning;
using Metrology.Core.Quantities;
using Metrology.Core.Registers;
using Metrology.Core.Words;

namespace Metrology.App.Sharing;

/// <summary>What a search says of a standard.</summary>
/// <param name="Found">Null: it is what was asked but for its accuracy, and whether that suffices cannot be said.</param>
/// <param name="Why">Why it cannot be compared, or how it was compared; null where the numbers stand there as asked.</param>
public sealed record SharedMatch(bool? Found, BilingualText? Why = null)
{
    public static readonly SharedMatch No = new(false), Yes = new(true);
}

/// <summary>What a standard is looked for by. What is not asked is null or empty.</summary>
/// <param name="Quantity">Looked for in quantity, names, instruments and procedures.</param>
/// <param name="Value">Must lie in a measuring range, in <paramref name="Unit"/> or a unit of the same dimension.</param>
/// <param name="Kind">How the accuracy is stated.</param>
/// <param name="Accuracy">At most this: U or MPE in <paramref name="AccuracyUnit"/>, absolute or relative.</param>
/// <param name="Class">This class, or a better one of its series.</param>
public sealed record SharedFilter(
    string Quantity = "", decimal? Value = null, string Unit = "", AccuracyKind? Kind = null, decimal? Accuracy = null, string AccuracyUnit = "", bool InForceOnly = false, bool RecognisedOnly = false, string Class = "")
{
    private static readonly BilingualText
        NoValue = new("一个写的是绝对值，另一个是相对值；请给出量值才能比较。", "One accuracy is absolute and the other relative; give a value to compare them."),
        NoRatio = new("该单位的零点是约定的（如 ℃），没有相对准确度。", "The zero of this unit is conventional (as of °C); there is no relative accuracy."),
        NotNumber = new("准确度没有写成数字。", "The accuracy is not stated as a number.");

    public SharedMatch Judge(CatalogueFile.Standard standard, DateOnly today)
    {
        if (InForceOnly && !IsInForce(standard, today))
            return SharedMatch.No;
        var text = SearchForm.Of(Quantity);
        var named = text.Length == 0 || new[] { standard.NameZh, standard.NameEn }.Concat(standard.Scopes.SelectMany(scope => new[] { scope.Instrument, scope.Procedure })).Any(one => SearchForm.Of(one).Contains(text, StringComparison.Ordinal));
        if (Value is null && Kind is null && !AsksAccuracy)
            return named || standard.Parameters.Any(part => SearchForm.Of(part.Quantity).Contains(text, StringComparison.Ordinal)) ? SharedMatch.Yes : SharedMatch.No;
        // Range and accuracy must be of one and the same quantity.
        var judged = standard.Parameters.Where(part => (named || SearchForm.Of(part.Quantity).Contains(text, StringComparison.Ordinal)) && Covers(part)).Select(AccuracyOf).ToList();
        // What can be compared and is not good enough is not there because of another line that cannot.
        return judged.Find(one => one.Found == true) ?? judged.Find(one => one.Found == false) ?? judged.FirstOrDefault() ?? SharedMatch.No;
    }

    public bool Matches(CatalogueFile.Standard standard, DateOnly today) => Judge(standard, today).Found == true;

    /// <summary>As the catalogue says of its day, and its last day has not passed since. An unknown last day is never in force.</summary>
    public static bool IsInForce(CatalogueFile.Standard standard, DateOnly today) =>
        standard.Standing is StandardStanding.Valid or StandardStanding.Expiring && standard.ValidUntil is { } last && today <= last;

    private bool AsksAccuracy => Accuracy is not null || Class.Length > 0;

    /// <summary>A range with no end at all is not known to hold the value.</summary>
    private bool Covers(StandardParameter part)
    {
        if (Value is not { } value)
            return true;
        if (part is { Lower: null, Upper: null } || In(value, Unit, part.Unit) is not { } converted)
            return false;
        return !(converted < part.Lower) && !(converted > part.Upper);
    }

    private SharedMatch AccuracyOf(StandardParameter part)
    {
        if (!AsksAccuracy)
            return Kind is null || part.Kind == Kind ? SharedMatch.Yes : SharedMatch.No;
        if (Kind is { } kind && part.Kind != kind)
            return new(null, new($"准确度以{Named(part.Kind).Zh}表示，与所问的{Named(kind).Zh}不能比较。", $"Its accuracy is stated as {Named(part.Kind).En}; that is not comparable with {Named(kind).En}."));
        return part.Kind == AccuracyKind.Class ? ClassOf(part) : NumberOf(part);
    }

    private SharedMatch ClassOf(StandardParameter part)
    {
        var asked = AccuracyClass.Of(Class.Length > 0 ? Class : $"{Accuracy}");
        var (stated, text) = (AccuracyClass.Of(part.Accuracy), part.Accuracy);
        return (asked is null ? null : stated?.IsAtLeast(asked)) is { } known ? known ? SharedMatch.Yes : SharedMatch.No : new(
            null, new($"等级“{text}”与“{asked?.Name}”的优劣次序未知，不能比较。", $"Nobody knows which of the classes “{text}” and “{asked?.Name}” is the better."));
    }

    private SharedMatch NumberOf(StandardParameter part)
    {
        if (Accuracy is not { } most || !decimal.TryParse(part.Accuracy.TrimStart('±'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var stated))
            return new(null, NotNumber);
        if (part.AccuracyUnit == AccuracyUnit)
            return stated <= most ? SharedMatch.Yes : SharedMatch.No;
        if (RangeUnits.Converted(part.AccuracyUnit) is not { } from || RangeUnits.Converted(AccuracyUnit) is not { } to)
            return new(null, NotNumber);
        if (from.Dimension == to.Dimension)
            return Converted(stated, from, to) is { } same && same <= most ? SharedMatch.Yes : SharedMatch.No;
        var (isStatedShare, isAskedShare) = (from.Dimension == Dimension.One, to.Dimension == Dimension.One);
        // Of another quantity altogether.
        if (RangeUnits.Converted(part.Unit) is not { } unit || isStatedShare == isAskedShare || unit.Dimension != (isStatedShare ? to : from).Dimension)
            return SharedMatch.No;
        if (unit.IsAffine)
            return new(null, NoRatio);
        // Without a value the upper end of the range stands for it.
        if (Math.Abs((Value is { } value ? In(value, Unit, part.Unit) : part.Upper) ?? 0m) is not (> 0m and var at))
            return new(null, NoValue);
        try
        {
            // Accuracy in the kind that was asked, at that value.
            var there = isStatedShare ? Converted((Converted(stated, from, Units.One) ?? 0m) * at, unit, to) : Converted((Converted(stated, from, unit) ?? 0m) / at, Units.One, to);
            return there is not { } found ? new(null, NotNumber) : found > most ? SharedMatch.No : new(true, Said(at, unit, found, to, isStatedShare));
        }
        catch (OverflowException)
        {
            return new(null, NotNumber);
        }
    }

    private BilingualText Said(decimal at, Unit unit, decimal found, Unit to, bool isStatedShare)
    {
        var (point, said) = ($"{Figure(at)} {unit.Symbol}", $"{Figure(found)} {to.Symbol}");
        var where = Value is null ? new BilingualText($"范围上限 {point} 处", $"At the upper end of the range, {point}") : new($"在 {point} 处", $"At {point}");
        return isStatedShare
            ? new($"{where.Zh}折合 {said}（相对值按量值计；若为引用误差须按量程核对）。", $"{where.En} that is {said} (a share of the value; check it where the share is of the span).")
            : new($"{where.Zh}折合 {said}。", $"{where.En} that is {said}.");
    }

    private static string Figure(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);

    private static BilingualText Named(AccuracyKind kind) => kind switch
    {
        AccuracyKind.Uncertainty => new("不确定度", "an uncertainty"),
        AccuracyKind.Class => new("准确度等级", "a class"),
        AccuracyKind.Mpe => new("最大允许误差", "an MPE"),
    };

    private static decimal? Converted(decimal value, Unit from, Unit to) => QuantityArithmetic.Interval(value, from, to) is { IsRefused: false, Value: var converted } ? converted : null;

    private static decimal? In(decimal value, string from, string to) =>
        from == to ? value : RangeUnits.Converted(from) is { } source && RangeUnits.Converted(to) is { } target && new Quantity(value, source).To(target) is { IsRefused: false, Value: var converted } ? converted.Value : null;
}
