using Metrology.Core.Certificates;

namespace Metrology.App.Ledger;

/// <summary>A paper that says how the ledger stood before it.</summary>
internal interface IPrintsLedger
{
    /// <summary>Null where it says nothing.</summary>
    LedgerState? Printed { get; }

    string Number { get; }
}
