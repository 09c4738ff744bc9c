using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Verifications;

/// <summary>The register of benches with their instruments, closed ones too.</summary>
public sealed class BenchQueries(Store store)
{
    public Task<List<Bench>> AllAsync(CancellationToken cancellation) =>
        store.ReadAsync(db => Whole(db).OrderBy(row => row.ClosedAt != null).ThenBy(row => row.Code).ToListAsync(cancellation), cancellation);

    /// <summary>Those that, or a part of which, are not what the ledger says.</summary>
    public Task<HashSet<int>> UnusableAsync(IReadOnlyCollection<Bench> benches, CancellationToken cancellation) => store.ReadAsync(db => UsableBenches.UnusableAsync(db, benches, cancellation), cancellation);

    public Task<Bench?> FindAsync(int id, CancellationToken cancellation) =>
        store.ReadAsync(db => Whole(db).FirstOrDefaultAsync(row => row.Id == id, cancellation), cancellation);

    public Task<Bench?> FindAsync(string code, CancellationToken cancellation) =>
        store.ReadAsync(db => Whole(db).FirstOrDefaultAsync(row => row.Code == code, cancellation), cancellation);

    private static IQueryable<Bench> Whole(MetrologyDb db) => db.Benches.Include(row => row.Reference).Include(row => row.Parts).ThenInclude(part => part.Equipment);
}
