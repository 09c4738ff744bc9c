using FsCheck;
using FsCheck.Fluent;
using Metrology.Core.Intervals;

namespace Metrology.Core.Tests.Intervals;

public class BetaLawTests
{
    /// <summary>JCGM 100:2008 table G.2.</summary>
    [Theory]
    [InlineData(1, 0.95, 12.71)]
    [InlineData(2, 0.95, 4.30)]
    [InlineData(4, 0.95, 2.78)]
    [InlineData(10, 0.95, 2.23)]
    [InlineData(16, 0.99, 2.92)]
    [InlineData(50, 0.6827, 1.01)]
    [InlineData(100, 0.9973, 3.077)]
    public void The_factors_of_the_gum_table_appear(int freedom, double coverage, double t) =>
        Assert.Equal(t, BetaLaw.StudentFactor(coverage, freedom), t.ToString(System.Globalization.CultureInfo.InvariantCulture).Split('.')[1].Length == 3 ? 3 : 2);

    [Fact]
    public void The_distribution_is_the_tail_of_a_count() => Prop.ForAll(
        (from n in Gen.Choose(1, 300) from x in Gen.Choose(0, 299) from p in Gen.Choose(1, 999) where x < n select (n, x, p / 1000.0)).ToArbitrary(),
        one =>
        {
            // P(X ≤ x) = I_(1−p)(n − x, x + 1): a sum against a continued fraction.
            var (n, x, p) = one;
            var sum = BetaLaw.BinomialDistribution(x, n, p);
            return Math.Abs(sum - BetaLaw.Distribution(1 - p, n - x, x + 1)) < 1e-12;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Quantile_and_distribution_undo_each_other() => Prop.ForAll(
        (from a in Gen.Choose(1, 400) from b in Gen.Choose(1, 400) from p in Gen.Choose(1, 9999) select (a / 4.0, b / 4.0, p / 10000.0)).ToArbitrary(),
        one => Math.Abs(BetaLaw.Distribution(BetaLaw.Quantile(one.Item3, one.Item1, one.Item2), one.Item1, one.Item2) - one.Item3) < 1e-12)
        .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void The_logarithm_of_gamma_counts_factorials()
    {
        var log = 0.0;
        for (var n = 1; n <= 170; n++)
        {
            Assert.Equal(log, BetaLaw.LogGamma(n), Math.Max(1e-14, log * 1e-14));
            log += Math.Log(n);
        }

        Assert.Equal(Math.Log(Math.Sqrt(Math.PI)), BetaLaw.LogGamma(0.5), 1e-14);
    }
}
