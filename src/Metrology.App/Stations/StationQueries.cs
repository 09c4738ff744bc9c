using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Stations;

/// <summary>The stations, and what was done about them.</summary>
public sealed class StationQueries(Store store)
{
    private const int EventsShown = 100;

    /// <summary>Those that may speak first, by name.</summary>
    public Task<List<EnrolledStation>> AllAsync(CancellationToken cancellation) => store.ReadAsync(
        db => db.Stations.OrderBy(row => row.RevokedAt != null).ThenBy(row => row.Name).ThenByDescending(row => row.Id).ToListAsync(cancellation), cancellation);

    public Task<EnrolledStation?> FindAsync(int id, CancellationToken cancellation) => store.ReadAsync(db => db.Stations.FirstOrDefaultAsync(row => row.Id == id, cancellation), cancellation);

    public Task<bool> IsKnownAsync(string name, CancellationToken cancellation) => store.ReadAsync(db => db.Stations.AnyAsync(row => row.Name == name, cancellation), cancellation);

    /// <summary>The station that the name is of, revoked or not; null when it is of none. Nobody else speaks by it: a station has a key of its own.</summary>
    public Task<string?> OwnerOfAsync(string instrument, CancellationToken cancellation) => store.ReadAsync(db => OwnerOfAsync(db, instrument, cancellation), cancellation);

    internal static async Task<string?> OwnerOfAsync(MetrologyDb db, string instrument, CancellationToken cancellation) =>
        (await db.Stations.Select(row => row.Name).Distinct().ToListAsync(cancellation)).Find(station => EnrolledStation.SpeaksFor(station, instrument));

    /// <summary>Codes that a station can still be enrolled with, the newest first.</summary>
    public Task<List<StationCode>> OpenCodesAsync(DateTimeOffset now, CancellationToken cancellation) => store.ReadAsync(
        db => db.StationCodes.Where(row => row.UsedAt == null && row.ExpiresAt > now).OrderByDescending(row => row.Id).ToListAsync(cancellation), cancellation);

    /// <summary>Newest first.</summary>
    /// <param name="name">Null for all stations.</param>
    public Task<List<StationEvent>> EventsAsync(string? name, CancellationToken cancellation) => store.ReadAsync(
        db => db.StationEvents.Where(row => name == null || row.Station == name).OrderByDescending(row => row.Id).Take(EventsShown).ToListAsync(cancellation), cancellation);
}
