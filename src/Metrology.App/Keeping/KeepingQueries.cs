using Metrology.App.Procedures;
using Metrology.App.Standards;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Keeping;

public sealed class KeepingQueries(Store store, ProcedureLibrary library, StandardQueries standards)
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
        var runs = (await store.ReadAsync(db => db.KeepingRuns.AsNoTracking().ToListAsync(cancellation), cancellation)).ToLookup(run => run.StandardId);
        return
        [
            .. (await standards.AllAsync(cancellation)).Where(standard => runs.Contains(standard.Id) || standard.IntermediateCheckMonths is not null)
                .Select(standard => new DueLine(standard, KeepingDue.Of(standard, [.. runs[standard.Id]], day))),
        ];
    }
}
