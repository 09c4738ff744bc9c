using System.Globalization;

namespace Metrology.Core.Quantities;

/// <summary>
/// Rounding (修约) to a multiple of an interval in one step, in decimal, as GB/T 8170-2008: exact halves go to the even multiple. The result carries the
/// decimals of the interval and is never a negative zero.
/// </summary>
public readonly record struct RoundingInterval
{
    /// <exception cref="ArgumentOutOfRangeException">The interval is not positive.</exception>
    public RoundingInterval(decimal interval) =>
        Interval = interval > 0m ? interval : throw new ArgumentOutOfRangeException(nameof(interval), "A rounding interval is positive.");

    public decimal Interval { get; }

    /// <summary>Digits after the decimal point of every rounded value.</summary>
    public int Decimals => Interval.Scale;

    /// <param name="midpoint">What an exact half does; GB/T 8170 is to even, half away from zero is the other switch position of some rules.</param>
    /// <exception cref="OverflowException">The value is too many intervals large.</exception>
    public decimal Round(decimal value, MidpointRounding midpoint = MidpointRounding.ToEven)
    {
        // The quotient may have no finite decimal, so the remainder decides, never the quotient.
        var remainder = value % Interval;
        var lower = (value - remainder) / Interval;
        var twice = Math.Abs(remainder) * 2m;
        var up = twice > Interval || (twice == Interval && (midpoint == MidpointRounding.AwayFromZero || decimal.IsOddInteger(lower)));
        return Multiple(lower + (up ? Math.Sign(remainder) : 0));
    }

    /// <summary>The same of a value that may have no finite decimal.</summary>
    /// <exception cref="OverflowException">The value is too many intervals large.</exception>
    internal decimal Round(ExactFraction value) => Multiple((decimal)(value / Interval).ToWhole());

    private decimal Multiple(decimal count)
    {
        var (rounded, positiveZero) = (count * Interval, new decimal(0, 0, 0, false, Interval.Scale)); // the zero carries the decimals
        return rounded == 0m ? positiveZero : Math.Round(rounded, Decimals) + positiveZero;
    }

    /// <summary>The value lies exactly between two multiples.</summary>
    public bool IsTie(decimal value) => Math.Abs(value % Interval) * 2m == Interval;

    /// <summary>The rounded value with the decimals of the interval: "12.1", "-0.036".</summary>
    public string Print(decimal value, MidpointRounding midpoint = MidpointRounding.ToEven) =>
        Round(value, midpoint).ToString(string.Create(CultureInfo.InvariantCulture, $"F{Decimals}"), CultureInfo.InvariantCulture);
}
