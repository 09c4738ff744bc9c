using System.Numerics;

namespace Metrology.Core.Quantities;

/// <summary>
/// A fraction of whole numbers. Sums of squares and comparisons with limits are exact in it, however large the offset of the readings is and however close
/// a result lies to its limit.
/// </summary>
internal readonly record struct ExactFraction(BigInteger Numerator, BigInteger Denominator) : IComparable<ExactFraction>
{
    /// <summary>Bits of a denominator that are left as they are.</summary>
    private const int LargestUnreduced = 192;

    /// <summary>Bits of the mantissa of a decimal.</summary>
    private const int DecimalBits = 96;

    /// <summary>Decimal digits that a bit is worth: lg 2, a little more, so that no place is left out.</summary>
    private const double DigitsInBit = 0.30103;

    /// <summary>Decimals of a root, as many as a decimal can hold.</summary>
    private const int Digits = 28;

    /// <summary>Share of a value that rounding to the digits of a decimal, some dozen times, may amount to.</summary>
    private const decimal LargestResidue = 1e-24m;

    private static readonly BigInteger[] PowersOfTen = [.. Enumerable.Range(0, Digits + 1).Select(n => BigInteger.Pow(10, n))];

    private static readonly BigInteger LargestDecimal = (BigInteger)decimal.MaxValue;

    public static implicit operator ExactFraction(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var low = ((ulong)(uint)bits[1] << 32) | (uint)bits[0];
        var mantissa = bits[2] == 0 ? low : ((BigInteger)(uint)bits[2] << 64) | low;
        return new(value < 0m ? -mantissa : mantissa, PowersOfTen[value.Scale]);
    }

    public static implicit operator ExactFraction(int value) => new(value, 1);

    public static implicit operator ExactFraction(BigInteger value) => new(value, 1);

    public static ExactFraction operator +(ExactFraction a, ExactFraction b) =>
        a.Denominator == b.Denominator
            ? new(a.Numerator + b.Numerator, a.Denominator)
            : Modest((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static ExactFraction operator -(ExactFraction a, ExactFraction b) => a + new ExactFraction(-b.Numerator, b.Denominator);

    public static ExactFraction operator *(ExactFraction a, ExactFraction b) => Modest(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static ExactFraction operator /(ExactFraction a, ExactFraction b) =>
        Modest(a.Numerator * b.Denominator * b.Numerator.Sign, a.Denominator * BigInteger.Abs(b.Numerator));

    public static bool operator <(ExactFraction a, ExactFraction b) => a.CompareTo(b) < 0;

    public static bool operator >(ExactFraction a, ExactFraction b) => a.CompareTo(b) > 0;

    public static bool operator <=(ExactFraction a, ExactFraction b) => a.CompareTo(b) <= 0;

    public static bool operator >=(ExactFraction a, ExactFraction b) => a.CompareTo(b) >= 0;

    public ExactFraction Squared => this * this;

    public ExactFraction Magnitude => new(BigInteger.Abs(Numerator), Denominator);

    /// <summary>Mean of at least one value.</summary>
    public static ExactFraction Mean(IReadOnlyCollection<ExactFraction> values) => values.Aggregate((a, b) => a + b) / values.Count;

    public int CompareTo(ExactFraction other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <summary>
    /// What was computed in decimal, put right: the value itself where a decimal holds it with all its digits, otherwise the decimal as it is, unless a wrong
    /// branch or cancelled digits have led it away from the value.
    /// </summary>
    public decimal Settle(decimal computed)
    {
        if (CompareTo(computed) == 0)
            return computed;
        var held = ToDecimal();
        var isAway = Math.Abs(held - computed) > Math.Abs(held) * LargestResidue;
        return CompareTo(held) == 0 ? held / 1.0000000000000000000000000000m : isAway ? held : computed;
    }

    /// <summary>The nearest whole number, exact halves to the even one.</summary>
    public BigInteger ToWhole()
    {
        var lower = BigInteger.DivRem(Numerator, Denominator, out var rest);
        if (rest.Sign < 0)
            (lower, rest) = (lower - 1, rest + Denominator);
        var half = (2 * rest).CompareTo(Denominator);
        return half > 0 || (half == 0 && !lower.IsEven) ? lower + 1 : lower;
    }

    /// <summary>Square root of a value that is not negative, where that is a fraction too.</summary>
    public ExactFraction? RootOrNull()
    {
        var least = Reduced(Numerator, Denominator);
        var (above, below) = (IntegerRoot(least.Numerator), IntegerRoot(least.Denominator));
        return above * above == least.Numerator && below * below == least.Denominator ? new ExactFraction(above, below) : null;
    }

    /// <summary>The value to as many decimals as a decimal holds, rounded towards zero, so that the order of two values is kept.</summary>
    public decimal ToDecimal()
    {
        var (numerator, denominator) = (Numerator, Denominator);
        return Fit(MostPlaces(numerator.GetBitLength() - denominator.GetBitLength()), places => numerator * PowersOfTen[places] / denominator);
    }

    /// <summary>Square root of a value that is not negative, to as many decimals as a decimal holds.</summary>
    public decimal Root()
    {
        var (numerator, denominator) = (Numerator, Denominator);
        return Fit(MostPlaces((numerator.GetBitLength() - denominator.GetBitLength()) / 2), places => IntegerRoot(numerator * BigInteger.Pow(10, 2 * places) / denominator));
    }

    /// <summary>The same in smaller numbers once they are large: a common divisor costs more than everything else done with a fraction.</summary>
    private static ExactFraction Modest(BigInteger numerator, BigInteger denominator) =>
        denominator.GetBitLength() <= LargestUnreduced ? new(numerator, denominator) : Reduced(numerator, denominator);

    private static ExactFraction Reduced(BigInteger numerator, BigInteger denominator)
    {
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator);
        return new(numerator / common, denominator / common);
    }

    /// <summary>Places beyond which a value of about 2^<paramref name="bits"/> surely has no room in a decimal; one or two of them may be too many.</summary>
    private static int MostPlaces(long bits) => (int)Math.Clamp((DecimalBits - bits + 2) * DigitsInBit, 0, Digits);

    private static decimal Fit(int most, Func<int, BigInteger> scaled)
    {
        for (var places = most; places > 0; places--)
        {
            var value = scaled(places);
            if (BigInteger.Abs(value) < LargestDecimal)
                return new Scaled(value, places).Value;
        }

        return (decimal)scaled(0);
    }

    /// <summary>Newton's iteration from above; the result is rounded down.</summary>
    private static BigInteger IntegerRoot(BigInteger value)
    {
        if (value.IsZero)
            return value;
        var root = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (root + (value / root)) >> 1;
            if (next >= root)
                return root;
            root = next;
        }
    }

    private readonly record struct Scaled(BigInteger Mantissa, int Places)
    {
        public decimal Value
        {
            get
            {
                var magnitude = BigInteger.Abs(Mantissa);
                var (low, middle, high) = ((uint)(magnitude & uint.MaxValue), (uint)((magnitude >> 32) & uint.MaxValue), (uint)(magnitude >> 64));
                return new(unchecked((int)low), unchecked((int)middle), unchecked((int)high), Mantissa.Sign < 0, (byte)Places);
            }
        }
    }
}
