using Metrology.Core.Ledger;

namespace Metrology.App.Ledger;

/// <summary>What the ledger says of a row.</summary>
public enum LedgerWord
{
    /// <summary>It stands in the ledger, under a signed checkpoint; there is a proof.</summary>
    Proven,

    /// <summary>It stands in the ledger, and no checkpoint has been signed since.</summary>
    NotYetSigned,

    /// <summary>Row, ledger or checkpoint were changed behind the product.</summary>
    Damaged,
}

/// <param name="Entry">Number of the entry, counted from 1; null when there is none.</param>
/// <param name="Size">Entries up to the checkpoint; without one, entries of the ledger.</param>
/// <param name="SignedAt">When the checkpoint was signed.</param>
public sealed record LedgerStanding(LedgerWord Word, long? Entry, long Size, DateTimeOffset? SignedAt = null, LedgerProof? Proof = null);
