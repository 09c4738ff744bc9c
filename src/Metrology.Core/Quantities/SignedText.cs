using System.Globalization;

namespace Metrology.Core.Quantities;

/// <summary>Errors as they are printed: always with their sign, "+0.4", "-0.8"; zero has none, because the rounded error has no direction.</summary>
public static class SignedText
{
    /// <summary>The digits of the value as they stand, with sign.</summary>
    public static string Of(decimal value) =>
        value == 0m
            ? Math.Abs(value).ToString(CultureInfo.InvariantCulture)
            : (value > 0m ? "+" : "") + value.ToString(CultureInfo.InvariantCulture);

    /// <summary>With unit: "+0.4 %".</summary>
    public static string Of(decimal value, string unit) => Quantity.Written(Of(value), unit);

    /// <summary>Rounded half to even to so many decimals, with sign.</summary>
    public static string Of(decimal value, int decimals)
    {
        var rounded = Math.Round(value, decimals, MidpointRounding.ToEven);
        var digits = Math.Abs(rounded).ToString(string.Create(CultureInfo.InvariantCulture, $"F{decimals}"), CultureInfo.InvariantCulture);
        return rounded switch { 0m => digits, > 0m => "+" + digits, _ => "-" + digits };
    }
}
