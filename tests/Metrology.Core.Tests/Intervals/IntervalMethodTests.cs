using FsCheck;
using FsCheck.Fluent;
using Metrology.Core.Intervals;

namespace Metrology.Core.Tests.Intervals;

public class IntervalMethodTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(1000);

    private static readonly Arbitrary<IntervalTestInput> Histories =
        (from n in Gen.Choose(1, 80)
         from x in Gen.Choose(0, 80)
         from target in Gen.Choose(1, 99)
         from current in Gen.Choose(1, 3000)
         from confidence in Gen.Choose(0, 95)
         from factor in Gen.Choose(10, 40)
         from least in Gen.Choose(1, 60)
         from range in Gen.Choose(0, 2000)
         where x <= n
         select new IntervalTestInput(x, n, target / 100m, current, confidence / 100m, factor / 10m, 5m, least, least + range)).ToArbitrary();

    [Fact]
    public void A_tested_interval_stays_within_its_bounds_and_moves_towards_the_target() => Prop.ForAll(Histories, input =>
    {
        var test = IntervalTest.Of(input);
        var isAbove = input.InTolerance > input.TargetReliability * input.Calibrations;
        var (least, most) = ((double)(input.CurrentInterval / input.MaxChangeFactor), (double)(input.CurrentInterval * input.MaxChangeFactor));
        return test.NewInterval >= input.MinInterval && test.NewInterval <= input.MaxInterval
            && test.Candidate >= least * (1 - 1e-12) && test.Candidate <= most * (1 + 1e-12)
            && (isAbove ? test.Candidate >= (double)input.CurrentInterval : !(test.RejectionConfidence > 0) || test.Candidate <= (double)input.CurrentInterval)
            && test.LowerReliability <= test.ObservedReliability && test.ObservedReliability <= test.UpperReliability;
    }).Check(Many);

    /// <summary>
    /// Below the target the interval is rejected exactly when the target lies above the confidence limits (except where one limit is fixed at 0 or 1); above it
    /// never.
    /// </summary>
    [Fact]
    public void Rejection_and_confidence_limits_say_the_same() => Prop.ForAll(Histories, input =>
    {
        var test = IntervalTest.Of(input);
        if (input.InTolerance == 0 || input.InTolerance == input.Calibrations)
            return true;
        if (input.InTolerance > input.TargetReliability * input.Calibrations)
            return !test.IsChanged || input.CurrentInterval < input.MinInterval || input.CurrentInterval > input.MaxInterval;
        var outside = (double)input.TargetReliability < test.LowerReliability || (double)input.TargetReliability > test.UpperReliability;
        return Math.Abs(test.RejectionConfidence - (double)input.Confidence) < 1e-9 || outside == test.RejectionConfidence > (double)input.Confidence;
    }).Check(Many);

    [Fact]
    public void A_staircase_never_leaves_its_bounds_and_ignores_the_sign() => Prop.ForAll(
        (from errors in Gen.Choose(-2000, 2000).ListOf() from current in Gen.Choose(30, 1095) from count in Gen.Choose(1, 3) select (errors, current, count)).ToArbitrary(),
        one =>
        {
            var stairs = new Staircase(0.8m, 1.5m, 0.5m, one.count, 30m, 1095m);
            var errors = one.errors.Select(error => error / 1000m).ToList();
            var after = stairs.After(errors, one.current);
            return after.All(days => days is >= 30m and <= 1095m) && after.SequenceEqual(stairs.After(errors.Select(error => -error), one.current));
        }).Check(Many);

    [Fact]
    public void Only_the_last_three_results_count_and_a_worse_history_never_lengthens() => Prop.ForAll(
        Gen.Elements(true, false).ListOf().ToArbitrary(),
        results =>
        {
            var rule = new LastThree(LastThree.Proposed, 1m, 1826m);
            var (_, factor, days) = rule.After([.. results], 365m);
            var worse = rule.After([.. results.SkipLast(1), false], 365m);
            return days == rule.After([.. results.TakeLast(3)], 365m).Interval && (results.Count < 3 || worse.Factor <= factor);
        }).Check(Many);

    [Fact]
    public void The_regulations_maximum_is_never_exceeded_and_the_computed_value_stays_visible() => Prop.ForAll(
        (from computed in Gen.Choose(-1, 2000) from most in Gen.Choose(1, 1000) from set in Gen.Choose(-1, 2000) select (computed, most, set)).ToArbitrary(),
        one =>
        {
            decimal? computed = one.computed < 0 ? null : one.computed;
            var outcome = IntervalDecision.Of(computed, one.most, one.set < 0 ? null : new(one.set, "理由"));
            return one.set > one.most ? outcome.IsRefused
                : outcome.Value.InForce <= one.most && outcome.Value.Computed == computed && (one.set < 0 || outcome.Value.InForce == one.set);
        }).Check(Many);

    [Fact]
    public void A_drift_target_is_met_where_it_is_said_to_be() => Prop.ForAll(Drifts, one =>
    {
        var model = DriftModel.Fit(one.Days, one.Values, 2).Value;
        double U(double t) => Math.Sqrt(0.01 + model.PredictionVariance.At(t));
        return DriftTarget.Uncertainty(model, 0.1, one.Target) switch
        {
            null => Enumerable.Range(0, 100).All(i => U(i * 1000) < one.Target),
            0 => U(0) >= one.Target,
            { } days => Math.Abs(U(days) - one.Target) < 1e-9 * one.Target && Enumerable.Range(0, 200).All(i => U(days * i / 200) <= one.Target * (1 + 1e-9)),
        };
    }).Check(Many);

    [Fact]
    public void A_reliability_target_is_met_where_the_band_meets_a_limit() => Prop.ForAll(Drifts, one =>
    {
        var model = DriftModel.Fit(one.Days, one.Values, 2).Value;
        var (k, found) = DriftTarget.Reliability(model, 0.1, 0, new(-one.Target, one.Target, 0.95));
        double Room(double t) => one.Target - Math.Abs(model.Drift.At(t)) - (k * Math.Sqrt(0.01 + model.PredictionVariance.At(t)));
        return found switch
        {
            null => Enumerable.Range(0, 100).All(i => Room(i * 1000) > 0),
            0 => Room(0) <= 0,
            { } days => Math.Abs(Room(days)) < 1e-7 * one.Target && Enumerable.Range(0, 200).All(i => Room(days * i / 200) > -1e-7 * one.Target),
        };
    }).Check(Many);

    [Fact]
    public void Days_or_weeks_the_drift_ends_at_the_same_moment() => Prop.ForAll(Drifts, one =>
    {
        var (days, weeks) = (DriftModel.Fit(one.Days, one.Values, 2).Value, DriftModel.Fit([.. one.Days.Select(t => t / 7)], one.Values, 2).Value);
        return (DriftTarget.Uncertainty(days, 0.1, one.Target), DriftTarget.Uncertainty(weeks, 0.1, one.Target)) switch
        {
            ({ } a, { } b) => Math.Abs(a - (7 * b)) <= 1e-6 * Math.Max(a, 1),
            (var a, var b) => a is null || b is null,
        };
    }).Check(Many);

    private static Arbitrary<(List<double> Days, List<double> Values, double Target)> Drifts =>
        (from noise in Gen.Choose(-100, 100).ListOf(6)
         from slope in Gen.Choose(-50, 50)
         from target in Gen.Choose(1, 3000)
         select (new List<double> { 60, 120, 180, 240, 300, 360 }, noise.Select((n, i) => (slope * (i + 1) / 100.0) + (n / 1000.0)).ToList(), target / 1000.0)).ToArbitrary();

    /// <summary>For one group the exponential model has a closed form; for many groups the slope of the log-likelihood vanishes at the fit.</summary>
    [Fact]
    public void The_likelihood_is_at_its_top()
    {
        // Calibrations of NCSLI RP-1 table D-1, as in sandialabs/suncal @d44c2cc test/test_interval.py; weeks.
        double[] weeks = [4, 7, 10, 13, 21, 28, 40, 48];
        int[] n = [4, 6, 14, 13, 22, 49, 18, 6];
        double[] r = [1.0, .83333, .6429, .6154, .5455, .4082, .5000, .3333];
        var groups = weeks.Select((t, i) => new ReliabilityGroup(7 * t, n[i], Math.Round(r[i] * n[i]))).ToList();

        var fit = ReliabilityFit.Of(groups, 0.75).Value;
        var exponential = fit.Fits.Single(one => one.Model == "exponential");

        var rate = -Math.Log(exponential.Reliability(1));
        var slope = groups.Sum(group => group.Days * (((group.Calibrations - group.InTolerance) * Math.Exp(-rate * group.Days) / (1 - Math.Exp(-rate * group.Days))) - group.InTolerance));
        Assert.Equal(0, slope * rate, 0.01);
        Assert.Equal(-Math.Log(0.75) / rate, exponential.Days!.Value, 1e-6);
        Assert.Equal(fit.Fits.Min(one => one.Akaike), fit.Best.Akaike);
        Assert.All(fit.Fits, one => Assert.True(one.LogLikelihood >= exponential.LogLikelihood - 1e-6 || one.Model is "modified-gamma" or "warranty", one.Model));
        Assert.All(fit.Fits.Where(one => one.Days > 0), one => Assert.Equal(0.75, one.Reliability(one.Days!.Value), 1e-9));
    }

    [Fact]
    public void A_reliability_fit_does_not_depend_on_the_unit_of_time()
    {
        ReliabilityGroup[] days = [new(100, 20, 19), new(200, 30, 26), new(400, 25, 18)];
        var (a, b) = (ReliabilityFit.Of(days, 0.9).Value, ReliabilityFit.Of([.. days.Select(group => group with { Days = group.Days / 7 })], 0.9).Value);

        Assert.All(a.Fits.Zip(b.Fits), pair => Assert.Equal(pair.First.Days!.Value, 7 * pair.Second.Days!.Value, 1e-3));
    }
}
