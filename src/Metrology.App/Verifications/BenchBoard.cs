using Metrology.App.Equipment;
using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Verifications;

/// <summary>The benches of the laboratory and which run has each now.</summary>
public sealed class BenchBoard(Store store)
{
    /// <param name="Holder">The run that has the bench; null when it is free.</param>
    /// <param name="ReferenceValidUntil">Last day on which every measurand of the reference is traceable, when it is on the date.</param>
    public sealed record Line(Bench Bench, Verification? Holder, bool IsReferenceValid, DateOnly? ReferenceValidUntil)
    {
        /// <summary>It, an instrument of it or its reference is not what the ledger says.</summary>
        public bool IsUnusable { get; init; }
    }

    public Task<List<Line>> OnAsync(DateOnly date, CancellationToken cancellation) =>
        store.ReadAsync(
            async db =>
            {
                var benches = await db.Benches.Where(row => row.ClosedAt == null).Include(row => row.Reference!.Certificates).Include(row => row.Parts).AsSplitQuery().OrderBy(row => row.Code).ToListAsync(cancellation);
                var held = benches.Select(row => row.LeasedBy).OfType<Guid>().ToArray();
                var holders = await db.Verifications.Include(row => row.Unit).Include(row => row.Verifier).Where(row => held.Contains(row.Id))
                    .ToDictionaryAsync(row => row.Id, cancellation);
                var unusable = await UsableBenches.UnusableAsync(db, benches, cancellation);
                var references = await UsableEquipment.UnusableAsync(db, [.. benches.Select(row => row.Reference!).Distinct()], cancellation);
                return benches.ConvertAll(bench =>
                {
                    var reference = bench.Reference!;
                    return new Line(bench, bench.LeasedBy is { } id ? holders.GetValueOrDefault(id) : null, reference.IsTraceableOn(date), reference.ValidUntil(date)) { IsUnusable = unusable.Contains(bench.Id) || references.Contains(reference.Id) };
                });
            },
            cancellation);
}
