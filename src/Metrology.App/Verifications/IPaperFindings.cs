using Metrology.App.Storage;

namespace Metrology.App.Verifications;

/// <summary>What speaks against the paper that a record would give; found by the slice that writes it, heard before the record is approved.</summary>
public interface IPaperFindings
{
    Task<IReadOnlyList<Finding>> OfAsync(MetrologyDb db, RunRecord record, CancellationToken cancellation);
}
