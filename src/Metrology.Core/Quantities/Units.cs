using System.Collections.Frozen;

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

    public static readonly Unit One = new("1", Dimension.One, 1m);
    public static readonly Unit Percent = new("%", Dimension.One, 0.01m);
    public static readonly Unit Second = new("s", Time, 1m);
    public static readonly Unit Volt = new("V", VoltDimension, 1m);
    public static readonly Unit Amp = new("A", Ampere, 1m);
    public static readonly Unit KilowattHour = new("kWh", Joule, 3_600_000m);
    public static readonly Unit Yuan = new("CNY", Money, 1m);

    public static IReadOnlyList<Unit> All { get; } =
    [
        One, Percent, new("%RH", Dimension.One, 0.01m), new("rad", Dimension.One, 1m), new("imp", Dimension.One, 1m),
        Second, new("ms", Time, 0.001m), new("min", Time, 60m), new("h", Time, 3600m), new("d", Time, 86_400m),
        new("Hz", Dimension.One / Time, 1m), new("rad/min", Dimension.One / Time, 1m, 0m, 60m), new("r/min", Dimension.One / Time, 1m, 0m, 60m),
        new("m", Length, 1m), new("mm", Length, 0.001m), new("cm", Length, 0.01m), new("km", Length, 1000m),
        new("m/s", Length / Time, 1m), new("km/h", Length / Time, 1000m, 0m, 3600m),
        new("K", Kelvin, 1m), new("°C", Kelvin, 1m, 273.15m),
        Amp, new("mA", Ampere, 0.001m),
        Volt, new("mV", VoltDimension, 0.001m), new("kV", VoltDimension, 1000m),
        new("Ω", OhmDimension, 1m), new("kΩ", OhmDimension, 1000m), new("MΩ", OhmDimension, 1_000_000m),
        new("W", Watt, 1m), new("kW", Watt, 1000m),
        new("J", Joule, 1m), new("kJ", Joule, 1000m), new("MJ", Joule, 1_000_000m), new("Wh", Joule, 3600m), KilowattHour,
        new("imp/kWh", Dimension.One / Joule, 1m, 0m, 3_600_000m), new("imp/Wh", Dimension.One / Joule, 1m, 0m, 3600m),
        new("imp/km", Dimension.One / Length, 0.001m), new("r/km", Dimension.One / Length, 0.001m),
        new("Pa", Joule / Length.Power(3), 1m), new("hPa", Joule / Length.Power(3), 100m), new("kPa", Joule / Length.Power(3), 1000m),
        Yuan, new("元/kWh", Money / Joule, 1m, 0m, 3_600_000m), new("元/km", Money / Length, 0.001m), new("元/min", Money / Time, 1m, 0m, 60m),
    ];

    private static readonly FrozenDictionary<string, Unit> BySymbol = All
        .Select(unit => (unit.Symbol, unit))
        .Concat(
        [
            // Other spellings that instruments and people use; U+2126 OHM SIGN, U+2103 DEGREE CELSIUS.
            ("", One), ("元", Yuan), ("yuan", Yuan), ("℃", Named("°C")), ("\u2126", Named("Ω")), ("k\u2126", Named("kΩ")), ("M\u2126", Named("MΩ")),
            ("CNY/kWh", Named("元/kWh")), ("yuan/kWh", Named("元/kWh")),
        ])
        .ToFrozenDictionary(entry => entry.Item1, entry => entry.Item2, StringComparer.Ordinal);

    /// <summary>The unit of this symbol or of another spelling of it, or null.</summary>
    public static Unit? Find(string symbol) => BySymbol.GetValueOrDefault(symbol);

    private static Unit Named(string symbol) => All.Single(unit => unit.Symbol == symbol);
}
