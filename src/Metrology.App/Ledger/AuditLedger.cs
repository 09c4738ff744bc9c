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
public sealed record LedgerReport(string? Origin, long Size, byte[] Root, long Rows, int Checkpoints, IReadOnlyList<LedgerFinding> Findings)
{
    /// <summary>Those of what the entries say for ever of which a person has said what was found and done (<see cref="LedgerTraces"/>): they go on being named, and stop nothing.</summary>
    public IReadOnlyList<LedgerFinding> Settled { get; init; } = [];

    /// <summary>The key by which entries are sealed was here. Without it nothing is said of who wrote them.</summary>
    public bool AreSealsChecked { get; init; } = true;

    /// <summary>Those that say that the ledger or a record is not what it was; rows that only follow from records (<see cref="DerivedRows"/>) are made anew.</summary>
    public IReadOnlyList<LedgerFinding> Broken => [.. Findings.Where(one => one.Code is not (DerivedRows.Code or AuditLedger.GuardCode)).Except(Settled)];

    /// <summary>Those that say that a trigger is missing, changed or not the product's: somebody wrote, or may write, past it.</summary>
    public IReadOnlyList<LedgerFinding> Guards => [.. Findings.Where(one => one.Code == AuditLedger.GuardCode)];
}

/// <summary>
/// Compares every legal row with what the ledger says of it, the ledger with itself, and both with the checkpoints that were signed, wherever they were kept, and with what papers say of it. Reads only, at one
/// moment of the database.
/// </summary>
public sealed class AuditLedger(Store store, ILedgerWitness witness)
{
    /// <summary>Of a trigger of an append-only table.</summary>
    public const string GuardCode = "ledger.guard-wrong";

    private static readonly MethodInfo Reading = typeof(AuditLedger).GetMethod(nameof(RowsAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    public async Task<LedgerReport> ExecuteAsync(CancellationToken cancellation)
    {
        var (outside, signed, end) = (await witness.ReadAsync(cancellation), witness.Signed, witness.End);
        var guards = await store.WrongGuardsAsync(cancellation);
        var report = await store.ReadAsync(db => AuditAsync(db, outside, signed, end, cancellation), cancellation);
        return report with { Findings = [.. report.Findings, .. guards.Select(WrongGuard)] };
    }

    private static LedgerFinding WrongGuard(string name) => new(
        GuardCode, name, new("保护只增不改的表的触发器缺失、被改动，或不是本系统建立的。", "A trigger that keeps append-only tables so is missing or was changed, or one is there that the product did not make."));

    private async Task<LedgerReport> AuditAsync(MetrologyDb db, IReadOnlyList<string> outside, SignedState signed, LedgerEnd? end, CancellationToken cancellation)
    {
        signed = signed.SettledIn(await db.Restorations.Where(row => row.SettledAt != null).Select(row => row.Entries).ToListAsync(cancellation));
        var head = await db.LedgerHeads.SingleOrDefaultAsync(cancellation);
        var inside = await db.LedgerCheckpoints.OrderBy(row => row.Size).ToListAsync(cancellation);
        var remembered = signed.Note is null ? Array.Empty<string>() : [signed.Note];
        var chain = LedgerChain.Of([.. inside.Select(row => row.Note), .. outside, .. remembered], head?.Origin, witness.Key, signed.IsOfBefore);
        await foreach (var entry in db.LedgerEntries.OrderBy(row => row.Index).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var isForeign = witness.IsForeign(entry);
            var lines = chain.Next(entry.Bytes, entry.LeafHash, isForeign)?.Lines ?? [];
            if (!isForeign && entry.Sought != LegalRow.SoughtIn(lines).FirstOrDefault())
                chain.Add("ledger.entry-changed", LedgerChain.Entry(chain.Size - 1), "台账条目旁的索引被改动。", "What an entry of the ledger is found by was changed.");
        }

        chain.End();
        if (head is not null && (head.Size != chain.Size || !chain.Last.SequenceEqual(head.LastHash) || !chain.Frontier.SequenceEqual(head.Frontier)))
            chain.Add("ledger.head-wrong", "head", "台账末端的记载与条目不符：条目或末端被改动。", "Where the ledger says that it ends is not where its entries end: one of them was changed.");

        if (end is not null && !await TakeCheckpoint.HasAsync(db, end, cancellation))
        {
            chain.Add(
                end.Size > chain.Size ? "ledger.truncated" : "ledger.rewritten", $"end {end.Size}",
                $"本服务器写到第 {end.Size} 条，数据库中的这一条不是它写的那一条：检查点之后的台账被改写或截断。", $"This server wrote up to entry {end.Size}, and the database has another one there or none: what came after the last checkpoint was rewritten or cut off.");
        }

        AddMissing(chain, inside, (outside, remembered), signed);
        if (chain.Checkpoints == 0 && chain.Size > 0 && await BegunAsync(db, cancellation) is { } begun && store.Clock.GetUtcNow() - begun > Unsigned)
            chain.Add("ledger.unsigned", "checkpoint", "台账已有条目，却没有任何已签名的检查点：检查点被删去，或从未签名。", "The ledger has entries and no checkpoint at all: they were removed, or nobody ever signed.");

        var said = chain.Said;
        var placed = said.Where(one => LegalRow.IsPlaced(one.Key.Kind)).ToDictionary(one => LegalRow.Sought(one.Key.Kind, one.Key.Key), one => one.Value.Entry);
        var (rows, parts) = (0L, new Dictionary<string, string>());
        foreach (var type in db.Model.GetEntityTypes().Where(LegalRow.IsLegal).OrderBy(LegalRow.KindOf, StringComparer.Ordinal))
            rows += await (Task<long>)Reading.MakeGenericMethod(type.ClrType).Invoke(null, [db, type, said, parts, chain, cancellation])!;
        foreach (var ((kind, key), (_, entry)) in said.OrderBy(pair => pair.Value.Entry))
            chain.Add("ledger.row-missing", $"{kind} {key}", $"台账第 {entry} 条记载的这一行已不在数据库中。", $"The row that entry {entry} of the ledger knows is no longer in the database.");
        await ComparePlacesAsync(db, placed, parts, chain, cancellation);
        await CompareDerivedAsync(db, chain, cancellation);
        return new(head?.Origin, chain.Size, chain.Root, rows, chain.Checkpoints, chain.Findings) { Settled = await LedgerTraces.SettledAsync(db, chain.Findings, cancellation), AreSealsChecked = witness.SealOf([]) is not null };
    }

    /// <summary>Twice the time within which a server signs: no ledger is that old without a checkpoint.</summary>
    private static readonly TimeSpan Unsigned = TimeSpan.FromMinutes(20);

    /// <summary>The first change that says its time; a ledger begins with who may do what.</summary>
    private static async Task<DateTimeOffset?> BegunAsync(MetrologyDb db, CancellationToken cancellation)
    {
        var first = new[]
        {
            await db.AccountEvents.OrderBy(row => row.Id).Select(row => (DateTimeOffset?)row.At).FirstOrDefaultAsync(cancellation),
            await db.ParameterChanges.OrderBy(row => row.Id).Select(row => (DateTimeOffset?)row.At).FirstOrDefaultAsync(cancellation),
        };
        return first.Min();
    }

    /// <summary>A checkpoint is in the database, and where checkpoints are kept beside it. What the witness has not taken yet is owed and not missing.</summary>
    private static void AddMissing(LedgerChain chain, IReadOnlyList<LedgerCheckpoint> inside, (IReadOnlyList<string> Witness, string[] Remembered) outside, SignedState signed)
    {
        var (kept, known) = (outside.Witness.ToHashSet(StringComparer.Ordinal), inside.Select(row => row.Note).ToHashSet(StringComparer.Ordinal));
        foreach (var row in inside.Where(row => row.Size <= signed.Kept && !kept.Contains(row.Note) && !signed.IsOfBefore(row.Size)))
            chain.Add("ledger.checkpoint-missing", LedgerChain.Note(row.Size), "数据库中的这个检查点在见证处没有：见证的副本被删去或改动。", "The database has this checkpoint and the witness does not: its copy was removed or changed.");
        // What is longer than the ledger is said as such, and what is no checkpoint of it too.
        foreach (var size in kept.Concat(outside.Remembered).Where(note => !known.Contains(note)).Select(SettleNumbers.SizeOf).Where(size => size > 0 && size <= chain.Size && !signed.IsOfBefore(size)).Distinct().Order())
            chain.Add("ledger.checkpoint-missing", LedgerChain.Note(size), "见证处有这个检查点，数据库中没有：它被从数据库删去或改动。", "The witness has this checkpoint and the database does not: it was removed there or changed.");
        if (inside.Count < signed.Checkpoints)
            chain.Add("ledger.checkpoint-missing", "checkpoints", $"已签名 {signed.Checkpoints} 个检查点，数据库中只有 {inside.Count} 个。", $"{signed.Checkpoints} checkpoints were signed and the database has {inside.Count}.");
    }

    private static async Task CompareDerivedAsync(MetrologyDb db, LedgerChain chain, CancellationToken cancellation)
    {
        try
        {
            await DerivedRows.CompareAsync(db, chain, cancellation);
        }
        catch (Exception fault) when (IsOfData(fault))
        {
            chain.Add(DerivedRows.Code, "unreadable", "由登记资料算出的数据或登记资料读不出来。", "What follows from the registers, or the registers, cannot be read.");
        }
    }

    /// <summary>The table is gone, or something stands in it that the product never writes.</summary>
    internal static bool IsOfData(Exception fault) =>
        fault is DbException or OverflowException or FormatException or InvalidCastException or ArgumentException or InvalidOperationException or System.Text.Json.JsonException;

    /// <summary>Takes each row of a table off what the ledger said; what stays there is missing.</summary>
    private static async Task<long> RowsAsync<T>(
        MetrologyDb db, IEntityType type, Dictionary<(string Kind, string Key), (byte[] Hash, long Entry)> said, Dictionary<string, string> parts, LedgerChain chain, CancellationToken cancellation)
        where T : class
    {
        var count = 0L;
        var kind = LegalRow.KindOf(type);
        try
        {
            await foreach (var row in db.Set<T>().AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellation))
            {
                count++;
                if (row is IPrintsLedger paper)
                    Compare(paper, chain);
                var now = LegalRow.Of(db, row);
                var key = now.Key;
                if (RegisterParts.Of(row) is { } part)
                    parts[LegalRow.Sought(kind, key)] = part;
                if (!said.Remove((kind, key), out var known))
                    chain.Add("ledger.row-unknown", $"{kind} {key}", "台账中没有这一行：它不是由本系统写入的。", "The ledger knows no such row: this product did not write it.");
                else if (!now.Hash.AsSpan().SequenceEqual(known.Hash))
                    chain.Add("ledger.row-changed", $"{kind} {key}", $"这一行与台账第 {known.Entry} 条记载的不同：它被绕过本系统改动。", $"The row is not what entry {known.Entry} of the ledger says: it was changed behind the product.");
            }
        }
        catch (Exception fault) when (IsOfData(fault))
        {
            chain.Add("ledger.table-unreadable", kind, "这张表不在，或读不出来。", "The table is not there, or cannot be read.");
        }

        return count;
    }

    /// <summary>Where the ledger speaks of a register row is only kept to find it quickly; it follows from the entries.</summary>
    private static async Task ComparePlacesAsync(MetrologyDb db, Dictionary<string, long> placed, Dictionary<string, string> parts, LedgerChain chain, CancellationToken cancellation)
    {
        await foreach (var place in db.LedgerPlaces.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellation))
        {
            // Of a row that is gone only the place says with which others it belonged.
            if (!placed.Remove(place.Row, out var entry) || entry != place.Entry || (parts.TryGetValue(place.Row, out var part) && part != place.PartOf))
                Wrong(place.Row);
        }

        foreach (var row in placed.Keys.Order(StringComparer.Ordinal))
            Wrong(row);

        void Wrong(string row) => chain.Add(DerivedRows.Code, $"LedgerPlace {row}", "这一行在台账中的位置记错：它被绕过本系统改动。", "Where the ledger speaks of this row is kept wrongly: it was changed behind the product.");
    }

    /// <summary>Each paper says how the ledger stood before it: it is in the hands of others, and says it without any key.</summary>
    private static void Compare(IPrintsLedger paper, LedgerChain chain)
    {
        if (paper.Printed is not { } said || (chain.RootOf(said.Size) is { } root && Convert.ToHexStringLower(root).StartsWith(said.Root, StringComparison.Ordinal)))
            return;
        chain.Add(
            "ledger.paper-disagrees", $"{paper.GetType().Name} {paper.Number}", $"证书印有其前 {said.Size} 条台账的根，与现在的台账不同：台账在它签发之后被改写。",
            $"The paper says the root of the {said.Size} entries before it, and the ledger has another one: it was rewritten after the paper was issued.");
    }
}
