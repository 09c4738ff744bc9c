using Metrology.App.Lists;
using Metrology.App.Storage;
using Metrology.Core.Ledger;
using Metrology.Core.Words;

namespace Metrology.App.Ledger;

/// <summary>Tables that follow from the legal rows and are no record: what lists find and count rows by, and where the ledger speaks of them. Numbers of plans come from them, so the audit computes them again.</summary>
public static class DerivedRows
{
    /// <summary>Of every finding about them. They prove nothing and are made anew.</summary>
    public const string Code = "ledger.derived-changed";

    /// <summary>Adds a finding for each row that is not what follows from the legal rows.</summary>
    internal static async Task CompareAsync(MetrologyDb db, LedgerChain chain, CancellationToken cancellation)
    {
        await foreach (var where in ListAudit.DifferencesAsync(db, cancellation))
            chain.Add(Code, where, "由登记资料算出的这一行与登记资料不符：它被绕过本系统改动。", "The row is not what follows from the registers: it was changed behind the product.");
    }

    /// <summary>Makes all of them anew.</summary>
    /// <returns>False where a register cannot be read; nothing was changed then.</returns>
    internal static async Task<bool> RebuildAsync(Store store, CancellationToken cancellation)
    {
        try
        {
            var made = await store.WriteAsync<bool>(
                async db =>
                {
                    await LedgerPlaces.RebuildAsync(db, cancellation);
                    await ListRebuild.AllAsync(db, cancellation);
                    return true;
                },
                cancellation);
            return !made.IsRefused;
        }
        catch (Exception fault) when (AuditLedger.IsOfData(fault))
        {
            return false;
        }
    }
}
