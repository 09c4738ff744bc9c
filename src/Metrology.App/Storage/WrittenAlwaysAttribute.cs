namespace Metrology.App.Storage;

/// <summary>Legal rows that are written when nothing else may be (<see cref="Software.LegalGate"/>): what went wrong, and what a person did about it.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class WrittenAlwaysAttribute : Attribute;
