using System.Globalization;

namespace Metrology.Core.Quantities;

/// <summary>What the dropped digits of an expanded uncertainty do; both are allowed, and a laboratory states which it uses.</summary>
public enum UncertaintyRounding
{
    /// <summary>Never made smaller: whatever is dropped raises the last digit.</summary>
    Up,

    /// <summary>GB/T 8170: to the nearest, an exact half to even.</summary>
    Nearest,
}

/// <summary>
/// An expanded uncertainty with one or two significant digits (JCGM 100:2008 7.2.6, JJF 1059.1-2012 5.3.8): the one rule by which every page, certificate and
/// command rounds U. The result is rounded to the same place.
/// </summary>
/// <param name="Significand">One or two digits.</param>
/// <param name="Place">U = significand · 10^place.</param>
public readonly record struct RoundedUncertainty(int Significand, int Place)
{
    /// <summary>More digits of an uncertainty mean nothing.</summary>
    public const int MostDigits = 2;

    /// <summary>Of the last digit: a remainder that only arithmetic leaves (k = 2.0000024 for 95.45 %) raises nothing.</summary>
    private const decimal Dropped = 1e-4m;

    /// <summary>Powers of ten of the first digit that are written out; others take an exponent.</summary>
    private const int Smallest = -15, Largest = 15;

    private int Digits => Significand >= 10 ? 2 : 1;

    private int Exponent => Place + Digits - 1;

    /// <summary>U as a number; null beyond the range that is written out.</summary>
    public decimal? Value => Exponent is < Smallest or > Largest ? null
        : Place < 0 ? new decimal(Significand, 0, 0, false, (byte)-Place) : Significand * SignificantDigits.PowerOfTen(Place);

    /// <summary>To which the result is rounded; null beyond the range that is written out.</summary>
    public RoundingInterval? Interval => Exponent is < Smallest or > Largest ? null : new RoundingInterval(SignificantDigits.PowerOfTen(Place));

    /// <summary>Whether a value has no more digits down to that place than a computation gives.</summary>
    internal bool Reaches(double value) => Interval is { } interval && Math.Abs(value) < 1e15 * Math.Min(1, (double)interval.Interval);

    /// <summary>U of a computation; null when it is zero or no positive finite number.</summary>
    public static RoundedUncertainty? Of(double expanded, int digits = MostDigits, UncertaintyRounding rounding = UncertaintyRounding.Up)
    {
        if (!(expanded > 0) || double.IsInfinity(expanded))
            return null;
        var exponent = (int)Math.Floor(Math.Log10(expanded));
        return Of((decimal)(expanded / Math.Pow(10, exponent)), exponent, digits, rounding);
    }

    /// <summary>U in decimal, without a detour; null when it is zero or negative.</summary>
    public static RoundedUncertainty? Of(decimal expanded, int digits = MostDigits, UncertaintyRounding rounding = UncertaintyRounding.Up)
    {
        if (expanded <= 0m)
            return null;
        var (mantissa, exponent) = (expanded, 0);
        for (; mantissa >= 10m; exponent++)
            mantissa /= 10m;
        for (; mantissa < 1m; exponent--)
            mantissa *= 10m;
        return Of(mantissa, exponent, digits, rounding);
    }

    /// <summary>"0.052", "1300", "6.0E-17".</summary>
    public override string ToString() => Value is { } value
        ? value.ToString(string.Create(CultureInfo.InvariantCulture, $"F{Math.Max(0, -Place)}"), CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{(Digits == 2 ? (Significand / 10m).ToString("0.0", CultureInfo.InvariantCulture) : Significand)}E{Exponent}");

    private static RoundedUncertainty Of(decimal mantissa, int exponent, int digits, UncertaintyRounding rounding)
    {
        if (digits is not (1 or MostDigits))
            throw new ArgumentOutOfRangeException(nameof(digits), digits, "An uncertainty has one or two significant digits.");
        var (scaled, place) = (digits == 1 ? mantissa : mantissa * 10m, exponent - digits + 1);
        var significand = (int)(rounding == UncertaintyRounding.Up ? Math.Ceiling(scaled - Dropped) : Math.Round(scaled, MidpointRounding.ToEven));
        return significand >= (digits == 1 ? 10 : 100) ? new(significand / 10, place + 1) : new(significand, place);
    }
}
