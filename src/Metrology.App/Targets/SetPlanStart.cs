using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Words;

namespace Metrology.App.Targets;

/// <summary>Enters the first day of a plan whose sentence does not say it, with the paper that does: what is newly built in the period is counted from it.</summary>
public sealed class SetPlanStart(Store store)
{
    public sealed record Request(string TargetId, DateOnly? On, string? Source);

    public Task<Outcome<string>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellation) =>
        store.WriteAsync<string>(actor, async db =>
        {
            if (actor.Deny(Permission.EditTargets) is { } denied)
                return denied;
            if (await db.Targets.FindAsync([request.TargetId], cancellation) is not { } row)
                return TargetErrors.NotFound;
            if (row.IsWithdrawn)
                return TargetErrors.Withdrawn;
            var view = TargetView.Of(row);
            if (view.SaysPlanStart)
                return TargetErrors.StartStated;
            if (request.On is null)
                return TargetErrors.NoStart;
            if ((Validation.Required((nameof(request.Source), request.Source)) ?? Validation.Plausible(("PlanStart", request.On))) is { } wrong)
                return wrong with { Field = wrong.Field == nameof(request.Source) ? "PlanSource" : wrong.Field };
            if (request.On > view.Target.Due.DefaultDate)
                return TargetErrors.StartAfterDue;
            (row.PlanStart, row.PlanStartSource, row.PlanStartBy) = (request.On, request.Source!.Trim(), actor.Name);
            return row.Id;
        }, cancellation);
}
