using FsCheck;
using FsCheck.Fluent;
using Metrology.Core.Fares;
using Metrology.Core.Quantities;

namespace Metrology.Core.Tests.Fares;

/// <summary>What holds for every tariff and every trip.</summary>
public class FareProperties
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(1000);

    private static readonly Gen<Tariff> Tariffs =
        from start in Gen.Choose(0, 2000)
        from startKm in Gen.Choose(0, 40)
        from price in Gen.Choose(1, 500)
        from tierKm in Gen.Choose(1, 300)
        from second in Gen.Choose(1, 300)
        from ratios in Gen.Choose(0, 100).Three()
        from night in Gen.Choose(0, 60)
        from onStart in Gen.Elements(true, false)
        from block in Gen.Choose(1, 10)
        from time in Gen.Elements(true, false)
        from free in Gen.Choose(0, 10)
        select FareExamples.Load(new Dictionary<string, object>
        {
            ["name"] = "示例",
            ["start_fare"] = start / 100m,
            ["start_km"] = startKm / 10m,
            ["unit_price"] = price / 100m,
            ["tiers"] = new[] { new[] { tierKm / 10m, ratios.Item1 / 100m }, [(tierKm + second) / 10m, (ratios.Item1 + ratios.Item2) / 100m] },
            ["night_ratio"] = night / 100m,
            ["night_on_start"] = onStart,
            ["night_window"] = new[] { "23:00", "05:00" },
            ["free_wait_min"] = free,
            [time ? "wait_per_min" : "block_price"] = ratios.Item3 / 50m,
            [time ? "note" : "block_min"] = time ? "每分钟" : block,
        });

    private static readonly Gen<(decimal Km, decimal Wait, bool Night, bool Round)> Trips =
        from km in Gen.Choose(0, 80_000)
        from wait in Gen.Choose(0, 9000)
        from night in Gen.Elements(true, false)
        from round in Gen.Elements(true, false)
        select (km / 1000m, wait / 100m, night, round);

    private static readonly Arbitrary<(Tariff Tariff, (decimal Km, decimal Wait, bool Night, bool Round) Trip, int More)> Cases =
        (from tariff in Tariffs from trip in Trips from more in Gen.Choose(0, 20_000) select (tariff, trip, more)).ToArbitrary();

    [Fact]
    public void No_fare_is_negative_and_its_lines_add_up() => Prop.ForAll(Cases, one =>
        Both(one.Tariff, one.Trip).All(fare => fare.Lines.All(line => line.Amount >= 0m) && fare.Lines.Sum(line => line.Amount) == fare.Unrounded)).Check(Many);

    [Fact]
    public void More_distance_never_costs_less() => Prop.ForAll(Cases, one =>
        IsNotLess(one.Tariff, one.Trip, one.Trip with { Km = one.Trip.Km + (one.More / 1000m) })).Check(Many);

    [Fact]
    public void More_waiting_never_costs_less() => Prop.ForAll(Cases, one =>
        IsNotLess(one.Tariff, one.Trip, one.Trip with { Wait = one.Trip.Wait + (one.More / 100m) })).Check(Many);

    [Fact]
    public void A_round_trip_never_costs_more_and_the_night_never_less() => Prop.ForAll(Cases, one =>
        IsNotLess(one.Tariff, one.Trip with { Round = true }, one.Trip with { Round = false })
        && IsNotLess(one.Tariff, one.Trip with { Night = false }, one.Trip with { Night = true })).Check(Many);

    [Fact]
    public void Composition_matters_only_where_two_surcharges_meet() => Prop.ForAll(Cases, one =>
    {
        var fare = Fare(one.Tariff, one.Trip);
        var meets = one.Trip.Night && !one.Trip.Round && one.Tariff.Night.Ratio > 0m
            && one.Tariff.Tiers.Any(tier => tier.Ratio > 0m && one.Trip.Km > Math.Max(tier.FromKilometres, one.Tariff.StartKilometres));
        return meets ? fare.Multiplicative.Due > fare.Additive.Due : fare.Multiplicative.Due == fare.Additive.Due;
    }).Check(Many);

    [Fact]
    public void Cutting_a_segment_changes_nothing() => Prop.ForAll(
        (from tariff in Tariffs from start in Gen.Choose(0, 1439) from minutes in Gen.Choose(2, 400) from km in Gen.Choose(0, 200) from cut in Gen.Choose(1, 99) select (tariff, start, minutes, km, cut))
            .ToArbitrary(),
        one =>
        {
            Trip Course(params TripSegment[] segments) => new() { StartMinute = one.start, Segments = segments };
            var (first, length) = (one.minutes * one.cut / 100m, one.km * one.cut / 100m);
            var whole = FareCalculation.Expect(one.tariff, Course(new TripSegment(one.minutes, one.km))).Value.Additive.Due;
            var halves = FareCalculation.Expect(one.tariff, Course(new TripSegment(first, length), new TripSegment(one.minutes - first, one.km - length))).Value.Additive.Due;
            return Math.Abs(whole - halves) < 1e-20m;
        }).Check(Many);

    [Fact]
    public void The_amount_due_is_the_unrounded_amount_rounded_once() => Prop.ForAll(
        (from one in Cases.Generator from interval in Gen.Elements(0.1m, 0.2m, 0.5m, 1m) select (one, interval)).ToArbitrary(),
        both =>
        {
            var tariff = both.one.Tariff with { Rounding = new(new(both.interval), RoundingMode.HalfEven, true) };
            return Both(tariff, both.one.Trip).All(fare => fare.Due == new RoundingInterval(both.interval).Round(fare.Unrounded));
        }).Check(Many);

    [Fact]
    public void Prices_in_another_currency_scale_the_fare() => Prop.ForAll(Cases, one =>
    {
        var dearer = one.Tariff with
        {
            StartFare = 10m * one.Tariff.StartFare,
            UnitPrice = 10m * one.Tariff.UnitPrice,
            Time = one.Tariff.Time! with { Price = new(10m * one.Tariff.Time.Price.Ordinary, null, null) },
        };
        return Fare(dearer, one.Trip).Multiplicative.Due == 10m * Fare(one.Tariff, one.Trip).Multiplicative.Due;
    }).Check(Many);

    [Fact]
    public void A_jump_and_the_fare_there_agree() => Prop.ForAll(Cases, one =>
    {
        var (km, _, night, round) = one.Trip;
        var fare = Fare(one.Tariff, (km, 0m, night, round)).Multiplicative.Due;
        var at = FareJump.DistanceAt(one.Tariff, fare, new(night, false, round, Composition.Multiplicative)).Value;
        return at <= km + 1e-20m && (at == 0m || Math.Abs(Fare(one.Tariff, (at, 0m, night, round)).Multiplicative.Due - fare) < 1e-20m);
    }).Check(Many);

    private static bool IsNotLess(Tariff tariff, (decimal, decimal, bool, bool) smaller, (decimal, decimal, bool, bool) larger) =>
        Both(tariff, smaller).Zip(Both(tariff, larger), (a, b) => a.Due <= b.Due).All(holds => holds);

    private static Fare[] Both(Tariff tariff, (decimal, decimal, bool, bool) trip) => Fare(tariff, trip) is var fare ? [fare.Additive, fare.Multiplicative] : [];

    private static ExpectedFare Fare(Tariff tariff, (decimal Km, decimal Wait, bool Night, bool Round) trip) => FareCalculation.Expect(
        tariff, new Trip { IsRoundTrip = trip.Round, Sums = new(trip.Km, trip.Night, false, trip.Wait, null) }).Value;
}
