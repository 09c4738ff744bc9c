using Metrology.App.Faults;
using Metrology.App.Storage;
using Metrology.Core.Ledger;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Ledger;

/// <summary>
/// Signs how far the ledger has come and has the witness keep it. Nothing happens when nothing was added since the last one, and nothing is signed while the audit has found the ledger broken, it does not lead
/// on from what was signed last, or an entry since then is not the product's (<see cref="ForeignEntries"/>).
/// </summary>
public sealed class TakeCheckpoint(Store store, ILedgerWitness witness, TimeProvider clock, RecordFault? faults = null)
{
    /// <summary>Two at once would both remember theirs.</summary>
    private readonly SemaphoreSlim gate = new(1, 1);

    /// <returns>The size that is signed now; 0 when there is no entry yet, or when it is not signed.</returns>
    public async Task<long> ExecuteAsync(CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            return await TakeAsync(cancellation);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>When the last checkpoint in the database was signed; null before the first.</summary>
    public Task<DateTimeOffset?> LastSignedAsync(CancellationToken cancellation) => store.ReadAsync(
        db => db.LedgerCheckpoints.OrderByDescending(row => row.Size).Select(row => (DateTimeOffset?)row.At).FirstOrDefaultAsync(cancellation), cancellation);

    /// <summary>At a start: whether the ledger leads on from what was signed last. What does not opens a failure.</summary>
    public async Task<bool> LookAsync(CancellationToken cancellation)
    {
        var (state, end) = (witness.Signed, witness.End);
        var broken = await store.ReadAsync(
            async db => await db.LedgerHeads.FirstOrDefaultAsync(cancellation) is { } head ? await NotContinuedAsync(db, head, state, end, cancellation) : state.Note is null && end is null ? null : NotContinued(Math.Max(state.Size, end?.Size ?? 0)), cancellation);
        if (broken is not null)
            await RecordAsync(broken, state, cancellation);
        else
            await CatchUpAsync(end, cancellation);
        return broken is null;
    }

    /// <summary>A server that was killed between a commit and the file beside the key, or a command that wrote while no server ran, left it behind.</summary>
    private async Task CatchUpAsync(LedgerEnd? end, CancellationToken cancellation)
    {
        var found = await store.ReadAsync<(LedgerEnd End, Dictionary<string, long> Latest)?>(
            async db => await db.LedgerHeads.FirstOrDefaultAsync(cancellation) is { Size: > 0 } head ? (LedgerEnd.Of(head), await LedgerPlaces.LatestSinceAsync(db, witness.KnowsLatest ? end?.Size ?? 0 : 0, cancellation)) : null, cancellation);
        if (found is var (now, latest))
            witness.Keep(now, latest);
    }

    private async Task<long> TakeAsync(CancellationToken cancellation)
    {
        var (state, end) = (witness.Signed, witness.End);
        var taken = await store.WriteAsync<Taken?>(async db =>
        {
            if (await db.LedgerHeads.FindAsync([LedgerHead.TheOne], cancellation) is not { } head)
                return (Taken?)null;
            if (await LedgerFaults.OpenAsync(db, cancellation) is { } open)
                return open;
            if (await NotContinuedAsync(db, head, state, end, cancellation) is { } broken)
                return broken;
            var checkpoint = await db.LedgerCheckpoints.FindAsync([head.Size], cancellation);
            if (checkpoint is null)
            {
                var at = clock.GetUtcNow();
                var root = MerkleFrontier.Of(head.Size, head.Frontier).Root();
                checkpoint = new() { Size = head.Size, At = at, Note = SignedNote.Sign(new Checkpoint(head.Origin, head.Size, root, at).ToText(), head.Origin, witness.Key).ToString() };
                db.Add(checkpoint);
                await db.SaveChangesAsync(cancellation);
            }

            var owed = await db.LedgerCheckpoints.AsNoTracking().Where(row => row.Size > state.Kept).OrderBy(row => row.Size).ToListAsync(cancellation);
            return new Taken(checkpoint, head.Frontier, await db.LedgerCheckpoints.CountAsync(cancellation), owed);
        }, cancellation);
        if (taken.Refusal is { } refusal)
        {
            if (refusal.Code == LedgerFaults.NotContinued)
                await RecordAsync(refusal, state, cancellation);
            return 0;
        }

        if (taken.Value is not { } one)
            return 0;
        state = state with { Note = one.Checkpoint.Note, Size = one.Checkpoint.Size, Frontier = one.Frontier, Checkpoints = one.Count };
        witness.Remember(state);
        // All that it does not have yet: a witness that took nothing then gets it now.
        foreach (var owed in one.Owed)
            await witness.KeepAsync(owed.Size, owed.Note, cancellation);
        if (state.Kept != one.Checkpoint.Size)
            witness.Remember(state with { Kept = one.Checkpoint.Size });
        return one.Checkpoint.Size;
    }

    /// <summary>
    /// The checkpoint that was signed last must be in the database, with as many others as there were, and the entries since must lead from its root to the root of now. A server that remembers nothing, after a
    /// backup was restored or an administrator accepted what is there, goes on from the last checkpoint that the database has. The entry that was the last with the transaction before must be there too, signed
    /// or not.
    /// </summary>
    private static async Task<Refusal?> NotContinuedAsync(MetrologyDb db, LedgerHead head, SignedState state, LedgerEnd? end, CancellationToken cancellation)
    {
        if (end is not null && !await HasAsync(db, end, cancellation))
            return NotContinued(end.Size);
        if (await ForeignEntries.FirstAsync(db, state.Note is null ? 0 : state.Size, cancellation) is { } foreign)
            return Foreign(foreign);
        if (state.Note is null)
            return null;
        var there = await db.LedgerCheckpoints.AsNoTracking().FirstOrDefaultAsync(row => row.Size == state.Size, cancellation);
        if (there?.Note != state.Note || await db.LedgerCheckpoints.CountAsync(cancellation) < state.Checkpoints)
            return NotContinued(state.Size);
        var frontier = MerkleFrontier.Of(state.Size, state.Frontier);
        var signed = SignedNote.Parse(state.Note) is { IsRefused: false } note && Checkpoint.Parse(note.Value.Text) is { IsRefused: false } checkpoint ? checkpoint.Value : null;
        if (signed is null || signed.Origin != head.Origin || !signed.Root.AsSpan().SequenceEqual(frontier.Root()))
            return NotContinued(state.Size);
        await foreach (var leaf in db.LedgerEntries.AsNoTracking().Where(row => row.Index >= state.Size).OrderBy(row => row.Index).Select(row => row.LeafHash).AsAsyncEnumerable().WithCancellation(cancellation))
            frontier.Append(leaf);
        return frontier.Size == head.Size && frontier.ToBytes().AsSpan().SequenceEqual(head.Frontier) ? null : NotContinued(state.Size);
    }

    /// <summary>Whether the ledger has this entry at this place.</summary>
    internal static async Task<bool> HasAsync(MetrologyDb db, LedgerEnd end, CancellationToken cancellation) =>
        await db.LedgerEntries.AsNoTracking().Where(row => row.Index == end.Size - 1).Select(row => row.LeafHash).FirstOrDefaultAsync(cancellation) is { } leaf && Convert.ToHexStringLower(leaf) == end.LastHash;

    private Task RecordAsync(Refusal refusal, SignedState state, CancellationToken cancellation) => faults is null
        ? Task.CompletedTask
        : faults.ExecuteAsync(refusal.Code, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"checkpoint {state.Size}"), refusal.Text, cancellation);

    private static Refusal NotContinued(long size) => Refusal.Of(
        LedgerFaults.NotContinued,
        $"台账与本服务器上次签名或写入时的不同：前 {size} 条或其检查点不在数据库中，或被改写。台账不再签名，证书不再签发。请保留现场，运行 metrology ledger verify；恢复正确的数据库，或由管理员写明原因后关闭这条故障，再继续签名。",
        $"The ledger is not the one that this server signed or wrote last: of its first {size} entries, or of the checkpoints over them, some are gone or were rewritten. The ledger is not signed and no paper is issued. Leave everything as it is and run metrology ledger verify; put the right database back, or an administrator closes this failure with a reason, and it is signed again.");

    private static Refusal Foreign(LedgerFinding entry) => Refusal.Of(
        LedgerFaults.NotContinued,
        $"{entry.Where}：{entry.Text.Zh}台账不再签名，证书不再签发。请保留现场，运行 metrology ledger verify；恢复正确的数据库和密钥，或由管理员在“任务”页运行台账核对，写明原因和措施后关闭它为该条目（{entry.Code}）新开的记录以及这条故障，再继续签名。",
        $"{entry.Where}: {entry.Text.En} The ledger is not signed and no paper is issued. Leave everything as it is and run metrology ledger verify; put the right database and keys back, or an administrator runs the audit of the ledger on the page “Jobs” and closes the record that it opens of this entry ({entry.Code}), and this failure, saying what was found and done, and it is signed again.");

    private sealed record Taken(LedgerCheckpoint Checkpoint, byte[] Frontier, int Count, IReadOnlyList<LedgerCheckpoint> Owed);
}
