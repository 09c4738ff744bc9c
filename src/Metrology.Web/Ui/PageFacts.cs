using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Verifications;

namespace Metrology.Web.Ui;

/// <summary>What the frame around a page needs to know.</summary>
public sealed class PageFacts(LaboratoryQueries laboratory, RegisterReads registers)
{
    private Task<Institution?>? institution;

    public Task<Institution?> InstitutionAsync() => institution ??= laboratory.InstitutionAsync(CancellationToken.None);

    /// <summary>Rows were found changed behind the product, and nobody has said yet what was done about it.</summary>
    public Task<bool> IsLedgerBrokenAsync() => registers.IsLedgerBrokenAsync(CancellationToken.None);
}
