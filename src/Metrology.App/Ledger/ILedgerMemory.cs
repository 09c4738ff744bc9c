namespace Metrology.App.Ledger;

/// <summary>What the server keeps of its ledger beside the key, out of the database's reach: who writes to the database alone is found by it.</summary>
public interface ILedgerMemory
{
    /// <summary>Where the ledger ended with the last transaction; null when nothing is known of it.</summary>
    LedgerEnd? End { get; }

    /// <summary>The entry that spoke last of a row of which no older state, and no absence, is believed (<see cref="LegalRow.IsRemembered"/>); null where none is known.</summary>
    /// <param name="row">Kind and key.</param>
    long? LatestOf(string row);

    /// <summary>False where what was remembered of such rows was lost: the next start reads it from the first entry on.</summary>
    bool KnowsLatest { get; }

    /// <summary>Keeps where it ended, and which entries since then spoke of such rows. That the place takes nothing stops no transaction: the next one tries again.</summary>
    void Keep(LedgerEnd end, IReadOnlyDictionary<string, long> latest);

    /// <summary>Nothing of before counts any more: a person says that the ledger that is there is the right one.</summary>
    void Forget();

    /// <summary>Codes of failures that stop issuing and were not closed by a person yet, whatever the database says of them.</summary>
    IReadOnlyCollection<string> Stopped { get; }

    /// <summary>A failure stops issuing.</summary>
    void Stop(string code);

    /// <summary>A person closed it, with words that are kept.</summary>
    void GoOn(string code);

    /// <summary>The seal of an entry with this leaf hash: HMAC-SHA-256 by a key that is kept beside the ledger's, so that who has the database alone cannot make one. Null where that key is not here: then entries are not sealed, and nothing is said of their seals.</summary>
    byte[]? SealOf(byte[] leafHash);
}

/// <summary>The last entry of a ledger. Each entry bears the hash of the one before it, so this one fixes all of them.</summary>
/// <param name="Size">Entries; at least one.</param>
/// <param name="LastHash">Leaf hash of the last, lower-case hexadecimal.</param>
public sealed record LedgerEnd(long Size, string LastHash)
{
    internal static LedgerEnd Of(LedgerHead head) => new(head.Size, Convert.ToHexStringLower(head.LastHash));

    /// <summary>The same entry.</summary>
    internal bool IsAt(LedgerEnd? other) => other is not null && Size == other.Size && LastHash == other.LastHash;
}
