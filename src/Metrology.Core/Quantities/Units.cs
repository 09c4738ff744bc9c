using System.Collections.Frozen;
using Metrology.Core.Words;

namespace Metrology.Core.Quantities;

/// <summary>The units that the product knows, with exact factors; SI Brochure 9th edition, tables 2 to 8.</summary>
public static class Units
{
    private static readonly Dimension Time = new(Time: 1);
    private static readonly Dimension Length = new(Length: 1);
    private static readonly Dimension Kelvin = new(Temperature: 1);
    private static readonly Dimension Ampere = new(Current: 1);
    private static readonly Dimension Money = new(Money: 1);
    private static readonly Dimension Joule = new(Length: 2, Mass: 1, Time: -2);
    private static readonly Dimension Watt = Joule / Time;
    private static readonly Dimension VoltDimension = Watt / Ampere;
    private static readonly Dimension OhmDimension = VoltDimension / Ampere;
    private static readonly Dimension Pascal = Joule / Length.Power(3);
    private static readonly Dimension Mass = new(Mass: 1);

    /// <summary>SI prefixes, table 7.</summary>
    private static readonly Dictionary<string, decimal> Factors = new()
    {
        ["n"] = 0.000_000_001m,
        ["µ"] = 0.000_001m,
        ["m"] = 0.001m,
        ["c"] = 0.01m,
        ["h"] = 100m,
        ["k"] = 1000m,
        ["M"] = 1_000_000m,
        ["G"] = 1_000_000_000m,
    };

    public static readonly Unit One = new("1", Dimension.One, 1m);
    public static readonly Unit Percent = new("%", Dimension.One, 0.01m);
    public static readonly Unit Second = new("s", Time, 1m);
    public static readonly Unit Volt = new("V", VoltDimension, 1m);
    public static readonly Unit Amp = new("A", Ampere, 1m);
    public static readonly Unit KilowattHour = new("kWh", Joule, 3_600_000m);
    public static readonly Unit Yuan = new("CNY", Money, 1m);

    public static IReadOnlyList<Unit> All { get; } =
    [
        One, Percent, new("‰", Dimension.One, 0.001m), new("ppm", Dimension.One, 0.000_001m), new("%RH", Dimension.One, 0.01m), new("rad", Dimension.One, 1m),
        new("imp", Dimension.One, 1m),
        Second, .. Prefixed("s", Time, "m", "µ", "n"), new("min", Time, 60m), new("h", Time, 3600m), new("d", Time, 86_400m),
        new("Hz", Dimension.One / Time, 1m), .. Prefixed("Hz", Dimension.One / Time, "m", "k", "M", "G"),
        new("rad/min", Dimension.One / Time, 1m, 0m, 60m), new("r/min", Dimension.One / Time, 1m, 0m, 60m),
        new("m", Length, 1m), .. Prefixed("m", Length, "c", "m", "µ", "n", "k"),
        new("m²", Length.Power(2), 1m), new("cm²", Length.Power(2), 0.0001m), new("mm²", Length.Power(2), 0.000_001m),
        new("m³", Length.Power(3), 1m), new("L", Length.Power(3), 0.001m), new("mL", Length.Power(3), 0.000_001m),
        new("m/s", Length / Time, 1m), new("km/h", Length / Time, 1000m, 0m, 3600m),
        new("kg", Mass, 1m), new("g", Mass, 0.001m), new("mg", Mass, 0.000_001m), new("µg", Mass, 0.000_000_001m), new("t", Mass, 1000m),
        new("K", Kelvin, 1m), new("mK", Kelvin, 0.001m), new("°C", Kelvin, 1m, 273.15m),
        Amp, .. Prefixed("A", Ampere, "m", "µ", "n", "k"),
        Volt, .. Prefixed("V", VoltDimension, "m", "µ", "n", "k"),
        new("Ω", OhmDimension, 1m), .. Prefixed("Ω", OhmDimension, "m", "µ", "k", "M", "G"),
        new("W", Watt, 1m), .. Prefixed("W", Watt, "m", "k", "M"), new("VA", Watt, 1m), new("kVA", Watt, 1000m), new("var", Watt, 1m), new("kvar", Watt, 1000m),
        new("J", Joule, 1m), .. Prefixed("J", Joule, "m", "k", "M"), new("Wh", Joule, 3600m), KilowattHour, new("MWh", Joule, 3_600_000_000m),
        new("varh", Joule, 3600m), new("kvarh", Joule, 3_600_000m),
        new("imp/kWh", Dimension.One / Joule, 1m, 0m, 3_600_000m), new("imp/Wh", Dimension.One / Joule, 1m, 0m, 3600m),
        new("imp/km", Dimension.One / Length, 0.001m), new("r/km", Dimension.One / Length, 0.001m),
        new("N", Joule / Length, 1m), .. Prefixed("N", Joule / Length, "m", "k", "M"), new("F", Ampere * Time / VoltDimension, 1m), new("H", OhmDimension * Time, 1m),
        new("C", Ampere * Time, 1m), new("Ah", Ampere * Time, 3600m), new("T", VoltDimension * Time / Length.Power(2), 1m),
        new("Pa", Pascal, 1m), .. Prefixed("Pa", Pascal, "h", "k", "M"), new("bar", Pascal, 100_000m), new("mbar", Pascal, 100m),
        new("mol", new(Amount: 1), 1m), new("cd", new(Luminosity: 1), 1m), new("lm", new(Luminosity: 1), 1m), new("lx", new Dimension(Luminosity: 1) / Length.Power(2), 1m),
        Yuan, new("元/kWh", Money / Joule, 1m, 0m, 3_600_000m), new("元/km", Money / Length, 0.001m), new("元/min", Money / Time, 1m, 0m, 60m),
    ];

    private static readonly FrozenDictionary<string, Unit> BySymbol = All
        .Select(unit => (unit.Symbol, unit))
        .Concat(
        [
            // Other spellings that instruments and people use; U+2126 OHM SIGN, U+2103 DEGREE CELSIUS.
            ("", One), ("元", Yuan), ("yuan", Yuan), ("℃", Named("°C")), ("\u2126", Named("Ω")), ("k\u2126", Named("kΩ")), ("M\u2126", Named("MΩ")),
            ("CNY/kWh", Named("元/kWh")), ("yuan/kWh", Named("元/kWh")), ("l", Named("L")), ("ml", Named("mL")),

            // U+03BC GREEK SMALL LETTER MU beside U+00B5 MICRO SIGN, and u where neither can be typed.
            .. All.Where(unit => unit.Symbol[0] == 'µ').SelectMany(unit => new[] { ("μ" + unit.Symbol[1..], unit), ("u" + unit.Symbol[1..], unit) }),
        ])
        .ToFrozenDictionary(entry => entry.Item1, entry => entry.Item2, StringComparer.Ordinal);

    /// <summary>The unit of this symbol or of another spelling of it, or null.</summary>
    public static Unit? Find(string symbol) => BySymbol.GetValueOrDefault(symbol);

    /// <summary>A known unit, or a product of known ones, "kg·m²/s³"; otherwise what is wrong and at which character.</summary>
    public static Outcome<Unit> Parse(string text) => UnitText.Parse(text);

    private static IEnumerable<Unit> Prefixed(string symbol, Dimension dimension, params string[] prefixes) =>
        prefixes.Select(prefix => new Unit(prefix + symbol, dimension, Factors[prefix]));

    private static Unit Named(string symbol) => All.Single(unit => unit.Symbol == symbol);
}
