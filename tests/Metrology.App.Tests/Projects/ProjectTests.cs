using System.Text;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Projects;
using Metrology.App.Standards;
using Metrology.Core.Planning.Building;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Projects;

/// <summary>Building projects from the idea to a standard of the register.</summary>
public sealed class ProjectTests
{
    private static readonly SaveProject.Request New = new(null, "示例检定装置", "Demonstration equipment", ProjectKind.New, OwnerClass.A, "示例所", "CN", "示例市", "0 – 1 kW（示例）", "0.05 级（示例）", null);

    [Fact]
    public async Task The_two_projects_of_the_published_plan_are_there_with_its_sentence()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var projects = await laboratory.The<ProjectQueries>().AllAsync(default);
        Assert.Equal(["LY-P1", "LY-P2"], projects.Select(project => project.PlanEntry));
        Assert.All(projects, project => Assert.Contains(project.NameZh, project.Quote, StringComparison.Ordinal));
        Assert.All(projects, project => Assert.True(project.IsDemonstration));
        // As the plan says of them: one asks for money, the other is under way.
        Assert.Equal([BuildingStage.Funding, BuildingStage.TrialRun], projects.Select(project => StageDates.Current(project.Dates)!.Stage));
        Assert.All(projects, project => Assert.Empty(project.Dates.SelectMany(stage => StageRules.Problems(stage, project.Dates.ToList(), isPublic: true, laboratory.Today))));
    }

    [Fact]
    public async Task The_history_of_a_demonstration_project_begins_with_its_entry()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        foreach (var project in await laboratory.The<ProjectQueries>().AllAsync(default))
        {
            var changes = await laboratory.The<ProjectQueries>().ChangesAsync(project.Id, default);
            Assert.Equal(project.NameZh, changes.Single(change => change is { Field: nameof(BuildingProject.NameZh), Before: null }).After);
        }
    }

    [Theory]
    [InlineData("project.stop-in-future")]
    [InlineData("input.required")]
    [InlineData("input.date-out-of-range")]
    [InlineData("project.merged-nowhere")]
    [InlineData("laboratory.not-allowed")]
    [InlineData("project.not-found")]
    [InlineData("storage.moved-on")]
    public async Task A_stop_that_cannot_be_is_refused_by_name_and_changes_nothing(string code)
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var project = (await laboratory.The<ProjectQueries>().AllAsync(default))[0];
        StopProject.Request good = new(project.Id, laboratory.Today, "无经费（示例）", null);
        var request = code switch
        {
            "project.stop-in-future" => good with { On = laboratory.Today.AddDays(1) },
            "input.required" => good with { Because = " " },
            "input.date-out-of-range" => good with { On = new(226, 1, 1) },
            "project.merged-nowhere" => good with { MergedIntoId = project.Id },
            "project.not-found" => good with { ProjectId = 4711 },
            "storage.moved-on" => good with { Version = project.Version + 1 },
            _ => good,
        };
        var actor = code == "laboratory.not-allowed" ? laboratory.People.Technician : laboratory.People.Planner;
        Assert.Equal(code, (await laboratory.The<StopProject>().ExecuteAsync(actor, request, default)).Refusal?.Code);
        Assert.Equal("On", (await laboratory.The<StopProject>().ExecuteAsync(laboratory.People.Planner, good with { On = null }, default)).Refusal?.Field);
        Assert.Null((await laboratory.The<ProjectQueries>().FindAsync(project.Id, default))!.StoppedOn);
    }

    [Fact]
    public async Task A_merged_project_says_where_it_goes_on_and_keeps_the_other_from_being_given_up()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (stop, planner) = (laboratory.The<StopProject>(), laboratory.People.Planner);
        var ids = (await laboratory.The<ProjectQueries>().AllAsync(default)).ConvertAll(project => project.Id);
        Assert.Null((await stop.ExecuteAsync(planner, new(ids[0], laboratory.Today, "并入（示例）", ids[1]), default)).Refusal?.Code);
        Assert.Equal("project.stopped", (await stop.ExecuteAsync(planner, new(ids[0], laboratory.Today, "再次（示例）", null), default)).Refusal?.Code);
        Assert.Equal("project.merged-nowhere", (await stop.ExecuteAsync(planner, new(ids[1], laboratory.Today, "互并（示例）", ids[0]), default)).Refusal?.Code);
        Assert.Equal("project.others-merged-here", (await stop.ExecuteAsync(planner, new(ids[1], laboratory.Today, "放弃（示例）", null), default)).Refusal?.Code);
        Assert.Equal("project.stopped", (await laboratory.The<SaveStage>().ExecuteAsync(planner, Stage(ids[0], BuildingStage.Idea) with { Owner = "示例" }, default)).Refusal?.Code);
        var change = (await laboratory.The<ProjectQueries>().ChangesAsync(ids[0], default)).Single(one => one.Field == nameof(BuildingProject.MergedIntoId));
        Assert.Equal((null, ids[1].ToString(System.Globalization.CultureInfo.InvariantCulture), planner.Name), (change.Before, change.After, change.ChangedBy));
        Assert.Null((await stop.ResumeAsync(planner, ids[0], default)).Refusal?.Code);
        Assert.Equal("project.not-stopped", (await stop.ResumeAsync(planner, ids[0], default)).Refusal?.Code);
        Assert.Null((await stop.ExecuteAsync(planner, new(ids[1], laboratory.Today, "放弃（示例）", null), default)).Refusal?.Code);
    }

    [Fact]
    public async Task The_last_stage_makes_the_project_a_standard_and_every_change_stands_in_history_and_ledger()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (planner, save) = (laboratory.People.Planner, laboratory.The<SaveStage>());
        var seeded = await laboratory.AskAsync(db => db.LedgerEntries.CountAsync());
        var id = (await laboratory.The<SaveProject>().ExecuteAsync(planner, New, default)).Value;
        int? became = null;
        var day = laboratory.Today.AddDays(-100);
        foreach (var stage in BuildingStages.All)
        {
            Assert.Null(became);
            var saved = await save.ExecuteAsync(planner, Stage(id, stage) with { ActualFrom = day, ActualTo = day = day.AddDays(5) }, default);
            Assert.Null(saved.Refusal?.Code);
            became = saved.Value;
        }

        var standard = (await laboratory.The<StandardQueries>().FindAsync(became!.Value, default))!;
        Assert.Equal((New.NameZh, New.RangeText, 0), (standard.NameZh, standard.RangeText, standard.Certificates.Count));
        Assert.Equal(became, (await laboratory.The<ProjectQueries>().FindAsync(id, default))!.StandardId);
        var changes = await laboratory.The<ProjectQueries>().ChangesAsync(id, default);
        Assert.Equal(BuildingStages.All.Count, changes.Count(change => change.Field == nameof(ProjectStage.ActualTo)));
        Assert.Contains(changes, change => change is { Field: nameof(BuildingProject.NameZh), Before: null } && change.After == New.NameZh);
        var entries = await laboratory.AskAsync(db => db.LedgerEntries.Where(row => row.Index >= seeded).OrderBy(row => row.Index).ToListAsync());
        Assert.Equal(changes.Count, entries.Sum(entry => Encoding.UTF8.GetString(entry.Bytes).Split("ProjectChange").Length - 1));

        // Once more changes nothing and makes no second standard.
        var standards = await laboratory.AskAsync(db => db.Standards.CountAsync());
        Assert.Null((await save.ExecuteAsync(planner, Stage(id, BuildingStage.PublicCertificate) with { ActualFrom = day.AddDays(-5), ActualTo = day, Owner = "示例" }, default)).Value);
        Assert.Equal(standards, await laboratory.AskAsync(db => db.Standards.CountAsync()));
    }

    [Fact]
    public async Task An_upgrade_ends_as_an_improvement_of_its_standard_with_evidence()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var planner = laboratory.People.Planner;
        var standard = (await laboratory.The<StandardQueries>().AllAsync(default))[0];
        var id = (await laboratory.The<SaveProject>().ExecuteAsync(planner, New with { Kind = ProjectKind.Upgrade, StandardId = standard.Id }, default)).Value;
        foreach (var stage in BuildingStages.All)
        {
            // The register has other figures than the project promises: that is said before it counts as an improvement.
            Assert.Equal(stage == BuildingStages.All[^1] ? "project.upgrade-differs" : null, (await laboratory.The<SaveStage>().ExecuteAsync(planner, Stage(id, stage) with { ActualFrom = laboratory.Today, ActualTo = laboratory.Today }, default)).Refusal?.Code);
        }

        Assert.Null((await laboratory.The<SaveProject>().ExecuteAsync(
            planner, New with { Id = id, Kind = ProjectKind.Upgrade, StandardId = standard.Id, RangeText = standard.RangeText, UncertaintyText = standard.UncertaintyText, OwnerClass = standard.OwnerClass }, default)).Refusal?.Code);
        Assert.Null((await laboratory.The<SaveStage>().ExecuteAsync(planner, Stage(id, BuildingStages.All[^1]) with { ActualFrom = laboratory.Today, ActualTo = laboratory.Today }, default)).Refusal?.Code);
        var upgraded = (await laboratory.The<StandardQueries>().FindAsync(standard.Id, default))!;
        Assert.Equal([laboratory.Today], upgraded.Counted().ImprovedOn);
        Assert.Contains(New.NameZh, upgraded.Upgrades[0].Document, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("project.unknown-standard")]
    [InlineData("project.upgrade-without-standard")]
    [InlineData("project.unknown-jurisdiction")]
    [InlineData("input.required")]
    [InlineData("laboratory.not-allowed")]
    public async Task A_project_that_cannot_be_is_refused_by_name(string code)
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var request = code switch
        {
            "project.unknown-standard" => New with { StandardId = 9999 },
            "project.upgrade-without-standard" => New with { Kind = ProjectKind.Upgrade },
            "project.unknown-jurisdiction" => New with { Jurisdiction = "XX" },
            "input.required" => New with { NameZh = " " },
            _ => New,
        };
        var actor = code == "laboratory.not-allowed" ? laboratory.People.Technician : laboratory.People.Planner;
        Assert.Equal(code, (await laboratory.The<SaveProject>().ExecuteAsync(actor, request, default)).Refusal?.Code);
        Assert.Equal(2, await laboratory.AskAsync(db => db.Projects.CountAsync()));
    }

    [Fact]
    public async Task A_stage_that_cannot_be_leaves_nothing_behind()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var planner = laboratory.People.Planner;
        var bare = (await laboratory.The<SaveProject>().ExecuteAsync(planner, New with { RangeText = null }, default)).Value;
        var before = await laboratory.AskAsync(db => db.ProjectChanges.CountAsync());
        var day = laboratory.Today;
        Assert.Equal("project.end-before-start", await CodeAsync(Stage(bare, BuildingStage.Procurement) with { ActualFrom = day, ActualTo = day.AddDays(-1) }));
        Assert.Equal("project.actual-in-future", await CodeAsync(Stage(bare, BuildingStage.Procurement) with { ActualFrom = day.AddDays(1) }));
        Assert.Equal("project.stage-too-early", await CodeAsync(Stage(bare, BuildingStage.Acceptance) with { ActualFrom = day }));
        Assert.Equal("project.estimate-order", await CodeAsync(Stage(bare, BuildingStage.Procurement) with { LeastDays = 9, LikelyDays = 3, GreatestDays = 10 }));
        Assert.Equal("project.estimate-order", await CodeAsync(Stage(bare, BuildingStage.Procurement) with { LikelyDays = 3 }));
        Assert.Equal("project.negative-budget", await CodeAsync(Stage(bare, BuildingStage.Procurement) with { Budget = -1 }));
        Assert.Equal("project.not-found", await CodeAsync(Stage(9999, BuildingStage.Procurement)));
        Assert.Equal("input.date-out-of-range", await CodeAsync(Stage(bare, BuildingStage.Procurement) with { PlannedFrom = new(226, 1, 1) }));
        Assert.Equal("storage.moved-on", await CodeAsync(Stage(bare, BuildingStage.Procurement) with { Version = 77 }));
        Assert.Equal(before, await laboratory.AskAsync(db => db.ProjectChanges.CountAsync()));

        foreach (var stage in BuildingStages.All.SkipLast(1))
            Assert.Null(await CodeAsync(Stage(bare, stage) with { ActualFrom = day, ActualTo = day }));
        Assert.Equal("project.no-standard", await CodeAsync(Stage(bare, BuildingStage.PublicCertificate) with { ActualFrom = day, ActualTo = day }));

        async Task<string?> CodeAsync(SaveStage.Request request) => (await laboratory.The<SaveStage>().ExecuteAsync(planner, request, default)).Refusal?.Code;
    }

    [Fact]
    public async Task Holidays_move_a_limit_and_without_them_the_limit_says_that_it_knows_weekends_only()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (planner, queries) = (laboratory.People.Planner, laboratory.The<ProjectQueries>());
        var id = (await laboratory.The<SaveProject>().ExecuteAsync(planner, New with { Jurisdiction = "CN-ZJ" }, default)).Value;
        DateOnly friday = new(2026, 6, 5);
        await laboratory.The<SaveStage>().ExecuteAsync(planner, Stage(id, BuildingStage.Application) with { ActualFrom = friday, ActualTo = friday }, default);
        var limit = await AcceptanceAsync();
        Assert.Equal((new DateOnly(2026, 6, 12), false), (limit.Due, limit.Limit.Confirmed));
        Assert.Equal([2026], limit.YearsOfWeekendsOnly);

        Assert.Equal("project.holiday-kind", await HolidayCodeAsync("", "2026-06-08"));
        Assert.Equal("project.holiday-both", await HolidayCodeAsync("2026-06-07", "2026-06-07"));
        // The span of a holiday as it is announced: 3 and 4 October 2026 are a weekend.
        Assert.Null(await HolidayCodeAsync("2026-10-01 2026-10-02 2026-10-03 2026-10-04 2026-10-05 2026-10-06 2026-10-07", "2026-10-10"));
        Assert.Equal("project.bad-holiday", await HolidayCodeAsync("2027-06-08", ""));
        Assert.Null(await HolidayCodeAsync("2026-06-08", "2026-06-07"));
        Assert.Null(await HolidayCodeAsync("2026-06-08，2026-06-09", "2026-06-07"));
        limit = await AcceptanceAsync();
        Assert.Equal(new DateOnly(2026, 6, 15), limit.Due);
        Assert.Empty(limit.YearsOfWeekendsOnly);

        var all = await queries.LimitsAsync((await queries.FindAsync(id, default))!, default);
        Assert.Equal(["zhejiang-examination"], all.Where(one => one.Limit.Confirmed).Select(one => one.Limit.Id));

        async Task<LimitStanding> AcceptanceAsync() =>
            (await queries.LimitsAsync((await queries.FindAsync(id, default))!, default)).Single(one => one.Limit.Id == "acceptance");
        async Task<string?> HolidayCodeAsync(string off, string worked) =>
            (await laboratory.The<SaveHolidays>().ExecuteAsync(planner, new(2026, "示例通知", off, worked), default)).Refusal?.Code;
    }

    [Fact]
    public async Task The_file_set_has_eighteen_documents_and_only_those_that_may_be_left_out_are()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (planner, save) = (laboratory.People.Planner, laboratory.The<SaveDocuments>());
        Assert.Equal(Enumerable.Range(1, 18), FileSet.All.Select(one => one.Number));
        Assert.Equal("project.document-needed", (await save.ExecuteAsync(planner, 1, [new(4, true, null, null, null)], default)).Refusal?.Code);
        Assert.Equal("project.no-such-document", (await save.ExecuteAsync(planner, 1, [new(19, false, null, null, null)], default)).Refusal?.Code);
        List<SaveDocuments.Line> lines = [new(4, false, "档案室 3 柜", DocumentForm.Both, "长期"), new(7, true, null, null, null)];
        Assert.Equal(2, (await save.ExecuteAsync(planner, 1, lines, default)).Value);
        Assert.Equal(0, (await save.ExecuteAsync(planner, 1, lines, default)).Value);
        var project = (await laboratory.The<ProjectQueries>().FindAsync(1, default))!;
        Assert.Equal(["档案室 3 柜"], project.Documents.Select(row => row.Location).OfType<string>());
        Assert.All(project.Documents, row => Assert.True(row.IsThere));
        Assert.Equal(2, (await laboratory.The<ProjectQueries>().ChangesAsync(1, default)).Count(change => change.Field.StartsWith("Document ", StringComparison.Ordinal)));
    }

    private static SaveStage.Request Stage(int project, BuildingStage stage) => new(project, stage, null, null, null, null, false, null, null, null, null, null, null);
}
