using System.Collections.Concurrent;
using System.Text;
using Metrology.App.Storage;
using Metrology.Core.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Ledger;

/// <summary>
/// Makes the proof that a row stands in the ledger, under the first checkpoint that was signed after it: the same row always has the same proof. What does not
/// hold is never handed out.
/// </summary>
public sealed class ProveRow(ILedgerWitness witness)
{
    /// <summary>Roots of whole runs of leaves. They never change; a server that finds something damaged forgets them.</summary>
    private readonly ConcurrentDictionary<long, byte[]> tiles = new();

    /// <summary>Key objects of the framework are not for several threads at once.</summary>
    private readonly Lock gate = new();

    /// <param name="row">As it is in the database now.</param>
    internal async Task<LedgerStanding> OfAsync<T>(MetrologyDb db, T row, CancellationToken cancellation)
        where T : class, IProvable
    {
        var head = await db.LedgerHeads.Select(one => one.Size).FirstOrDefaultAsync(cancellation);
        if (row.LedgerIndex is not { } index || await db.LedgerEntries.FirstOrDefaultAsync(one => one.Index == index, cancellation) is not { } entry || db.Memory.IsForeign(entry))
            return new(LedgerWord.Damaged, null, head);
        var (kind, key, said) = LegalRow.Of(db, row);
        var text = Encoding.UTF8.GetString(said);
        var note = await db.LedgerCheckpoints.Where(one => one.Size > index).OrderBy(one => one.Size).FirstOrDefaultAsync(cancellation);
        if (note is null)
        {
            // Without a checkpoint the entry at least says what the row says.
            var alone = new LedgerProof(text, entry.Bytes, index, [], "");
            return new(ProofCheck.Hashes(alone, kind, key) ? LedgerWord.NotYetSigned : LedgerWord.Damaged, index + 1, head);
        }

        var proof = new LedgerProof(text, entry.Bytes, index, await PathAsync(db, index, note.Size, cancellation), note.Note);
        if (!Holds(proof, kind, key))
        {
            tiles.Clear();
            return new(LedgerWord.Damaged, index + 1, head);
        }

        return new(LedgerWord.Proven, index + 1, note.Size, note.At, proof);
    }

    private bool Holds(LedgerProof proof, string kind, string key)
    {
        lock (gate)
            return ProofCheck.Run(proof, kind, key, witness.Key) is null;
    }

    private async Task<IReadOnlyList<byte[]>> PathAsync(MetrologyDb db, long index, long size, CancellationToken cancellation)
    {
        var roots = new byte[MerkleTiles.CountOf(size)][];
        for (var tile = 0L; tile < roots.Length; tile++)
        {
            if (tiles.TryGetValue(tile, out var known))
            {
                roots[tile] = known;
                continue;
            }

            roots[tile] = MerkleTree.Root(await LeavesAsync(db, tile, size, cancellation));
            if (MerkleTiles.LengthOf(tile, size) == MerkleTiles.Width)
                tiles[tile] = roots[tile];
        }

        var leaves = await LeavesAsync(db, index / MerkleTiles.Width, size, cancellation);
        // A list with a hole has no such leaf; the proof of another one does not hold and is seen.
        return index % MerkleTiles.Width < leaves.Length ? MerkleTiles.Inclusion(index, leaves, roots) : [];
    }

    private static Task<byte[][]> LeavesAsync(MetrologyDb db, long tile, long size, CancellationToken cancellation)
    {
        var (from, to) = (tile * MerkleTiles.Width, tile * MerkleTiles.Width + MerkleTiles.LengthOf(tile, size));
        return db.LedgerEntries.Where(one => one.Index >= from && one.Index < to).OrderBy(one => one.Index).Select(one => one.LeafHash).ToArrayAsync(cancellation);
    }
}
