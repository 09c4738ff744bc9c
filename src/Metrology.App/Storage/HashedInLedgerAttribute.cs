namespace Metrology.App.Storage;

/// <summary>A long text of a legal row that the ledger knows by its SHA-256, as it knows bytes: what it hashes of the row can then be shown to strangers.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class HashedInLedgerAttribute : Attribute;
