using System.Globalization;
using Metrology.Core.Uncertainty.Numerics;

namespace Metrology.Core.Certificates;

/// <summary>Coverage probabilities as certificates say them, with two decimals.</summary>
public static class CoverageText
{
    /// <summary>p that a factor k has where nothing else is said: under the normal law, 0.95 for k = 2.</summary>
    public static string Of(double factor) => Of(factor, null, double.PositiveInfinity);

    /// <param name="factor">k.</param>
    /// <param name="probability">p, when k follows from it.</param>
    /// <param name="degreesOfFreedom">Of a fixed k.</param>
    public static string Of(double factor, double? probability, double degreesOfFreedom) =>
        (probability ?? StudentLaw.Coverage(factor, degreesOfFreedom)).ToString("0.00", CultureInfo.InvariantCulture);
}
