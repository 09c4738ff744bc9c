using Metrology.App.Lists;
using Metrology.App.Procedures;
using Metrology.App.Standards;
using Metrology.App.Storage;
using Metrology.Core.Keeping;
using Metrology.Core.Planning;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Keeping;

public sealed class KeepingQueries(Store store, ProcedureLibrary library)
{
    private const int MostRecords = 20;

    private const int MostDeviations = 50;

    /// <summary>A point of a finished record whose readings qualify.</summary>
    public sealed record Candidate(Guid Record, string Number, DateOnly WorkDate, string Item, string Point, BilingualText Title, BilingualText Label, int Count, string Unit, string Subject);

    /// <summary>A standard with what is due of it.</summary>
    public sealed record DueLine(MeasurementStandard Standard, IReadOnlyList<KeepingDue> Due);

    /// <summary>Newest first.</summary>
    public Task<List<KeepingRun>> RunsAsync(int standardId, CancellationToken cancellation) => store.ReadAsync(
        db => db.KeepingRuns.AsNoTracking().Where(row => row.StandardId == standardId).OrderByDescending(row => row.On).ThenByDescending(row => row.Id).ToListAsync(cancellation), cancellation);

    public Task<IReadOnlyList<Candidate>> CandidatesAsync(int standardId, CancellationToken cancellation) =>
        store.ReadAsync(db => BenchReadings.CandidatesAsync(db, library, standardId, MostRecords, cancellation), cancellation);

    /// <summary>s of earlier runs, newest first: what a next one can be compared with.</summary>
    public async Task<IReadOnlyList<EarlierDeviation>> DeviationsAsync(int standardId, CancellationToken cancellation) =>
    [
        .. (await RunsAsync(standardId, cancellation)).Where(run => run.DeviationFound is not null)
            .DistinctBy(run => (run.On, run.Subject, run.Point, run.Unit, run.DeviationFound)).Take(MostDeviations)
            .Select(run => new EarlierDeviation(run.On, run.Subject, run.Point, run.Unit, run.DeviationFound!.Value) { NeedsEvaluation = run.Finding.Value.Decision == KeepingDecision.EvaluateUncertaintyAgain }),
    ];

    /// <summary>s of an earlier repeatability.</summary>
    public sealed record EarlierDeviation(DateOnly On, string Subject, string Point, string Unit, decimal Deviation)
    {
        /// <summary>It was larger than its reference: it is compared with only after the uncertainty was evaluated again with it.</summary>
        public bool NeedsEvaluation { get; init; }
    }

    /// <summary>
    /// Every standard whose tests are kept here: those of which at least one was recorded, or that says how often it is checked; and those in force of which nothing was ever recorded. It reads all of them:
    /// a page asks <see cref="DueQueries"/>.
    /// </summary>
    public async Task<IReadOnlyList<DueLine>> DueAsync(DateOnly day, CancellationToken cancellation)
    {
        var (runs, kept) = await store.ReadAsync(
            async db =>
            {
                var all = await db.KeepingRuns.AsNoTracking().ToListAsync(cancellation);
                int[] tested = [.. all.Select(run => run.StandardId).Distinct()];
                var checkedOften = await db.Standards.Where(row => row.IntermediateCheckMonths > 0).Select(row => row.Id).ToListAsync(cancellation);
                var today = day.DayNumber;
                var untested = new List<int>();
                foreach (var standing in new[] { StandardStanding.Valid, StandardStanding.Expiring })
                {
                    untested.AddRange(await db.StandingSpans
                        .Where(row => row.Subject == ListSubject.Standards && row.Standing == standing && row.From <= today && row.Until >= today && !db.KeepingRuns.Any(run => run.StandardId == row.ItemId))
                        .Select(row => row.ItemId).ToListAsync(cancellation));
                }

                int[] ids = [.. tested.Union(checkedOften).Union(untested)];
                return (all.ToLookup(run => run.StandardId), await db.Standards.Include(row => row.Certificates).AsSplitQuery().Where(row => EF.Parameter(ids).Contains(row.Id)).OrderBy(row => row.Id).ToListAsync(cancellation));
            },
            cancellation);
        return [.. kept.Select(standard => new DueLine(standard, KeepingDue.Of(standard, [.. runs[standard.Id]], day)))];
    }
}
