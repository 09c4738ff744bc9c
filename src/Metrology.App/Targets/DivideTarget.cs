using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Planning;
using Metrology.Core.Quantities;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Targets;

/// <summary>Divides a target among districts or institutions, as a paper says it. Parts may leave something of the whole undivided; more than the whole they never make.</summary>
public sealed class DivideTarget(Store store)
{
    public sealed record Request(string TargetId, string Unit, decimal? Number, string Source);

    public Task<Outcome<int>> AddAsync(Actor actor, Request request, CancellationToken cancellation) =>
        store.WriteAsync<int>(actor, async db =>
        {
            if (actor.Deny(Permission.EditTargets) is { } denied)
                return denied;
            if (await db.Targets.Include(target => target.Parts).FirstOrDefaultAsync(target => target.Id == request.TargetId, cancellation) is not { } row)
                return TargetErrors.NotFound;
            if (row.IsWithdrawn)
                return TargetErrors.Withdrawn;
            if (TargetView.Of(row).Target.Number is null)
                return TargetErrors.NoNumber;
            if (Validation.Required((nameof(request.Unit), request.Unit), (nameof(request.Source), request.Source)) is { } missing)
                return missing;
            if (request.Number is not >= 0)
                return TargetErrors.BadNumber;
            if (row.Parts.Exists(part => part.Unit == request.Unit.Trim()))
                return TargetErrors.PartExists;
            // A minimum of each is no sum.
            if (row.Reading is not (TargetReadings.PerInstitutionMinimum or TargetReadings.PerUnitMinimum)
                && Whole(TargetView.Of(row).Target) is { } whole && row.Parts.Sum(part => part.Number) + request.Number > whole)
                return TargetErrors.PartsExceed(whole);
            var added = new TargetPart { TargetId = row.Id, Unit = request.Unit.Trim(), Number = request.Number.Value, Source = request.Source.Trim(), EnteredBy = actor.Name };
            row.Parts.Add(added);
            await db.SaveChangesAsync(cancellation);
            return added.Id;
        }, cancellation);

    private static decimal? Whole(Target target) => QuantityText.ParseNumber(target.Range?.Max ?? target.Number ?? "");

    public Task<Outcome<int>> RemoveAsync(Actor actor, string targetId, int partId, CancellationToken cancellation) =>
        store.WriteAsync<int>(actor, async db =>
        {
            if (actor.Deny(Permission.EditTargets) is { } denied)
                return denied;
            if (await db.TargetParts.FirstOrDefaultAsync(part => part.Id == partId && part.TargetId == targetId, cancellation) is not { } row)
                return TargetErrors.NoPart;
            db.Remove(row);
            return partId;
        }, cancellation);
}
