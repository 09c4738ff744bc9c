using Metrology.Core.Uncertainty;
using Metrology.Core.Uncertainty.Distributions;
using Metrology.Core.Uncertainty.MonteCarlo;

namespace Metrology.Core.Tests.Uncertainty;

public class TrialsTests
{
    private const int Many = 400_000;

    [Fact]
    public void Normal_trials_have_the_bits_of_the_scalar_path()
    {
        var trials = Trials.Of(Models.Of("x", ("x", 0, Distribution.Normal(1))), seed: 20260615).Value;
        var values = new[] { new double[4096] };
        trials.Run(firstTrial: 1 << 20, 4096, values, 0, trials.NewWorkArea());

        for (var i = 0; i < 4096; i++)
            Assert.Equal(ScalarPath.Normal(20260615, 0, (1 << 20) + (ulong)i), values[0][i]);
    }

    [Fact]
    public void A_correlated_sum_has_the_bits_of_the_scalar_path()
    {
        var model = Models.Sum(3, 0.5);
        var trials = Trials.Of(model, seed: 3).Value;
        var values = new[] { new double[1024] };
        trials.Run(0, 1024, values, 0, trials.NewWorkArea());
        var factor = model.Joint.Correlations.Factor;

        for (var n = 0; n < 1024; n++)
        {
            double At(int i)
            {
                var sum = 0.0;
                for (var j = 0; j <= i; j++)
                    sum = Math.FusedMultiplyAdd(factor[i, j], ScalarPath.Normal(3, (uint)j, (ulong)n), sum);
                return sum;
            }

            Assert.Equal(At(0) + At(1) + At(2), values[0][n]);
        }
    }

    [Fact]
    public void A_trial_is_the_same_in_whatever_range_it_is_computed()
    {
        var trials = Trials.Of(Everything(), seed: 5).Value;
        var (whole, parts) = (new[] { new double[8192] }, new[] { new double[8192] });
        trials.Run(0, 8192, whole, 0, trials.NewWorkArea());
        foreach (var (first, count) in new[] { (4096, 4096), (16, 1008), (0, 16), (1024, 3072) })
            trials.Run(first, count, parts, first, trials.NewWorkArea());

        Assert.Equal(whole[0], parts[0]);
    }

    [Fact]
    public void One_thread_and_two_give_the_same_result()
    {
        foreach (var settings in new[] { new MonteCarloSettings(0.95, 123_456), new MonteCarloSettings(0.99) { SignificantDigits = 1 }, new MonteCarloSettings { SignificantDigits = 1, Interval = IntervalKind.Shortest } })
        {
            var alone = Propagation.Run(Everything(), settings).Value[0];
            var together = Propagation.Run(Everything(), settings, (parts, part) => Parallel.For(0, parts, part), 2).Value[0];
            var backwards = Propagation.Run(Everything(), settings, (parts, part) => Enumerable.Range(0, parts).Reverse().ToList().ForEach(part), 3).Value[0];

            Assert.Equal(alone, together);
            Assert.Equal(alone, backwards);
        }
    }

    [Fact]
    public void Running_trials_allocates_nothing()
    {
        var trials = Trials.Of(Everything(), seed: 1).Value;
        var (values, work) = (new[] { new double[80_000] }, trials.NewWorkArea());
        trials.Run(0, 80_000, values, 0, work);
        var before = GC.GetAllocatedBytesForCurrentThread();
        trials.Run(80_000, 80_000, values, 0, work);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    public static TheoryData<string> Distributions() => [.. Known.Keys];

    private static readonly Dictionary<string, Distribution> Known = new()
    {
        ["normal"] = Distribution.Normal(2),
        ["rectangular"] = Distribution.Rectangular(2),
        ["triangular"] = Distribution.Triangular(2),
        ["arcsine"] = Distribution.Arcsine(2),
        ["trapezoidal"] = Distribution.Trapezoidal(2, 0.4),
        ["two-point"] = Distribution.TwoPoint(2),
        ["curvilinear-trapezoid"] = Distribution.CurvilinearTrapezoid(2, 0.8),
        ["student-sd"] = Distribution.StudentWithDeviation(2, 12),
        ["table"] = Distribution.Of(DensityTable.Of([(-1, 0), (0, 2), (0.5, 2), (3, 0.5)]).Value),
    };

    [Theory]
    [MemberData(nameof(Distributions))]
    public void The_trials_of_a_distribution_have_its_mean_and_standard_deviation(string id)
    {
        var distribution = Known[id];
        var result = Propagation.Run(Models.Of("x", ("x", 10, distribution)), new(0.95, Many)).Value[0];

        // Five standard deviations of the two figures; the fourth moments of these distributions are below four.
        Assert.Equal(10 + distribution.Mean, result.Mean, 5 * distribution.StandardUncertainty / Math.Sqrt(Many));
        Assert.Equal(distribution.StandardUncertainty, result.StandardUncertainty, 5 * distribution.StandardUncertainty / Math.Sqrt(Many));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3.5)]
    [InlineData(30)]
    public void Student_trials_have_their_published_quantiles(double freedom)
    {
        var result = Propagation.Run(Models.Of("x", ("x", 0, Distribution.Student(1, freedom))), new(0.95, Many)).Value[0];
        var t = Core.Uncertainty.Numerics.StudentLaw.CoverageFactor(0.95, freedom);
        var noise = Math.Sqrt(0.025 * 0.975 / Many) / Core.Uncertainty.Numerics.StudentLaw.Density(t, freedom);

        Assert.Equal(t, result.Symmetric.High, 5 * noise);
        Assert.Equal(-t, result.Symmetric.Low, 5 * noise);
    }

    /// <summary>JCGM 101:2008 6.4.9.7.</summary>
    [Fact]
    public void A_normal_input_with_finite_degrees_of_freedom_is_drawn_as_a_scaled_t()
    {
        static double[] Drawn(InputComponent component)
        {
            var model = MeasurementModel.Of([new("y", Core.Expressions.Formula.Parse("a").Value)], [new("a", 7, [component])]).Value;
            var (trials, values) = (Trials.Of(model, seed: 11).Value, new[] { new double[1024] });
            trials.Run(0, 1024, values, 0, trials.NewWorkArea());
            return values[0];
        }

        Assert.Equal(Drawn(new(Distribution.Student(0.3, 4))), Drawn(new(Distribution.Normal(0.3), "B", 4)));
        Assert.NotEqual(Drawn(new(Distribution.Normal(0.3))), Drawn(new(Distribution.Normal(0.3), "B", 4)));
    }

    [Fact]
    public void Correlated_inputs_that_are_not_normal_are_refused()
    {
        var model = MeasurementModel.Of(
            [new("y", Core.Expressions.Formula.Parse("a - b").Value)],
            [new("a", 0, [new(Distribution.Rectangular(1))]), new("b", 0, [new(Distribution.Normal(1))])], [new("a", "b", 0.5)]).Value;

        Assert.Equal("uncertainty.correlated-not-normal", Propagation.Run(model, new()).Refusal!.Code);
    }

    [Fact]
    public void A_model_without_a_value_in_some_trial_is_refused() =>
        Assert.Equal("uncertainty.no-value-in-trial", Propagation.Run(Models.Of("ln(x)", ("x", 1, Distribution.Normal(1))), new()).Refusal!.Code);

    private static MeasurementModel Everything() => Models.Of(
        "a * sin(b) + exp(c / 10) * ln(d) - e / f + max(g, h) + if(i > 0, sqrt(abs(a)), b^3) + round(c, 0.5) + interp(h, -9, 0, 0, 1, 9, 4)",
        ("a", 1, Distribution.Normal(1)), ("b", 2, Distribution.Rectangular(1)), ("c", 3, Distribution.Triangular(1)), ("d", 4, Distribution.Arcsine(1)),
        ("e", 5, Distribution.Trapezoidal(1, 0.3)), ("f", 6, Distribution.CurvilinearTrapezoid(1, 0.2)), ("g", 0, Distribution.Student(1, 4)),
        ("h", 0, Distribution.Of(DensityTable.Of([(-1, 1), (1, 3)]).Value)), ("i", 0, Distribution.TwoPoint(1)));
}
