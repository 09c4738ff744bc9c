using Metrology.Core.Decisions;

namespace Metrology.Core.Tests.Decisions;

public class RiskTests
{
    private static readonly ToleranceLimits Limits = ToleranceLimits.Symmetric(1m);

    [Fact]
    public void The_four_outcomes_of_an_inspection_add_up()
    {
        foreach (var (sigma, test, mean) in new[] { (0.5, 0.1, 0.0), (0.5, 0.0001, 0.0), (2, 0.5, 0.7), (0.01, 0.2, 0.99), (1, 1, -3) })
        {
            var risk = GlobalRisk.Of(Limits, Limits.Guarded(0.1m), new(mean, sigma), test).Value;
            var correctAccept = risk.Accepted - risk.FalseAccept;

            Assert.Equal(risk.Conforming, correctAccept + risk.FalseReject, 12);
            Assert.InRange(risk.FalseAccept, 0, 1 - risk.Conforming + 1e-12);
        }
    }

    [Fact]
    public void The_probability_of_acceptance_is_that_of_the_sum_of_both_deviations()
    {
        var risk = GlobalRisk.Of(Limits, Limits, new(0.2, 0.6), 0.3).Value;
        Assert.Equal(ConformanceProbability.Of(0.2, Math.Sqrt(0.36 + 0.09), Limits).Value, risk.Accepted, 12);
    }

    [Fact]
    public void A_perfect_test_makes_no_mistake()
    {
        var risk = GlobalRisk.Of(Limits, Limits, new(0, 0.6), 0).Value;
        Assert.Equal((0, 0), (risk.FalseAccept, Math.Round(risk.FalseReject, 12)));
    }

    [Fact]
    public void A_guard_band_trades_false_accepts_for_false_rejects()
    {
        var simple = GlobalRisk.Of(Limits, Limits, new(0, 0.5), 0.1).Value;
        var guarded = GlobalRisk.Of(Limits, Limits.Guarded(0.2m), new(0, 0.5), 0.1).Value;
        Assert.True(guarded.FalseAccept < simple.FalseAccept && guarded.FalseReject > simple.FalseReject);
    }

    [Fact]
    public void A_process_is_found_from_the_share_that_conforms()
    {
        var sigma = GlobalRisk.DeviationFor(0.85, Limits).Value;
        Assert.Equal(0.85, GlobalRisk.Of(Limits, Limits, new(0, sigma), 0.1).Value.Conforming, 12);
        Assert.Equal("decision.probability", GlobalRisk.DeviationFor(0.85, new(null, 1m)).Refusal!.Code);
    }

    [Fact]
    public void A_result_on_a_limit_conforms_with_one_half() => Assert.Equal(0.5, ConformanceProbability.Of(1, 0.01, Limits).Value, 12);

    [Fact]
    public void Few_degrees_of_freedom_leave_more_outside() =>
        Assert.True(ConformanceProbability.Of(0.5, 0.2, Limits, 3).Value < ConformanceProbability.Of(0.5, 0.2, Limits).Value);
}
