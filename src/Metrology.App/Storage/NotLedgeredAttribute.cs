namespace Metrology.App.Storage;

/// <summary>A table or a column that is no legal record: how the server works, not what it decides. Everything else is in the ledger.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property)]
internal sealed class NotLedgeredAttribute : Attribute;
