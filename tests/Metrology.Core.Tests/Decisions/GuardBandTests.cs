using FsCheck;
using FsCheck.Fluent;
using Metrology.Core.Decisions;
using Metrology.Core.Quantities;

namespace Metrology.Core.Tests.Decisions;

/// <summary>All rules of the product, on signed errors.</summary>
public class GuardBandTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(2000);

    private static readonly Arbitrary<(decimal Error, decimal U, decimal Limit, string Rule)> Cases =
        (from error in Gen.Choose(-3_000_000, 3_000_000)
         from u in Gen.Choose(0, 999_999)
         from limit in Gen.Choose(1_000_000, 2_000_000)
         from rule in Gen.Elements(DecisionQuestion.RuleIds.ToArray())
         select (error / 1_000_000m, u / 1_000_000m, limit / 1_000_000m, rule)).ToArbitrary();

    [Fact]
    public void An_error_beyond_limit_plus_uncertainty_passes_under_no_rule() => Prop.ForAll(Cases, one =>
    {
        var beyond = (one.Error < 0 ? -1 : 1) * (one.Limit + one.U + Math.Abs(one.Error) + 0.000001m);
        return Decide(one.Rule, beyond, one.U, one.Limit).Verdict == Verdict.Fail;
    }).Check(Many);

    [Fact]
    public void What_passes_lies_inside_the_limits_whatever_its_sign() => Prop.ForAll(Cases, one =>
    {
        var (plus, minus) = (Decide(one.Rule, one.Error, one.U, one.Limit), Decide(one.Rule, -one.Error, one.U, one.Limit));
        return plus.Verdict == minus.Verdict && (plus.Verdict != Verdict.Pass || Math.Abs(one.Error) <= one.Limit);
    }).Check(Many);

    [Fact]
    public void A_larger_error_of_the_same_sign_is_never_better() => Prop.ForAll(Cases, one =>
        Decide(one.Rule, one.Error * 1.25m, one.U, one.Limit).Verdict >= Decide(one.Rule, one.Error, one.U, one.Limit).Verdict).Check(Many);

    [Fact]
    public void Scaling_all_units_changes_no_verdict() => Prop.ForAll(Cases, one =>
    {
        string Volt(decimal value) => Text(value, "V");
        string Milli(decimal value) => Text(value * 1000m, "mV");
        var volts = Ask(one.Rule, Volt(one.Error), Volt(one.U), Volt(one.Limit));
        var millis = Ask(one.Rule, Milli(one.Error), Milli(one.U), Milli(one.Limit));
        var mixed = Ask(one.Rule, Milli(one.Error), Volt(one.U), Volt(one.Limit));
        return volts.Verdict == millis.Verdict && volts.Verdict == mixed.Verdict;
    }).Check(Many);

    [Fact]
    public void A_guard_band_never_widens_the_acceptance() => Prop.ForAll(Cases, one =>
        Decide(one.Rule, one.Error, one.U, one.Limit).Acceptance is var accepted && accepted.Upper <= one.Limit && accepted.Lower >= -one.Limit).Check(Many);

    [Fact]
    public void One_sided_limits_guard_their_own_side()
    {
        var limits = new ToleranceLimits(null, 10m);
        Assert.Equal(Verdict.Pass, IlacG8.Binary(-1000m, limits, 0.3m));
        Assert.Equal(ConformityStatement.ConditionalPass, IlacG8.NonBinary(9.8m, limits, 0.3m));
        Assert.Equal(ConformityStatement.ConditionalFail, IlacG8.NonBinary(4.8m, new(5m, null), 0.3m));
        Assert.Equal("decision.two-limits", GuardBand.Width(GuardBandRule.RootSumSquare, limits, 0.3m).Refusal!.Code);
    }

    [Theory]
    [InlineData("rss", "1", "2", "1", "decision.test-uncertainty-ratio")]
    [InlineData("jjf1094", "1", null, "1", "decision.no-uncertainty")]
    [InlineData("simple", "1", null, null, "decision.no-limit")]
    [InlineData("simple", "1 V", null, "1 A", "quantity.dimensions")]
    [InlineData("simple", "1 V", null, "-1 V", "decision.negative")]
    [InlineData("simple", "one", null, "1 V", "quantity.number")]
    public void What_cannot_be_decided_is_refused(string rule, string result, string? expanded, string? mpe, string code)
    {
        var question = DecisionQuestion.Of(rule, new(result, expanded, mpe, null, null));
        var refusal = question.Refusal ?? question.Value.Answer().Refusal;

        Assert.Equal(code, refusal!.Code);
    }

    /// <summary>JJF 1094-2002 5.3.1 speaks of U95: U with k = 3 is none, and would turn a pass into a verdict that is left open.</summary>
    [Theory]
    [InlineData("jjf1094", "3", null, "decision.not-u95")]
    [InlineData("rss", "3", null, "decision.not-u95")]
    [InlineData("jjf1094", "2.26", "0.95", null)]
    [InlineData("jjf1094", "2.26", "0.99", "decision.not-u95")]
    [InlineData("jjf1094", "2.26", "95", "decision.coverage-probability")]
    [InlineData("jjf1094", "2", null, null)]
    [InlineData("guard-band", "3", null, null)]
    public void A_rule_that_is_stated_for_U95_takes_no_other_U(string rule, string k, string? p, string? code) =>
        Assert.Equal(code, DecisionQuestion.Of(rule, new("0.5", "0.3", "1", null, null), k, null, p).Refusal?.Code);

    private static DecisionAnswer Decide(string rule, decimal error, decimal u, decimal limit) => Ask(rule, Text(error, "V"), Text(u, "V"), Text(limit, "V"));

    private static DecisionAnswer Ask(string rule, string error, string u, string limit) =>
        DecisionQuestion.Of(rule, new(error, u, limit, null, null)).Value.Answer().Value;

    private static string Text(decimal value, string unit) => new Quantity(value, Units.Find(unit)!).ToString();
}
