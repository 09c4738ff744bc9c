using Metrology.App.Storage;
using Metrology.Core.Planning;
using Metrology.Core.Planning.Things;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.CountedThings;

public sealed class CountedThingQueries(Store store)
{
    /// <summary>A row on a day.</summary>
    /// <param name="Standing">Of the row by itself, or of the thing as a target counts it.</param>
    /// <param name="CountsWith">Rows that are the same thing: all of them count once. In the order of the register, this one too.</param>
    public sealed record Line(CountedThingRow Row, StandardStanding Standing, IReadOnlyList<int> CountsWith);

    public Task<List<CountedThingRow>> AllAsync(CancellationToken cancellation) =>
        store.ReadAsync(db => db.CountedThings.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellation), cancellation);

    public Task<CountedThingRow?> FindAsync(int id, CancellationToken cancellation) =>
        store.ReadAsync(db => db.CountedThings.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation), cancellation);

    /// <summary>Every row on a day; void ones by themselves.</summary>
    public async Task<IReadOnlyList<Line>> OnAsync(DateOnly day, CancellationToken cancellation)
    {
        var rows = await AllAsync(cancellation);
        var same = Same(rows.Where(row => !row.IsVoid));
        return [.. rows.Select(row => new Line(row, row.Counted().StandingOn(day), same.GetValueOrDefault(row.Id) ?? [row.Id]))];
    }

    /// <summary>For each row the rows that are one thing with it.</summary>
    private static Dictionary<int, IReadOnlyList<int>> Same(IEnumerable<CountedThingRow> rows) => rows.GroupBy(row => row.Kind)
        .SelectMany(kind => ThingIdentity.Group(kind.Select(row => row.Counted())).Select(group => (IReadOnlyList<int>)[.. group.Select(one => int.Parse(one.Id, System.Globalization.CultureInfo.InvariantCulture))]))
        .SelectMany(group => group.Select(id => (Id: id, Group: group))).ToDictionary(one => one.Id, one => one.Group);
}
