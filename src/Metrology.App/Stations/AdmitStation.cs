using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Stations;

/// <summary>
/// Whether a request is of an enrolled station, and new. The number of a request is kept before anything is done with it: a copy of it is refused, also after a restart, and a station that
/// got no answer sends again under the next number.
/// </summary>
public sealed class AdmitStation(Store store, StationRefusals refusals, TimeProvider clock)
{
    /// <summary>Clocks may differ by so much.</summary>
    public static readonly TimeSpan ClockLimit = TimeSpan.FromMinutes(5);

    /// <param name="Station">Null when it is refused.</param>
    /// <param name="LastCounter">Of a request that comes too late: the number after which the next one has to be.</param>
    public sealed record Answer(EnrolledStation? Station, Refusal? Refusal, long? LastCounter = null);

    /// <param name="state">What the station says of itself in this request; null leaves what it said before.</param>
    public async Task<Answer> ExecuteAsync(StationRequest request, string? state, CancellationToken cancellation)
    {
        long? last = null;
        // Strangers are turned away before anything is written: they must not hold up who writes.
        var outcome = await NewestAsync(request.Name, cancellation) is { } shown && StationProof.IsSigned(shown.PublicKey, request.Text, request.Signature)
            ? await store.WriteAsync<EnrolledStation>(async db =>
            {
                last = null;
                var now = clock.GetUtcNow();
                if (await db.Stations.FindAsync([shown.Id], cancellation) is not { IsRevoked: false } station)
                    return StationErrors.Revoked;
                // One that was revoked is not let in again by who can write the database, nor one with another key.
                if (await db.UnusableAsync([station], cancellation) is { } forged)
                    return forged;
                var ahead = TimeSpan.FromMilliseconds(request.Time - (double)now.ToUnixTimeMilliseconds());
                if (ahead.Duration() > ClockLimit)
                    return StationErrors.ClockSkew(ahead);
                if (request.Counter <= station.LastCounter)
                {
                    last = station.LastCounter;
                    return StationErrors.Replayed;
                }

                (station.LastCounter, station.SeenAt, station.ClockAhead) = (request.Counter, now, (long)ahead.TotalMilliseconds);
                if (state is not null)
                    (station.StateText, station.StateAt) = (state, now);
                return station;
            }, cancellation)
            : StationErrors.BadSignature;
        if (outcome.Refusal is not { } refusal)
            return new(outcome.Value, null);
        await refusals.NoteAsync(request.Name, refusal, cancellation);
        return new(null, refusal, last);
    }

    /// <summary>A name that was enrolled again is the last one that was.</summary>
    private Task<EnrolledStation?> NewestAsync(string name, CancellationToken cancellation) =>
        store.ReadAsync(db => db.Stations.Where(row => row.Name == name).OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellation), cancellation);
}

/// <summary>The last refusal of each station since the server started. In memory: whoever is refused must not make the server write.</summary>
public sealed class StationRefusals(StationQueries stations, TimeProvider clock)
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, Refused> last = new(StringComparer.Ordinal);

    public sealed record Refused(Refusal Why, DateTimeOffset At);

    public Refused? Of(string station) => last.GetValueOrDefault(station);

    /// <summary>Names that nobody enrolled are not kept.</summary>
    public async Task NoteAsync(string station, Refusal why, CancellationToken cancellation)
    {
        if (last.ContainsKey(station) || await stations.IsKnownAsync(station, cancellation))
            last[station] = new(why, clock.GetUtcNow());
    }
}
