using Metrology.App.Procedures;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Metrology.Instruments.Links;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Verifications;

public sealed class VerificationQueries(Store store, ProcedureLibrary library)
{
    /// <summary>Rows a list shows at once.</summary>
    public const int PageSize = 50;

    /// <summary>One line of a list of verifications.</summary>
    public sealed record Line(
        Guid Id, string Number, VerificationState State, string UnitNameZh, string UnitNameEn, string UnitModel, string UnitSerial, string Customer,
        string Procedure, DateOnly WorkDate, string Verifier, bool IsSimulated, bool IsDemonstration, DateTimeOffset OpenedAt);

    /// <summary>The newest first; states null means all; text looks in number, serial number and customer.</summary>
    public Task<List<Line>> ListAsync(IReadOnlyCollection<VerificationState>? states, string? text, CancellationToken cancellation) =>
        store.ReadAsync(
            db =>
            {
                var rows = db.Verifications.AsQueryable();
                if (states is not null)
                    rows = rows.Where(row => states.Contains(row.State));
                if (!string.IsNullOrWhiteSpace(text))
                    rows = rows.Where(row => row.Number.Contains(text) || row.Unit!.SerialNumber.Contains(text) || row.Unit.Customer!.Name.Contains(text));
                return rows.OrderByDescending(row => row.OpenedAt).Take(PageSize)
                    .Select(row => new Line(
                        row.Id, row.Number, row.State, row.Unit!.NameZh, row.Unit.NameEn, row.Unit.Model, row.Unit.SerialNumber, row.Unit.Customer!.Name,
                        row.ProcedureDesignation, row.WorkDate, row.Verifier!.DisplayName, row.IsSimulated, row.IsDemonstration, row.OpenedAt))
                    .ToListAsync(cancellation);
            },
            cancellation);

    public Task<Outcome<RunRecord>> FindAsync(Guid id, CancellationToken cancellation) =>
        store.ReadAsync(db => RunRecord.LoadAsync(db, library, id, cancellation), cancellation);

    /// <summary>Hash of the record as it is now, to be compared with what was signed.</summary>
    public Task<string> ContentHashAsync(RunRecord run, CancellationToken cancellation) => store.ReadAsync(db => RecordContent.HashAsync(db, run, cancellation), cancellation);

    /// <summary>How long the run has had its instruments: its latest elapsed time and, by the clock of this server, what went by since; nothing before its first byte.</summary>
    public async Task<TimeSpan> ElapsedAsync(Guid id, DateTimeOffset now, CancellationToken cancellation)
    {
        var (ticks, last) = await store.ReadAsync(
            async db => (
                await db.Transcripts.Where(row => row.VerificationId == id).MaxAsync(row => (long?)row.ElapsedTicks, cancellation),
                await db.RunEvents.Where(row => row.VerificationId == id).OrderByDescending(row => row.Sequence).Select(row => (DateTimeOffset?)row.At).FirstOrDefaultAsync(cancellation)),
            cancellation);
        return ticks is not { } elapsed ? TimeSpan.Zero : TimeSpan.FromTicks(elapsed) + (now > last ? now - last.Value : TimeSpan.Zero);
    }

    /// <summary>The bytes of the run in the order of their commit, each with how readings are taken from them.</summary>
    public async Task<List<TranscriptEntry>> TranscriptAsync(Guid id, CancellationToken cancellation)
    {
        var entries = await store.ReadAsync(
            db => db.Transcripts.Where(row => row.VerificationId == id).OrderBy(row => row.Sequence)
                .Select(row => new TranscriptEntry(row.Link, row.Index, TimeSpan.FromTicks(row.ElapsedTicks), row.Direction, row.Bytes))
                .ToListAsync(cancellation),
            cancellation);
        var sources = (await SourcesAsync(id, cancellation)).GroupBy(row => row.Link)
            .ToDictionary(same => same.Key, same => (IReadOnlyList<TranscriptSource>)[.. same.Select(row => new TranscriptSource(row.Codec, row.Instrument, row.Address) { Map = row.Map })]);
        return entries.ConvertAll(entry => sources.TryGetValue(entry.Link, out var of) ? entry with { Sources = of } : entry);
    }

    /// <summary>Why the bytes of the run cannot be used, or null when they are what was written.</summary>
    public Task<Refusal?> UnusableBytesAsync(Guid id, CancellationToken cancellation) => store.ReadAsync(db => TranscriptRows.UnusableAsync(db, id, cancellation), cancellation);

    /// <summary>How the bytes of the run become readings.</summary>
    public Task<List<TranscriptSourceRow>> SourcesAsync(Guid id, CancellationToken cancellation) =>
        store.ReadAsync(db => db.TranscriptSources.Where(row => row.VerificationId == id).OrderBy(row => row.Sequence).ToListAsync(cancellation), cancellation);

    public Task<List<RunEventRow>> EventsAsync(Guid id, CancellationToken cancellation) =>
        store.ReadAsync(db => db.RunEvents.Where(row => row.VerificationId == id).OrderBy(row => row.Sequence).ToListAsync(cancellation), cancellation);

    public Task<List<ObservationRow>> ObservationsAsync(Guid id, CancellationToken cancellation) =>
        store.ReadAsync(db => db.Observations.Where(row => row.VerificationId == id).OrderBy(row => row.Sequence).ToListAsync(cancellation), cancellation);

    public Task<List<Bench>> BenchesAsync(CancellationToken cancellation) =>
        store.ReadAsync(db => db.Benches.Include(row => row.Reference).OrderBy(row => row.Code).ToListAsync(cancellation), cancellation);
}
