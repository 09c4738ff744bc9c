using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Chains.Impact;

public sealed class ImpactQueries(Store store)
{
    /// <summary>A case as a list shows it.</summary>
    public sealed record Line(ImpactCase Case, int Certificates, int Changed, int Open);

    /// <summary>Newest first.</summary>
    public Task<List<Line>> AllAsync(CancellationToken cancellation) => store.ReadAsync(
        async db => (await db.ImpactCases.AsNoTracking().Include(row => row.Lines).OrderByDescending(row => row.Id).ToListAsync(cancellation))
            .ConvertAll(one => new Line(one, one.Lines.Count, one.Lines.Count(line => line.ChangesVerdict), one.Lines.Count(line => line.DoneAt is null))),
        cancellation);

    public Task<ImpactCase?> FindAsync(int id, CancellationToken cancellation) => store.ReadAsync(
        db => db.ImpactCases.AsNoTracking().Include(row => row.Lines.OrderBy(line => line.Sequence)).FirstOrDefaultAsync(row => row.Id == id, cancellation), cancellation);
}
