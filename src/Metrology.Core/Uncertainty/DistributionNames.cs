using Metrology.Core.Uncertainty.Distributions;
using Metrology.Core.Words;

namespace Metrology.Core.Uncertainty;

/// <summary>What a budget calls the distributions whose ids it holds.</summary>
internal static class DistributionNames
{
    private static readonly Distribution[] Known =
    [
        Distribution.Normal(1), Distribution.Rectangular(1), Distribution.Triangular(1), Distribution.Arcsine(1), Distribution.TwoPoint(1),
        Distribution.Trapezoidal(1, 0.5), Distribution.CurvilinearTrapezoid(1, 0.5), Distribution.Student(1, 5),
    ];

    public static BilingualText Of(string id) =>
        Known.FirstOrDefault(one => one.Id == id)?.Name ?? (id == "table" ? new("用户数据表", "table") : BilingualText.Same(id));
}
