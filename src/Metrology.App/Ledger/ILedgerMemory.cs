namespace Metrology.App.Ledger;

/// <summary>What the server keeps of its ledger beside the key, out of the database's reach: who writes to the database alone is found by it.</summary>
public interface ILedgerMemory
{
    /// <summary>Where the ledger ended with the last transaction; null when nothing is known of it.</summary>
    LedgerEnd? End { get; }

    /// <summary>Keeps it. That the place takes nothing stops no transaction: the next one tries again.</summary>
    void Keep(LedgerEnd? end);

    /// <summary>Codes of failures that stop issuing and were not closed by a person yet, whatever the database says of them.</summary>
    IReadOnlyCollection<string> Stopped { get; }

    /// <summary>A failure stops issuing.</summary>
    void Stop(string code);

    /// <summary>A person closed it, with words that are kept.</summary>
    void GoOn(string code);
}

/// <summary>The last entry of a ledger. Each entry bears the hash of the one before it, so this one fixes all of them.</summary>
/// <param name="Size">Entries; at least one.</param>
/// <param name="LastHash">Leaf hash of the last, lower-case hexadecimal.</param>
/// <param name="Ends">How many certificates were withdrawn or replaced by then. Such rows only come: fewer say that one was removed, whatever else was removed with it.</param>
public sealed record LedgerEnd(long Size, string LastHash, int Ends)
{
    internal static LedgerEnd Of(LedgerHead head, int ends) => new(head.Size, Convert.ToHexStringLower(head.LastHash), ends);

    /// <summary>The same entry.</summary>
    internal bool IsAt(LedgerEnd? other) => other is not null && Size == other.Size && LastHash == other.LastHash;
}
