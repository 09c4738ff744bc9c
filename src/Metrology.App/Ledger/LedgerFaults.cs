using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Ledger;

/// <summary>Failures that say that the ledger and the database do not agree. While a record of one is open nothing is issued and nothing is signed.</summary>
internal static class LedgerFaults
{
    /// <summary>The audit found rows or entries that are not as they were written.</summary>
    public const string Broken = "ledger.broken";

    /// <summary>The ledger does not lead on from what this server signed last.</summary>
    public const string NotContinued = "ledger.not-continued";

    private static readonly string[] Stopping = [Broken, NotContinued];

    /// <summary>It stops issuing, and only an administrator closes it.</summary>
    public static bool Stops(string code) => Stopping.Contains(code);

    /// <summary>One of them is open.</summary>
    public static Task<bool> IsOpenAsync(MetrologyDb db, CancellationToken cancellation) => db.FaultRecords.AnyAsync(row => row.ClosedAt == null && Stopping.Contains(row.Code), cancellation);

    /// <summary>Why nothing is issued now, or null. That one was closed is believed only where the ledger says so, and none of them may be gone.</summary>
    public static async Task<Refusal?> OpenAsync(MetrologyDb db, CancellationToken cancellation) =>
        await RowCheck.CountedAsync(db, [typeof(Faults.FaultRecord)], cancellation)
        ?? await RowCheck.RegistersAsync(db, await db.FaultRecords.AsNoTracking().Where(row => Stopping.Contains(row.Code)).ToListAsync(cancellation), cancellation)
        ?? await StandingAsync(db, cancellation);

    private static async Task<Refusal?> StandingAsync(MetrologyDb db, CancellationToken cancellation) =>
        await db.FaultRecords.Where(row => row.ClosedAt == null && Stopping.Contains(row.Code)).OrderBy(row => row.Id).Select(row => (int?)row.Id).FirstOrDefaultAsync(cancellation) is { } id
            ? Stopped(id) : null;

    private static Refusal Stopped(int id) => Refusal.Of(
        "ledger.fault-open",
        $"台账与记录或签名不符，故障记录 {id} 还没有处理完毕，其间不出具证书。请管理员查明并恢复，在“故障记录”页写明原因和措施后关闭该记录，然后再出证。",
        $"The ledger does not agree with records or with what was signed, and failure {id} is still open; no paper is issued meanwhile. An administrator finds out and mends it, closes the record on the page “Failures” saying what was found and done, and papers are issued again.");
}
