namespace Metrology.Core.Errors.Taximeters;

/// <summary>
/// Maximum permissible errors of a taximeter before it is installed, OIML R 21:2007 as in Directive 2014/32/EU, annex IX (MI-007): a percentage, but not
/// less than an absolute value. Not the limits of a Chinese regulation.
/// </summary>
public static class MidLimits
{
    private const string Origin = "Directive 2014/32/EU annex IX (MI-007)";

    /// <summary>Time elapsed: ±0.1 %, at least 0.2 s.</summary>
    public static FlooredLimit Time { get; } = new(0.1m, 0.2m, "s", Origin);

    /// <summary>Distance travelled: ±0.2 %, at least 4 m.</summary>
    public static FlooredLimit Distance { get; } = new(0.2m, 4m, "m", Origin);

    /// <summary>Fare calculation: ±0.1 %, at least the least significant digit of the fare indication.</summary>
    public static FlooredLimit Fare(decimal leastDigit) => new(0.1m, leastDigit, "CNY", Origin);
}

/// <param name="SharePercent">Percent of the true value.</param>
/// <param name="Floor">Smallest limit, in <paramref name="Unit"/>.</param>
public sealed record FlooredLimit(decimal SharePercent, decimal Floor, string Unit, string Source)
{
    /// <summary>Magnitude of the limit at a value.</summary>
    public decimal At(decimal value) => Math.Max(Math.Abs(value) * SharePercent / 100m, Floor);

    public ErrorLimits LimitsAt(decimal value) => ErrorLimits.Symmetric(At(value));
}
