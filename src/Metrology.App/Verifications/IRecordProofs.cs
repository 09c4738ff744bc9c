using Metrology.Core.Records;

namespace Metrology.App.Verifications;

/// <summary>Proofs of the ledger for what was issued of a record; known by the slice that issues.</summary>
public interface IRecordProofs
{
    Task<IReadOnlyList<BundledProof>> OfRecordAsync(Guid id, CancellationToken cancellation);
}
