namespace Metrology.App.Ledger;

/// <summary>
/// What the server remembers of its own signatures, beside the key and so out of the database's reach: who builds the ledger anew in the database and removes every checkpoint there is found by it.
/// </summary>
/// <param name="Note">The checkpoint that was signed last; null before the first.</param>
/// <param name="Size">Entries up to it.</param>
/// <param name="Frontier">Roots of the whole subtrees then (<see cref="Core.Ledger.MerkleFrontier"/>): what was added since must lead on from them.</param>
/// <param name="Checkpoints">How many the database had with it.</param>
/// <param name="Kept">Entries up to which the witness has taken every checkpoint.</param>
/// <param name="SetBack">Checkpoints of a past that was restored away and settled by an administrator: those of more entries than the first, up to the second.</param>
public sealed record SignedState(string? Note, long Size, byte[] Frontier, int Checkpoints, long Kept, IReadOnlyList<SetBackRange> SetBack)
{
    public static readonly SignedState None = new(null, 0, [], 0, 0, []);

    /// <summary>A checkpoint of that many entries is of a past that is settled.</summary>
    public bool IsOfBefore(long size) => SetBack.Any(range => range.After < size && size <= range.UpTo);

    /// <summary>The same with those pasts alone that the database says an administrator settled: a line that somebody only wrote into this file hides nothing.</summary>
    /// <param name="settled">Entries that were there when each was settled.</param>
    public SignedState SettledIn(IReadOnlyCollection<long> settled) => this with { SetBack = [.. SetBack.Where(range => settled.Contains(range.After))] };

    /// <summary>The database was set back and that is settled: the last signature is no longer asked for, and what was signed beyond is known to be gone.</summary>
    /// <param name="upTo">Null where nobody knows how far the other past went.</param>
    public SignedState Settled(long entries, long? upTo)
    {
        var known = Math.Max(upTo ?? 0, Size);
        return known <= entries ? this : new(null, 0, [], 0, Math.Min(Kept, entries), [.. SetBack, new(entries, known)]);
    }

    /// <summary>An administrator knows that the ledger does not lead on from the last signature: it is signed again as it is. Older checkpoints go on being compared.</summary>
    public SignedState Accepted() => this with { Note = null, Size = 0, Frontier = [], Checkpoints = 0 };
}

/// <param name="After">Entries that are still the same.</param>
public sealed record SetBackRange(long After, long UpTo);
