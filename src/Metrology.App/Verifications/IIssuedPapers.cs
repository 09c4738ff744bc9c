using Metrology.Core.Records;

namespace Metrology.App.Verifications;

/// <summary>What was issued of a record, as parts of its bundle; known by the slice that issues.</summary>
public interface IIssuedPapers
{
    Task<IReadOnlyList<BundledCertificate>> OfRecordAsync(Guid id, CancellationToken cancellation);
}
