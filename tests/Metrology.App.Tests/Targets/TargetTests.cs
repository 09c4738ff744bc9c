using Metrology.Core.Traceability;
using System.Text;
using Metrology.App.Jobs;
using Metrology.App.Laboratory;
using Metrology.App.Standards;
using Metrology.App.Targets;
using Metrology.Core.Planning;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Targets;

/// <summary>Targets are counted from the registry; nothing counted is stored as the truth.</summary>
public sealed class TargetTests
{
    [Fact]
    public async Task A_snapshot_taken_again_on_the_same_day_changes_nothing_and_a_missed_day_is_only_missing()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var job = laboratory.The<TakeTargetSnapshots>();
        await job.RunAsync(default);
        var first = await SnapshotsAsync(laboratory);
        Assert.NotEmpty(first);
        laboratory.Clock.Now += TimeSpan.FromHours(10);
        await job.RunAsync(default);
        await Task.WhenAll(job.RunAsync(default), job.RunAsync(default));
        Assert.Equal(first, await SnapshotsAsync(laboratory));

        laboratory.Clock.Now += TimeSpan.FromDays(2);
        await job.RunAsync(default);
        Assert.Equal(2 * first.Count, (await SnapshotsAsync(laboratory)).Count);
    }

    [Fact]
    public async Task A_snapshot_is_what_the_page_counts()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        await laboratory.The<TakeTargetSnapshots>().RunAsync(default);
        var lines = (await laboratory.The<TargetQueries>().OnAsync(laboratory.Today, default)).Where(line => line.Count is not null).ToDictionary(line => line.View.Id);
        var snapshots = await laboratory.AskAsync(db => db.TargetSnapshots.ToListAsync());
        Assert.Equal(lines.Keys.Order(), snapshots.Select(row => row.TargetId).Order());
        Assert.All(snapshots, row => Assert.Equal(
            (lines[row.TargetId].Count!.Counted, lines[row.TargetId].Count!.Unknown, lines[row.TargetId].Count!.Expired), (row.Valid, row.Unknown, row.Expired)));
    }

    [Fact]
    public async Task A_renewed_certificate_moves_the_count_on_every_date_it_covers()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var queries = laboratory.The<TargetQueries>();
        var lapsed = (await laboratory.The<StandardQueries>().OnAsync(laboratory.Today, default)).First(line => line.Standing == StandardStanding.Expired).Standard;
        var before = await CountAsync();
        foreach (var kind in Enum.GetValues<StandardCertificateKind>())
        {
            var added = await laboratory.The<AddStandardCertificate>().ExecuteAsync(
                laboratory.People.Planner, new(lapsed.Id, kind, "示例新证", "示例", laboratory.Today, laboratory.Today.AddYears(5)), default);
            Assert.False(added.IsRefused);
        }

        Assert.Equal(before + 1, await CountAsync());

        async Task<int> CountAsync() => (await queries.FindAsync("LY-1", laboratory.Today, null, default))!.Count!.Counted;
    }

    /// <summary>What counts for a target is its own day, not the day on which somebody looks.</summary>
    [Fact]
    public async Task A_target_whose_day_is_past_shows_the_count_of_that_day()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var targets = laboratory.The<TargetQueries>();
        var decided = await targets.DecidedAsync(laboratory.Today, default);
        Assert.Contains(decided, line => line.View.Id == "LY-1");
        var differs = false;
        foreach (var line in decided)
        {
            Assert.Equal((await targets.FindAsync(line.View.Id, line.View.Target.Due.DefaultDate!.Value, null, default))!.Count, line.Count);
            differs |= (await targets.FindAsync(line.View.Id, laboratory.Today, null, default))!.Count != line.Count;
        }

        Assert.True(differs);
        Assert.All(decided, line => Assert.True(line.View.Target.Due.DefaultDate < laboratory.Today));
    }

    [Fact]
    public async Task The_catalogue_runs_the_snapshot_job()
    {
        var job = JobCatalog.Find("target-snapshots")!;
        await using var laboratory = await Support.Laboratory.OpenAsync();
        Assert.Equal(typeof(TakeTargetSnapshots), job.Type);
        Assert.Contains("2026-06-15", (await laboratory.The<TakeTargetSnapshots>().RunAsync(default)).Value.Zh, StringComparison.Ordinal);
        Assert.Null(JobCatalog.Find("no-such-job"));
        Assert.Equal(JobCatalog.All.Count, JobCatalog.All.Select(one => one.Id).Distinct().Count());
    }

    [Fact]
    public async Task Importing_again_adds_nothing_and_keeps_the_reading_that_was_chosen()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var line = (await laboratory.The<TargetQueries>().FindAsync("LY-1", laboratory.Today, null, default))!;
        var other = line.View.AllowedReadings[1];
        Assert.Equal(other, (await laboratory.The<ChooseReading>().ExecuteAsync(laboratory.People.Planner, "LY-1", other, " 局长会议纪要 ", default)).Value);
        Assert.Equal(0, (await laboratory.The<ImportTargets>().ExecuteAsync(ImportTargets.Shipped(), default)).Value);
        var row = (await laboratory.The<TargetQueries>().FindAsync("LY-1", laboratory.Today, null, default))!.View.Row;
        Assert.Equal((other, "局长会议纪要", laboratory.People.Planner.Name, laboratory.Clock.Now), (row.Reading, row.ChosenBecause, row.ChosenBy, row.ChosenAt));
    }

    [Theory]
    [InlineData(Role.Technician, "LY-1", null, "示例", "laboratory.not-allowed")]
    [InlineData(Role.Administrator, "LY-1", null, "示例", "laboratory.not-allowed")]
    [InlineData(Role.Planner, "LY-999", null, "示例", "target.not-found")]
    [InlineData(Role.Planner, "LY-1", "whatever-suits", "示例", "target.not-a-reading")]
    [InlineData(Role.Planner, "LY-1", null, " ", "target.no-reason")]
    [InlineData(Role.Planner, "LY-1", null, null, "target.no-reason")]
    public async Task No_reading_is_chosen_silently(Role role, string id, string? reading, string? because, string code)
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var inForce = (await laboratory.The<TargetQueries>().FindAsync("LY-1", laboratory.Today, null, default))!.View.Row.Reading;
        var chosen = await laboratory.The<ChooseReading>().ExecuteAsync(laboratory.People.Of(role), id, reading ?? inForce, because, default);
        Assert.Equal(code, chosen.Refusal?.Code);
        Assert.Equal(0, await laboratory.AskAsync(db => db.Targets.CountAsync(row => row.ChosenBy != null)));
    }

    [Fact]
    public async Task A_meaning_is_chosen_by_a_person_with_a_reason_and_the_count_follows()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (choose, planner) = (laboratory.The<ChooseMeaning>(), laboratory.People.Planner);
        var before = (await laboratory.The<TargetQueries>().FindAsync("CD-4", laboratory.Today, null, default))!;
        // The default counts what the register knows of, and each meaning says what it would count.
        Assert.Equal(("A", 1), (before.View.Target.Meaning, before.Count!.Counted));
        Assert.Equal(["A", "B", "C"], before.Meanings.Keys.Order());
        async Task<string?> ChooseAsync(ChooseMeaning.Request request, Actor? actor = null) => (await choose.ExecuteAsync(actor ?? planner, request, default)).Refusal?.Code;

        Assert.Equal("laboratory.not-allowed", await ChooseAsync(new("CD-4", "C", null, "示例"), laboratory.People.Technician));
        Assert.Equal("target.not-found", await ChooseAsync(new("XX-1", "C", null, "示例")));
        Assert.Equal("target.not-a-meaning", await ChooseAsync(new("CD-4", "D", null, "示例")));
        Assert.Equal("target.not-a-meaning", await ChooseAsync(new("LY-1", "A", null, "示例")));
        Assert.Equal("target.no-reason", await ChooseAsync(new("CD-4", "C", null, " ")));
        Assert.Equal("target.no-presider", await ChooseAsync(new("CD-4", "B", null, "示例")));
        var issuer = (await laboratory.The<StandardQueries>().FindAsync(1, default))!.Certificates.First(row => row.Kind == StandardCertificateKind.Assessment).Issuer;
        Assert.Null(await ChooseAsync(new("CD-4", "B", issuer, "会议纪要")));

        var after = (await laboratory.The<TargetQueries>().FindAsync("CD-4", laboratory.Today, null, default))!;
        var row = after.View.Row;
        Assert.Equal(("B", issuer, "会议纪要", planner.Name), (row.Meaning, row.Presider, row.MeaningBecause, row.MeaningBy));
        // Class D is of highest standards whatever else is said.
        Assert.Equal(2, after.Count!.Counted);
        Assert.Contains(await laboratory.AskAsync(db => db.ParameterChanges.ToListAsync()), change => change is { Property: "Meaning", After: "B", Because: "会议纪要" });
        Assert.Contains(await laboratory.The<TargetQueries>().OnAsync(laboratory.Today, default), line => line.View.Id == "CD-4" && line.Count!.Counted == 2);
    }

    [Fact]
    public async Task A_reading_of_a_period_is_counted_once_somebody_says_when_the_plan_began()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (set, planner) = (laboratory.The<SetPlanStart>(), laboratory.People.Planner.Saying("核对文件"));
        async Task<TargetCount?> CountAsync() => (await laboratory.The<TargetQueries>().FindAsync("LY-1", new(2025, 12, 31), "newly-built-in-period", default))!.Count;
        async Task<string?> SetAsync(SetPlanStart.Request request) => (await set.ExecuteAsync(planner, request, default)).Refusal?.Code;
        Assert.Null(await CountAsync());
        Assert.Equal("target.plan-start-stated", await SetAsync(new("CD-1", new(2022, 1, 1), "示例文件")));
        Assert.Equal("target.no-plan-start", await SetAsync(new("LY-1", null, "示例文件")));
        Assert.Equal("input.required", await SetAsync(new("LY-1", new(2023, 1, 1), " ")));
        Assert.Equal("target.plan-start-after-due", await SetAsync(new("LY-1", new(2026, 1, 1), "示例文件")));
        Assert.Null(await SetAsync(new("LY-1", new(2023, 1, 1), "示例文件")));
        var standards = await laboratory.The<StandardQueries>().AllAsync(default);
        var built = standards.Count(one => one.OwnerClass is OwnerClass.A or OwnerClass.B && one.Counted().EstablishedOn is { } day && day >= new DateOnly(2023, 1, 1) && day <= new DateOnly(2025, 12, 31)
            && one.StandingOn(new(2025, 12, 31)) is StandardStanding.Valid or StandardStanding.Expiring);
        Assert.Equal(built, (await CountAsync())!.Counted);
        Assert.True(built > 0);
        // It may be mended with a reason.
        Assert.Null(await SetAsync(new("LY-1", new(2024, 1, 1), "示例文件")));
    }

    [Fact]
    public async Task Institutions_and_parts_are_counted_where_the_register_knows_them()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (divide, planner, queries) = (laboratory.The<DivideTarget>(), laboratory.People.Planner, laboratory.The<TargetQueries>());
        var institution = (await laboratory.The<StandardQueries>().FindAsync(1, default))!.Institution!;
        var unsaid = (await queries.FindAsync("JM-1a", laboratory.Today, null, default))!;
        Assert.Equal((null, TargetStanding.NotCountable), (unsaid.Count, unsaid.Standing));
        // Part of the name is enough, as a plan writes it.
        Assert.Null((await divide.AddAsync(planner, new("JM-1a", institution[..^1], 150, "示例文件"), default)).Refusal?.Code);
        var all = (await queries.FindAsync("JM-1a", laboratory.Today, null, default))!;
        var ofClass = (await laboratory.The<StandardQueries>().OnAsync(laboratory.Today, default)).Count(line => line is { Standard.OwnerClass: OwnerClass.A, Standing: StandardStanding.Valid or StandardStanding.Expiring });
        Assert.Equal((ofClass, institution[..^1], ofClass), (all.Count!.Counted, (await queries.UnitsAsync(all.View, all.Reading, laboratory.Today, default)).Single().Unit, all.Parts.Single().Counted));
        Assert.Equal(ofClass, (await queries.OnAsync(laboratory.Today, default)).Single(line => line.View.Id == "JM-1a").Parts.Single().Counted);
        Assert.Null((await divide.AddAsync(planner, new("JM-1a", "示例另一所", 150, "示例文件"), default)).Refusal?.Code);
        Assert.Equal(0, (await queries.FindAsync("JM-1a", laboratory.Today, null, default))!.Count!.Counted);

        Assert.Null((await divide.AddAsync(planner, new("LY-1", "实验楼", 50, "示例文件"), default)).Refusal?.Code);
        var line = (await queries.FindAsync("LY-1", laboratory.Today, null, default))!;
        // Both standards of the room of piles stand elsewhere.
        Assert.Equal((line.Count!.Counted, 2), (line.Parts.Single().Counted + line.Elsewhere, line.Elsewhere));
    }

    [Fact]
    public async Task A_file_with_one_wrong_entry_is_refused_whole()
    {
        await using var laboratory = await Support.Laboratory.OpenEmptyAsync();
        var text = Encoding.UTF8.GetString(ImportTargets.Shipped());
        var at = text.LastIndexOf("\"quote\"", StringComparison.Ordinal);
        var broken = Encoding.UTF8.GetBytes(text[..at] + "\"quoted\"" + text[(at + "\"quote\"".Length)..]);
        Assert.True((await laboratory.The<ImportTargets>().ExecuteAsync(broken, default)).IsRefused);
        Assert.Equal(0, await laboratory.AskAsync(db => db.Targets.CountAsync()));
    }

    private static Task<List<(string, DateOnly, int, int)>> SnapshotsAsync(Support.Laboratory laboratory) => laboratory.AskAsync(async db =>
        (await db.TargetSnapshots.OrderBy(row => row.TargetId).ThenBy(row => row.On).ToListAsync()).Select(row => (row.TargetId, row.On, row.Valid, row.Unknown)).ToList());
}
