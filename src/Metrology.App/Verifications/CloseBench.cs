using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Verifications;

/// <summary>Takes a bench out of use, or back into it. Its records stay as they are.</summary>
public sealed class CloseBench(Store store, TimeProvider clock)
{
    public Task<Outcome<int>> ExecuteAsync(Actor actor, int id, string reason, CancellationToken cancellation) =>
        ChangeAsync(actor.Saying(reason), id, bench =>
        {
            if (VerificationErrors.Reason(reason) is { } unsaid)
                return unsaid;
            if (bench.LeasedBy is not null)
                return BenchErrors.InUse;
            if (bench.ClosedAt is not null)
                return BenchErrors.Closed with { Field = null };
            (bench.ClosedAt, bench.ClosedBecause) = (clock.GetUtcNow(), reason.Trim());
            return null;
        }, cancellation);

    public Task<Outcome<int>> ReopenAsync(Actor actor, int id, CancellationToken cancellation) =>
        ChangeAsync(actor, id, bench =>
        {
            if (bench.ClosedAt is null)
                return BenchErrors.NotClosed;
            (bench.ClosedAt, bench.ClosedBecause) = (null, null);
            return null;
        }, cancellation);

    private Task<Outcome<int>> ChangeAsync(Actor actor, int id, Func<Bench, Refusal?> change, CancellationToken cancellation) =>
        store.WriteAsync<int>(actor, async db =>
        {
            if (actor.Deny(Permission.EditBenches) is { } denied)
                return denied;
            if (await db.Benches.Include(row => row.Parts).FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } bench)
                return BenchErrors.NotFound;
            if (await UsableBenches.WrongAsync(db, bench, cancellation) is { } unusable)
                return unusable;
            return change(bench) is { } refusal ? refusal : id;
        }, cancellation);
}
