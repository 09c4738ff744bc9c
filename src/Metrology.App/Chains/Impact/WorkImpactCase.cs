using Metrology.App.Laboratory;
using Metrology.App.Notifications;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Chains.Impact;

/// <summary>Works a case off: owners told, certificates closed one by one with what was done, then the case.</summary>
public sealed class WorkImpactCase(Store store, TimeProvider clock)
{
    /// <summary>The owner was told, and how.</summary>
    public Task<Outcome<int>> NotifyAsync(Actor actor, int id, int sequence, string how, CancellationToken cancellation) => OfLineAsync(actor, id, sequence, how, (_, line) =>
    {
        (line.NotifiedHow, line.NotifiedBy, line.NotifiedAt) = (how.Trim(), actor.Name, clock.GetUtcNow());
        return null;
    }, cancellation);

    /// <summary>What was done about the certificate.</summary>
    public Task<Outcome<int>> CloseLineAsync(Actor actor, int id, int sequence, string done, CancellationToken cancellation) => OfLineAsync(actor, id, sequence, done, (sent, line) =>
    {
        if (line.NotifiedAt is null && sent is { SentAt: { } at })
            (line.NotifiedHow, line.NotifiedBy, line.NotifiedAt) = ($"邮件 e-mail {sent.Address}", actor.Name, at);
        if (line.ChangesVerdict && line.NotifiedAt is null)
            return ImpactErrors.OwnerNotTold;
        (line.Done, line.DoneBy, line.DoneAt) = (done.Trim(), actor.Name, clock.GetUtcNow());
        return null;
    }, cancellation);

    public Task<Outcome<int>> CloseAsync(Actor actor, int id, CancellationToken cancellation) => OfCaseAsync(actor, id, (_, one) =>
    {
        if (one.Lines.Exists(line => line.DoneAt is null))
            return Task.FromResult<Refusal?>(ImpactErrors.OpenLines);
        (one.ClosedBy, one.ClosedAt) = (actor.Name, clock.GetUtcNow());
        return Task.FromResult<Refusal?>(null);
    }, cancellation);

    private Task<Outcome<int>> OfLineAsync(Actor actor, int id, int sequence, string text, Func<Delivery?, ImpactLine, Refusal?> change, CancellationToken cancellation) =>
        OfCaseAsync(actor, id, async (db, one) =>
        {
            if (one.Lines.Find(line => line.Sequence == sequence) is not { } line)
                return ImpactErrors.NotFound;
            if (line.DoneAt is not null)
                return ImpactErrors.Closed;
            if (string.IsNullOrWhiteSpace(text))
                return ImpactErrors.NothingSaid;
            if (Validation.Optional(("Text", text)) is { } wrong)
                return wrong;
            var key = MailOwners.KeyOf(id, sequence);
            return change(await db.Deliveries.AsNoTracking().FirstOrDefaultAsync(row => row.Key == key && row.State == DeliveryState.Sent, cancellation), line);
        }, cancellation);

    private Task<Outcome<int>> OfCaseAsync(Actor actor, int id, Func<MetrologyDb, ImpactCase, Task<Refusal?>> change, CancellationToken cancellation) => store.WriteAsync<int>(async db =>
    {
        if (actor.Deny(Permission.EditRegistry) is { } denied)
            return denied;
        if (await db.ImpactCases.Include(row => row.Lines).FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } one)
            return ImpactErrors.NotFound;
        if ((one.ClosedAt is null ? await change(db, one) : ImpactErrors.Closed) is { } refusal)
            return refusal;
        db.Entry(one).State = EntityState.Modified;
        await db.SaveChangesAsync(cancellation);
        return id;
    }, cancellation);
}
