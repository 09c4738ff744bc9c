using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Station.Benches;
using Metrology.Web.Features.Verifications;

namespace Metrology.Web.Features.Benches;

/// <summary>How every bench fares: its links, who answered last, how long ago, what went wrong and how long answers take. Since this server started.</summary>
internal sealed class HealthFeature : IFeature
{
    public const string Path = WorkPlaces.Benches + "/health";

    /// <summary>What the page asks for every two seconds.</summary>
    public const string Rows = Path + "/rows";

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, async (BenchQueries benches, BenchHealth health, CancellationToken cancellation) =>
            View.Of<HealthPage>(new { Benches = await AllAsync(benches, health, cancellation) })).Needs(Permission.SeeWork);
        pages.MapGet(Rows, async (BenchQueries benches, BenchHealth health, CancellationToken cancellation) =>
            View.Of<HealthRows>(new { Benches = await AllAsync(benches, health, cancellation) })).Needs(Permission.SeeWork);
        api.MapGet(Path, async (BenchQueries benches, BenchHealth health, Words t, CancellationToken cancellation) =>
            Results.Ok((await AllAsync(benches, health, cancellation)).Select(one => HealthAnswer.Of(one, t)))).Produces<IEnumerable<HealthAnswer>>().Needs(Permission.SeeWork);
    }

    private static async Task<IReadOnlyList<BenchFigures>> AllAsync(BenchQueries benches, BenchHealth health, CancellationToken cancellation) =>
        [.. (await benches.AllAsync(cancellation)).Where(bench => bench.ClosedAt is null && bench.IsDriven).Select(bench => new BenchFigures(bench.Id, bench.Code, bench.Name, health.Of(bench.Code).Now()))];
}

public sealed record BenchFigures(int Id, string Code, Core.Words.BilingualText Name, BenchVitals Vitals);

/// <param name="Connection">"Detached" while nothing has the links.</param>
public sealed record HealthAnswer(
    int Id, string Code, BenchConnection Connection, string? FaultCode, string? Fault, DateTimeOffset? FaultAt, IReadOnlyList<HealthAnswer.Who> Identities,
    IReadOnlyList<HealthAnswer.Link> Links, IReadOnlyList<HealthAnswer.Trouble> Troubles)
{
    public sealed record Who(string Role, string Manufacturer, string Model, string SerialNumber, DateTimeOffset At);

    public sealed record Link(string Name, long Sent, long Received, long? MillisecondsSinceLastByte, int Exchanges, double? LastMilliseconds, double? MedianMilliseconds, double? LongestMilliseconds);

    public sealed record Trouble(string Code, string Reason, long Times, DateTimeOffset LastAt);

    internal static HealthAnswer Of(BenchFigures one, Words t) => new(
        one.Id, one.Code, one.Vitals.Connection, one.Vitals.Fault?.Code, one.Vitals.Fault is { } fault ? t[fault.Text] : null, one.Vitals.FaultAt,
        [.. one.Vitals.Identities.Select(pair => new Who(pair.Key, pair.Value.Who.Manufacturer, pair.Value.Who.Model, pair.Value.Who.SerialNumber, pair.Value.At))],
        [.. one.Vitals.Links.Select(link => new Link(
            link.Link, link.Sent, link.Received, (long?)link.SinceLastByte?.TotalMilliseconds, link.RoundTrips?.Exchanges ?? 0,
            link.RoundTrips?.Last.TotalMilliseconds, link.RoundTrips?.Median.TotalMilliseconds, link.RoundTrips?.Longest.TotalMilliseconds))],
        [.. one.Vitals.Troubles.Select(trouble => new Trouble(trouble.Reason.Code, t[trouble.Reason.Text], trouble.Times, trouble.LastAt))]);
}
