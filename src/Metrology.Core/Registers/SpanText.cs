using System.Globalization;

namespace Metrology.Core.Registers;

/// <summary>A range in figures as pages, files and papers write it: (a ～ b), or ≥ a and ≤ b where one end is open.</summary>
public static class SpanText
{
    /// <summary>The unit alone where both ends are open.</summary>
    public static string Of(decimal? lower, decimal? upper, string unit) => ((lower, upper) switch
    {
        ({ } low, { } high) => $"{Digits(low)} ～ {Digits(high)} {unit}",
        ({ } low, null) => $"≥ {Digits(low)} {unit}",
        (null, { } high) => $"≤ {Digits(high)} {unit}",
        _ => unit,
    }).TrimEnd();

    /// <summary>With a typographic minus, never the culture of the machine.</summary>
    private static string Digits(decimal value) => value.ToString(CultureInfo.InvariantCulture).Replace('-', '\u2212');
}
