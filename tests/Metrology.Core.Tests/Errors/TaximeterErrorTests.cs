using FsCheck;
using FsCheck.Fluent;
using Metrology.Core.Decisions;
using Metrology.Core.Errors.Taximeters;

namespace Metrology.Core.Tests.Errors;

public class TaximeterErrorTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(1000);

    private static readonly Arbitrary<InstalledDistanceError> Runs =
        (from q in Gen.Choose(1, 5_000_000)
         from n in Gen.Choose(1, 5_000_000)
         from c in Gen.Choose(9900, 10_100)
         select new InstalledDistanceError(q / 1000m, n / 1000m, c / 10_000m)).ToArbitrary();

    [Fact]
    public void A_meter_that_reads_too_much_has_a_positive_error_whatever_divides() => Prop.ForAll(Runs, run =>
        Math.Sign(run.Percent(ErrorDenominator.Reference).Value) == Math.Sign(run.Indicated - run.Reference)
        && Math.Sign(run.Percent(ErrorDenominator.Indicated).Value) == Math.Sign(run.Indicated - run.Reference)).Check(Many);

    [Fact]
    public void Metres_or_millimetres_change_no_error() => Prop.ForAll(Runs, run =>
        run.Percent(ErrorDenominator.Reference).Value
        == new InstalledDistanceError(1000m * run.Indicated, run.Revolutions, 1000m * run.Circumference).Percent(ErrorDenominator.Reference).Value).Check(Many);

    [Fact]
    public void The_verdict_follows_the_order_of_errors_and_the_limits_are_not_symmetric() => Prop.ForAll(
        (from a in Gen.Choose(-10_000, 10_000) select a / 1000m).ToArbitrary(),
        error =>
        {
            var limits = TaximeterRules.InstalledDistance.Value;
            return limits.Judge(error) == (error is >= -4m and <= 1m ? Verdict.Pass : Verdict.Fail);
        }).Check(Many);

    [Fact]
    public void An_adjusted_constant_brings_the_error_to_its_target() => Prop.ForAll(
        (from k in Gen.Choose(100, 9999) from error in Gen.Choose(-20_000, 20_000) from target in Gen.Choose(-4000, 1000) select (k, error / 1000m, target / 1000m)).ToArbitrary(),
        one =>
        {
            var adjusted = ConstantAdjustment.Of(one.k, one.Item2, one.Item3).Value;
            var again = ConstantAdjustment.Of(adjusted.Exact, one.Item3, one.Item3).Value;
            return Math.Abs(again.Exact - adjusted.Exact) < 1e-18m && Math.Abs(adjusted.Nearest.Constant - adjusted.Exact) <= 0.5m
                && adjusted.Ceiling.Constant >= adjusted.Exact && adjusted.Ceiling.Constant - adjusted.Exact < 1m
                && adjusted.Ceiling.PredictedErrorPercent <= one.Item3 + 1e-20m;
        }).Check(Many);

    [Fact]
    public void A_late_start_of_the_counter_touches_no_stretch_between_jumps() => Prop.ForAll(
        (from n in Gen.Choose(1000, 3000).Three() from late in Gen.Choose(0, 500) select (n, late / 10m)).ToArbitrary(),
        one =>
        {
            (decimal, decimal)[] jumps = [(1000m, one.n.Item1), (2000m, one.n.Item1 + one.n.Item2), (3000m, one.n.Item1 + one.n.Item2 + one.n.Item3)];
            var late = jumps.Select(jump => (jump.Item1, jump.Item2 - one.Item2)).ToList();
            return JumpErrors.Of(jumps, 1m).Value.Increments.SequenceEqual(JumpErrors.Of(late, 1m).Value.Increments);
        }).Check(Many);

    [Theory]
    [InlineData(1, "100")]
    [InlineData(0, "90")]
    public void The_tyre_correction_follows_the_sign_convention(int isAdded, string error)
    {
        var percent = new InstalledDistanceError(1950m, 1000m, 1m).Percent(ErrorDenominator.Reference, 5m, isAdded == 1);

        Assert.Equal(decimal.Parse(error, System.Globalization.CultureInfo.InvariantCulture), percent.Value);
    }

    [Fact]
    public void Speed_and_revolutions_undo_each_other() => Prop.ForAll(
        (from kmh in Gen.Choose(1, 150) from c in Gen.Choose(9900, 10_100) select ((decimal)kmh, c / 10_000m)).ToArbitrary(),
        one => Math.Abs(RollerSpeed.Kmh(RollerSpeed.RevolutionsPerMinute(one.Item1, one.Item2).Value, one.Item2) - one.Item1) < 1e-20m).Check(Many);

    [Fact]
    public void Nothing_proposed_is_called_confirmed()
    {
        Assert.False(TaximeterRules.InstalledDistance.Confirmed || TaximeterRules.InstalledRounding.Confirmed || TaximeterRules.AdjustmentTarget.Confirmed);
        Assert.False(TaximeterRules.RollerCircumferencePercent.Confirmed || TaximeterRules.RollerCounter.Confirmed || TaximeterRules.RollerSpeedKmh.Confirmed);
        Assert.False(TaximeterRules.BenchCounter.Confirmed || TaximeterRules.BenchSpeedPercent.Confirmed);
    }
}
