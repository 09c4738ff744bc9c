using System.Globalization;

namespace Metrology.Core.Quantities;

/// <summary>A computed estimate printed to the place where its uncertainty ends.</summary>
internal static class ResultText
{
    public static string Value(double value, double expanded) =>
        RoundedUncertainty.Of(expanded) is { } rounded && rounded.Reaches(value)
            ? rounded.Interval!.Value.Print((decimal)value)
            : value.ToString("G10", CultureInfo.InvariantCulture);
}
