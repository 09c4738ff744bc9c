namespace Metrology.App.Storage;

/// <summary>A row of a register that records and papers are made from: where the ledger speaks of it last is kept beside it (<see cref="Ledger.LedgerPlace"/>), so that it is compared whenever it is used.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class PlacedInLedgerAttribute : Attribute;
