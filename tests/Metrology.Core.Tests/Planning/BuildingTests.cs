using Metrology.Core.Planning.Building;

namespace Metrology.Core.Tests.Planning;

public class BuildingTests
{
    private static readonly DateOnly Today = new(2026, 6, 15);
    private static readonly StageDates Applied = new(BuildingStage.Application, null, null, new(2026, 3, 2), new(2026, 3, 6));

    [Theory]
    [InlineData("project.plan-reversed", "2026-02-01", "2026-01-31", null, null)]
    [InlineData("project.end-before-start", null, null, "2026-02-01", "2026-01-31")]
    [InlineData("project.end-without-start", null, null, null, "2026-01-31")]
    [InlineData("project.actual-in-future", null, null, "2026-06-16", null)]
    [InlineData("project.actual-in-future", null, null, "2026-06-01", "2026-06-16")]
    [InlineData(null, "2026-02-01", "2026-02-01", "2026-06-15", "2026-06-15")]
    public void Impossible_dates_are_named(string? code, string? plannedFrom, string? plannedTo, string? from, string? to) =>
        Assert.Equal(code is null ? [] : [code], Codes(new(BuildingStage.Procurement, Day(plannedFrom), Day(plannedTo), Day(from), Day(to))));

    [Fact]
    public void From_the_application_on_no_stage_begins_before_the_one_before_it_has_ended()
    {
        StageDates accepted = new(BuildingStage.Acceptance, null, null, new(2026, 3, 5), null);
        Assert.Equal(["project.stage-too-early"], Codes(accepted, Applied));
        Assert.Empty(Codes(accepted with { ActualFrom = new(2026, 3, 6) }, Applied));
        Assert.Equal(["project.stage-too-early"], Codes(accepted, Applied with { ActualTo = null }));
        Assert.Equal(["project.later-stage-begun"], Codes(Applied with { ActualTo = null }, accepted));
        // Nobody applies before the trial run has ended.
        StageDates tried = new(BuildingStage.TrialRun, null, null, new(2026, 1, 1), null);
        Assert.Equal(["project.stage-too-early"], Codes(Applied, tried));
        Assert.Equal(["project.stage-too-early"], Codes(Applied, tried with { ActualTo = Applied.ActualFrom!.Value.AddDays(1) }));
        Assert.Equal(["project.later-stage-begun"], Codes(tried, Applied));
        Assert.Empty(Codes(Applied, tried with { ActualTo = Applied.ActualFrom }));
        // The stages before it may overlap.
        Assert.Empty(Codes(new(BuildingStage.Procurement, null, null, new(2026, 1, 1), null), new StageDates(BuildingStage.Funding, null, null, new(2026, 1, 5), null)));
    }

    [Fact]
    public void What_the_law_asks_for_cannot_be_left_out()
    {
        StageDates published = new(BuildingStage.PublicCertificate, null, null, null, null, NotNeeded: true);
        Assert.Equal(["project.public-certificate-needed"], Codes(published));
        Assert.Empty(StageRules.Problems(published, [published], isPublic: false, Today));
        Assert.Equal(["project.stage-needed"], Codes(published with { Stage = BuildingStage.AssessmentCertificate }));
        Assert.Empty(Codes(published with { Stage = BuildingStage.Rectification }));
    }

    [Fact]
    public void Working_days_pass_over_weekends_holidays_and_count_worked_weekends()
    {
        var plain = new WorkingCalendar([]);
        DateOnly friday = new(2026, 3, 6);
        Assert.Equal(new(2026, 3, 13), plain.LastDay(friday, 5));
        Assert.Equal([2026], plain.Unknown(friday, friday.AddDays(5)));
        var known = new WorkingCalendar([new(2026, "示例", new HashSet<DateOnly> { new(2026, 3, 10) }, new HashSet<DateOnly> { new(2026, 3, 7) })]);
        Assert.Equal(new(2026, 3, 13), known.LastDay(friday, 5));
        Assert.Equal(4, known.Between(new(2026, 3, 7), new(2026, 3, 13)));
        Assert.Equal([2027], known.Unknown(friday, new(2027, 1, 1)));
    }

    [Fact]
    public void A_last_day_is_the_day_to_which_so_many_working_days_pass()
    {
        var calendar = new WorkingCalendar([new(2026, "示例", new HashSet<DateOnly> { new(2026, 5, 1), new(2026, 5, 4) }, new HashSet<DateOnly> { new(2026, 5, 9) })]);
        for (var begin = new DateOnly(2026, 4, 20); begin < new DateOnly(2026, 5, 20); begin = begin.AddDays(1))
        {
            for (var days = 1; days < 30; days++)
            {
                var last = calendar.LastDay(begin, days);
                Assert.True(calendar.IsWorkingDay(last));
                Assert.Equal(days, calendar.Between(begin, last));
            }
        }
    }

    /// <summary>Six months from 10 March on are over with 9 September.</summary>
    [Theory]
    [InlineData("2026-09-08", LimitState.Broken)]
    [InlineData("2026-09-09", LimitState.Kept)]
    public void Months_that_a_stage_lasts_at_least_are_full_with_their_last_day(string end, LimitState state)
    {
        var limit = new StageLimit("x", "CN", "x", new("试运行", "Trial run"), new(BuildingStage.TrialRun, IsEnd: false), new(BuildingStage.TrialRun, IsEnd: true), 6, LimitUnit.Months, true, "x", "x", false);
        Assert.Equal((state, new DateOnly(2026, 9, 9)), LimitStanding.Of(limit, [new(BuildingStage.TrialRun, null, null, new(2026, 3, 10), Day(end))], new([]), Today) is var standing ? (standing.State, standing.Due!.Value) : default);
    }

    [Fact]
    public void A_limit_runs_is_kept_or_broken()
    {
        var limit = new StageLimit(
            "x", "CN", "x", new("受理", "Acceptance"), new(BuildingStage.Application, IsEnd: true), new(BuildingStage.Acceptance, IsEnd: true), 5, LimitUnit.WorkingDays, false, "x", "x", false);
        var calendar = new WorkingCalendar([]);
        Assert.Equal((LimitState.Running, new DateOnly(2026, 3, 13)), State([Applied, Accepted(null)], new(2026, 3, 13)));
        Assert.Equal((LimitState.Broken, new DateOnly(2026, 3, 13)), State([Applied, Accepted(null)], new(2026, 3, 14)));
        Assert.Equal((LimitState.Kept, new DateOnly(2026, 3, 13)), State([Applied, Accepted(new(2026, 3, 13))], Today));
        Assert.Equal((LimitState.NotBegun, null), State([Applied with { ActualTo = null }], Today));
        // A stage that is left out ends with the one before it.
        Assert.Equal(LimitState.Kept, State([Applied, new(BuildingStage.Acceptance, null, null, null, null, NotNeeded: true)], Today).State);

        (LimitState State, DateOnly? Due) State(StageDates[] stages, DateOnly on) => LimitStanding.Of(limit, stages, calendar, on) is var standing ? (standing.State, standing.Due) : default;
        static StageDates Accepted(DateOnly? to) => new(BuildingStage.Acceptance, null, null, new(2026, 3, 9), to);
    }

    private static IEnumerable<string> Codes(StageDates stage, params StageDates[] others) => StageRules.Problems(stage, [stage, .. others], isPublic: true, Today).Select(refusal => refusal.Code);

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
