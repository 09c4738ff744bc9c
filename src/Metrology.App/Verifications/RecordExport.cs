using Metrology.Core.Certificates;
using Metrology.Core.Records;
using Metrology.Core.Words;

namespace Metrology.App.Verifications;

/// <summary>The whole original record: what was pinned, every event, observation and byte, and what was concluded from them.</summary>
public sealed class RecordExport(VerificationQueries queries, IIssuedPapers papers, IRecordProofs proofs, ICertificateSigner signer, TimeProvider clock)
{
    /// <summary>The record as one JSON document.</summary>
    public async Task<Outcome<byte[]>> ExecuteAsync(Guid id, CancellationToken cancellation)
    {
        var exported = await ExportAsync(id, cancellation);
        return exported.Refusal is { } refusal ? refusal : exported.Value.Record;
    }

    /// <summary>The record with its procedure file and evaluation as one ZIP file, from which a stranger can compute everything again; once a
    /// certificate was issued, with its digital certificate and the proof of the ledger. Signed where there is a key.</summary>
    public async Task<Outcome<byte[]>> BundleAsync(Guid id, CancellationToken cancellation)
    {
        var exported = await ExportAsync(id, cancellation);
        if (exported.Refusal is { } refusal)
            return refusal;
        var whole = exported.Value with { Certificates = await papers.OfRecordAsync(id, cancellation), Proofs = await proofs.OfRecordAsync(id, cancellation) };
        return Signed(whole).ToZip();
    }

    /// <summary>The manifest names its signer, so that a signature cannot be taken away unnoticed. A key that may not sign keeps nobody from his record: the manifest says why.</summary>
    private RecordBundle Signed(RecordBundle bundle)
    {
        if (signer.Identity is not { } identity)
            return bundle.WithManifest(null);
        var named = bundle.WithManifest(new(identity.Subject, identity.Fingerprint, null));
        var signature = signer.SignManifest(named.Manifest, clock.GetUtcNow());
        return signature.Refusal is { } refusal ? bundle.WithManifest(BundleSigner.Nobody(refusal.Code)) : named with { Signature = signature.Value };
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
