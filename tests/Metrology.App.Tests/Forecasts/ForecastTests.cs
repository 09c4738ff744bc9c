using Metrology.App.Forecasts;
using Metrology.App.Jobs;
using Metrology.App.Projects;
using Metrology.App.Standards;
using Metrology.App.Targets;
using Metrology.Core.Planning;
using Metrology.Core.Planning.Forecasts;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Forecasts;

/// <summary>Forecasts of the demonstration's own register.</summary>
public sealed class ForecastTests
{
    private static readonly ForecastQuestion Question = new("LY-1", null, new(2029, 12, 31), null, 1);

    [Fact]
    public async Task What_is_certain_is_what_the_page_of_the_target_counts_on_that_day()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var answer = (await laboratory.The<ForecastQueries>().AskAsync(Question, default))!;
        var line = (await laboratory.The<TargetQueries>().FindAsync("LY-1", Question.By!.Value, null, default))!;
        Assert.Equal(line.Count!.Counted, answer.Forecast!.Outlook.Certain);
        Assert.Equal(line.Count.Expired + line.Count.Suspended + line.Count.Unknown, answer.Forecast.Outlook.Lapsing.Count + answer.Forecast.Outlook.Missing.Count);
        Assert.NotEmpty(answer.Forecast.Outlook.Lapsing);
        Assert.Equal(2, answer.Forecast.Outlook.Projects.Count);
        Assert.Equal(answer.Renewals.Share, answer.RenewalShare);
    }

    [Fact]
    public async Task Renewing_in_truth_gives_what_the_question_said()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var queries = laboratory.The<ForecastQueries>();
        var plain = (await queries.AskAsync(Question with { RenewalPercent = 60 }, default))!;
        // One that ends within a year: a certificate that comes sooner follows an examination.
        var soon = plain.Standards.Where(one => one.ValidUntil(laboratory.Today) <= laboratory.Today.AddDays(360)).Select(one => ForecastQueries.IdOf(one.Id)).ToHashSet();
        var best = plain.Forecast!.Paths.Actions(200).First(action => action.Kind == ActionKind.Renew && soon.Contains(action.Id));
        var asked = (await queries.AskAsync(Question with { RenewalPercent = 60, Renewed = new HashSet<string> { best.Id } }, default))!;
        Assert.Equal(best.Probability, asked.Forecast!.Paths.Probability);
        foreach (var kind in Enum.GetValues<Core.Traceability.StandardCertificateKind>())
        {
            var id = int.Parse(best.Id, System.Globalization.CultureInfo.InvariantCulture);
            Assert.Null((await laboratory.The<AddStandardCertificate>().ExecuteAsync(
                laboratory.People.Planner, new(id, kind, "示例新证", "示例", laboratory.Today, laboratory.Today.AddYears(5)), default)).Refusal?.Code);
        }

        var renewed = (await queries.AskAsync(Question with { RenewalPercent = 60 }, default))!;
        Assert.Equal(asked.Forecast.Paths.Probability, renewed.Forecast!.Paths.Probability);
    }

    [Fact]
    public async Task A_day_that_is_past_is_decided_and_a_reading_that_the_text_does_not_allow_is_not_asked()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var queries = laboratory.The<ForecastQueries>();
        var decided = (await queries.AskAsync(new("LY-1", null, null, null, 1), default))!;
        Assert.Equal(ForecastGap.Decided, decided.Gap);
        Assert.Null(decided.Forecast);
        Assert.Null(await queries.AskAsync(Question with { Reading = "annual-flow" }, default));
        Assert.Null(await queries.AskAsync(Question with { TargetId = "XX-1" }, default));
        // Words with several meanings are forecast under the one in force; without a rule of its own a project of a highest standard is not known.
        Assert.Empty((await queries.AskAsync(Question with { TargetId = "CD-4" }, default))!.Forecast!.Outlook.Projects);
        Assert.Null((await queries.AskAsync(Question with { TargetId = "HN-1" }, default))!.Forecast);
    }

    [Fact]
    public async Task The_nightly_record_is_what_the_page_says_and_twice_is_once()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        Assert.Equal(typeof(RefreshForecasts), JobCatalog.Find("forecast-refresh")!.Type);
        var job = laboratory.The<RefreshForecasts>();
        Assert.False((await job.RunAsync(default)).IsRefused);
        Assert.False((await job.RunAsync(default)).IsRefused);
        var open = await laboratory.The<ForecastQueries>().OpenAsync(default);
        var kept = await laboratory.AskAsync(db => db.ForecastSnapshots.ToListAsync());
        Assert.NotEmpty(kept);
        Assert.Equal(open.Select(answer => (answer.Target.Id, decimal.Round((decimal)answer.Forecast!.Paths.Probability, 4))).Order(), kept.Select(row => (row.TargetId, row.Probability)).Order());
        laboratory.Clock.Now += TimeSpan.FromDays(1);
        Assert.False((await job.RunAsync(default)).IsRefused);
        Assert.Equal(2 * kept.Count, await laboratory.AskAsync(db => db.ForecastSnapshots.CountAsync()));
    }

    [Theory]
    [InlineData("LY-1", "3", "2024-12-31", "示例统计年报", null)]
    [InlineData("LY-1", null, "2024-12-31", "示例统计年报", "target.bad-number")]
    [InlineData("LY-1", "-1", "2024-12-31", "示例统计年报", "target.bad-number")]
    [InlineData("LY-1", "3", null, "示例统计年报", "target.baseline-without-day")]
    [InlineData("LY-1", "3", "2024-12-31", " ", "input.required")]
    [InlineData("LY-1", "3", "2026-01-01", "示例统计年报", "target.baseline-after-due")]
    [InlineData("HN-1", "3", "2024-12-31", "示例统计年报", "target.no-number")]
    public async Task A_baseline_has_a_number_a_day_and_a_source(string id, string? number, string? on, string? source, string? code)
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var saved = await laboratory.The<SetBaseline>().ExecuteAsync(
            laboratory.People.Planner.Saying("示例"),
            new(id, number is null ? null : decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture), on is null ? null : DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture), source),
            default);
        Assert.Equal(code, saved.Refusal?.Code);
        Assert.Equal(code is null ? 1 : 0, await laboratory.AskAsync(db => db.Targets.CountAsync(row => row.BaselineBy != null)));
    }

    [Fact]
    public async Task A_target_is_divided_once_among_each_unit_and_parts_can_be_taken_away()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (planner, divide) = (laboratory.People.Planner, laboratory.The<DivideTarget>());
        var part = await divide.AddAsync(planner, new("JM-2", "示例区", 40, "示例分解表"), default);
        Assert.Equal("target.part-exists", (await divide.AddAsync(planner, new("JM-2", " 示例区", 41, "示例分解表"), default)).Refusal?.Code);
        Assert.Equal("input.required", (await divide.AddAsync(planner, new("JM-2", "示例县", 41, ""), default)).Refusal?.Code);
        Assert.Equal("target.no-number", (await divide.AddAsync(planner, new("HN-1", "示例县", 41, "示例"), default)).Refusal?.Code);
        Assert.Equal("laboratory.not-allowed", (await divide.AddAsync(laboratory.People.Technician, new("JM-2", "示例县", 41, "示例"), default)).Refusal?.Code);
        Assert.Equal(["示例区"], (await laboratory.The<TargetQueries>().ViewAsync("JM-2", default))!.Row.Parts.Select(one => one.Unit));
        Assert.Equal("target.no-part", (await divide.RemoveAsync(planner.Saying("示例"), "JM-1a", part.Value, default)).Refusal?.Code);
        Assert.Null((await divide.RemoveAsync(planner.Saying("示例"), "JM-2", part.Value, default)).Refusal?.Code);
        Assert.Empty((await laboratory.The<TargetQueries>().ViewAsync("JM-2", default))!.Row.Parts);
    }
}
