using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Metrology.App.Certificates.Bulk;

/// <summary>
/// Issues what is written down, one after the other, each number in the transaction of its certificate. What fails is said at its line and stops nothing. A process that was killed
/// leaves at most the one in hand, which is found issued or not when another goes on.
/// </summary>
public sealed partial class RunBulkIssue(Store store, IssueCertificate issue, TimeProvider clock, ILogger<RunBulkIssue> log)
{
    /// <summary>Longer than any certificate takes.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private readonly Guid worker = Guid.NewGuid();

    /// <summary>Works on everything that is not done; ends when nothing is left that nobody else works on.</summary>
    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        while (await ClaimAsync(cancellation) is { } claimed)
        {
            // What the ledger says of it now is what is done, whatever becomes of its row meanwhile.
            var order = await store.ReadAsync(db => StandingOrder.FindAsync(db, claimed, cancellation), cancellation);
            while (await NextAsync(claimed, order, cancellation) is var (line, ordered))
            {
                var issued = await IssueAsync(ordered, line, cancellation);
                // What was issued is written down even when the server is stopping.
                await KeepAsync(line, issued, CancellationToken.None);
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Says that no other process works here, so what one left in hand that was killed need not wait for its lease.</summary>
    public Task TakeOverAsync(CancellationToken cancellation) => store.WriteAsync<bool>(
        async db =>
        {
            foreach (var bulk in await db.BulkIssues.Where(row => row.EndedAt == null && row.Worker != null).ToListAsync(cancellation))
                (bulk.Worker, bulk.LeasedUntil) = (null, null);
            return true;
        },
        cancellation);

    /// <summary>The oldest that nobody works on; null when there is none.</summary>
    private async Task<int?> ClaimAsync(CancellationToken cancellation)
    {
        var claimed = await store.WriteAsync<int?>(
            async db =>
            {
                var now = clock.GetUtcNow();
                var bulk = await db.BulkIssues.Where(row => row.EndedAt == null && (row.Worker == null || row.Worker == worker || row.LeasedUntil < now))
                    .OrderBy(row => row.Id).FirstOrDefaultAsync(cancellation);
                if (bulk is null)
                    return (int?)null;
                (bulk.Worker, bulk.LeasedUntil) = (worker, now + Lease);
                return bulk.Id;
            },
            cancellation);
        // Somebody else was quicker: what is left is found the next time.
        return claimed.IsRefused ? null : claimed.Value;
    }

    /// <summary>
    /// The next line with what was ordered of it, by whom, if that person has an account and rights now: whoever was disabled meanwhile issues nothing more. Null when the last is done, somebody cancelled, or another
    /// server has taken over. A line that is not of the order, and one of an order that is not what the ledger says, is refused.
    /// </summary>
    private async Task<(BulkIssueLine Line, Outcome<Ordered> Ordered)?> NextAsync(int id, Outcome<StandingOrder> order, CancellationToken cancellation)
    {
        var next = await store.WriteAsync<(BulkIssueLine, Outcome<Ordered>)?>(
            async db =>
            {
                var bulk = await db.BulkIssues.SingleAsync(row => row.Id == id, cancellation);
                if (bulk.Worker != worker || bulk.EndedAt is not null)
                    return ((BulkIssueLine, Outcome<Ordered>)?)null;
                var end = await StandingOrder.EndAsync(db, id, cancellation);
                var isCancelled = end is { IsRefused: false, Value.CancelledBy: not null };
                var waiting = db.BulkIssueLines.Where(row => row.BulkId == id && row.State == BulkLineState.Waiting);
                var line = isCancelled ? null : await waiting.AsNoTracking().OrderBy(row => row.Sequence).FirstOrDefaultAsync(cancellation);
                if (line is not null)
                {
                    bulk.LeasedUntil = clock.GetUtcNow() + Lease;
                    return (line, await OrderedAsync(db, order, end, line, cancellation));
                }

                if (isCancelled)
                    await waiting.ExecuteUpdateAsync(row => row.SetProperty(one => one.State, BulkLineState.Cancelled), cancellation);
                else if (end is { IsRefused: false, Value: null } && !order.IsRefused)
                    db.Add(new BulkOrderEnd { OrderId = id, At = clock.GetUtcNow() });
                (bulk.EndedAt, bulk.Worker, bulk.LeasedUntil) = (clock.GetUtcNow(), null, null);
                return ((BulkIssueLine, Outcome<Ordered>)?)null;
            },
            cancellation);
        return next.IsRefused ? null : next.Value;
    }

    /// <param name="Approved">Hash of the record that was approved, and is to be issued.</param>
    private sealed record Ordered(Actor By, string Approved);

    private static async Task<Outcome<Ordered>> OrderedAsync(MetrologyDb db, Outcome<StandingOrder> order, Outcome<BulkOrderEnd?> end, BulkIssueLine line, CancellationToken cancellation)
    {
        if ((order.Refusal ?? end.Refusal) is { } unusable)
            return unusable;
        if (await order.Value.DoubtAsync(db, cancellation) is { } doubted)
            return doubted;
        // Every line of it was done before it ended.
        if (end.Value is not null || !order.Value.Approved.TryGetValue(line.VerificationId, out var approved))
            return RowCheck.UnusableRegister(LegalRow.Sought(nameof(BulkIssueLine), $"{line.BulkId},{line.Sequence}"));
        var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(row => row.Id == order.Value.OrderedById, cancellation);
        if (account is null or { IsDisabled: true })
            return LaboratoryErrors.NotAllowed;
        return await db.UnusableAsync([account], cancellation) is { } forged ? forged : new Ordered(new(account.Id, account.DisplayName, account.Roles), approved);
    }

    private async Task<Outcome<Certificate>> IssueAsync(Outcome<Ordered> ordered, BulkIssueLine line, CancellationToken cancellation)
    {
        if (ordered.Refusal is { } refusal)
        {
            await store.SayUnusableAsync(refusal);
            return refusal;
        }

        try
        {
            return await issue.OrderedAsync(ordered.Value.By, line.VerificationId, ordered.Value.Approved, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            LogFault(fault, line.RecordNumber);
            return BulkErrors.Failed;
        }
    }

    private Task<Outcome<bool>> KeepAsync(BulkIssueLine line, Outcome<Certificate> issued, CancellationToken cancellation) => store.WriteAsync<bool>(
        async db =>
        {
            var kept = await db.BulkIssueLines.SingleAsync(row => row.BulkId == line.BulkId && row.Sequence == line.Sequence, cancellation);
            if (issued.Refusal is { } refusal)
                (kept.State, kept.Code, kept.SaidZh, kept.SaidEn) = (BulkLineState.NotIssued, refusal.Code, refusal.Text.Zh, refusal.Text.En);
            else
                (kept.State, kept.CertificateNumber) = (BulkLineState.Issued, issued.Value.Number);
            return true;
        },
        cancellation);

    [LoggerMessage(LogLevel.Error, "Bulk issue: record {Record} failed")]
    private partial void LogFault(Exception fault, string record);
}
