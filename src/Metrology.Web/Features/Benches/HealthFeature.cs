using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Station.Benches;
using Metrology.Web.Features.Stations;
using Metrology.Web.Features.Verifications;

namespace Metrology.Web.Features.Benches;

/// <summary>How every bench fares: its links, who answered last, how long ago, what went wrong and how long answers take. Since this server started.</summary>
internal sealed class HealthFeature : IFeature
{
    public const string Path = WorkPlaces.Benches + "/health";

    /// <summary>What the page asks for every two seconds.</summary>
    public const string Rows = Path + "/rows";

    public void AddServices(IServiceCollection services) => services.AddSingleton<HealthFigures>();

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, async (HealthFigures figures, CancellationToken cancellation) =>
            View.Of<HealthPage>(new { Benches = await figures.AllAsync(cancellation) })).Needs(Permission.SeeRegistry);
        pages.MapGet(Rows, async (HealthFigures figures, CancellationToken cancellation) =>
            View.Of<HealthRows>(new { Benches = await figures.AllAsync(cancellation) })).Needs(Permission.SeeRegistry);
        api.MapGet(Path, async (HealthFigures figures, Words t, CancellationToken cancellation) =>
            Results.Ok((await figures.AllAsync(cancellation)).Select(one => HealthAnswer.Of(one, t)))).Produces<IEnumerable<HealthAnswer>>().Needs(Permission.SeeRegistry);
    }
}

/// <summary>What the page and programs see of every bench that is driven.</summary>
internal sealed class HealthFigures(BenchQueries benches, BenchHealth health, StationPlaces places)
{
    public async Task<IReadOnlyList<BenchFigures>> AllAsync(CancellationToken cancellation)
    {
        var placeOf = await places.LookAsync(cancellation);
        return
        [
            .. (await benches.AllAsync(cancellation)).Where(bench => bench.ClosedAt is null && bench.IsLinked)
                .Select(bench => new BenchFigures(bench.Id, bench.Code, bench.Name, health.Of(bench.Code).Now(), [.. StationPlaces.Of(bench).Select(placeOf)])),
        ];
    }
}

/// <param name="Places">Ports of stations that the bench is wired to.</param>
public sealed record BenchFigures(int Id, string Code, Core.Words.BilingualText Name, BenchVitals Vitals, IReadOnlyList<StationPlace> Places);

/// <param name="Connection">"Detached" while nothing has the links.</param>
public sealed record HealthAnswer(
    int Id, string Code, BenchConnection Connection, string? FaultCode, string? Fault, DateTimeOffset? FaultAt, IReadOnlyList<HealthAnswer.Who> Identities,
    IReadOnlyList<HealthAnswer.Link> Links, IReadOnlyList<HealthAnswer.Trouble> Troubles, IReadOnlyList<HealthAnswer.Place> Ports)
{
    public sealed record Who(string Role, string Manufacturer, string Model, string SerialNumber, DateTimeOffset At);

    public sealed record Link(string Name, long Sent, long Received, long? MillisecondsSinceLastByte, int Exchanges, double? LastMilliseconds, double? MedianMilliseconds, double? LongestMilliseconds);

    public sealed record Trouble(string Code, string Reason, long Times, DateTimeOffset LastAt);

    /// <param name="State">Of the port of a station now.</param>
    public sealed record Place(string Station, string Port, PlaceState State, string Says);

    internal static HealthAnswer Of(BenchFigures one, Words t) => new(
        one.Id, one.Code, one.Vitals.Connection, one.Vitals.Fault?.Code, one.Vitals.Fault is { } fault ? t[fault.Text] : null, one.Vitals.FaultAt,
        [.. one.Vitals.Identities.Select(pair => new Who(pair.Key, pair.Value.Who.Manufacturer, pair.Value.Who.Model, pair.Value.Who.SerialNumber, pair.Value.At))],
        [.. one.Vitals.Links.Select(link => new Link(
            link.Link, link.Sent, link.Received, (long?)link.SinceLastByte?.TotalMilliseconds, link.RoundTrips?.Exchanges ?? 0,
            link.RoundTrips?.Last.TotalMilliseconds, link.RoundTrips?.Median.TotalMilliseconds, link.RoundTrips?.Longest.TotalMilliseconds))],
        [.. one.Vitals.Troubles.Select(trouble => new Trouble(trouble.Reason.Code, t[trouble.Reason.Text], trouble.Times, trouble.LastAt))],
        [.. one.Places.Select(place => new Place(place.Station, place.Port, place.State, t.Stations.PlaceOf(place.State)))]);
}
