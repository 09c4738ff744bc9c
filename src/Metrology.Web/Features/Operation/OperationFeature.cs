using Metrology.App.Laboratory;
using Metrology.App.Operation;
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
        pages.MapGet(Path, async (Broker broker, OperationQueries queries, RefusalCounts requests, CancellationToken cancellation) =>
            View.Of<OperationPage>(new { Facts = await FactsAsync(broker, queries, requests, cancellation) })).Needs(Permission.Administer);
        api.MapGet(Path, async (Broker broker, OperationQueries queries, RefusalCounts requests, Words t, CancellationToken cancellation) =>
            Results.Ok(Json(await FactsAsync(broker, queries, requests, cancellation), t))).Produces<OperationJson>().Needs(Permission.Administer);
    }

    private static async Task<OperationFacts> FactsAsync(Broker broker, OperationQueries queries, RefusalCounts requests, CancellationToken cancellation)
    {
        await requests.StoreAsync(cancellation);
        return new(
            broker.Port, broker.Statistics, await queries.MessageCountsAsync(cancellation), await queries.LatestMessagesAsync(cancellation), await queries.RequestsAsync(cancellation));
    }

    private static OperationJson Json(OperationFacts facts, Words t) => new(
        facts.MqttPort,
        facts.Mqtt,
        facts.MessageCounts,
        [.. facts.LatestMessages.Select(message => new RefusedMessageJson(message.ReceivedAt, message.Source, message.Code, t[new(message.ReasonZh, message.ReasonEn)]))],
        facts.Requests);
}

/// <param name="MqttPort">Where instruments publish.</param>
/// <param name="Mqtt">Since the start.</param>
/// <param name="MessageCounts">Refused messages by code.</param>
/// <param name="LatestMessages">Refused messages, newest first.</param>
/// <param name="Requests">Refused or failed requests by reason.</param>
public sealed record OperationFacts(
    int MqttPort, EndpointStatistics Mqtt, IReadOnlyDictionary<string, int> MessageCounts, IReadOnlyList<RefusedMessage> LatestMessages, IReadOnlyList<RefusedRequest> Requests);

internal sealed record OperationJson(
    int MqttPort,
    EndpointStatistics Mqtt,
    IReadOnlyDictionary<string, int> RefusedMessages,
    IReadOnlyList<RefusedMessageJson> LatestRefusedMessages,
    IReadOnlyList<RefusedRequest> RefusedRequests);

internal sealed record RefusedMessageJson(DateTimeOffset ReceivedAt, string Source, string Code, string Reason);
