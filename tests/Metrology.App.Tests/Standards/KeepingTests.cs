using Metrology.App.Jobs;
using Metrology.App.Keeping;
using Metrology.App.Standards;
using Metrology.App.Tests.Support;
using Metrology.App.Verifications;
using Metrology.Core.Keeping;
using Metrology.Core.Planning;
using Metrology.Core.Procedures;

namespace Metrology.App.Tests.Standards;

/// <summary>Tests that keep a standard: recorded from typed readings and from the bench, computed again, due by rules as data.</summary>
public sealed class KeepingTests
{
    /// <summary>REP-1 of standards-numeric: n = 10, s = 0.009486832981.</summary>
    private const string Column = "读数\n100.02\n100.01\n100.03\n100.00\n100.02\n100.01\n100.02\n100.03\n100.01\n100.02";

    [Theory]
    [InlineData("0.0095", KeepingDecision.Conforms)]
    [InlineData("0.0094", KeepingDecision.EvaluateUncertaintyAgain)]
    public async Task A_pasted_column_is_the_published_repeatability(string reference, KeepingDecision decision)
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = await RecordAsync(laboratory, KeepingKind.Repeatability, Column, new(Deviation: decimal.Parse(reference, System.Globalization.CultureInfo.InvariantCulture)));
        var run = (await laboratory.The<KeepingQueries>().RunsAsync(2, default)).Single(one => one.Id == id);
        Assert.Equal(10, run.Groups.Single().Values.Count);
        var finding = run.Finding.Value;
        Assert.Equal(decision, finding.Decision);
        Assert.Equal(0.009486832981m, decimal.Round(finding.Figures.Single(figure => figure.Name.En == "s").Value, 12));
    }

    [Fact]
    public async Task Nine_readings_decide_nothing_and_leave_it_due()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        await RecordAsync(laboratory, KeepingKind.Repeatability, Column[..Column.LastIndexOf('\n')], new());
        Assert.Null((await laboratory.The<KeepingQueries>().RunsAsync(2, default))[0].Finding.Value.Decision);
        Assert.True((await DueAsync(laboratory)).Single(due => due.Interval.Id == "repeatability").IsOverdue);
        await RecordAsync(laboratory, KeepingKind.Repeatability, Column, new());
        var due = (await DueAsync(laboratory)).Single(due => due.Interval.Id == "repeatability");
        Assert.Equal((StandardStanding.Valid, laboratory.Today.AddMonths(due.Interval.Months!.Value), false), (due.Standing, due.Due!.Value, due.Interval.Confirmed));
    }

    /// <summary>STAB-1 and STAB-2 of standards-numeric, on days more and less than a month apart.</summary>
    [Theory]
    [InlineData(40, "0.005", KeepingDecision.Conforms)]
    [InlineData(40, "0.003", KeepingDecision.DoesNotConform)]
    [InlineData(20, "0.005", KeepingDecision.TooFewGroups)]
    public async Task Groups_of_a_new_standard_are_more_than_a_month_apart(int apart, string limit, KeepingDecision decision)
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        string[] groups = ["10.001 10.002 10.003", "10.002, 10.003, 10.004", "10.000\t10.001\t10.002", "10.003;10.004;10.005"];
        var lines = groups.Select((group, i) => $"{laboratory.Today.AddDays((i - 3) * apart):yyyy-MM-dd}: {group}");
        await RecordAsync(laboratory, KeepingKind.StabilityNew, string.Join("\r\n", lines), new(Limit: decimal.Parse(limit, System.Globalization.CultureInfo.InvariantCulture)));
        var finding = (await laboratory.The<KeepingQueries>().RunsAsync(2, default))[0].Finding.Value;
        Assert.Equal(decision, finding.Decision);
        Assert.Equal(0.003m, finding.Figures.Single(figure => figure.Name.En == "stability").Value);
    }

    [Theory]
    [InlineData(KeepingKind.Repeatability, "1 2 x", "keeping.no-number")]
    [InlineData(KeepingKind.Repeatability, "", "keeping.no-readings")]
    [InlineData(KeepingKind.Repeatability, "1", "keeping.too-few-observations")]
    [InlineData(KeepingKind.StabilityNew, "1 2", "keeping.no-limit")]
    [InlineData(KeepingKind.Transfer, "1 2", "keeping.no-transfer")]
    [InlineData(KeepingKind.IntermediateCheck, "1 2", "keeping.no-check")]
    [InlineData(KeepingKind.ControlChart, "2026-01-01: 1 2\n2026-02-01: 1 2 3", "keeping.unequal-groups")]
    [InlineData(KeepingKind.Repeatability, "2999-01-01: 1 2", "keeping.future")]
    public async Task What_cannot_be_computed_is_refused_and_not_kept(KeepingKind kind, string readings, string code)
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        Assert.Equal(code, (await laboratory.The<RecordKeeping>().ExecuteAsync(laboratory.People.Technician, Request(laboratory, kind, readings, new()), default)).Refusal?.Code);
        Assert.Empty(await laboratory.The<KeepingQueries>().RunsAsync(2, default));
    }

    [Fact]
    public async Task A_record_with_two_results_a_point_is_not_taken_and_one_that_is_not_finished_neither()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = await laboratory.OpenRecordAsync();
        async Task<string?> TakeAsync(int standard) => (await laboratory.The<RecordKeeping>().ExecuteAsync(
            laboratory.People.Technician, Request(laboratory, KeepingKind.Repeatability, "", new()) with { StandardId = standard, Record = await PointAsync(laboratory, id) }, default)).Refusal?.Code;
        Assert.Equal("keeping.record-of-other-standard", await TakeAsync(2));
        Assert.Equal("keeping.record-not-finished", await TakeAsync(1));
        await laboratory.MeasureAsync(id);
        Assert.Equal("keeping.record-too-few", await TakeAsync(1));
        Assert.Empty(await laboratory.The<KeepingQueries>().CandidatesAsync(1, default));
    }

    /// <summary>A test that failed was done, and nothing is in time by it until one conforms.</summary>
    [Fact]
    public async Task A_check_that_failed_is_due_at_once_and_said()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        await RecordAsync(laboratory, KeepingKind.StabilityYearly, Yearly(laboratory, "10.020 10.021"), new(Limit: 0.005m));
        var due = (await DueAsync(laboratory)).Single(one => one.Interval.Id == "stability");
        Assert.Equal((laboratory.Today, StandardStanding.Expired, true), (due.Failed, due.Standing, due.IsOverdue));
        var items = await laboratory.The<Metrology.App.Warnings.WarningItems>().OnAsync(laboratory.Today, default);
        Assert.Contains(items, item => item.Key == "keeping-failed:2:stability" && item.StageOn(laboratory.Today, 60) is not null);

        laboratory.Clock.Now += TimeSpan.FromDays(1);
        await RecordAsync(laboratory, KeepingKind.StabilityYearly, Yearly(laboratory, "10.001 10.002"), new(Limit: 0.005m));
        Assert.Null((await DueAsync(laboratory)).Single(one => one.Interval.Id == "stability").Failed);
    }

    /// <summary>Nothing says how often results are verified, or how often this standard is checked; one that did not conform is due all the same.</summary>
    [Fact]
    public async Task A_verification_that_failed_is_due_at_once_though_none_is_due_by_time()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        Assert.DoesNotContain(await DueAsync(laboratory), one => one.Interval.Months is null);
        await RecordAsync(laboratory, KeepingKind.Transfer, "10.1 10.1", new(Own: 0.006m, Reference: 10m, ReferenceUncertainty: 0.006m));
        await RecordAsync(laboratory, KeepingKind.IntermediateCheck, "10.1 10.1", new(Limit: 0.01m, Reference: 10m));
        Assert.Equal(["intermediate-check", "verification"], (await DueAsync(laboratory)).Where(one => one.Failed == laboratory.Today).Select(one => one.Interval.Id));
        var page = await laboratory.The<Metrology.App.Lists.DueQueries>().OnAsync(laboratory.Today, default, 1000);
        Assert.Equal(["intermediate-check", "verification"], page.Tests.Where(one => one.Standard.Id == 2 && one.Due.Failed is not null).Select(one => one.Due.Interval.Id));
        var items = await laboratory.The<Metrology.App.Warnings.WarningItems>().OnAsync(laboratory.Today, default);
        Assert.Contains(items, item => item.Key == "keeping-failed:2:verification" && item.StageOn(laboratory.Today, 60) is not null);

        // Either way of verifying ends it.
        laboratory.Clock.Now += TimeSpan.FromDays(1);
        await RecordAsync(laboratory, KeepingKind.Comparison, "10.001 10.002 10.003", new(Own: 0.1m));
        Assert.Equal(["intermediate-check"], (await DueAsync(laboratory)).Where(one => one.Failed is not null).Select(one => one.Interval.Id));
    }

    [Fact]
    public async Task What_was_never_tested_is_due_and_the_s_of_an_earlier_run_is_offered()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var lines = await laboratory.The<KeepingQueries>().DueAsync(laboratory.Today, default);
        Assert.All((await DueAsync(laboratory)), due => Assert.True(due.IsNever));
        Assert.Contains(await laboratory.The<Metrology.App.Warnings.WarningItems>().OnAsync(laboratory.Today, default), item => item.Key == "keeping-never:2");
        // A standard that is not in force has nothing to be tested.
        var notInForce = (await laboratory.The<StandardQueries>().OnAsync(laboratory.Today, default)).Where(line => line.Standing is StandardStanding.Suspended or StandardStanding.Withdrawn or StandardStanding.Expired).Select(line => line.Standard.Id);
        Assert.Empty(lines.Select(line => line.Standard.Id).Intersect(notInForce));

        await RecordAsync(laboratory, KeepingKind.Repeatability, Column, new());
        Assert.Equal(0.009486832981m, decimal.Round(Assert.Single(await laboratory.The<KeepingQueries>().DeviationsAsync(2, default)).Deviation, 12));

        // The next run is compared with it without being asked to, and a wider one is found out.
        await RecordAsync(laboratory, KeepingKind.Repeatability, Column.Replace("100.00", "99.90", StringComparison.Ordinal), new());
        var second = (await laboratory.The<KeepingQueries>().RunsAsync(2, default)).MaxBy(run => run.Id)!;
        Assert.Equal((0.009486832981m, KeepingDecision.EvaluateUncertaintyAgain), (second.Terms.Deviation, second.Finding.Value.Decision!.Value));

        // It is offered, and does not become the reference by itself.
        Assert.Equal([true, false], (await laboratory.The<KeepingQueries>().DeviationsAsync(2, default)).Select(one => one.NeedsEvaluation));
        await RecordAsync(laboratory, KeepingKind.Repeatability, Column.Replace("100.00", "99.91", StringComparison.Ordinal), new());
        var third = (await laboratory.The<KeepingQueries>().RunsAsync(2, default)).MaxBy(run => run.Id)!;
        Assert.Equal((0.009486832981m, KeepingDecision.EvaluateUncertaintyAgain), (third.Terms.Deviation, third.Finding.Value.Decision!.Value));
        // Somebody has evaluated the uncertainty again and names it.
        await RecordAsync(laboratory, KeepingKind.Repeatability, Column.Replace("100.00", "99.91", StringComparison.Ordinal), new(Deviation: second.DeviationFound));
        Assert.Equal(KeepingDecision.Conforms, (await laboratory.The<KeepingQueries>().RunsAsync(2, default)).MaxBy(run => run.Id)!.Finding.Value.Decision);
    }

    private static string Yearly(Support.Laboratory laboratory, string readings) => $"{laboratory.Today.AddYears(-1):yyyy-MM-dd}: 10.001 10.002\n{laboratory.Today:yyyy-MM-dd}: {readings}";

    [Fact]
    public async Task The_job_names_what_is_overdue_and_changes_nothing()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        await RecordAsync(laboratory, KeepingKind.Repeatability, Column, new());
        laboratory.Clock.Now += TimeSpan.FromDays(400);
        var said = (await laboratory.The<RunJob>().OnScheduleAsync(JobCatalog.KeepingDue.Id, default)).Value.Said!;
        Assert.Contains((await laboratory.The<StandardQueries>().FindAsync(2, default))!.NameZh, said.Zh, StringComparison.Ordinal);
        Assert.Contains((await laboratory.The<StandardQueries>().FindAsync(2, default))!.NameEn, said.En, StringComparison.Ordinal);
    }

    private static async Task<RecordKeeping.RecordPoint> PointAsync(Support.Laboratory laboratory, Guid id)
    {
        var item = (await laboratory.The<VerificationQueries>().FindAsync(id, default)).Value.Evaluate().Items.First(one => one.Points.Count > 0);
        return new(id, item.Item, item.Points[0].Point);
    }

    private static async Task<IReadOnlyList<KeepingDue>> DueAsync(Support.Laboratory laboratory) =>
        (await laboratory.The<KeepingQueries>().DueAsync(laboratory.Today, default)).Single(line => line.Standard.Id == 2).Due;

    private static RecordKeeping.Request Request(Support.Laboratory laboratory, KeepingKind kind, string readings, KeepingTerms terms) =>
        new(2, kind, laboratory.Today, "核查标准（示例）", "100 V", "V", readings, terms);

    private static async Task<int> RecordAsync(Support.Laboratory laboratory, KeepingKind kind, string readings, KeepingTerms terms)
    {
        var recorded = await laboratory.The<RecordKeeping>().ExecuteAsync(laboratory.People.Technician, Request(laboratory, kind, readings, terms), default);
        Assert.Null(recorded.Refusal?.Code);
        return recorded.Value;
    }
}
