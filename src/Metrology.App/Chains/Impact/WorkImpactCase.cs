using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Chains.Impact;

/// <summary>Works a case off: owners told, certificates closed one by one with what was done, then the case.</summary>
public sealed class WorkImpactCase(Store store, TimeProvider clock)
{
    /// <summary>The owner was told, and how.</summary>
    public Task<Outcome<int>> NotifyAsync(Actor actor, int id, int sequence, string how, CancellationToken cancellation) => OfLineAsync(actor, id, sequence, how, line =>
    {
        (line.NotifiedHow, line.NotifiedBy, line.NotifiedAt) = (how.Trim(), actor.Name, clock.GetUtcNow());
        return null;
    }, cancellation);

    /// <summary>What was done about the certificate.</summary>
    public Task<Outcome<int>> CloseLineAsync(Actor actor, int id, int sequence, string done, CancellationToken cancellation) => OfLineAsync(actor, id, sequence, done, line =>
    {
        if (line.ChangesVerdict && line.NotifiedAt is null)
            return ImpactErrors.OwnerNotTold;
        (line.Done, line.DoneBy, line.DoneAt) = (done.Trim(), actor.Name, clock.GetUtcNow());
        return null;
    }, cancellation);

    public Task<Outcome<int>> CloseAsync(Actor actor, int id, CancellationToken cancellation) => OfCaseAsync(actor, id, one =>
    {
        if (one.Lines.Exists(line => line.DoneAt is null))
            return ImpactErrors.OpenLines;
        (one.ClosedBy, one.ClosedAt) = (actor.Name, clock.GetUtcNow());
        return null;
    }, cancellation);

    private Task<Outcome<int>> OfLineAsync(Actor actor, int id, int sequence, string text, Func<ImpactLine, Refusal?> change, CancellationToken cancellation) =>
        OfCaseAsync(actor, id, one => one.Lines.Find(line => line.Sequence == sequence) is not { } line ? ImpactErrors.NotFound
            : line.DoneAt is not null ? ImpactErrors.Closed
            : string.IsNullOrWhiteSpace(text) ? ImpactErrors.NothingSaid
            : Validation.Optional(("Text", text)) ?? change(line), cancellation);

    private Task<Outcome<int>> OfCaseAsync(Actor actor, int id, Func<ImpactCase, Refusal?> change, CancellationToken cancellation) => store.WriteAsync<int>(async db =>
    {
        if (actor.Deny(Permission.EditRegistry) is { } denied)
            return denied;
        if (await db.ImpactCases.Include(row => row.Lines).FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } one)
            return ImpactErrors.NotFound;
        if ((one.ClosedAt is null ? change(one) : ImpactErrors.Closed) is { } refusal)
            return refusal;
        db.Entry(one).State = EntityState.Modified;
        await db.SaveChangesAsync(cancellation);
        return id;
    }, cancellation);
}
