using System.Security.Cryptography;
using Metrology.App.Storage;
using Metrology.Core.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Ledger;

/// <summary>
/// Entries that the product did not write: their seal (<see cref="ILedgerMemory.SealOf"/>) is missing or wrong. A hash and a place in the chain are no proof of that, everybody who may write to the database can compute
/// them. What such an entry says of rows is believed nowhere, and nothing is signed beyond it before a person has closed its failure.
/// </summary>
internal static class ForeignEntries
{
    public static bool IsForeign(this ILedgerMemory? memory, byte[] leafHash, byte[]? seal) =>
        memory?.SealOf(leafHash) is { } right && !CryptographicOperations.FixedTimeEquals(right, seal);

    /// <summary>The same by its bytes: the seal is of them, whatever hash stands beside them.</summary>
    public static bool IsForeign(this ILedgerMemory? memory, LedgerEntry entry) => memory.IsForeign(MerkleTree.LeafHash(entry.Bytes), entry.Seal);

    /// <summary>The first of the entries from one on whose failure nobody has closed (<see cref="LedgerTraces"/>); null when there is none.</summary>
    public static async Task<LedgerFinding?> FirstAsync(MetrologyDb db, long from, CancellationToken cancellation)
    {
        if (db.Memory is null)
            return null;
        var foreign = new List<LedgerFinding>();
        await foreach (var entry in db.LedgerEntries.AsNoTracking().Where(row => row.Index >= from).OrderBy(row => row.Index).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (db.Memory.IsForeign(entry))
                foreign.Add(LedgerChain.Foreign(entry.Index, MerkleTree.LeafHash(entry.Bytes)));
        }

        return foreign.Except(await LedgerTraces.SettledAsync(db, foreign, cancellation)).FirstOrDefault();
    }
}
