namespace Metrology.App.Storage;

/// <summary>
/// A legal row by which people, stations or codes get in: the entry that speaks of it last is remembered out of the database's reach (<see cref="Ledger.ILedgerMemory.LatestOf"/>), so that an older state is refused
/// also when its place, and whatever else says otherwise, was put back with it.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NeverSetBackAttribute : Attribute;
