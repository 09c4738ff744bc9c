using Metrology.Core.Expressions;
using Metrology.Core.Uncertainty;
using Metrology.Core.Uncertainty.Distributions;

namespace Metrology.Core.Tests.Uncertainty;

/// <summary>Models that several tests use.</summary>
internal static class Models
{
    public static MeasurementModel Of(string formula, params (string Name, double Value, Distribution Distribution)[] inputs) =>
        MeasurementModel.Of([new("y", Formula.Parse(formula).Value)], [.. inputs.Select(input => new InputQuantity(input.Name, input.Value, [new(input.Distribution)]))]).Value;

    /// <summary>Sum of n standard normal inputs, all pairs correlated alike.</summary>
    public static MeasurementModel Sum(int n, double correlation = 0)
    {
        var names = Enumerable.Range(1, n).Select(i => $"x{i}").ToList();
        var pairs = names.SelectMany((a, i) => names.Skip(i + 1).Select(b => new CorrelatedPair(a, b, correlation))).Where(pair => pair.R != 0).ToList();
        return MeasurementModel.Of(
            [new("y", Formula.Parse(string.Join(" + ", names)).Value)], [.. names.Select(name => new InputQuantity(name, 0, [new(Distribution.Normal(1))]))], pairs).Value;
    }
}
