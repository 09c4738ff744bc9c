namespace Metrology.App.Storage;

/// <summary>A legal row that changes by being there what another one means: where it is not found, the ledger, and what is remembered beside its key, are asked whether it ever was. A transaction writes one of them at most.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SoughtInLedgerAttribute : Attribute;
