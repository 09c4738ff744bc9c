using Metrology.App.Laboratory;
using Metrology.App.Standards;
using Metrology.App.Standards.Life;
using Metrology.App.Storage;
using Metrology.Core.Planning.Building;
using Metrology.Core.Planning.Life;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Projects;

/// <summary>Changes a stage of a project. With the last one the project becomes a standard of the register, or an upgrade of the one it names.</summary>
public sealed class SaveStage(Store store, TimeProvider clock)
{
    private const decimal MostBudget = 999_999;
    private const int LongestDays = 3650;

    /// <param name="Version">The version of the project that was seen; null changes whatever is there.</param>
    public sealed record Request(
        int ProjectId, BuildingStage Stage, DateOnly? PlannedFrom, DateOnly? PlannedTo, DateOnly? ActualFrom, DateOnly? ActualTo, bool NotNeeded, string? Owner, string? Blocker,
        decimal? Budget, int? LeastDays, int? LikelyDays, int? GreatestDays, int? Version = null);

    /// <returns>The standard that the project has become with this change; null while it has not.</returns>
    public Task<Outcome<int?>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellation) =>
        store.WriteAsync<int?>(async db =>
        {
            if ((actor.Deny(Permission.EditRegistry) ?? OfItself(request).FirstOrDefault()) is { } refusal)
                return refusal;
            var project = await db.Projects.Include(row => row.Stages).FirstOrDefaultAsync(row => row.Id == request.ProjectId, cancellation);
            if (project is null)
                return ProjectErrors.NotFound;
            if (request.Version is { } edited && edited != project.Version)
                return StorageErrors.MovedOn;
            if (project.StoppedOn is not null)
                return ProjectErrors.Stopped;
            if (Problems(request, project, Today).FirstOrDefault() is { } wrong)
                return wrong;

            var wasFinished = StageDates.FinishedOn([.. project.Dates]) is not null;
            if (project.StageOf(request.Stage) is not { } stage)
                project.Stages.Add(stage = new() { Stage = request.Stage });
            Write(request, stage);
            var finished = wasFinished ? null : StageDates.FinishedOn([.. project.Dates]);
            // A change of a stage is a change of the project, too.
            var head = db.Entry(project);
            if (head.State == EntityState.Unchanged)
                head.State = EntityState.Modified;
            var at = clock.GetUtcNow();
            db.ChangeTracker.DetectChanges();
            await db.SaveKeepingAsync(db.Entry(stage), project.Id, request.Stage, actor, at, cancellation);
            if (finished is { } on && await BecomeAsync(db, project, on, actor, cancellation) is { } incomplete)
                return incomplete;
            if (finished is not null)
                db.Add(new ProjectChange { ProjectId = project.Id, Field = nameof(BuildingProject.StandardId), After = $"{project.StandardId}", ChangedBy = actor.Name, ChangedAt = at });
            return finished is null ? (int?)null : project.StandardId;
        }, cancellation);

    private DateOnly Today => DateOnly.FromDateTime(clock.GetLocalNow().DateTime);

    /// <summary>Everything that is wrong with the request beside the other stages of the project.</summary>
    public static IEnumerable<Refusal> Problems(Request request, BuildingProject project, DateOnly today)
    {
        StageDates dates = new(request.Stage, request.PlannedFrom, request.PlannedTo, request.ActualFrom, request.ActualTo, request.NotNeeded);
        StageDates[] all = [.. project.Dates.Select(one => one.Stage == request.Stage ? dates : one)];
        return OfItself(request).Concat(StageRules.Problems(dates, all, project.OwnerClass is OwnerClass.A or OwnerClass.B, today));
    }

    private static IEnumerable<Refusal> OfItself(Request request)
    {
        foreach (var refusal in Validation.EachPlausible(
            (nameof(request.PlannedFrom), request.PlannedFrom), (nameof(request.PlannedTo), request.PlannedTo), (nameof(request.ActualFrom), request.ActualFrom), (nameof(request.ActualTo), request.ActualTo)))
        {
            yield return refusal;
        }

        if (Validation.Optional((nameof(request.Owner), request.Owner), (nameof(request.Blocker), request.Blocker)) is { } wrong)
            yield return wrong;
        if (request.Budget is < 0 or > MostBudget)
            yield return ProjectErrors.Budget;
        int?[] estimate = [request.LeastDays, request.LikelyDays, request.GreatestDays];
        if (Array.Exists(estimate, one => one is not null)
            && (Array.Exists(estimate, one => one is null or < 1 or > LongestDays) || request.LeastDays > request.LikelyDays || request.LikelyDays > request.GreatestDays))
        {
            yield return ProjectErrors.Estimate;
        }
    }

    private static void Write(Request request, ProjectStage stage)
    {
        (stage.PlannedFrom, stage.PlannedTo, stage.ActualFrom, stage.ActualTo) = (request.PlannedFrom, request.PlannedTo, request.ActualFrom, request.ActualTo);
        stage.NotNeeded = request.NotNeeded;
        (stage.Owner, stage.Blocker) = (SaveProject.Kept(request.Owner), SaveProject.Kept(request.Blocker));
        stage.Budget = request.Budget;
        (stage.LeastDays, stage.LikelyDays, stage.GreatestDays) = (request.LeastDays, request.LikelyDays, request.GreatestDays);
    }

    private static bool Differs(BuildingProject project, MeasurementStandard standard) =>
        (project.RangeText is { } range && range.Trim() != standard.RangeText.Trim()) || (project.UncertaintyText is { } accuracy && accuracy.Trim() != standard.UncertaintyText.Trim()) || project.OwnerClass != standard.OwnerClass;

    /// <summary>Enters the standard, or the upgrade of one. Certificates are entered with their own numbers and dates on the page of the standard: none is derived.</summary>
    private async Task<Refusal?> BecomeAsync(MetrologyDb db, BuildingProject project, DateOnly on, Actor actor, CancellationToken cancellation)
    {
        if (project.StandardId is { } known)
        {
            if (project.Kind == ProjectKind.Upgrade)
            {
                // A withdrawn standard is not upgraded, and the project that says so must not lie.
                var upgrade = new StandardEvent
                {
                    StandardId = known,
                    Act = StandardAct.Upgraded,
                    On = on,
                    Reason = project.NameZh,
                    Document = $"建标项目 {project.Id}：{project.NameZh}",
                    EnteredBy = actor.Name,
                    EnteredAt = clock.GetUtcNow(),
                };
                var upgraded = await db.Standards.Include(row => row.Certificates).SingleAsync(row => row.Id == known, cancellation);
                if (upgraded.ProblemWith(upgrade) is { } forbidden)
                    return forbidden;
                // The act changes nothing of the register: what the project promises has come there by a replacement, or it has not come.
                if (Differs(project, upgraded))
                    return ProjectErrors.UpgradeDiffers(upgraded);
                db.Add(upgrade);
            }

            return null;
        }

        if (project is not { Place: { } place, RangeText: { } range, UncertaintyText: { } uncertainty })
            return ProjectErrors.NoStandard;
        var standard = new MeasurementStandard
        {
            NameZh = project.NameZh,
            NameEn = project.NameEn,
            Place = place,
            RangeText = range,
            UncertaintyText = uncertainty,
            OwnerClass = project.OwnerClass,
            Institution = project.Institution,
            IsDemonstration = project.IsDemonstration,
        };
        db.Add(standard);
        await db.SaveChangesAsync(cancellation);
        project.StandardId = standard.Id;
        return null;
    }
}
