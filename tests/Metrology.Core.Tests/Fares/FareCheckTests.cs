using Metrology.Core.Fares;

namespace Metrology.Core.Tests.Fares;

/// <summary>Fares that a display showed at its jumps: right within the limits of the meter, wrong beyond them, by distance, time and the hour of the day.</summary>
public sealed class FareCheckTests
{
    private static readonly Tariff Stepped = FareExamples.Load(new { name = "示例", start_fare = "10", start_km = "2", unit_price = "2.6", distance_step_km = "0.5", night_ratio = "0.2", night_window = new[] { "23:00", "05:00" } });
    private static readonly Tariff Timed = FareExamples.Load(new { name = "示例", start_fare = "10", start_km = "2", unit_price = "2.5", wait_per_min = "0.5", low_speed_threshold_kmh = "12" });

    /// <summary>The meter counts 0.5 % too much, so it jumps before the reference has gone the whole step.</summary>
    [Theory]
    [InlineData(-4.0, 1.0, 11.3, true)]
    [InlineData(0.0, 0.0, 11.3, false)]
    [InlineData(-4.0, 1.0, 12.6, false)]
    [InlineData(-4.0, 1.0, 10.0, true)]
    [InlineData(-4.0, 1.0, 9.9, false)]
    public void A_jump_is_right_when_the_tariff_gives_its_fare_within_the_limits_of_distance(double lower, double upper, double shown, bool agrees)
    {
        var fare = Assert.Single(FareCheck.Of(Stepped, [new(1, 2.4876m, 3m, (decimal)shown)], (decimal)lower, (decimal)upper, 10 * 60).Value);
        Assert.Equal(agrees, fare.Agrees);
        Assert.Equal(10m, fare.Expected);
    }

    [Fact]
    public void Time_below_the_threshold_is_charged_and_the_hour_of_the_day_counts()
    {
        // 2 km in 4 min, then 0.1 km in 10 min, which is 0.6 km/h: 10 + 0.1 · 2.5 + 10 · 0.5.
        var jumps = new TripJump[] { new(1, 2m, 4m, 10m), new(2, 2.1m, 14m, 15.25m) };
        Assert.All(FareCheck.Of(Timed, jumps, 0m, 0m, 10 * 60).Value, fare => Assert.True(fare.Agrees, $"{fare}"));
        Assert.False(FareCheck.Of(Timed, [jumps[0], jumps[1] with { Shown = 10.25m }], -4m, 1m, 10 * 60).Value[1].Agrees);
        // By night a kilometre costs a fifth more: 10 + 0.5 · 2.6 · 1.2.
        Assert.True(FareCheck.Of(Stepped, [new(1, 2.6m, 3m, 11.56m)], 0m, 0m, 23 * 60).Value[0].Agrees);
        Assert.False(FareCheck.Of(Stepped, [new(1, 2.6m, 3m, 11.56m)], 0m, 0m, 10 * 60).Value[0].Agrees);
    }

    [Fact]
    public void Where_the_tariff_leaves_two_fares_either_is_right()
    {
        var two = FareExamples.Load(new { name = "示例", start_fare = "10", start_km = "2", unit_price = "2", night_ratio = "0.2", night_window = new[] { "23:00", "05:00" }, tiers = new[] { new[] { "3", "0.5" } } });
        var fares = new[] { 17.4m, 17.6m, 17.2m }.Select(shown => FareCheck.Of(two, [new(1, 4m + 0.5m, 6m, shown + 0m)], 0m, 0m, 23 * 60).Value[0]).ToList();
        Assert.All(fares, fare => Assert.Null(fare.Expected));
        Assert.All(fares, fare => Assert.Equal(fare.Least <= fare.Jump.Shown && fare.Jump.Shown <= fare.Most, fare.Agrees));
        Assert.True(fares[0].Least < fares[0].Most);
    }

    [Fact]
    public void A_tariff_in_a_file_that_is_none_is_none()
    {
        Assert.Null(new PinnedTariff("own", 480, "{}").Read());
        Assert.Equal("示例", new PinnedTariff("own", 480, "{\"name\":\"示例\",\"start_fare\":\"10\",\"start_km\":\"2\",\"unit_price\":\"2\"}").Read()!.Origin.Name);
    }
}
