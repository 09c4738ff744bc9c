using FsCheck;
using FsCheck.Fluent;
using Metrology.Core.Uncertainty.Numerics;

namespace Metrology.Core.Tests.Uncertainty;

public class BetaLawTests
{
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

    /// <summary>Near one a single step of x moves the distribution by more than its own error: p then lies between the values at the neighbouring numbers.</summary>
    [Fact]
    public void Quantile_and_distribution_undo_each_other() => Prop.ForAll(
        (from a in Gen.Choose(1, 400) from b in Gen.Choose(1, 400) from p in Gen.Choose(1, 9999) select (a / 4.0, b / 4.0, p / 10000.0)).ToArbitrary(),
        one =>
        {
            var (a, b, p) = one;
            var x = BetaLaw.Quantile(p, a, b);
            return BetaLaw.Distribution(Math.BitDecrement(x), a, b) - 1e-12 < p && p < BetaLaw.Distribution(Math.BitIncrement(x), a, b) + 1e-12;
        })
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
