using System.Data.Common;
using System.Reflection;
using Metrology.App.Storage;
using Metrology.Core.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Metrology.App.Ledger;

/// <summary>What an audit saw.</summary>
/// <param name="Origin">Null when there is no ledger.</param>
/// <param name="Rows">Legal rows that were compared.</param>
/// <param name="Checkpoints">Signed checkpoints that were compared.</param>
public sealed record LedgerReport(string? Origin, long Size, byte[] Root, long Rows, int Checkpoints, IReadOnlyList<LedgerFinding> Findings);

/// <summary>
/// Compares every legal row with what the ledger says of it, the ledger with itself, and both with the checkpoints that were signed. Reads only, at one moment
/// of the database.
/// </summary>
public sealed class AuditLedger(Store store, ILedgerWitness witness)
{
    private static readonly MethodInfo Reading = typeof(AuditLedger).GetMethod(nameof(RowsAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    public async Task<LedgerReport> ExecuteAsync(CancellationToken cancellation)
    {
        var outside = await witness.ReadAsync(cancellation);
        return await store.ReadAsync(db => AuditAsync(db, outside, cancellation), cancellation);
    }

    private async Task<LedgerReport> AuditAsync(MetrologyDb db, IReadOnlyList<string> outside, CancellationToken cancellation)
    {
        var head = await db.LedgerHeads.SingleOrDefaultAsync(cancellation);
        var inside = await db.LedgerCheckpoints.Select(row => row.Note).ToListAsync(cancellation);
        var chain = LedgerChain.Of([.. inside, .. outside], head?.Origin, witness.Key);
        var said = new Dictionary<(string Kind, string Key), (byte[] Hash, long Entry)>();
        await foreach (var entry in db.LedgerEntries.OrderBy(row => row.Index).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var lines = chain.Next(entry.Bytes, entry.LeafHash)?.Lines ?? [];
            if (entry.Sought != LegalRow.SoughtIn(lines).FirstOrDefault())
                chain.Add("ledger.entry-changed", LedgerChain.Entry(chain.Size - 1), "台账条目旁的索引被改动。", "What an entry of the ledger is found by was changed.");
            Take(lines, said, chain.Size - 1);
        }

        chain.End();
        if (head is not null && (head.Size != chain.Size || !chain.Last.SequenceEqual(head.LastHash) || !chain.Frontier.SequenceEqual(head.Frontier)))
            chain.Add("ledger.head-wrong", "head", "台账末端的记载与条目不符：条目或末端被改动。", "Where the ledger says that it ends is not where its entries end: one of them was changed.");

        var rows = 0L;
        foreach (var type in db.Model.GetEntityTypes().Where(LegalRow.IsLegal).OrderBy(LegalRow.KindOf, StringComparer.Ordinal))
            rows += await (Task<long>)Reading.MakeGenericMethod(type.ClrType).Invoke(null, [db, type, said, chain, cancellation])!;
        foreach (var ((kind, key), (_, entry)) in said.OrderBy(pair => pair.Value.Entry))
            chain.Add("ledger.row-missing", $"{kind} {key}", $"台账第 {entry} 条记载的这一行已不在数据库中。", $"The row that entry {entry} of the ledger knows is no longer in the database.");
        return new(head?.Origin, chain.Size, chain.Root, rows, chain.Checkpoints, chain.Findings);
    }

    private static void Take(IReadOnlyList<LedgerLine> lines, Dictionary<(string Kind, string Key), (byte[] Hash, long Entry)> said, long entry)
    {
        foreach (var line in lines)
        {
            if (line.Act == RowAct.Removed)
                said.Remove((line.Kind, line.Key));
            else
                said[(line.Kind, line.Key)] = (line.Hash, entry);
        }
    }

    /// <summary>Takes each row of a table off what the ledger said; what stays there is missing.</summary>
    private static async Task<long> RowsAsync<T>(
        MetrologyDb db, IEntityType type, Dictionary<(string Kind, string Key), (byte[] Hash, long Entry)> said, LedgerChain chain, CancellationToken cancellation)
        where T : class
    {
        var count = 0L;
        var kind = LegalRow.KindOf(type);
        try
        {
            await foreach (var row in db.Set<T>().AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellation))
            {
                count++;
                var now = LegalRow.Of(db, row);
                var key = now.Key;
                if (!said.Remove((kind, key), out var known))
                    chain.Add("ledger.row-unknown", $"{kind} {key}", "台账中没有这一行：它不是由本系统写入的。", "The ledger knows no such row: this product did not write it.");
                else if (!now.Hash.AsSpan().SequenceEqual(known.Hash))
                    chain.Add("ledger.row-changed", $"{kind} {key}", $"这一行与台账第 {known.Entry} 条记载的不同：它被绕过本系统改动。", $"The row is not what entry {known.Entry} of the ledger says: it was changed behind the product.");
            }
        }
        catch (DbException)
        {
            chain.Add("ledger.table-unreadable", kind, "这张表不在，或读不出来。", "The table is not there, or cannot be read.");
        }

        return count;
    }
}
