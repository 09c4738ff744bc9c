using Metrology.App.Jobs;
using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Operation;

/// <summary>Numbers by which a program watches the server.</summary>
public sealed class WatchQueries(Store store)
{
    /// <param name="Verifications">By where they stand.</param>
    /// <param name="LedgerSize">Entries.</param>
    /// <param name="LastCheckpoint">When the ledger was last signed.</param>
    /// <param name="Jobs">The last run of each job that ran.</param>
    public sealed record Numbers(
        IReadOnlyDictionary<string, int> Verifications, int Certificates, int InstrumentMessages, int RefusedMessages, IReadOnlyList<RefusedRequest> RefusedRequests,
        long LedgerSize, DateTimeOffset? LastCheckpoint, IReadOnlyList<JobRun> Jobs, int OpenFaults);

    public Task<Numbers> NumbersAsync(CancellationToken cancellation) => store.ReadAsync(
        async db => new Numbers(
            await db.Verifications.GroupBy(row => row.State).ToDictionaryAsync(group => group.Key.ToString(), group => group.Count(), cancellation),
            await db.Certificates.CountAsync(cancellation),
            await db.InstrumentMessages.CountAsync(cancellation),
            await db.RefusedMessages.CountAsync(cancellation),
            await db.RefusedRequests.OrderBy(row => row.Code).ThenBy(row => row.Status).ToListAsync(cancellation),
            await db.LedgerHeads.Select(row => row.Size).FirstOrDefaultAsync(cancellation),
            await db.LedgerCheckpoints.OrderByDescending(row => row.Size).Select(row => (DateTimeOffset?)row.At).FirstOrDefaultAsync(cancellation),
            await db.JobRuns.Where(row => db.JobRuns.Where(other => other.JobId == row.JobId && other.EndedAt != null).Max(other => other.Id) == row.Id).OrderBy(row => row.JobId).ToListAsync(cancellation),
            await db.FaultRecords.CountAsync(row => row.ClosedAt == null, cancellation)),
        cancellation);

    /// <summary>The database answers and has the schema of this version.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellation) => !await store.NeedsMigrationAsync(cancellation);
}
