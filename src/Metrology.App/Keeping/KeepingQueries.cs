using Metrology.App.Procedures;
using Metrology.App.Standards;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Keeping;

public sealed class KeepingQueries(Store store, ProcedureLibrary library)
{
    private const int MostRecords = 20;

    /// <summary>A point of a finished record whose readings qualify.</summary>
    public sealed record Candidate(Guid Record, string Number, DateOnly WorkDate, string Item, string Point, BilingualText Title, BilingualText Label, int Count, string Unit, string Subject);

    /// <summary>A standard with what is due of it.</summary>
    public sealed record DueLine(MeasurementStandard Standard, IReadOnlyList<KeepingDue> Due);

    /// <summary>Newest first.</summary>
    public Task<List<KeepingRun>> RunsAsync(int standardId, CancellationToken cancellation) => store.ReadAsync(
        db => db.KeepingRuns.AsNoTracking().Where(row => row.StandardId == standardId).OrderByDescending(row => row.On).ThenByDescending(row => row.Id).ToListAsync(cancellation), cancellation);

    public Task<IReadOnlyList<Candidate>> CandidatesAsync(int standardId, CancellationToken cancellation) =>
        store.ReadAsync(db => BenchReadings.CandidatesAsync(db, library, standardId, MostRecords, cancellation), cancellation);

    /// <summary>Every standard whose tests are kept here: those of which at least one was recorded, or that says how often it is checked.</summary>
    public async Task<IReadOnlyList<DueLine>> DueAsync(DateOnly day, CancellationToken cancellation)
    {
        var (runs, kept) = await store.ReadAsync(
            async db =>
            {
                var all = await db.KeepingRuns.AsNoTracking().ToListAsync(cancellation);
                int[] tested = [.. all.Select(run => run.StandardId).Distinct()];
                var checkedOften = await db.Standards.Where(row => row.IntermediateCheckMonths > 0).Select(row => row.Id).ToListAsync(cancellation);
                int[] ids = [.. tested.Union(checkedOften)];
                return (all.ToLookup(run => run.StandardId), await db.Standards.Include(row => row.Certificates).AsSplitQuery().Where(row => EF.Parameter(ids).Contains(row.Id)).OrderBy(row => row.Id).ToListAsync(cancellation));
            },
            cancellation);
        return [.. kept.Select(standard => new DueLine(standard, KeepingDue.Of(standard, [.. runs[standard.Id]], day)))];
    }
}
