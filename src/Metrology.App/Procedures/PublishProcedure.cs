using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Words;

namespace Metrology.App.Procedures;

/// <summary>Puts an imported procedure in force, by another person than the one who imported it, or takes one out of use. Records keep what they pinned.</summary>
public sealed class PublishProcedure(Store store, TimeProvider clock)
{
    private const int LongestReason = 400;

    public Task<Outcome<string>> ExecuteAsync(Actor actor, string contentHash, CancellationToken cancellation) =>
        ChangeAsync(actor, contentHash, row =>
        {
            if (row.State != ProcedureState.Imported)
                return ProcedureErrors.NotWaiting;
            if (row.ImportedById == actor.AccountId)
                return ProcedureErrors.SamePerson;
            (row.State, row.PublishedBy, row.PublishedAt) = (ProcedureState.Published, actor.Name, clock.GetUtcNow());
            return null;
        }, cancellation);

    public Task<Outcome<string>> WithdrawAsync(Actor actor, string contentHash, string? because, CancellationToken cancellation) =>
        ChangeAsync(actor.Saying(because), contentHash, row =>
        {
            if (row.State == ProcedureState.Withdrawn)
                return ProcedureErrors.NotWaiting;
            if (string.IsNullOrWhiteSpace(because) || because.Length > LongestReason)
                return ProcedureErrors.NoReason;
            (row.State, row.WithdrawnBy, row.WithdrawnAt, row.WithdrawnBecause) = (ProcedureState.Withdrawn, actor.Name, clock.GetUtcNow(), because.Trim());
            return null;
        }, cancellation);

    private Task<Outcome<string>> ChangeAsync(Actor actor, string contentHash, Func<ProcedureRow, Refusal?> change, CancellationToken cancellation) =>
        store.WriteAsync<string>(actor, async db =>
        {
            if (actor.Deny(Permission.PublishProcedures) is { } denied)
                return denied;
            if (await db.Procedures.FindAsync([contentHash], cancellation) is not { } row)
                return ProcedureErrors.NotFound;
            return change(row) is { } refusal ? refusal : contentHash;
        }, cancellation);
}
