using Metrology.App.Faults;

namespace Metrology.App.Ledger;

/// <summary>An administrator knows that the ledger does not lead on from the last signature, and says why: it is signed again as it is.</summary>
public sealed class LedgerFaultClosing(ILedgerWitness witness) : IFaultClosing
{
    public bool NeedsAdministrator(string code) => LedgerFaults.Stops(code) || LedgerTraces.IsTrace(code);

    public void Opened(string code)
    {
        if (LedgerFaults.Stops(code))
            witness.Stop(code);
    }

    public void Closed(string code)
    {
        witness.GoOn(code);
        if (code == LedgerFaults.NotContinued)
        {
            witness.Remember(witness.Signed.Accepted());
            witness.Forget();
        }
    }
}
