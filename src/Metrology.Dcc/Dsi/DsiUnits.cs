using System.Collections.Frozen;
using Metrology.Core.Quantities;

namespace Metrology.Dcc.Dsi;

/// <summary>A unit as the digital system of units says it.</summary>
/// <param name="Notation">"\kilo\watt\hour".</param>
/// <param name="NonSi">What the notation cannot say: a currency, or what is counted; goes to nonSIUnit of the metadata. Null for a unit of the SI.</param>
public sealed record DsiUnit(string Notation, string? NonSi = null);

/// <summary>Units of the core in D-SI notation (SI Brochure 9th edition names with prefixes written out) and back.</summary>
public static class DsiUnits
{
    private const string PerKilowattHour = @"\kilo\watt\tothe{-1}\hour\tothe{-1}";

    private static readonly Dictionary<char, string> Prefixes = new()
    {
        ['n'] = @"\nano",
        ['µ'] = @"\micro",
        ['m'] = @"\milli",
        ['c'] = @"\centi",
        ['h'] = @"\hecto",
        ['k'] = @"\kilo",
        ['M'] = @"\mega",
        ['G'] = @"\giga",
    };

    /// <summary>Symbols that take prefixes.</summary>
    private static readonly Dictionary<string, string> Named = new()
    {
        ["s"] = @"\second",
        ["Hz"] = @"\hertz",
        ["m"] = @"\metre",
        ["L"] = @"\litre",
        ["g"] = @"\gram",
        ["K"] = @"\kelvin",
        ["A"] = @"\ampere",
        ["V"] = @"\volt",
        ["Ω"] = @"\ohm",
        ["W"] = @"\watt",
        ["VA"] = @"\volt\ampere",
        ["J"] = @"\joule",
        ["Wh"] = @"\watt\hour",
        ["N"] = @"\newton",
        ["F"] = @"\farad",
        ["H"] = @"\henry",
        ["C"] = @"\coulomb",
        ["Ah"] = @"\ampere\hour",
        ["T"] = @"\tesla",
        ["Pa"] = @"\pascal",
        ["bar"] = @"\bar",
        ["mol"] = @"\mole",
        ["cd"] = @"\candela",
        ["lm"] = @"\lumen",
        ["lx"] = @"\lux",
        ["rad"] = @"\radian",
    };

    /// <summary>Symbols that stand alone.</summary>
    private static readonly Dictionary<string, DsiUnit> Whole = new()
    {
        ["1"] = new(@"\one"),
        ["%"] = new(@"\percent"),
        ["ppm"] = new(@"\ppm"),
        ["%RH"] = new(@"\percent"),
        ["min"] = new(@"\minute"),
        ["h"] = new(@"\hour"),
        ["d"] = new(@"\day"),
        ["kg"] = new(@"\kilogram"),
        ["t"] = new(@"\tonne"),
        ["°C"] = new(@"\degreecelsius"),
        ["m²"] = new(@"\metre\tothe{2}"),
        ["cm²"] = new(@"\centi\metre\tothe{2}"),
        ["mm²"] = new(@"\milli\metre\tothe{2}"),
        ["m³"] = new(@"\metre\tothe{3}"),
        ["m/s"] = new(@"\metre\second\tothe{-1}"),
        ["km/h"] = new(@"\kilo\metre\hour\tothe{-1}"),
        ["m/s²"] = new(@"\metre\second\tothe{-2}"),
        ["kg/m³"] = new(@"\kilogram\metre\tothe{-3}"),
        ["g/cm³"] = new(@"\gram\centi\metre\tothe{-3}"),
        ["N·m"] = new(@"\newton\metre"),
        ["rad/min"] = new(@"\radian\minute\tothe{-1}"),

        // A var is a volt ampere; the name tells reactive from apparent.
        ["var"] = new(@"\volt\ampere", "var"),
        ["kvar"] = new(@"\kilo\volt\ampere", "kvar"),
        ["varh"] = new(@"\volt\ampere\hour", "varh"),
        ["kvarh"] = new(@"\kilo\volt\ampere\hour", "kvarh"),

        // What is counted has the unit one.
        ["imp"] = new(@"\one", "imp"),
        ["imp/kWh"] = new(PerKilowattHour, "imp/kWh"),
        ["imp/Wh"] = new(@"\watt\tothe{-1}\hour\tothe{-1}", "imp/Wh"),
        ["imp/km"] = new(@"\kilo\metre\tothe{-1}", "imp/km"),
        ["r/km"] = new(@"\kilo\metre\tothe{-1}", "r/km"),
        ["r/min"] = new(@"\minute\tothe{-1}", "r/min"),
        ["CNY"] = new(@"\one", "CNY"),
        ["元/kWh"] = new(PerKilowattHour, "CNY/kWh"),
        ["元/km"] = new(@"\kilo\metre\tothe{-1}", "CNY/km"),
        ["元/min"] = new(@"\minute\tothe{-1}", "CNY/min"),
    };

    private static readonly FrozenDictionary<string, DsiUnit> BySymbol = Units.All
        .Select(unit => (unit.Symbol, Dsi: Compose(unit.Symbol))).Where(pair => pair.Dsi is not null).ToFrozenDictionary(pair => pair.Symbol, pair => pair.Dsi!);

    // The first unit of a notation wins: "\percent" is %, not %RH.
    private static readonly FrozenDictionary<DsiUnit, string> Symbols = Units.All
        .Where(unit => BySymbol.ContainsKey(unit.Symbol)).GroupBy(unit => BySymbol[unit.Symbol]).ToFrozenDictionary(group => group.Key, group => group.First().Symbol);

    /// <summary>The unit in D-SI, or null when it cannot be said there (‰ has no name in it) or is unknown.</summary>
    public static DsiUnit? Of(string symbol) => Units.Find(symbol) is { } unit ? BySymbol.GetValueOrDefault(unit.Symbol) : null;

    /// <summary>The symbol for people; a notation that is no unit of ours stands as it is.</summary>
    public static string Symbol(DsiUnit unit) => Symbols.GetValueOrDefault(unit) ?? unit.NonSi ?? unit.Notation;

    /// <summary>The unit of the core that a notation means, or null.</summary>
    public static Unit? Find(DsiUnit unit) => Symbols.TryGetValue(unit, out var symbol) ? Units.Find(symbol) : null;

    private static DsiUnit? Compose(string symbol)
    {
        if (Whole.TryGetValue(symbol, out var whole))
            return whole;
        if (Named.TryGetValue(symbol, out var name))
            return new(name);
        return Prefixes.TryGetValue(symbol[0], out var prefix) && Named.TryGetValue(symbol[1..], out name) ? new(prefix + name) : null;
    }
}
