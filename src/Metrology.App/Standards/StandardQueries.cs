using Metrology.App.Storage;
using Metrology.Core.Planning;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Standards;

public sealed class StandardQueries(Store store)
{
    /// <summary>A standard with its standing on the date that was asked for.</summary>
    public sealed record Line(MeasurementStandard Standard, StandardStanding Standing, DateOnly? ValidUntil);

    /// <summary>Every standard on a date. Registers hold hundreds of standards, not millions: the standing is computed, never stored.</summary>
    public async Task<IReadOnlyList<Line>> OnAsync(DateOnly date, CancellationToken cancellation)
    {
        var standards = await AllAsync(cancellation);
        return [.. standards.Select(standard => new Line(standard, standard.StandingOn(date), standard.ValidUntil(date)))];
    }

    public Task<List<MeasurementStandard>> AllAsync(CancellationToken cancellation) =>
        store.ReadAsync(
            db => db.Standards.Include(row => row.Certificates).Include(row => row.Equipment).ThenInclude(link => link.Item!.Certificates)
                .AsSplitQuery().OrderBy(row => row.Id).ToListAsync(cancellation),
            cancellation);

    public Task<MeasurementStandard?> FindAsync(int id, CancellationToken cancellation) =>
        store.ReadAsync(
            db => db.Standards.Include(row => row.Certificates).Include(row => row.Equipment).ThenInclude(link => link.Item!.Certificates)
                .AsSplitQuery().FirstOrDefaultAsync(row => row.Id == id, cancellation),
            cancellation);
}
