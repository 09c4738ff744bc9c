using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Operation;
using Metrology.Mqtt.Endpoint;
using Metrology.Station.Ingest;
using Metrology.Web.Features.Planning;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Operation;

/// <summary>What the server has taken and refused: requests, connections of instruments, and their messages by the reason of refusal.</summary>
internal sealed class OperationFeature : IFeature
{
    private const string Path = "/operation";

    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Administration, t => t.Operation.Title, "activity", Path, Permission.Administer)];

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, (Delegate)Show).Needs(Permission.Administer);
        pages.MapPost(Path + "/numbers", SettleAsync).Needs(Permission.Administer);
        api.MapPost(Path + "/numbers", async (NumbersBody body, SettleNumbers settle, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await settle.ExecuteAsync(me.Required, body.LastNumbers ?? [], body.Because, cancellation)).Answer(t, moved => Results.Ok(new NumbersSettled(moved)))).Produces<NumbersSettled>().Needs(Permission.Administer);
        api.MapGet(Path, async (Broker broker, OperationQueries queries, RefusalCounts requests, Words t, CancellationToken cancellation) =>
            Results.Ok(Json(await FactsAsync(broker, queries, requests, cancellation), t))).Produces<OperationJson>().Needs(Permission.Administer);
    }

    private static Task<IResult> Show(HttpContext context) => PageAsync(context, null, null, FieldErrors.None);

    private static async Task<IResult> PageAsync(HttpContext context, string? numbers, string? because, FieldErrors errors)
    {
        var (services, cancellation) = (context.RequestServices, context.RequestAborted);
        return View.OfForm<OperationPage>(errors, new
        {
            Facts = await FactsAsync(services.GetRequiredService<Broker>(), services.GetRequiredService<OperationQueries>(), services.GetRequiredService<RefusalCounts>(), cancellation),
            Open = await services.GetRequiredService<SettleNumbers>().OpenAsync(cancellation),
            Numbers = numbers,
            Because = because,
            Errors = errors,
        });
    }

    private static async Task<IResult> SettleAsync(
        HttpContext context, SettleNumbers settle, CurrentActor me, Words t, [FromForm(Name = "LastNumbers")] string? numbers, [FromForm(Name = "Because")] string? because) =>
        (await settle.ExecuteAsync(me.Required, (numbers ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), because, context.RequestAborted)).Refusal is { } refusal
            ? await PageAsync(context, numbers, because, new FieldErrors().Add(refusal))
            : NoticeCookie.Redirect(context, Path, t.Frame.Done);

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

/// <param name="LastNumbers">The last number of each range that was given, as on paper; none says that no number was.</param>
internal sealed record NumbersBody(IReadOnlyList<string>? LastNumbers, string? Because);

internal sealed record NumbersSettled(int Ranges);

internal sealed record OperationJson(
    int MqttPort,
    EndpointStatistics Mqtt,
    IReadOnlyDictionary<string, int> RefusedMessages,
    IReadOnlyList<RefusedMessageJson> LatestRefusedMessages,
    IReadOnlyList<RefusedRequest> RefusedRequests);

internal sealed record RefusedMessageJson(DateTimeOffset ReceivedAt, string Source, string Code, string Reason);
