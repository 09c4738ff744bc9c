using FsCheck;
using FsCheck.Fluent;
using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Runs;

namespace Metrology.Core.Tests.Runs;

public class PointStatisticTests
{
    private static readonly PermissibleZone Taximeter = new(-4.0m, 1.0m, true);

    /// <summary>Repeatability vector of the domain sheet: s = 0.009486833.</summary>
    [Fact]
    public void The_standard_deviation_of_the_published_vector() => Assert.Equal(
        0.009486833m,
        Math.Round(Of(Statistic.StandardDeviation, [100.02m, 100.01m, 100.03m, 100.00m, 100.02m, 100.01m, 100.02m, 100.03m, 100.01m, 100.02m])!.Value, 9));

    [Fact]
    public void The_worst_repeat_is_the_one_that_lies_farthest_beyond_a_limit_with_its_sign()
    {
        Assert.Equal(1.1m, Of(Statistic.Worst, [-3.9m, 1.1m, 0m]));
        Assert.Equal(-4.2m, Of(Statistic.Worst, [-4.2m, 1.1m]));
        Assert.Equal(-2m, PointStatistic.Of(Statistic.Worst, [1m, -2m, 2m], new(null, null, true))!.Value.Shown);
    }

    [Fact]
    public void Too_few_repeats_give_nothing()
    {
        Assert.Null(Of(Statistic.StandardDeviation, [1m]));
        Assert.Null(Of(Statistic.Range, [1m]));
        Assert.Null(Of(Statistic.Mean, []));
    }

    [Fact]
    public void A_limit_that_must_not_be_reached_fails_itself()
    {
        Assert.Equal(Verdict.Pass, new PermissibleZone(-1m, 1m, true).Judge(1m));
        Assert.Equal(Verdict.Fail, new PermissibleZone(-1m, 1m, false).Judge(1m));
        Assert.Equal(Verdict.Pass, new PermissibleZone(10m, null, true).Judge(10m));
        Assert.Equal(Verdict.Fail, new PermissibleZone(10m, null, true).Judge(9.99m));
    }

    private static readonly Arbitrary<decimal> Errors = Gen.Choose(-50_000, 50_000).Select(n => n / 1000m).ToArbitrary();

    [Fact]
    public void A_value_is_judged_by_its_sign_and_side() => Prop.ForAll(Errors, error =>
        Taximeter.Judge(error) == (error is >= -4.0m and <= 1.0m ? Verdict.Pass : Verdict.Fail)
        && Taximeter.Excess(error) <= 0 == (Taximeter.Judge(error) == Verdict.Pass)).QuickCheckThrowOnFailure();

    [Fact]
    public void Deviation_and_range_do_not_see_a_shift() => Prop.ForAll(Gen.Choose(-9999, 9999).ListOf(5).ToArbitrary(), Errors, (numbers, shift) =>
    {
        var errors = numbers.Select(n => n / 100m).ToList();
        var shifted = errors.ConvertAll(error => error + shift);
        return Of(Statistic.Range, errors) == Of(Statistic.Range, shifted)
            && Math.Abs(Of(Statistic.StandardDeviation, errors)!.Value - Of(Statistic.StandardDeviation, shifted)!.Value) < 1e-18m;
    }).QuickCheckThrowOnFailure();

    /// <summary>Deviations of 5/18 m/s, 1 km/h, both ways: s is 5/18·√2… of three repeats exactly 5/18, which no decimal holds.</summary>
    [Fact]
    public void A_deviation_that_is_a_fraction_is_compared_as_one()
    {
        var step = (Metrology.Core.Quantities.ExactFraction)5 / 18;
        Metrology.Core.Quantities.ExactNumber At(int n) => Metrology.Core.Quantities.ExactNumber.Of(n * 5m / 18m, step * n);
        Assert.Equal(0, PointStatistic.Of(Statistic.StandardDeviation, [At(59), At(60), At(61)], Taximeter)!.Value.Exact.CompareTo(step));
    }

    private static decimal? Of(Statistic statistic, List<decimal> errors) =>
        PointStatistic.Of(statistic, errors.ConvertAll(error => (Metrology.Core.Quantities.ExactNumber)error), Taximeter)?.Shown;
}
