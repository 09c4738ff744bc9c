using System.Globalization;

namespace Metrology.Core.Uncertainty;

/// <summary>
/// An expanded uncertainty with two significant digits, rounded up at the third so that it is not made smaller, JJF 1059.1-2012 5.3.8.1; a remainder that
/// only arithmetic leaves (k = 2.0000024 for 95.45 %) is dropped.
/// </summary>
public static class ExpandedText
{
    /// <summary>Of the last digit.</summary>
    private const double Dropped = 1e-4;

    /// <summary>Powers of ten that are written out; others take an exponent.</summary>
    private const int Smallest = -15, Largest = 15;

    public static string Of(double expanded)
    {
        if (!(expanded > 0) || double.IsInfinity(expanded))
            return expanded == 0 ? "0" : expanded.ToString(CultureInfo.InvariantCulture);
        var exponent = (int)Math.Floor(Math.Log10(expanded));
        var digits = (int)Math.Ceiling((expanded / Math.Pow(10, exponent - 1)) - Dropped);
        if (digits >= 100)
            (digits, exponent) = (digits / 10, exponent + 1);
        if (exponent is < Smallest or > Largest)
            return string.Create(CultureInfo.InvariantCulture, $"{digits / 10m:0.0}E{exponent}");
        var scale = (decimal)Math.Pow(10, Math.Abs(exponent - 1));
        var value = exponent >= 1 ? digits * scale : digits / scale;
        return value.ToString(string.Create(CultureInfo.InvariantCulture, $"F{Math.Max(0, 1 - exponent)}"), CultureInfo.InvariantCulture);
    }
}
