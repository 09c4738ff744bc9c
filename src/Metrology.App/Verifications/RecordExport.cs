using Metrology.Core.Records;
using Metrology.Core.Words;

namespace Metrology.App.Verifications;

/// <summary>The whole original record: what was pinned, every event, observation and byte, and what was concluded from them.</summary>
public sealed class RecordExport(VerificationQueries queries, IRecordProofs proofs)
{
    /// <summary>The record as one JSON document.</summary>
    public async Task<Outcome<byte[]>> ExecuteAsync(Guid id, CancellationToken cancellation)
    {
        var exported = await ExportAsync(id, cancellation);
        return exported.Refusal is { } refusal ? refusal : exported.Value.Record;
    }

    /// <summary>The record with its procedure file and evaluation as one ZIP file, from which a stranger can compute everything again; once a
    /// certificate was issued, with the proof of the ledger.</summary>
    public async Task<Outcome<byte[]>> BundleAsync(Guid id, CancellationToken cancellation)
    {
        var exported = await ExportAsync(id, cancellation);
        return exported.Refusal is { } refusal ? refusal : (exported.Value with { Proofs = await proofs.OfRecordAsync(id, cancellation) }).ToZip();
    }

    private async Task<Outcome<RecordBundle>> ExportAsync(Guid id, CancellationToken cancellation)
    {
        var found = await queries.FindAsync(id, cancellation);
        if (found.Refusal is { } refusal)
            return refusal;
        if (await queries.UnusableBytesAsync(id, cancellation) is { } unusable)
            return unusable;
        var run = found.Value;
        var evaluation = EvaluationJson.Of(run.Evaluate(), run.Verification.RecordFormat);
        var document = RecordRows.Document(run.Verification, evaluation) with
        {
            Events = RecordRows.Of(await queries.EventsAsync(id, cancellation)),
            Observations = RecordRows.Of(await queries.ObservationsAsync(id, cancellation)),
            Sources = RecordRows.Of(await queries.SourcesAsync(id, cancellation)),
            Transcript = RecordRows.Of(await queries.TranscriptAsync(id, cancellation)),
        };
        return RecordBundle.Of(document, run.State.Plan.Procedure.File, evaluation);
    }
}
