using System.Globalization;

namespace Metrology.Core.Quantities;

/// <summary>A computed estimate printed to the place where its uncertainty ends.</summary>
internal static class ResultText
{
    private const int DigitsOfUncertainty = 2;
    private const double LargestPlain = 1e15;

    public static string Value(double value, double expanded)
    {
        if (expanded == 0 || !double.IsFinite(expanded) || Math.Abs(value) >= LargestPlain)
            return value.ToString("G10", CultureInfo.InvariantCulture);
        var place = SignificantDigits.LastPlace(expanded, DigitsOfUncertainty);
        if (place is < -27 or > 15)
            return value.ToString("G10", CultureInfo.InvariantCulture);
        return new RoundingInterval(SignificantDigits.PowerOfTen(place)).Print((decimal)value);
    }
}
