using Metrology.Core.Expressions;
using Metrology.Core.Uncertainty;
using Metrology.Core.Uncertainty.Distributions;

namespace Metrology.Benchmarks;

/// <summary>The models that are measured.</summary>
static class UncertaintyModels
{
    /// <summary>JCGM 101:2008 9.2.2: the sum of four standard normal inputs.</summary>
    public static MeasurementModel AdditiveFour() => Sum(4, 0);

    /// <summary>The sum of eight standard normal inputs, all pairs with r = 0.3.</summary>
    public static MeasurementModel CorrelatedEight() => Sum(8, 0.3);

    /// <summary>Four inputs with finite degrees of freedom, so that k is a t factor.</summary>
    public static MeasurementModel Budget() => MeasurementModel.Of(
        [new("y", Formula.Parse("(a - b) / b * 100 + c - d").Value)],
        [
            new("a", 10.012, [new(Distribution.Normal(0.001), "A", 9)]), new("b", 10.003, [new(Distribution.Normal(0.0006), "B", 50)]),
            new("c", 0, [new(Distribution.Rectangular(0.01))]), new("d", 0, [new(Distribution.Triangular(0.005))]),
        ]).Value;

    static MeasurementModel Sum(int n, double correlation)
    {
        var names = Enumerable.Range(1, n).Select(i => $"x{i}").ToList();
        var pairs = names.SelectMany((a, i) => names.Skip(i + 1).Select(b => new CorrelatedPair(a, b, correlation))).Where(pair => pair.R != 0).ToList();
        return MeasurementModel.Of(
            [new("y", Formula.Parse(string.Join(" + ", names)).Value)], [.. names.Select(name => new InputQuantity(name, 0, [new(Distribution.Normal(1))]))], pairs).Value;
    }
}
