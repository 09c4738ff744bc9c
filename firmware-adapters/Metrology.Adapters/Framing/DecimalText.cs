using System.Globalization;
using System.Numerics;

namespace Metrology.Adapters.Framing;

/// <summary>Numbers as text, without losing a digit that an instrument wrote.</summary>
public static class DecimalText
{
    private const int MantissaBits = 52, ExponentBias = 1075, HighestExponent = 0x7FF;

    /// <summary>Moves the decimal point to the right by <paramref name="places"/> (to the left when negative): "1290.3960" by 3 is "1290396.0".</summary>
    /// <param name="text">Digits with an optional minus and point.</param>
    public static string Shift(string text, int places)
    {
        var sign = text.StartsWith('-') ? "-" : "";
        var digits = text.AsSpan(sign.Length);
        var point = digits.IndexOf('.');
        var all = point < 0 ? digits.ToString() : string.Concat(digits[..point], digits[(point + 1)..]);
        var whole = (point < 0 ? digits.Length : point) + places;
        if (whole <= 0)
            (all, whole) = (all.PadLeft(all.Length - whole + 1, '0'), 1);
        all = all.PadRight(whole, '0');
        var leading = all[..whole].TrimStart('0');
        return $"{sign}{(leading.Length == 0 ? "0" : leading)}{(whole < all.Length ? "." : "")}{all[whole..]}";
    }

    /// <summary>Digits behind the point.</summary>
    public static int DecimalsOf(string text) => text.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point ? text.Length - point - 1 : 0;

    /// <summary>The shortest digits that name this binary number, without exponent.</summary>
    public static string Shortest(double value) => Plain(value.ToString("R", CultureInfo.InvariantCulture));

    /// <inheritdoc cref="Shortest(double)"/>
    public static string Shortest(float value) => Plain(value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>All digits of a finite binary number.</summary>
    public static string Exact(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> MantissaBits) & HighestExponent);
        var mantissa = bits & ((1L << MantissaBits) - 1);
        mantissa = exponent == 0 ? mantissa : mantissa | (1L << MantissaBits);
        exponent = Math.Max(exponent, 1) - ExponentBias;
        if (mantissa == 0)
            return "0";
        var sign = value < 0 ? "-" : "";
        if (exponent >= 0)
            return sign + (new BigInteger(mantissa) << exponent).ToString(CultureInfo.InvariantCulture);
        // m · 2⁻ⁿ = m · 5ⁿ · 10⁻ⁿ
        var text = Shift((mantissa * BigInteger.Pow(5, -exponent)).ToString(CultureInfo.InvariantCulture), exponent);
        return sign + text.TrimEnd('0').TrimEnd('.');
    }

    /// <summary>Digits with an exponent ("1.5E-07") without one.</summary>
    public static string Plain(string text)
    {
        var exponent = text.AsSpan().IndexOfAny('e', 'E');
        return exponent < 0 ? text : Shift(text[..exponent], int.Parse(text.AsSpan(exponent + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }
}
