using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Planning.Building;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Projects;

/// <summary>Gives a project up, merges it into another, or takes either back. A stopped project counts in no forecast and changes no more.</summary>
public sealed class StopProject(Store store, TimeProvider clock)
{
    /// <param name="MergedIntoId">Where it goes on; null when it is given up.</param>
    public sealed record Request(int ProjectId, DateOnly? On, string Because, int? MergedIntoId, int? Version = null);

    public Task<Outcome<int>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellation) => ChangeAsync(actor, request.ProjectId, request.Version, async (db, project) =>
    {
        if (project.StoppedOn is not null)
            return ProjectErrors.Stopped;
        if (StageDates.FinishedOn([.. project.Dates]) is not null)
            return ProjectErrors.FinishedNotStopped;
        if (request.On is not { } on)
            return ProjectErrors.NoStopDay;
        var wrong = Validation.Required((nameof(request.Because), request.Because)) ?? Validation.Plausible((nameof(request.On), request.On))
            ?? (on > DateOnly.FromDateTime(clock.GetLocalNow().DateTime) ? ProjectErrors.StopInFuture : null);
        if (wrong is not null)
            return wrong;
        if (request.MergedIntoId is { } other && (other == project.Id || !await db.Projects.AnyAsync(row => row.Id == other && row.StoppedOn == null, cancellation)))
            return ProjectErrors.MergedNowhere;
        // Otherwise a chain of merged projects would end in one that is stopped.
        if (await db.Projects.AnyAsync(row => row.MergedIntoId == project.Id, cancellation) && request.MergedIntoId is null)
            return ProjectErrors.OthersMergedHere;
        (project.StoppedOn, project.StoppedBecause, project.MergedIntoId) = (on, request.Because.Trim(), request.MergedIntoId);
        return null;
    }, cancellation);

    /// <summary>It goes on after all.</summary>
    public Task<Outcome<int>> ResumeAsync(Actor actor, int id, CancellationToken cancellation) => ChangeAsync(actor, id, null, (_, project) =>
    {
        if (project.StoppedOn is null)
            return Task.FromResult<Refusal?>(ProjectErrors.NotStopped);
        (project.StoppedOn, project.StoppedBecause, project.MergedIntoId) = (null, null, null);
        return Task.FromResult<Refusal?>(null);
    }, cancellation);

    private Task<Outcome<int>> ChangeAsync(Actor actor, int id, int? version, Func<MetrologyDb, BuildingProject, Task<Refusal?>> change, CancellationToken cancellation) => store.WriteAsync<int>(async db =>
    {
        if (actor.Deny(Permission.EditRegistry) is { } denied)
            return denied;
        if (await db.Projects.Include(row => row.Stages).FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } project)
            return ProjectErrors.NotFound;
        if (version is { } edited && edited != project.Version)
            return StorageErrors.MovedOn;
        if (await change(db, project) is { } refusal)
            return refusal;
        db.ChangeTracker.DetectChanges();
        await db.SaveKeepingAsync(db.Entry(project), project.Id, null, actor, clock.GetUtcNow(), cancellation);
        return project.Id;
    }, cancellation);
}
