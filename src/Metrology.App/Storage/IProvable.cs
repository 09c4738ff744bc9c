namespace Metrology.App.Storage;

/// <summary>A legal row whose place in the ledger is looked up later; it is set when the row is added.</summary>
internal interface IProvable
{
    /// <summary>The entry that added the row. No part of the record: what the entry says proves it.</summary>
    long? LedgerIndex { get; set; }
}
