using System.Linq.Expressions;
using Metrology.App.Faults;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Ledger;

/// <summary>Failures that say that the ledger and the database do not agree. While one is open nothing is issued and nothing is signed.</summary>
internal static class LedgerFaults
{
    /// <summary>The audit found rows or entries that are not as they were written.</summary>
    public const string Broken = "ledger.broken";

    /// <summary>The ledger does not lead on from what this server signed or wrote last.</summary>
    public const string NotContinued = "ledger.not-continued";

    private static readonly string[] Stopping = [Broken, NotContinued];

    /// <summary>It stops issuing, and only an administrator closes it.</summary>
    public static bool Stops(string code) => Stopping.Contains(code);

    /// <summary>One of them is open, by the database or by what is kept beside the key.</summary>
    public static async Task<bool> IsOpenAsync(MetrologyDb db, CancellationToken cancellation) =>
        db.Memory is { Stopped.Count: > 0 } || await db.FaultRecords.AnyAsync(row => row.ClosedAt == null && Stopping.Contains(row.Code), cancellation);

    /// <summary>Why nothing is issued now, or null.</summary>
    /// <remarks>What the database says of a failure is not believed: the record of the last one must be what the ledger says of it, and what is kept beside the key counts whatever became of the records.</remarks>
    public static async Task<Refusal?> OpenAsync(MetrologyDb db, CancellationToken cancellation)
    {
        var records = await db.FaultRecords.AsNoTracking().Where(row => Stopping.Contains(row.Code)).OrderBy(row => row.Id).ToListAsync(cancellation);
        if (records.Find(row => row.ClosedAt is null) is { } open)
            return Stopped(open.Id);
        if (db.Memory is { Stopped.Count: > 0 })
            return Concealed;
        return records is [.., var last] && await RowCheck.RegistersAsync(db, [last], cancellation) is not null ? Concealed : null;
    }

    /// <summary>Why nothing is made of a row now, or null: an open failure says that it is not what the ledger says of it, or one that was closed or changed behind the product.</summary>
    public static async Task<Refusal?> NamingAsync(MetrologyDb db, Expression<Func<FaultRecord, bool>> isNamed, CancellationToken cancellation)
    {
        var records = await db.FaultRecords.AsNoTracking().Where(row => row.Code == RowCheck.Code).Where(isNamed).OrderBy(row => row.Id).ToListAsync(cancellation);
        return records.Find(row => row.ClosedAt is null) is { } open ? Named(open.Id) : await RowCheck.RegistersAsync(db, records, cancellation) is not null ? Named(records[^1].Id) : null;
    }

    private static Refusal Named(int id) => Refusal.Of(
        OpenCode,
        $"故障记录 {id} 指出它与台账记载的不同，处理完毕之前不据此出具证书。请查明并恢复，在“故障记录”页写明原因和措施后关闭该记录，然后再出证。",
        $"Failure {id} says that it is not what the ledger says of it, and no paper is issued from it before that is settled. Find out and mend it, close the record on the page “Failures” saying what was found and done, and issue again.");

    /// <summary>Of every refusal because of them.</summary>
    public const string OpenCode = "ledger.fault-open";

    private static readonly Refusal Concealed = Refusal.Of(
        OpenCode,
        "台账故障停止了出证，但它的记录被绕过本系统关闭、改动或删去，其间不出具证书。请管理员在“任务”页运行台账核对，查明并恢复，在“故障记录”页写明原因和措施后关闭它新开的记录，然后再出证。",
        "A failure of the ledger stops issuing, and its record was closed, changed or removed behind the product; no paper is issued meanwhile. An administrator runs the audit of the ledger on the page “Jobs”, finds out and mends it, closes the record that the audit opens on the page “Failures” saying what was found and done, and papers are issued again.");

    private static Refusal Stopped(int id) => Refusal.Of(
        OpenCode,
        $"台账与记录或签名不符，故障记录 {id} 还没有处理完毕，其间不出具证书。请管理员查明并恢复，在“故障记录”页写明原因和措施后关闭该记录，然后再出证。",
        $"The ledger does not agree with records or with what was signed, and failure {id} is still open; no paper is issued meanwhile. An administrator finds out and mends it, closes the record on the page “Failures” saying what was found and done, and papers are issued again.");
}
