using Metrology.Core.Words;

namespace Metrology.App.Storage;

/// <summary>A legal row whose place in the ledger is looked up when it is read; it is set when the row is added or changed.</summary>
internal interface IProvable
{
    /// <summary>The entry that says what the row says. No part of the record: what the entry says proves it.</summary>
    long? LedgerIndex { get; set; }

    /// <summary>What people call such a row.</summary>
    BilingualText Called { get; }
}
