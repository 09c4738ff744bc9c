using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Ledger;

/// <summary>The ledger as others can check it: its entries, each with an empty line behind it, and the checkpoints that were signed.</summary>
public sealed class ExportLedger(Store store)
{
    /// <param name="entries">Takes the entries.</param>
    public Task<(long Entries, IReadOnlyList<LedgerCheckpoint> Checkpoints)> ExecuteAsync(Stream entries, CancellationToken cancellation) => store.ReadAsync(
        async db =>
        {
            var count = 0L;
            await foreach (var entry in db.LedgerEntries.OrderBy(row => row.Index).AsAsyncEnumerable().WithCancellation(cancellation))
            {
                await entries.WriteAsync((byte[])[.. entry.Bytes, (byte)'\n'], cancellation);
                count++;
            }

            return (count, (IReadOnlyList<LedgerCheckpoint>)await db.LedgerCheckpoints.OrderBy(row => row.Size).ToListAsync(cancellation));
        },
        cancellation);
}
