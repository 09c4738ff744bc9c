using Metrology.App.Storage;
using Metrology.Core.Words;

namespace Metrology.App.Verifications;

/// <summary>What speaks against the paper that a record would give; found by the slice that writes it, heard before the record is approved.</summary>
public interface IPaperFindings
{
    Task<IReadOnlyList<Finding>> OfAsync(MetrologyDb db, RunRecord record, CancellationToken cancellation);

    /// <summary>Why a text that a person types, such as a reason, cannot stand on a paper; null when it can.</summary>
    Refusal? CannotPrint(string text);
}
