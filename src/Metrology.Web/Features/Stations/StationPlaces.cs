using System.Text;
using Metrology.App.Stations;
using Metrology.App.Verifications;
using Metrology.Links.Station;

namespace Metrology.Web.Features.Stations;

/// <summary>The ports of stations as benches of this server use them: which there are, and whether one can be used now.</summary>
internal sealed class StationPlaces(StationQueries stations, StationLines lines)
{
    /// <summary>Link addresses, without settings, of every port that a station said last.</summary>
    public async Task<IReadOnlyList<string>> LinksAsync(CancellationToken cancellation) =>
        [.. (await SaidAsync(cancellation)).SelectMany(pair => pair.Value.Said?.Ports.Select(port => StationLink.LinkOf(pair.Key, port)) ?? [])];

    /// <summary>Every port of a station that the bench is wired to.</summary>
    public static IEnumerable<(string Station, string Port)> Of(App.Verifications.Bench bench) => bench.Parts.Select(part => StationLink.PlaceOf(part.Link)).OfType<(string, string)>().Distinct();

    /// <summary>As of now.</summary>
    public async Task<Func<(string Station, string Port), StationPlace>> LookAsync(CancellationToken cancellation)
    {
        var said = await SaidAsync(cancellation);
        return place => new(place.Station, place.Port, StateOf(place, said));
    }

    private PlaceState StateOf((string Station, string Port) place, Dictionary<string, (bool IsRevoked, StationState? Said)> said)
    {
        if (!said.TryGetValue(place.Station, out var state))
            return PlaceState.NotEnrolled;
        if (state.IsRevoked)
            return PlaceState.Revoked;
        if (!lines.IsConnected(place.Station))
            return PlaceState.NotConnected;
        if (state.Said?.Ports.Contains(place.Port) == false)
            return PlaceState.Gone;
        return state.Said?.Links.Any(link => link.IsReading && (link.Address.Split('?')[0] is var address) && (address == place.Port || address == $"tty:{place.Port}")) == true ? PlaceState.Busy : PlaceState.Ready;
    }

    /// <summary>Of stations of one name the one that may speak, or that was enrolled last.</summary>
    private async Task<Dictionary<string, (bool IsRevoked, StationState? Said)>> SaidAsync(CancellationToken cancellation) =>
        (await stations.AllAsync(cancellation)).DistinctBy(row => row.Name).ToDictionary(row => row.Name, row => (row.IsRevoked, row is { IsRevoked: false, StateText: { } text } ? StationState.Parse(Encoding.UTF8.GetBytes(text)) : null), StringComparer.Ordinal);
}

/// <summary>A port of a station, and whether a bench can use it.</summary>
public sealed record StationPlace(string Station, string Port, PlaceState State);

public enum PlaceState
{
    Ready,
    NotEnrolled,
    Revoked,
    NotConnected,

    /// <summary>The station does not see it.</summary>
    Gone,

    /// <summary>The station reads an instrument there itself.</summary>
    Busy,
}

/// <summary>Ends what an enrolled station may do, the lines that it has now included.</summary>
internal sealed class StationRevocation(EnrolStations enrol, StationQueries stations, StationLines lines)
{
    public async Task<Core.Words.Outcome<int>> ExecuteAsync(App.Laboratory.Actor actor, int id, string reason, CancellationToken cancellation)
    {
        var revoked = await enrol.RevokeAsync(actor, id, reason, cancellation);
        if (!revoked.IsRefused && await stations.FindAsync(id, cancellation) is { } row)
            lines.Drop(row.Name);
        return revoked;
    }
}
