using Metrology.Core.Certificates;

namespace Metrology.Core.Tests.Certificates;

/// <summary>The axis of a plot of errors: everything fits, and the numbers are ones that people read.</summary>
public sealed class PlotScaleTests
{
    [Fact]
    public void Whatever_the_values_the_axis_holds_them_and_zero_between_a_few_round_numbers()
    {
        var random = new Random(5);
        for (var turn = 0; turn < 2000; turn++)
        {
            var size = (decimal)Math.Pow(10, random.Next(-8, 9));
            var points = Enumerable.Range(0, random.Next(2, 40)).Select(_ => new PlottedPoint(
                Value(), random.Next(3) == 0 ? null : -Math.Abs(Value()), random.Next(3) == 0 ? null : Math.Abs(Value()), random.Next(2) == 0 ? null : Math.Abs(Value()))).ToList();
            var scale = PlotScale.Of(points);
            var ticks = scale.Ticks().ToList();

            Assert.InRange(ticks.Count, 3, 13);
            Assert.Contains(0m, ticks);
            Assert.All(points.SelectMany(point => new[] { point.Error, point.Error + (point.Uncertainty ?? 0), point.Error - (point.Uncertainty ?? 0), point.Lower ?? 0, point.Upper ?? 0 }), value =>
                Assert.InRange(scale.Place(value), -1e-9, 1 + 1e-9));
            // The printed number is the value: 1, 2 or 5 times a power of ten has few digits.
            Assert.All(ticks, tick => Assert.Equal(tick, decimal.Parse(scale.Text(tick), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture)));

            decimal Value() => decimal.Round((decimal)((random.NextDouble() * 2) - 1) * size, 10);
        }
    }

    [Fact]
    public void All_errors_of_zero_have_an_axis_and_limits_lie_within_it()
    {
        var nothing = PlotScale.Of([new(0, null, null, null), new(0, null, null, null)]);
        Assert.True(nothing is { Least: < 0m, Most: > 0m });
        Assert.Equal(["-1.5", "-1.0", "-0.5", "0", "+0.5", "+1.0", "+1.5"], Texts(PlotScale.Of([new(0.5m, -1m, 1m, 0.08m), new(-0.1m, -1m, 1m, null)])));
        Assert.Equal(["0", "+10", "+20", "+30", "+40", "+50"], Texts(PlotScale.Of([new(43m, null, null, null), new(7m, null, null, null)])));

        static IEnumerable<string> Texts(PlotScale scale) => scale.Ticks().Select(scale.Text);
    }
}
