namespace Metrology.App.Storage;

/// <summary>
/// Legal rows that are written when nothing else may be (<see cref="Software.LegalGate"/>): what went wrong, what a person did about it, and how people get in. On a column: a change of it alone.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property)]
internal sealed class WrittenAlwaysAttribute : Attribute;
