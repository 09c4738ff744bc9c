using Metrology.App.Storage;
using Metrology.Core.Ledger;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Ledger;

/// <summary>Signs how far the ledger has come and has the witness keep it. Nothing happens when nothing was added since the last one.</summary>
public sealed class TakeCheckpoint(Store store, ILedgerWitness witness, TimeProvider clock)
{
    /// <returns>The size that is signed now; 0 when there is no entry yet.</returns>
    public async Task<long> ExecuteAsync(CancellationToken cancellation)
    {
        var taken = await store.WriteAsync<LedgerCheckpoint?>(async db =>
        {
            if (await db.LedgerHeads.FindAsync([LedgerHead.TheOne], cancellation) is not { } head)
                return (LedgerCheckpoint?)null;
            if (await db.LedgerCheckpoints.FindAsync([head.Size], cancellation) is { } earlier)
                return earlier;
            var at = clock.GetUtcNow();
            var root = MerkleFrontier.Of(head.Size, head.Frontier).Root();
            var checkpoint = new LedgerCheckpoint { Size = head.Size, At = at, Note = SignedNote.Sign(new Checkpoint(head.Origin, head.Size, root, at).ToText(), head.Origin, witness.Key).ToString() };
            db.Add(checkpoint);
            return checkpoint;
        }, cancellation);
        if (taken.IsRefused || taken.Value is not { } kept)
            return 0;
        // Also when it was signed before: a witness that took nothing then gets it now.
        await witness.KeepAsync(kept.Size, kept.Note, cancellation);
        return kept.Size;
    }
}
