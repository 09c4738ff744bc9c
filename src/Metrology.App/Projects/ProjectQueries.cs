using System.Globalization;
using Metrology.App.Storage;
using Metrology.Core.Planning.Building;
using Metrology.Core.Planning.Forecasts;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Projects;

public sealed class ProjectQueries(Store store, TimeProvider clock)
{
    /// <summary>Changes that the page of a project shows.</summary>
    private const int MostChanges = 200;

    public Task<List<BuildingProject>> AllAsync(CancellationToken cancellation) =>
        store.ReadAsync(db => db.Projects.Include(row => row.Stages).OrderBy(row => row.Id).ToListAsync(cancellation), cancellation);

    public Task<BuildingProject?> FindAsync(int id, CancellationToken cancellation) => store.ReadAsync(
        db => db.Projects.Include(row => row.Stages).Include(row => row.Documents).AsSplitQuery().FirstOrDefaultAsync(row => row.Id == id, cancellation), cancellation);

    /// <summary>Newest first.</summary>
    public Task<List<ProjectChange>> ChangesAsync(int id, CancellationToken cancellation) => store.ReadAsync(
        db => db.ProjectChanges.Where(row => row.ProjectId == id).OrderByDescending(row => row.Id).Take(MostChanges).ToListAsync(cancellation), cancellation);

    public Task<List<HolidayCalendar>> HolidaysAsync(CancellationToken cancellation) =>
        store.ReadAsync(db => db.HolidayCalendars.OrderBy(row => row.Year).ToListAsync(cancellation), cancellation);

    /// <summary>The time limits that hold for a project, and where they stand today.</summary>
    public async Task<IReadOnlyList<LimitStanding>> LimitsAsync(BuildingProject project, CancellationToken cancellation)
    {
        var calendar = new WorkingCalendar((await HolidaysAsync(cancellation)).Select(row => row.Days));
        return [.. StageLimits.Of(project.Jurisdiction).Select(limit => LimitStanding.Of(limit, project.Dates, calendar, Today))];
    }

    public DateOnly Today => DateOnly.FromDateTime(clock.GetLocalNow().DateTime);

    /// <summary>What is left of each project, with the history of all finished stages of the register behind it.</summary>
    public static IReadOnlyList<(BuildingProject Project, ProjectOutlook Outlook)> Outlooks(IReadOnlyCollection<BuildingProject> projects)
    {
        var history = ProjectOutlook.History(projects.SelectMany(project => project.Dates));
        return [.. projects.Select(project => (project, OutlookOf(project, history)))];
    }

    private static ProjectOutlook OutlookOf(BuildingProject project, IReadOnlyDictionary<BuildingStage, IReadOnlyList<int>> history) => new(
        project.Id.ToString(CultureInfo.InvariantCulture),
        [
            .. project.Dates.Where(stage => !stage.IsFinished).Select(stage => new OpenStage(
                stage.Stage, stage.ActualFrom, stage.PlannedFrom, ProjectOutlook.DurationOf(stage, project.StageOf(stage.Stage)?.Estimate, history))),
        ],
        StageDates.FinishedOn([.. project.Dates]));
}
