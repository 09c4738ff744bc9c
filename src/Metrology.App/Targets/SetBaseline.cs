using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Words;

namespace Metrology.App.Targets;

/// <summary>Enters what stood when the plan began. No baseline without its day and its source: none of the published plans gives one.</summary>
public sealed class SetBaseline(Store store)
{
    public sealed record Request(string TargetId, decimal? Number, DateOnly? On, string? Source);

    public Task<Outcome<string>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellation) =>
        store.WriteAsync<string>(actor, async db =>
        {
            if (actor.Deny(Permission.EditTargets) is { } denied)
                return denied;
            if (await db.Targets.FindAsync([request.TargetId], cancellation) is not { } row)
                return TargetErrors.NotFound;
            if (row.IsWithdrawn)
                return TargetErrors.Withdrawn;
            var target = TargetView.Of(row).Target;
            if (target.Number is null)
                return TargetErrors.NoNumber;
            if (request.Number is not >= 0)
                return TargetErrors.BadNumber;
            if (request.On is null)
                return TargetErrors.BaselineWithoutDay;
            if ((Validation.Required((nameof(request.Source), request.Source)) ?? Validation.Plausible((nameof(request.On), request.On))) is { } wrong)
                return wrong;
            if (request.On > target.Due.DefaultDate)
                return TargetErrors.BaselineAfterDue;
            (row.BaselineNumber, row.BaselineOn, row.BaselineSource, row.BaselineBy) = (request.Number, request.On, request.Source!.Trim(), actor.Name);
            return row.Id;
        }, cancellation);
}
