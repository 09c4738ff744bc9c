using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Core.Tests.Runs;

namespace Metrology.Core.Tests.Procedures;

public class VerbTests
{
    private static readonly RunEvent Accept = new RunEvent.Accepted(null);

    /// <summary>The run up to the first measuring step.</summary>
    private static RunState AtError(RunPlan plan)
    {
        var state = RunMachine.Begin(plan);
        state = state.After(VerbExample.Expected(state, _ => 20m), Accept);
        state = state.After(VerbExample.Expected(state, _ => 1m), Accept);
        state = state.After(new RunEvent.Begun(), VerbExample.Set(Stage.Prepare, VerbExample.Bench("warm-up", 900m)), Accept);
        return state.After(VerbExample.Expected(state, _ => 0.5m), Accept);
    }

    private static RunState Measured(RunState state, decimal shown, decimal reference) => state.After(
        new RunEvent.Begun(), VerbExample.Set(Stage.Prepare, VerbExample.Bench("apply", 1m)), VerbExample.Set(Stage.Prepare, VerbExample.Bench("settle", 60m)),
        VerbExample.Pressures(shown, reference), Accept);

    [Fact]
    public void Every_verb_gives_its_directive_in_turn()
    {
        var state = RunMachine.Begin(VerbExample.Plan());
        var seen = new List<string>();
        while (!state.IsFinished)
        {
            var directive = RunMachine.Next(state);
            seen.Add(directive.GetType().Name);
            state = directive switch
            {
                Directive.AwaitBegin => state.After(new RunEvent.Begun()),
                Directive.AwaitAcceptance => state.After(Accept),
                Directive.WarmUp warm => state.After(VerbExample.Expected(state, _ => warm.Seconds)),
                Directive.Settle settle => state.After(VerbExample.Expected(state, _ => settle.Seconds)),
                Directive.AskEnvironment => state.After(VerbExample.Expected(state, _ => 20m)),
                _ => state.After(VerbExample.Expected(state, _ => 1m)),
            };
        }

        Assert.Equal(
            ["AskEnvironment", "AwaitAcceptance", "AskChecks", "AwaitAcceptance", "AwaitBegin", "WarmUp", "AwaitAcceptance", "AskValues", "AwaitAcceptance"], seen.Take(9));
        Assert.Equal(["AwaitBegin", "ApplySettings", "Settle", "AcquireReadings", "AwaitAcceptance"], seen.Skip(9).Take(5));
        Assert.Equal(["AskEnvironment", "AwaitAcceptance"], seen.TakeLast(2));
    }

    [Fact]
    public void A_wait_that_is_too_short_and_a_load_that_does_not_stand_are_refused()
    {
        var begun = AtError(VerbExample.Plan()).After(new RunEvent.Begun());

        Assert.Equal("run.not-applied", RunMachine.Advance(begun, VerbExample.Set(Stage.Prepare, VerbExample.Bench("apply", 0m))).Refusal!.Code);
        var applied = begun.After(VerbExample.Set(Stage.Prepare, VerbExample.Bench("apply", 1m)));
        Assert.Equal("run.too-short", RunMachine.Advance(applied, VerbExample.Set(Stage.Prepare, VerbExample.Bench("settle", 59.9m))).Refusal!.Code);
        Assert.Equal("run.not-expected", RunMachine.Advance(applied, VerbExample.Pressures(50m, 50m)).Refusal!.Code);
        Assert.False(RunMachine.Advance(applied, VerbExample.Set(Stage.Prepare, VerbExample.Bench("settle", 1m, "min"))).IsRefused);
    }

    [Fact]
    public void An_interruption_begins_the_preparation_again()
    {
        var state = AtError(VerbExample.Plan()).After(
            new RunEvent.Begun(), VerbExample.Set(Stage.Prepare, VerbExample.Bench("apply", 1m)), new RunEvent.Interrupted("link.lost", "gone"), new RunEvent.Begun());

        Assert.IsType<Directive.ApplySettings>(RunMachine.Next(state));
        Assert.Equal(2, state.Steps[state.Current].Attempt);
    }

    [Theory]
    [InlineData("small", 1, "100", "half, full")]
    [InlineData("small", 1, "50", "half")]
    [InlineData("large", 1, "100", "half, full, over")]
    [InlineData("small", 2, "100", "half@1, half@2, full@1, full@2")]
    public void The_nameplate_decides_the_points(string size, int parts, string range, string points) =>
        Assert.Equal(points, string.Join(", ", VerbExample.Plan(size, parts, range).Steps.Where(step => step.Key.Item == "error").Select(step => step.Key.Point).Distinct()));

    [Theory]
    [InlineData("0")]
    [InlineData("1.5")]
    [InlineData("51")]
    public void A_number_of_parts_that_makes_no_sense_is_refused(string parts) =>
        Assert.True(RunMachine.Plan(
            VerbExample.Procedure, new(new Dictionary<string, string> { ["size"] = "small", ["range"] = "100", ["parts"] = parts }), VerificationKind.First).IsRefused);

    // shown = p − z − 0.1 with z = 0.5; error = (shown − p0)/100 kPa.
    [Theory]
    [InlineData("46.6", "-4.0", Verdict.Pass)]
    [InlineData("46.59", "-4.01", Verdict.Fail)]
    [InlineData("51.6", "1.0", Verdict.Pass)]
    [InlineData("51.61", "1.01", Verdict.Fail)]
    public void Signed_limits_are_kept_to_the_last_step(string shown, string error, Verdict verdict)
    {
        var state = AtError(VerbExample.Plan());
        state = Measured(Measured(state, Decimal(shown), 50m), Decimal(shown), 50m);
        var point = Point(state, "half");

        Assert.Equal(Decimal(error), point.Mean);
        Assert.Equal(verdict, point.Verdict);
        Assert.Equal((-4.0m, 1.0m), (point.Zone.Lower, point.Zone.Upper));
        Assert.Equal(Decimal(shown) - 0.6m, point.Repeats[0].Values["shown"]);
    }

    [Fact]
    public void A_limit_and_an_interval_may_be_formulas()
    {
        var state = AtError(VerbExample.Plan());
        for (var i = 0; i < 2; i++)
            state = Measured(state, 50.6m, 50m);
        for (var i = 0; i < 2; i++)
            state = Measured(state, 101.54m, 100m);
        var point = Point(state, "full");

        Assert.Equal((-1m, 1m, 0.1m), (point.Zone.Lower, point.Zone.Upper, point.RoundingInterval));
        Assert.Equal((0.94m, 0.9m, Verdict.Pass), (point.Mean, point.Rounded, point.Verdict));
    }

    [Fact]
    public void A_limit_that_nobody_knows_decides_nothing_and_is_named()
    {
        var state = AtError(VerbExample.Plan("large"));
        for (var i = 0; i < 6; i++)
            state = Measured(state, 50.6m + (i > 1 ? 50m : 0m), i > 1 ? 100m : 50m);
        var evaluation = Evaluator.Evaluate(state, []);

        Assert.Equal(Verdict.Indeterminate, Point(state, "over").Verdict);
        Assert.Equal(0m, Point(state, "over").Mean);
        Assert.Contains(evaluation.UnconfirmedFacts, fact => fact.Path == "items.error.acceptance.limits.large/over");
        Assert.DoesNotContain(evaluation.UnconfirmedFacts, fact => fact.Path == "items.error.acceptance.limits.small/over");
    }

    [Fact]
    public void A_skipped_earlier_item_leaves_no_error()
    {
        var state = RunMachine.Begin(VerbExample.Plan());
        state = state.After(VerbExample.Expected(state, _ => 20m), Accept);
        state = state.After(VerbExample.Expected(state, _ => 1m), Accept, new RunEvent.Skipped("冷机"), new RunEvent.Skipped("无零位"));
        state = state.After(
            new RunEvent.Begun(), VerbExample.Set(Stage.Prepare, VerbExample.Bench("apply", 1m)), VerbExample.Set(Stage.Prepare, VerbExample.Bench("settle", 60m)),
            VerbExample.Pressures(50m, 50m), new RunEvent.Accepted("无零位"));

        Assert.Equal(Verdict.Indeterminate, Point(state, "half").Verdict);
        Assert.DoesNotContain("z", Point(state, "half").Repeats[0].Values.Keys);
    }

    [Fact]
    public void Conditions_at_the_end_count_like_those_at_the_start()
    {
        var state = AtError(VerbExample.Plan(range: "50"));
        state = Measured(Measured(state, 25.6m, 25m), 25.6m, 25m);
        state = state.After(VerbExample.Expected(state, _ => 26m), Accept);
        var evaluation = Evaluator.Evaluate(state, []);

        Assert.Equal(["temperature", "end/temperature"], evaluation.Ambient.Select(one => one.Id));
        Assert.Equal([Verdict.Pass, Verdict.Indeterminate], evaluation.Ambient.Select(one => one.Verdict));
        Assert.Equal(Verdict.Indeterminate, evaluation.Verdict);
    }

    [Fact]
    public void The_guard_takes_the_tightest_known_limit()
    {
        static ReferenceCapability With(decimal u) => new(Roles.Reference, "pressure", "示例", u, 2m, "%");

        Assert.Null(ReferenceGuard.Check(VerbExample.Plan(), [With(0.33m)]));
        Assert.Equal("reference.insufficient", ReferenceGuard.Check(VerbExample.Plan(), [With(0.34m)])!.Code);
    }

    private static PointResult Point(RunState state, string point) =>
        Evaluator.Evaluate(state, []).Items.Single(item => item.Item == "error").Points.Single(one => one.Point == point);

    private static decimal Decimal(string text) => QuantityText.ParseNumber(text)!.Value;
}
