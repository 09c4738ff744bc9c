using Metrology.Core.Fares;
using Metrology.Core.Words;
using Metrology.Procedures;

namespace Metrology.Core.Tests.Fares;

public class FareCalculationTests
{
    /// <summary>V8b of the domain facts: 13 + 12 × 2.3 + 5 × 3.45 + 2 × 2.3 + 1, from the published tariff of 2013.</summary>
    [Fact]
    public void The_derivation_stands_line_by_line_in_both_languages()
    {
        var fare = FareExamples.Fare(FareExamples.Beijing, new { km = "20", offpeak_blocks = 2, supplements = new[] { "燃油附加费" } }).Settled!;

        Assert.Equal(
            ["Start fare, first 3 km", "Distance 3–15 km", "Empty return 15–20 km", "Low speed and waiting", "Supplement: 燃油附加费"],
            fare.Lines.Select(line => line.Text.In(Language.En)));
        Assert.Equal(
            ["起步价（含 3 km）", "续程 3～15 km", "单程加价 15～20 km", "低速、等候", "附加费：燃油附加费"], fare.Lines.Select(line => line.Text.In(Language.Zh)));
        Assert.Equal([13m, 27.6m, 17.25m, 4.6m, 1m], fare.Lines.Select(line => line.Amount));
        Assert.Equal([1m, 12m, 5m, 2m, 1m], fare.Lines.Select(line => line.Quantity));
        Assert.Equal((62.45m, 1m, 63.45m), (fare.Metered, fare.Supplements, fare.Due));
    }

    [Fact]
    public void What_the_tariff_does_not_settle_is_not_settled()
    {
        var fare = FareExamples.Fare(FareExamples.Shenzhen, new { km = "25", night = true });

        Assert.Null(fare.Settled);
        Assert.Equal((97.78m, 98.995m), (fare.Additive.Due, fare.Multiplicative.Due));
        Assert.Equal(98.995m, FareExamples.Fare(FareExamples.Shenzhen with { Composition = Composition.Multiplicative }, new { km = "25", night = true }).Settled!.Due);
    }

    [Fact]
    public void A_trip_by_the_clock_and_the_same_trip_by_its_sums_cost_the_same()
    {
        var clock = new { start_time = "08:30", segments = new[] { new { min = "20", km = "12" }, new { min = "7", km = "0.6" }, new { min = "5", km = "5" } } };

        Assert.Equal(
            FareExamples.Fare(FareExamples.Beijing, new { km = "17.6", peak = true, low_speed_min = "7" }).Settled!.Due,
            FareExamples.Fare(FareExamples.Beijing, clock).Settled!.Due);
    }

    [Theory]
    [InlineData("1", 5, "13")] // 12 km/h is not below 12 km/h
    [InlineData("0.999", 5, "15.3")]
    public void The_threshold_speed_itself_is_not_low(string km, int minutes, string due)
    {
        var fare = FareExamples.Fare(FareExamples.Beijing, new { start_time = "12:00", segments = new[] { new { min = minutes, km } } }).Settled!;

        Assert.Equal(decimal.Parse(due, System.Globalization.CultureInfo.InvariantCulture), fare.Due);
    }

    [Fact]
    public void A_block_has_the_price_of_the_period_in_which_it_is_completed()
    {
        var fare = FareExamples.Fare(FareExamples.Beijing, new { start_time = "06:57", segments = new[] { new { min = "10", km = "0" } } }).Settled!;

        Assert.Equal([(2m, 4.6m)], fare.Lines.Skip(1).Select(line => (line.Quantity, line.Price)));
    }

    [Fact]
    public void The_night_begins_and_ends_with_its_window()
    {
        decimal Price(string start) => FareExamples.Fare(FareExamples.Beijing, new { start_time = start, segments = new[] { new { min = "1", km = "4" } } }).Settled!.Lines[1].Price;

        Assert.Equal([2.3m, 2.76m, 2.76m, 2.3m], [Price("22:59"), Price("23:00"), Price("04:59"), Price("05:00")]);
    }

    [Fact]
    public void Kilometres_at_low_speed_can_be_left_out()
    {
        var tariff = FareExamples.Load(new { name = "x", start_fare = 0, start_km = 0, unit_price = 2, wait_per_min = 1, low_speed_threshold_kmh = 10, distance_counts_below_threshold = false });

        Assert.Equal(26m, FareExamples.Fare(tariff, new { start_time = "12:00", segments = new[] { new { min = "6", km = "0.5" }, new { min = "10", km = "10" } } }).Settled!.Due);
    }

    [Theory]
    [InlineData("half-even", "12")]
    [InlineData("half-up", "13")]
    [InlineData("down", "12")]
    [InlineData("up", "13")]
    public void The_amount_is_rounded_once_as_the_tariff_says(string mode, string due)
    {
        var tariff = FareExamples.Load(new { name = "x", start_fare = "12.5", start_km = 3, unit_price = 1, rounding = new { interval = 1, mode } });

        Assert.Equal(decimal.Parse(due, System.Globalization.CultureInfo.InvariantCulture), FareExamples.Fare(tariff, new { km = 1 }).Settled!.Due);
    }

    [Theory]
    [InlineData("beijing-before-2013", """{"km":"5","wait_min":"5"}""", "fare.no-time-charge")]
    [InlineData("shenzhen-2024", """{"km":"5","peak_blocks":1}""", "fare.no-blocks")]
    [InlineData("beijing-2013", """{"km":"5","peak_blocks":3,"low_speed_min":"10"}""", "fare.more-blocks-than-minutes")]
    [InlineData("beijing-2013", """{"km":"5","supplements":{"机场":1}}""", "fare.unknown-supplement")]
    public void A_trip_that_the_tariff_cannot_price_is_refused(string id, string trip, string code) =>
        Assert.Equal(code, FareCalculation.Expect(TariffCatalog.Find(id)!, TripFile.Load(System.Text.Encoding.UTF8.GetBytes(trip)).Value!).Refusal!.Code);

    [Fact]
    public void A_supplement_that_the_tariff_does_not_have_is_found_in_the_file_of_the_trip()
    {
        var problem = Assert.Single(TripFile.Load("{\n \"km\": 5,\n \"supplements\": { \"机场\": 1 }\n}"u8, TariffCatalog.Find("beijing-2013")).Problems);
        Assert.Equal(("supplements", 3), (problem.Path, problem.Line));
    }

    [Theory]
    [InlineData("{}", "km")]
    [InlineData("""{"km":1,"start_time":"12:00"}""", "")]
    [InlineData("""{"km":1,"offpeak_blocks":1.5}""", "offpeak_blocks")]
    [InlineData("""{"start_time":"12:00","segments":[{"min":0,"km":1}]}""", "segments[0].min")]
    [InlineData("""{"start_time":"12:00","segments":[{"min":5,"km":1}],"night":true}""", "night")]
    [InlineData("""{"km":1,"supplements":[""]}""", "supplements[0]")]
    public void A_wrong_trip_is_refused_with_its_path(string trip, string path) =>
        Assert.Equal(path, Assert.Single(TripFile.Load(System.Text.Encoding.UTF8.GetBytes(trip)).Problems).Path);

    [Theory]
    [InlineData("13", "0")]
    [InlineData("15.3", "4")]
    [InlineData("40.6", "15")]
    [InlineData("44.05", "16")]
    public void A_jump_stands_for_the_distance_at_which_its_amount_is_reached(string amount, string kilometres)
    {
        var number = System.Globalization.CultureInfo.InvariantCulture;
        var at = FareJump.DistanceAt(FareExamples.Beijing, decimal.Parse(amount, number), new(false, false, false, Composition.Additive));

        Assert.Equal(decimal.Parse(kilometres, number), at.Value);
    }
}
