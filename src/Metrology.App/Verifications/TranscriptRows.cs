using Metrology.App.Ledger;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Metrology.Instruments.Links;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Verifications;

/// <summary>Bytes of the links → rows, with what takes readings from them.</summary>
internal static class TranscriptRows
{
    /// <summary>Adds the bytes behind those that are there, and each source that is not known yet.</summary>
    public static async Task AddAsync(MetrologyDb db, Guid id, IReadOnlyList<TranscriptEntry> transcript, CancellationToken cancellation)
    {
        if (transcript.Count == 0)
            return;
        var kept = await db.Transcripts.CountAsync(row => row.VerificationId == id, cancellation);
        db.AddRange(transcript.Select((entry, i) => ToRow(entry, id, kept + 1 + i)));
        var known = await db.TranscriptSources.Where(row => row.VerificationId == id).ToListAsync(cancellation);
        var added = transcript.SelectMany(entry => entry.Sources.Select(source => (entry.Link, source))).Distinct()
            .Except(known.Select(row => (row.Link, new TranscriptSource(row.Codec, row.Instrument, row.Address) { Map = row.Map })));
        db.AddRange(added.Select((one, i) => ToRow(one, id, known.Count + 1 + i)));
    }

    /// <summary>Why the bytes of a record cannot be used, or null when they are what was written.</summary>
    public static async Task<Refusal?> UnusableAsync(MetrologyDb db, Guid id, CancellationToken cancellation) => await RowCheck.UnusableAsync(
        db,
        [
            .. await db.Transcripts.AsNoTracking().Where(row => row.VerificationId == id).ToListAsync(cancellation),
            .. await db.TranscriptSources.AsNoTracking().Where(row => row.VerificationId == id).ToListAsync(cancellation),
        ],
        cancellation);

    private static TranscriptRow ToRow(TranscriptEntry entry, Guid id, int sequence) => new()
    {
        VerificationId = id,
        Sequence = sequence,
        Link = entry.Link,
        Index = entry.Index,
        ElapsedTicks = entry.Elapsed.Ticks,
        Direction = entry.Direction,
        Bytes = entry.Bytes,
    };

    private static TranscriptSourceRow ToRow((string Link, TranscriptSource Source) one, Guid id, int sequence) => new()
    {
        VerificationId = id,
        Sequence = sequence,
        Link = one.Link,
        Codec = one.Source.Codec,
        Instrument = one.Source.Instrument,
        Address = one.Source.Address,
        Map = one.Source.Map,
    };
}
