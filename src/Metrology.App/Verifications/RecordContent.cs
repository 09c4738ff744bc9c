using Metrology.App.Storage;
using Metrology.Core.Records;
using Metrology.Core.Words;
using Metrology.Instruments.Links;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Verifications;

/// <summary>What a person signs: the whole record. Its hash stands in the signature, so that it is of this record and no other (21 CFR 11.70).</summary>
internal static class RecordContent
{
    public static async Task<string> HashAsync(MetrologyDb db, RunRecord run, CancellationToken cancellation)
    {
        var id = run.Verification.Id;
        var document = RecordRows.Document(run.Verification, EvaluationJson.Of(run.Evaluate(), run.Verification.RecordFormat)) with
        {
            Events = RecordRows.Of(await db.RunEvents.AsNoTracking().Where(row => row.VerificationId == id).OrderBy(row => row.Sequence).ToListAsync(cancellation)),
            Observations = RecordRows.Of(await db.Observations.AsNoTracking().Where(row => row.VerificationId == id).OrderBy(row => row.Sequence).ToListAsync(cancellation)),
            Sources = RecordRows.Of(await db.TranscriptSources.AsNoTracking().Where(row => row.VerificationId == id).OrderBy(row => row.Sequence).ToListAsync(cancellation)),
            Transcript = RecordRows.Of(await db.Transcripts.AsNoTracking().Where(row => row.VerificationId == id).OrderBy(row => row.Sequence)
                .Select(row => new TranscriptEntry(row.Link, row.Index, TimeSpan.FromTicks(row.ElapsedTicks), row.Direction, row.Bytes)).ToListAsync(cancellation)),
        };
        return document.ContentHash();
    }

    /// <summary>The hash to be signed, or a refusal when the record is not the one that was signed before.</summary>
    public static async Task<Outcome<string>> ToSignAsync(MetrologyDb db, RunRecord run, CancellationToken cancellation)
    {
        var hash = await HashAsync(db, run, cancellation);
        return Transitions.StandingHash(run.Verification) is { } signed && signed != hash ? VerificationErrors.NotAsSigned : hash;
    }
}
