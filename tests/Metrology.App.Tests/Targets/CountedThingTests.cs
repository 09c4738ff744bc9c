using Metrology.App.CountedThings;
using Metrology.App.Laboratory;
using Metrology.App.Targets;
using Metrology.Core.Planning;
using Metrology.Core.Planning.Things;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Targets;

/// <summary>Targets that count other things than standards are counted from rows of evidence.</summary>
public sealed class CountedThingTests
{
    /// <summary>On 2026-06-15, of the rows of the demonstration.</summary>
    [Theory]
    [InlineData("LY-2", null, 3, 1, TargetStanding.Reached)]
    [InlineData("CD-5a", null, 0, 1, TargetStanding.Undetermined)]
    [InlineData("CD-5a", "total", 3, 1, TargetStanding.Reached)]
    [InlineData("CD-5b", "total", 2, 0, TargetStanding.Open)]
    [InlineData("CD-5b", "annual-flow", 2, 0, TargetStanding.Open)]
    [InlineData("CD-6", null, 2, 0, TargetStanding.Open)]
    [InlineData("JM-3", null, 2, 0, TargetStanding.Missed)]
    [InlineData("JM-3", "cumulative-ever-certified", 3, 0, TargetStanding.Missed)]
    [InlineData("JM-4", null, 1, 0, TargetStanding.Reached)]
    [InlineData("JM-4", "stock-at-date", 1, 0, TargetStanding.Reached)]
    [InlineData("JM-5a", null, 1, 0, TargetStanding.Reached)]
    [InlineData("JM-5b", null, 1, 0, TargetStanding.Reached)]
    [InlineData("JM-6", null, 1, 0, TargetStanding.Missed)]
    [InlineData("HN-2", null, 2, 0, TargetStanding.NotCountable)]
    public async Task Each_target_of_the_plans_is_counted(string id, string? reading, int counted, int unknown, TargetStanding standing)
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var line = (await laboratory.The<TargetQueries>().FindAsync(id, laboratory.Today, reading, default))!;
        Assert.Equal((counted, unknown, standing), (line.Count!.Counted, line.Count.Unknown, line.Standing));
        Assert.NotEmpty(CountingRules.Of(line.View.Target, line.Reading));
        var rows = (await laboratory.The<TargetQueries>().ThingsAsync(id, laboratory.Today, reading, default))!;
        var counting = rows.Where(row => row.Standing is StandardStanding.Valid or StandardStanding.Expiring).Select(row => string.Join(',', row.CountsWith)).Distinct().Count();
        if (line.Reading != TargetReadings.PerUnitMinimum)
            Assert.Equal(counted, counting);
        var history = (await laboratory.The<TargetQueries>().HistoryAsync(line.View, line.Reading, default))!;
        Assert.Equal(counted, history.Curve.Last(point => point.On <= laboratory.Today).Counted);
    }

    [Fact]
    public async Task The_nightly_snapshot_counts_them()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        await laboratory.The<TakeTargetSnapshots>().RunAsync(default);
        var row = await laboratory.AskAsync(db => db.TargetSnapshots.SingleAsync(one => one.TargetId == "JM-3"));
        Assert.Equal((2, 1, 1), (row.Valid, row.Expiring, row.Expired));
    }

    [Fact]
    public async Task A_site_for_each_district_is_reached_only_when_the_districts_are_named_and_all_have_one()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (planner, divide, queries) = (laboratory.People.Planner, laboratory.The<DivideTarget>(), laboratory.The<TargetQueries>());
        foreach (var unit in new[] { "示例东县", "示例西县" })
            Assert.Null((await divide.AddAsync(planner, new("CD-5a", unit, 1, "示例"), default)).Refusal?.Code);
        var line = (await queries.FindAsync("CD-5a", laboratory.Today, null, default))!;
        var units = await queries.UnitsAsync(line.View, line.Reading, laboratory.Today, default);
        Assert.Equal([("示例东县", 2, 0, true), ("示例西县", 1, 0, true), ("示例南县", 0, 1, false)], units.Select(unit => (unit.Unit, unit.Counted, unit.Unknown, unit.IsNamed)));
        // The third district, which only its evidence names, has one whose day nobody knows.
        Assert.Equal(TargetStanding.Undetermined, line.Standing);
        var south = (await laboratory.The<CountedThingQueries>().AllAsync(default)).Single(row => row.District == "示例南县");
        Assert.Null((await SaveAsync(laboratory, Of(south) with { From = laboratory.Today })).Refusal?.Code);
        Assert.Equal(TargetStanding.Reached, (await queries.FindAsync("CD-5a", laboratory.Today, null, default))!.Standing);
    }

    [Fact]
    public async Task What_was_entered_by_mistake_stays_and_counts_nowhere()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var platform = (await laboratory.The<CountedThingQueries>().AllAsync(default)).Single(row => row.Kind == ThingKind.TestPlatform);
        Assert.Equal("parameter.no-reason", (await SaveAsync(laboratory, Of(platform) with { IsVoid = true }, because: null)).Refusal?.Code);
        Assert.Null((await SaveAsync(laboratory, Of(platform) with { IsVoid = true })).Refusal?.Code);
        Assert.Equal(0, (await laboratory.The<TargetQueries>().FindAsync("JM-4", laboratory.Today, null, default))!.Count!.Counted);
        Assert.True((await laboratory.The<CountedThingQueries>().FindAsync(platform.Id, default))!.IsVoid);
        Assert.Contains(await laboratory.AskAsync(db => db.ParameterChanges.ToListAsync()), change => change is { Kind: nameof(CountedThingRow), Property: nameof(CountedThingRow.IsVoid), After: "true" });
        Assert.Equal("storage.moved-on", (await SaveAsync(laboratory, Of(platform) with { Version = 99 })).Refusal?.Code);
    }

    [Theory]
    [InlineData("input.required")]
    [InlineData("input.dates-reversed")]
    [InlineData("input.date-out-of-range")]
    [InlineData("input.too-long")]
    [InlineData("counted-thing.no-code")]
    [InlineData("counted-thing.no-definition")]
    [InlineData("counted-thing.rate-without-day")]
    [InlineData("counted-thing.no-share")]
    [InlineData("counted-thing.not-found")]
    [InlineData("laboratory.not-allowed")]
    public async Task A_row_that_cannot_be_is_refused_by_name(string code)
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        SaveCountedThing.Request site = new(null, ThingKind.OneStopSite, "示例站", null, "示例县", laboratory.Today, null, null, null, null, "示例通知");
        var rate = site with { Kind = ThingKind.CoverageRate, Definition = "检定 ÷ 登记", Numerator = 9, Denominator = 10 };
        var request = code switch
        {
            "input.required" => site with { Source = " " },
            "input.dates-reversed" => site with { Until = laboratory.Today.AddDays(-1) },
            "input.date-out-of-range" => site with { From = new(226, 1, 1) },
            "input.too-long" => site with { Code = new('x', 101) },
            "counted-thing.no-code" => site with { Kind = ThingKind.Metrologist },
            "counted-thing.no-definition" => rate with { Definition = null },
            "counted-thing.rate-without-day" => rate with { From = null },
            "counted-thing.no-share" => rate with { Numerator = 11 },
            "counted-thing.not-found" => site with { Id = 4711 },
            _ => site,
        };
        var actor = code == "laboratory.not-allowed" ? laboratory.People.Technician : laboratory.People.Planner;
        Assert.Equal(code, (await laboratory.The<SaveCountedThing>().ExecuteAsync(actor, request, default)).Refusal?.Code);
    }

    [Fact]
    public async Task A_coverage_rate_shows_what_was_divided_by_what_and_is_no_number_to_count()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var line = (await laboratory.The<TargetQueries>().FindAsync("HN-1", laboratory.Today, null, default))!;
        Assert.Equal((null, TargetStanding.NotCountable), (line.Count, line.Standing));
        var rates = await laboratory.The<TargetQueries>().RatesAsync(line.View, laboratory.Today, default);
        Assert.Equal([(9120m, 10400m), (8600m, 10000m)], rates.Select(rate => (rate.Numerator!.Value, rate.Denominator!.Value)));
    }

    private static SaveCountedThing.Request Of(CountedThingRow row) =>
        new(row.Id, row.Kind, row.Name, row.Code, row.District, row.From, row.Until, row.Definition, row.Numerator, row.Denominator, row.Source, row.IsVoid, row.Version);

    private static Task<Core.Words.Outcome<int>> SaveAsync(Support.Laboratory laboratory, SaveCountedThing.Request request, string? because = "更正（示例）") =>
        laboratory.The<SaveCountedThing>().ExecuteAsync(laboratory.People.Planner.Saying(because), request, default);
}
