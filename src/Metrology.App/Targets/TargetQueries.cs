using Metrology.App.Standards;
using Metrology.App.Storage;
using Metrology.Core.Planning;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Targets;

public sealed class TargetQueries(Store store, StandardQueries standards)
{
    /// <summary>A target on a date under a reading.</summary>
    public sealed record Line(TargetView View, string Reading, TargetCount? Count, TargetStanding Standing);

    /// <summary>Count of a day, as it was seen then or is computed for then.</summary>
    public sealed record CurvePoint(DateOnly On, int Valid, int Unknown);

    public async Task<IReadOnlyList<Line>> OnAsync(DateOnly date, CancellationToken cancellation)
    {
        var all = await standards.AllAsync(cancellation);
        return [.. (await AllAsync(cancellation)).Select(view => LineOf(view, view.Row.Reading, all, date))];
    }

    /// <summary>One target; the reading may be another than the one in force, to look.</summary>
    public async Task<Line?> FindAsync(string id, DateOnly date, string? reading, CancellationToken cancellation)
    {
        var row = await store.ReadAsync(db => db.Targets.FirstOrDefaultAsync(target => target.Id == id, cancellation), cancellation);
        if (row is null)
            return null;
        var view = TargetView.Of(row);
        return LineOf(view, reading is not null && view.AllowedReadings.Contains(reading) ? reading : row.Reading, await standards.AllAsync(cancellation), date);
    }

    /// <summary>What stands on the first day of each month between the dates, computed from the certificates' dates.</summary>
    public async Task<IReadOnlyList<CurvePoint>> CurveAsync(TargetView view, string reading, DateOnly from, DateOnly until, CancellationToken cancellation)
    {
        var all = await standards.AllAsync(cancellation);
        var points = new List<CurvePoint>();
        for (var day = new DateOnly(from.Year, from.Month, 1); day <= until; day = day.AddMonths(1))
        {
            if (view.CountOn(all, day, reading) is { } count)
                points.Add(new(day, count.Counted, count.Unknown));
        }

        return points;
    }

    public Task<List<TargetSnapshot>> SnapshotsAsync(string id, CancellationToken cancellation) =>
        store.ReadAsync(db => db.TargetSnapshots.Where(row => row.TargetId == id).OrderBy(row => row.On).ToListAsync(cancellation), cancellation);

    private async Task<IReadOnlyList<TargetView>> AllAsync(CancellationToken cancellation) =>
        [.. (await store.ReadAsync(db => db.Targets.OrderBy(row => row.Id).ToListAsync(cancellation), cancellation)).Select(TargetView.Of)];

    private static Line LineOf(TargetView view, string reading, IEnumerable<MeasurementStandard> all, DateOnly date)
    {
        var count = view.CountOn(all, date, reading);
        return new(view, reading, count, TargetProgress.Standing(view.Target, count, date));
    }
}
