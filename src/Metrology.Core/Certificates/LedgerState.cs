namespace Metrology.Core.Certificates;

/// <summary>Where the ledger of the institution stood when a certificate was written, before its own entry: who holds the paper can tell whether what came before was kept.</summary>
/// <param name="Origin">Name of the ledger.</param>
/// <param name="Size">Entries.</param>
/// <param name="Root">Lower-case hexadecimal root of its Merkle tree.</param>
public sealed record LedgerState(string Origin, long Size, string Root);
