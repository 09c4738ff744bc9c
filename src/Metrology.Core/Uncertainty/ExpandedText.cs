using System.Globalization;
using Metrology.Core.Quantities;

namespace Metrology.Core.Uncertainty;

/// <summary>A computed expanded uncertainty as it is printed: two significant digits, never made smaller; the rule is that of <see cref="RoundedUncertainty"/>.</summary>
public static class ExpandedText
{
    public static string Of(double expanded) =>
        RoundedUncertainty.Of(expanded)?.ToString() ?? (expanded == 0 ? "0" : expanded.ToString(CultureInfo.InvariantCulture));
}
