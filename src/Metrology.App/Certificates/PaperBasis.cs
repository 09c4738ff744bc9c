using Metrology.App.Standards.Capabilities;
using Metrology.App.Storage;
using Metrology.App.Verifications;
using Metrology.Core.Certificates;
using Metrology.Dcc.Linting;

namespace Metrology.App.Certificates;

/// <summary>What the registers say of a paper, when it is reviewed and again when it is issued.</summary>
internal static class PaperBasis
{
    public static async Task<LintBasis> OfAsync(MetrologyDb db, RunRecord record, CheckPage check, CancellationToken cancellation)
    {
        var verification = record.Verification;
        return new(
            StatedUncertainty.Of(record.State.Plan, record.Evaluate()),
            await CapabilityQueries.OfAsync(db, verification.StandardId, verification.WorkDate, cancellation),
            verification.Unit!.IsUnderCompulsoryVerification)
        {
            HasCheckAddress = check.HasAddress,
        };
    }
}
