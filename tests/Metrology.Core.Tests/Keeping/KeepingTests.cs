using FsCheck.Fluent;
using FsCheck;
using Metrology.Core.Keeping;
using Metrology.Core.Quantities;

namespace Metrology.Core.Tests.Keeping;

public class KeepingTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(1000);
    private static readonly KeepingRules Rules = KeepingRules.Jjf1033Of2023;

    private static readonly Arbitrary<(List<decimal> Readings, decimal Offset, int Power)> Series =
        (from readings in Gen.Choose(-9999, 9999).NonEmptyListOf()
         from offset in Gen.Choose(-2_000_000, 2_000_000)
         from power in Gen.Choose(0, 8)
         where readings.Count > 1
         select (readings.Select(one => one / 1000m).ToList(), (decimal)offset * 1000m, power)).ToArbitrary();

    /// <summary>Exact where a one-pass sum of squares in floating point has no digit left.</summary>
    [Fact]
    public void A_common_offset_changes_no_digit_of_the_scatter() => Prop.ForAll(Series, one =>
        Of(one.Readings).StandardDeviation == Of([.. one.Readings.Select(y => y + one.Offset)]).StandardDeviation).Check(Many);

    [Fact]
    public void A_unit_a_power_of_ten_smaller_scales_everything() => Prop.ForAll(Series, one =>
    {
        var scale = (decimal)Math.Pow(10, one.Power);
        var (a, b) = (Of(one.Readings), Of([.. one.Readings.Select(y => y / scale)]));
        return Math.Abs(a.StandardDeviation - (b.StandardDeviation * scale)) < 1e-18m && Math.Abs(a.Mean - (b.Mean * scale)) < 1e-18m
            && a.Against(1m) == b.Against(1m / scale);
    }).Check(Many);

    [Fact]
    public void The_scatter_is_a_root_to_the_last_digit() => Prop.ForAll(Series, one =>
    {
        var s = Of(one.Readings).StandardDeviation;
        var mean = (double)one.Readings.Average();
        var expected = Math.Sqrt(one.Readings.Sum(y => Math.Pow((double)y - mean, 2)) / (one.Readings.Count - 1));
        return Math.Abs((double)s - expected) <= 1e-12 * Math.Max(expected, 1);
    }).Check(Many);

    [Fact]
    public void Fractions_calculate_like_decimals() => Prop.ForAll(
        (from a in Gen.Choose(-1_000_000, 1_000_000) from b in Gen.Choose(-1_000_000, 1_000_000) select (a / 1000m, b / 10000m)).ToArbitrary(),
        one =>
        {
            ExactFraction a = one.Item1, b = one.Item2;
            return (a + b).ToDecimal() == one.Item1 + one.Item2 && (a - b).ToDecimal() == one.Item1 - one.Item2 && (a * b).ToDecimal() == one.Item1 * one.Item2
                && a < b == one.Item1 < one.Item2 && a >= b == one.Item1 >= one.Item2
                && (one.Item2 == 0m || Math.Abs((a / b).ToDecimal() - (one.Item1 / one.Item2)) <= (Math.Abs(one.Item1 / one.Item2) * 1e-26m) + 1e-28m); // both end at the 28th decimal
        }).Check(Many);

    [Theory]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-0.0000000000000000000000000001")]
    [InlineData("1234567890123456789.123456789")]
    public void A_fraction_keeps_every_digit_of_a_decimal(string text)
    {
        var value = decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(value, ((ExactFraction)value).ToDecimal());
    }

    [Fact]
    public void Stability_equal_to_its_limit_does_not_conform() => Prop.ForAll(
        (from a in Gen.Choose(0, 100_000) from b in Gen.Choose(0, 100_000) select (a / 1000m, b / 1000m)).ToArbitrary(),
        one =>
        {
            var limit = Math.Abs(one.Item1 - one.Item2);
            return Stability.OfExisting(one.Item1, one.Item2, limit).Decision == KeepingDecision.DoesNotConform
                && Stability.OfExisting(one.Item1, one.Item2, limit + 0.0000001m).Decision == KeepingDecision.Conforms;
        }).Check(Many);

    /// <summary>
    /// By hand from JJF 1033: a reference of at most U_lab/3 leaves the limit U_lab alone, a larger one makes it √(U_lab² + U_ref²). 0.3 and 0.1: 0.3; 0.3 and 0.4: 0.5.
    /// </summary>
    [Theory]
    [InlineData("0.3", "0.1", "0.30", true, "0.3", KeepingDecision.Conforms)]
    [InlineData("0.3", "0.1", "0.31", true, "0.3", KeepingDecision.DoesNotConform)] // and within √0.10 = 0.316
    [InlineData("0.3", "0.4", "-0.50", false, "0.5", KeepingDecision.Conforms)]
    [InlineData("0.3", "0.4", "0.51", false, "0.5", KeepingDecision.DoesNotConform)]
    [InlineData("1.2", "0.5", "1.3", false, "1.3", KeepingDecision.Conforms)]
    public void A_reference_of_a_third_or_less_leaves_the_limit(string own, string reference, string difference, bool isNegligible, string limit, KeepingDecision decision)
    {
        static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        var compared = TransferComparison.Of((10m + Number(difference), Number(own)), (10m, Number(reference)), Rules);

        Assert.Equal((isNegligible, Number(limit), decision), (compared.ReferenceIsNegligible, compared.Limit, compared.Decision));
    }

    [Fact]
    public void A_larger_uncertainty_never_turns_agreement_into_disagreement() => Prop.ForAll(
        (from difference in Gen.Choose(0, 2000) from own in Gen.Choose(1, 1000) from reference in Gen.Choose(1, 1000) from more in Gen.Choose(0, 1000) select (difference, own, reference, more))
            .ToArbitrary(),
        one =>
        {
            TransferComparison With(decimal u) => TransferComparison.Of((one.difference / 1000m, u / 1000m), (0m, one.reference / 1000m), Rules);
            // When the reference becomes negligible its part leaves the limit: only within one branch is the rule monotone.
            var (a, b) = (With(one.own), With(one.own + one.more));
            return a.ReferenceIsNegligible != b.ReferenceIsNegligible || a.Decision != KeepingDecision.Conforms || b.Decision == KeepingDecision.Conforms;
        }).Check(Many);

    /// <summary>GB/T 17989.2 / ISO 7870-2 factor tables: A₃, B₃, B₄ and A₂, D₃, D₄.</summary>
    [Theory]
    [InlineData(2, 2.659, 0, 3.267, 1.880, 0, 3.267)]
    [InlineData(5, 1.427, 0, 2.089, 0.577, 0, 2.114)]
    [InlineData(6, 1.287, 0.030, 1.970, 0.483, 0, 2.004)]
    [InlineData(10, 0.975, 0.284, 1.716, 0.308, 0.223, 1.777)]
    [InlineData(25, 0.606, 0.565, 1.435, 0.153, 0.459, 1.541)]
    public void The_factors_of_the_tables_appear(int n, double a3, double b3, double b4, double a2, double d3, double d4)
    {
        var factors = ControlChartFactors.Of(n);

        Assert.Equal(a3, factors.MeanByDeviation, 0.0006);
        Assert.Equal(b3, factors.DeviationLower, 0.0006);
        Assert.Equal(b4, factors.DeviationUpper, 0.0006);
        Assert.Equal(a2, factors.MeanByRange, 0.0006);
        Assert.Equal(d3, factors.RangeLower, 0.0016);
        Assert.Equal(d4, factors.RangeUpper, 0.0016);
    }

    /// <summary>d₂ = ∫(1 − Φⁿ − (1 − Φ)ⁿ); the table is typed from its usual form, so every entry is computed again.</summary>
    [Fact]
    public void The_table_of_mean_ranges_is_the_integral()
    {
        const double Step = 0.001;
        for (var n = ControlChartFactors.SmallestGroup; n <= ControlChartFactors.LargestGroup; n++)
        {
            var (sum, cumulated) = (0.0, 0.0);
            for (var x = -8.0; x < 8; x += Step)
            {
                cumulated += Step * Math.Exp(-0.5 * (x + (Step / 2)) * (x + (Step / 2))) / Math.Sqrt(2 * Math.PI);
                sum += Step * (1 - Math.Pow(cumulated, n) - Math.Pow(1 - cumulated, n));
            }

            Assert.Equal(ControlChartFactors.MeanRange(n), sum, 0.00002);
        }
    }

    /// <summary>d₃ from a simulation with a fixed seed, three times its own uncertainty wide.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(14)]
    [InlineData(25)]
    public void The_table_of_deviations_of_the_range_is_that_of_samples(int n)
    {
        var random = new Random(20240601);
        var ranges = Enumerable.Range(0, 60_000).Select(_ =>
        {
            var values = Enumerable.Range(0, n).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())).ToList();
            return values.Max() - values.Min();
        }).ToList();
        var mean = ranges.Average();
        var deviation = Math.Sqrt(ranges.Sum(range => (range - mean) * (range - mean)) / (ranges.Count - 1));

        Assert.Equal(ControlChartFactors.DeviationOfRange(n), deviation, 0.008);
    }

    [Fact]
    public void Patterns_against_statistical_control_are_found()
    {
        ControlChart Of(params decimal[] levels) => ControlChart.Of([.. levels.Select(level => (IReadOnlyList<decimal>)[level - 1m, level, level + 1m])], SpreadKind.Range).Value;

        Assert.True(Of(0m, 0.1m, -0.1m, 0.05m).IsInControl);
        Assert.Contains(new(5, ControlSignalKind.Trend), Of(0m, 0.1m, 0.2m, 0.3m, 0.4m, 0.5m).Means.Signals);
        Assert.Contains(new(9, ControlSignalKind.OneSide), Of(-0.9m, 0.1m, 0.11m, 0.1m, 0.11m, 0.1m, 0.11m, 0.1m, 0.11m, 0.1m).Means.Signals);
        Assert.Contains(new(3, ControlSignalKind.BeyondLimit), Of(0m, 0.1m, -0.1m, 9m).Means.Signals);
    }

    /// <summary>A chart stands for a test of stability when it has seen as much of time: one group is its own centre line, and never out.</summary>
    [Theory]
    [InlineData(1, 40, KeepingDecision.TooFewGroups)]
    [InlineData(3, 40, KeepingDecision.TooFewGroups)]
    [InlineData(4, 40, KeepingDecision.Conforms)]
    [InlineData(4, 1, KeepingDecision.TooFewGroups)]
    [InlineData(100, 1, KeepingDecision.Conforms)]
    public void A_chart_of_few_days_says_nothing_of_stability(int groups, int apart, KeepingDecision decision)
    {
        // Levels and spreads that alternate: no trend, no run on one side.
        var days = Enumerable.Range(0, groups).Select(i => new KeepingGroup(new DateOnly(2025, 1, 1).AddDays(i * apart), i % 2 == 0 ? [10.01m, 10.02m, 10.03m] : [10.009m, 10.021m, 10.033m])).ToList();
        var finding = KeepingEvaluation.Of(new(KeepingKind.ControlChart, days, new()), Rules).Value;
        Assert.Equal(decision, finding.Decision);
        Assert.Equal(groups, finding.Chart!.Means.Points.Count);
    }

    /// <summary>Two years are two years, and a group is of repeated measurements.</summary>
    [Theory]
    [InlineData(KeepingKind.StabilityYearly, "2025-06-01", "2026-06-01", 3, null)]
    [InlineData(KeepingKind.StabilityYearly, "2026-05-01", "2026-06-01", 3, "keeping.years-too-close")]
    [InlineData(KeepingKind.StabilityYearly, "2025-06-01", "2026-06-01", 1, "keeping.group-of-one")]
    [InlineData(KeepingKind.StabilityNew, "2025-06-01", "2026-06-01", 1, "keeping.group-of-one")]
    public void What_is_no_year_and_no_group_decides_nothing(KeepingKind kind, string first, string second, int size, string? code)
    {
        static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var groups = new[] { first, second }.Select(day => new KeepingGroup(Day(day), [.. Enumerable.Repeat(10.001m, size)])).ToList();
        Assert.Equal(code, KeepingEvaluation.Of(new(kind, groups, new(Limit: 0.005m)), Rules).Refusal?.Code);
    }

    [Fact]
    public void Every_decision_has_its_words() => Assert.Equal(
        Enum.GetValues<KeepingDecision>().Length, Enum.GetValues<KeepingDecision>().Select(decision => decision.Label().Zh).Distinct().Count());

    [Fact]
    public void Nothing_of_the_edition_is_called_confirmed() =>
        Assert.All([Rules.Observations, Rules.Groups, Rules.Laboratories, Rules.ReferenceRatio, Rules.YearApartMonths], fact => Assert.False(fact.Confirmed));

    private static Repeatability Of(IReadOnlyList<decimal> readings) => Repeatability.Of(readings, Rules).Value;
}
