using FsCheck;
using FsCheck.Fluent;
using Metrology.Core.Uncertainty;
using Metrology.Core.Uncertainty.MonteCarlo;
using Metrology.Core.Uncertainty.Numerics;

namespace Metrology.Core.Tests.Uncertainty;

public class NumericsTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(2000);

    [Fact]
    public void Elementary_functions_agree_with_the_library_to_two_units_in_the_last_place() => Prop.ForAll(
        Gen.Choose(-1_000_000, 1_000_000).Select(n => n / 7000.0).ToArbitrary(), x =>
            Close(ScalarMath.Exp(x), Math.Exp(x), 4) && Close(ScalarMath.Sin(x), Math.Sin(x), 4) && Close(ScalarMath.Cos(x), Math.Cos(x), 4)
            && (x <= 0 || Close(ScalarMath.Log(x), Math.Log(x), 4))).Check(Many);

    [Fact]
    public void Elementary_functions_keep_their_edges()
    {
        Assert.True(double.IsNaN(ScalarMath.Log(0)) && double.IsNaN(ScalarMath.Log(-1)) && double.IsNaN(ScalarMath.Exp(double.NaN)));
        Assert.Equal(double.PositiveInfinity, ScalarMath.Exp(710));
        Assert.Equal(0, ScalarMath.Exp(-800));
        Assert.Equal(0, ScalarMath.Log(1));
        Assert.True(double.IsNaN(ScalarMath.Sin(1e7)));
        Assert.Equal(0, ScalarMath.Pow(0, 0.5));
    }

    [Fact]
    public void Normal_quantiles_invert_the_distribution_in_both_tails() => Prop.ForAll(
        Gen.Choose(1, 3_000_000).Select(n => n / 100_000.0).ToArbitrary(), power =>
        {
            var p = Math.Pow(10, -power);
            var z = NormalLaw.Quantile(p);
            return Math.Abs((NormalLaw.Distribution(z) / p) - 1) < 1e-11 && Math.Abs(NormalLaw.Quantile(0.5 + (p / 4)) + NormalLaw.Quantile(0.5 - (p / 4))) < 1e-9;
        }).Check(Many);

    /// <summary>JCGM 100:2008 table G.2.</summary>
    [Theory]
    [InlineData(1, 0.95, 12.71)]
    [InlineData(2, 0.95, 4.30)]
    [InlineData(4, 0.95, 2.78)]
    [InlineData(10, 0.95, 2.23)]
    [InlineData(16, 0.99, 2.92)]
    [InlineData(50, 0.6827, 1.01)]
    [InlineData(100, 0.9973, 3.077)]
    public void Student_factors_are_those_of_the_gum_table(int freedom, double coverage, double t) =>
        Assert.Equal(t, StudentLaw.CoverageFactor(coverage, freedom), t.ToString(System.Globalization.CultureInfo.InvariantCulture).Split('.')[1].Length == 3 ? 3 : 2);

    [Fact]
    public void Student_factors_invert_the_coverage() => Prop.ForAll(
        (from p in Gen.Choose(1, 9999) from v in Gen.Choose(1, 40_000) select (P: p / 10_000.0, Freedom: v / 100.0 + 0.5)).ToArbitrary(), one =>
            Math.Abs(StudentLaw.Coverage(StudentLaw.CoverageFactor(one.P, one.Freedom), one.Freedom) - one.P) < 1e-12).Check(Many);

    [Fact]
    public void Student_is_normal_for_infinitely_many_degrees_of_freedom()
    {
        Assert.Equal(NormalLaw.Quantile(0.975), StudentLaw.CoverageFactor(0.95, double.PositiveInfinity));
        Assert.Equal(NormalLaw.Quantile(0.975), StudentLaw.CoverageFactor(0.95, 1e8), 7);
        Assert.True(double.IsNaN(StudentLaw.CoverageFactor(1, 5)) && double.IsNaN(StudentLaw.CoverageFactor(0.95, 0)));
    }

    [Fact]
    public void Radix_sort_is_a_sort() => Prop.ForAll<double[]>(values =>
    {
        double[] finite = [.. values.Where(double.IsFinite), 0, -1e300, 5e-324, -5e-324];
        var sorted = finite.ToArray();
        RadixSort.Sort(sorted, new double[sorted.Length]);
        return sorted.SequenceEqual(finite.Order());
    }).Check(Many);

    [Fact]
    public void Intervals_from_the_tails_are_those_of_the_sorted_sample()
    {
        foreach (var (seed, size, p) in new[] { (1UL, 20_000, 0.95), (2UL, 9_992, 0.99), (3UL, 4096, 0.68), (4UL, 800, 0.95), (5UL, 40_000, 0.5), (6UL, 16_384, 0.9973) })
        {
            // A tenth of the values is rounded, so that equal values occur.
            var trials = Trials.Of(Models.Of("if(a > 1.28, round(a, 0.25), a ^ 3)", ("a", 0, Core.Uncertainty.Distributions.Distribution.Normal(1))), seed).Value;
            var values = new[] { new double[size] };
            trials.Run(0, size / 8 * 8, values, 0, trials.NewWorkArea());
            var sorted = values[0].Order().ToArray();
            var q = (int)Math.Floor((p * size) + 0.5);
            var r = (size - q + 1) / 2;
            var (symmetric, shortest) = new SampleTails().Intervals(values[0], p);

            Assert.Equal(new CoverageInterval(sorted[r - 1], sorted[r + q - 1]), symmetric);
            Assert.Equal(Enumerable.Range(0, size - q).Min(i => sorted[i + q] - sorted[i]), shortest.Length);
        }
    }

    [Theory]
    [InlineData(0.00035, 2, 0.000005)]
    [InlineData(0.0004, 1, 0.00005)]
    [InlineData(2, 1, 0.5)]
    [InlineData(9.96, 2, 0.5)]
    [InlineData(9.94, 2, 0.05)]
    [InlineData(0, 2, 0)]
    public void The_numerical_tolerance_is_half_a_unit_of_the_last_digit(double u, int digits, double tolerance) =>
        Assert.Equal(tolerance, NumericalTolerance.Of(u, digits), 15);

    private static bool Close(double got, double expected, int units) => Math.Abs(got - expected) <= units * Math.Max(Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected), 3e-17);
}
