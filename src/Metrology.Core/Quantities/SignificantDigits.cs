using System.Globalization;

namespace Metrology.Core.Quantities;

/// <summary>Numbers with so many significant digits, to be read; how an expanded uncertainty is rounded is the matter of <see cref="RoundedUncertainty"/>.</summary>
public static class SignificantDigits
{
    private const int Most = 15;

    /// <summary>Exponent of the last of so many digits of a value: 0.0523 with two digits is rounded at 10⁻³. Zero for zero.</summary>
    public static int LastPlace(double value, int digits)
    {
        if (value == 0 || !double.IsFinite(value))
            return 0;

        // The digits as they are printed decide, so that 9.96 with two digits is 10 and not 10.0.
        var printed = Scientific(value, digits);
        return int.Parse(printed[(printed.IndexOf('E') + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) - digits + 1;
    }

    /// <summary>A number with so many significant digits: "0.052", "31.7", "1.50"; outside 10⁻⁵ … 10⁷ with a power of ten.</summary>
    public static string Print(double value, int digits)
    {
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? "—" : value > 0 ? "∞" : "−∞";
        var place = LastPlace(value, digits);
        var size = Math.Abs(value);
        if (value != 0 && (size < 1e-5 || size >= 1e7))
        {
            var printed = Scientific(value, digits);
            var at = printed.IndexOf('E');
            return $"{printed[..at]}e{int.Parse(printed[(at + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)}";
        }

        return place >= 0
            ? ((decimal)double.Parse(Scientific(value, digits), CultureInfo.InvariantCulture)).ToString("F0", CultureInfo.InvariantCulture)
            : ((decimal)double.Parse(Scientific(value, digits), CultureInfo.InvariantCulture)).ToString($"F{-place}", CultureInfo.InvariantCulture);
    }

    internal static decimal PowerOfTen(int exponent)
    {
        if (exponent < 0)
            return new decimal(1, 0, 0, false, (byte)-exponent);
        var power = 1m;
        for (var i = 0; i < exponent; i++)
            power *= 10m;
        return power;
    }

    private static string Scientific(double value, int digits) =>
        value.ToString($"E{Math.Clamp(digits, 1, Most) - 1}", CultureInfo.InvariantCulture);
}
