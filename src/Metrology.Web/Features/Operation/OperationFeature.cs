using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Mqtt.Endpoint;
using Metrology.Station.Ingest;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Operation;

/// <summary>What the server has taken and refused: requests, connections of instruments, and their messages by the reason of refusal.</summary>
internal sealed class OperationFeature : IFeature
{
    private const string Path = "/operation";

    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Administration, t => t.Operation.Title, "activity", Path, Permission.Administer)];

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, async (Broker broker, KeepMessages messages, RefusalCounts requests, CancellationToken cancellation) =>
            View.Of<OperationPage>(new { Facts = await FactsAsync(broker, messages, requests, cancellation) })).Needs(Permission.Administer);
        api.MapGet(Path, async (Broker broker, KeepMessages messages, RefusalCounts requests, CancellationToken cancellation) =>
            Results.Ok(await FactsAsync(broker, messages, requests, cancellation))).Needs(Permission.Administer);
    }

    private static async Task<OperationFacts> FactsAsync(Broker broker, KeepMessages messages, RefusalCounts requests, CancellationToken cancellation) =>
        new(broker.Port, broker.Statistics, await messages.RefusedAsync(cancellation), requests.ByStatus);
}

/// <param name="MqttPort">Where instruments publish.</param>
/// <param name="Mqtt">Since the start.</param>
/// <param name="RefusedMessages">Kept in the database, by code.</param>
/// <param name="RefusedRequests">Since the start, by HTTP status.</param>
public sealed record OperationFacts(
    int MqttPort, EndpointStatistics Mqtt, IReadOnlyDictionary<string, int> RefusedMessages, IReadOnlyDictionary<int, long> RefusedRequests);
