using System.Globalization;

namespace Metrology.Core.Uncertainty;

/// <summary>An expanded uncertainty with two significant digits, rounded up at the third so that it is never made smaller; JJF 1059.1-2012 5.3.8.1.</summary>
public static class ExpandedText
{
    public static string Of(double expanded)
    {
        if (expanded == 0)
            return "0";
        var decimals = Math.Clamp(1 - (int)Math.Floor(Math.Log10(expanded)), 0, 15);
        var scale = Math.Pow(10, decimals);
        // A hair of tolerance, so that 0.32 computed as 0.3200000001 does not become 0.33.
        var rounded = Math.Ceiling((expanded * scale) - 1e-6) / scale;
        return rounded.ToString(string.Create(CultureInfo.InvariantCulture, $"F{decimals}"), CultureInfo.InvariantCulture);
    }
}
