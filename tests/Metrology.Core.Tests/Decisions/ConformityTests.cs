using FsCheck;
using FsCheck.Fluent;
using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;

namespace Metrology.Core.Tests.Decisions;

public class ConformityTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(2000);

    private static readonly Arbitrary<(decimal Error, decimal U, decimal Limit)> Cases =
        (from error in Gen.Choose(-3_000_000, 3_000_000)
         from u in Gen.Choose(0, 1_000_000)
         from limit in Gen.Choose(1, 2_000_000)
         select (error / 1_000_000m, u / 1_000_000m, limit / 1_000_000m)).ToArbitrary();

    [Fact]
    public void The_limit_itself_passes_on_both_sides()
    {
        Assert.Equal(Verdict.Pass, Conformity.Judge(1.0m, 1.0m));
        Assert.Equal(Verdict.Pass, Conformity.Judge(-1.0m, 1.0m));
        Assert.Equal(Verdict.Fail, Conformity.Judge(-1.0001m, 1.0m));
    }

    [Fact]
    public void An_error_beyond_limit_plus_uncertainty_passes_under_no_rule() => Prop.ForAll(Cases, one =>
    {
        var beyond = Math.Sign(one.Error) * (one.Limit + one.U + Math.Abs(one.Error) + 0.000001m);
        var tenth = new RoundingInterval(one.Limit / 10m);
        var isHalfAnIntervalBeyond = Math.Abs(beyond) - one.Limit > tenth.Interval / 2m;
        return one.Error == 0m || (Conformity.Judge(beyond, one.Limit) == Verdict.Fail
            && Conformity.Judge(beyond, one.Limit, tenth, DecisionValue.Unrounded) == Verdict.Fail
            && (!isHalfAnIntervalBeyond || Conformity.Judge(beyond, one.Limit, tenth, DecisionValue.Rounded) == Verdict.Fail)
            && Jjf1094.Decide(beyond, one.U, one.Limit).Verdict == Verdict.Fail);
    }).Check(Many);

    [Fact]
    public void A_larger_error_of_the_same_sign_is_never_better() => Prop.ForAll(Cases, one =>
    {
        var larger = one.Error * 1.25m;
        return Jjf1094.Decide(larger, one.U, one.Limit).Verdict >= Jjf1094.Decide(one.Error, one.U, one.Limit).Verdict
            && Conformity.Judge(larger, one.Limit) >= Conformity.Judge(one.Error, one.Limit)
            && Conformity.Judge(larger, one.Limit, new(0.1m), DecisionValue.Rounded) >= Conformity.Judge(one.Error, one.Limit, new(0.1m), DecisionValue.Rounded);
    }).Check(Many);

    [Fact]
    public void Scaling_all_units_changes_no_verdict() => Prop.ForAll(Cases, one =>
        Jjf1094.Decide(one.Error * 1000m, one.U * 1000m, one.Limit * 1000m).Verdict == Jjf1094.Decide(one.Error, one.U, one.Limit).Verdict
        && Conformity.Judge(one.Error * 1000m, one.Limit * 1000m, new(100m), DecisionValue.Rounded)
            == Conformity.Judge(one.Error, one.Limit, new(0.1m), DecisionValue.Rounded)).Check(Many);

    [Theory]
    [InlineData("0.6", "0.4", Verdict.Pass)]
    [InlineData("0.6001", "0.4", Verdict.Indeterminate)]
    [InlineData("-1.3999", "0.4", Verdict.Indeterminate)]
    [InlineData("-1.4", "0.4", Verdict.Fail)]
    [InlineData("-1", "0.3", Verdict.Pass)]
    public void The_three_way_rule_has_its_published_edges(string error, string expanded, Verdict verdict) =>
        Assert.Equal(verdict, Jjf1094.Decide(QuantityText.ParseNumber(error)!.Value, QuantityText.ParseNumber(expanded)!.Value, 1m).Verdict);

    [Fact]
    public void A_third_is_compared_without_dividing()
    {
        Assert.True(UncertaintyGuard.Holds(0.3333333333333333333333333333m, 1m));
        Assert.False(UncertaintyGuard.Holds(0.3333333333333333333333333334m, 1m));
    }

    [Fact]
    public void A_parent_takes_the_worst_child_and_half_a_run_never_passes()
    {
        Assert.Equal(Verdict.Fail, Verdicts.Worst([Verdict.Pass, Verdict.Fail, Verdict.NotSet]));
        Assert.Equal(Verdict.NotSet, Verdicts.Worst([Verdict.Pass, Verdict.NotSet]));
        Assert.Equal(Verdict.NotSet, Verdicts.Worst([]));
        Assert.Equal(Verdict.Pass, Verdicts.Worst([Verdict.Pass, Verdict.Pass]));
    }
}
