using System.Globalization;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using Metrology.App.Stations;
using Metrology.Core.Words;
using Metrology.Links.Station;
using Metrology.Mqtt.Endpoint;
using Metrology.Mqtt.Packets;
using Metrology.Station.Field;
using Metrology.Station.Ingest;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Stations;

/// <summary>What enrolled stations call: they enrol, bring messages and say how they are. Who calls is known by the signature of the request; answers bear that of the server.</summary>
internal static class StationAccess
{
    private const string Path = "/station";
    private const string EnrolReason = "a station that is not enrolled yet is a stranger; it proves that it knows a code", SignedReason = "stations sign each request with the key that they enrolled";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(Path + "/enrolment", EnrolAsync).DisableAntiforgery().Produces<StationEnrolment.Answered>().OpenTo(EnrolReason).RequireRateLimiting(Limits.SignInPolicy);
        api.MapPost(Path + "/" + StationProof.MessagesAct, TakeAsync).DisableAntiforgery().Accepts<StationMessages>(MediaTypeNames.Application.Json).Produces<StationTaken>().OpenTo(SignedReason).RequireRateLimiting(Limits.StationPolicy);
        api.MapGet(Path + "/" + StationProof.LineAct, LineAsync).Produces(StatusCodes.Status101SwitchingProtocols).OpenTo(SignedReason).RequireRateLimiting(Limits.StationPolicy);
        api.MapPost(Path + "/" + StationProof.StateAct, HearAsync).DisableAntiforgery().Accepts<StationState>(MediaTypeNames.Application.Json).Produces<StationHeard>().OpenTo(SignedReason).RequireRateLimiting(Limits.StationPolicy);
    }

    private static async Task<IResult> EnrolAsync(StationEnrolment.Asked body, EnrolStations enrol, StationKey key, Words t, CancellationToken cancellation)
    {
        if (body is not { Lookup: { Length: <= 64 } lookup, PublicKey: { Length: <= 200 } publicKey, Proof: { Length: <= 64 } proof, Signature: { Length: <= 200 } signature })
            return ErrorPages.Problem(StationErrors.BadKey, t.Language);
        var enrolled = await enrol.EnrolAsync(new(lookup, publicKey, proof, signature), key.Public, cancellation);
        return enrolled.Refusal is { } refusal ? ErrorPages.Problem(refusal, t.Language) : Results.Ok(new StationEnrolment.Answered(enrolled.Value.Name, key.Public, enrolled.Value.Proof));
    }

    private static async Task<IResult> TakeAsync(HttpContext context, AdmitStation admit, MessageIngest ingest, StationRefusals refusals, StationKey key, Words t, TimeProvider clock)
    {
        var body = await BodyAsync(context);
        var (request, answer) = await AdmitAsync(StationProof.MessagesAct, context, body, null, admit, t);
        if (answer is not null)
            return answer;
        if (StationMessages.Parse(body) is not { } read)
            return await RefuseAsync(context, refusals, request!.Name, StationErrors.BadBody, t);
        if (read.Messages.FirstOrDefault(message => message.Instrument is not { } instrument || !EnrolledStation.SpeaksFor(request!.Name, instrument)) is { } other)
            return await RefuseAsync(context, refusals, request!.Name, StationErrors.OtherInstrument(request.Name, other.Instrument ?? ""), t);
        var now = clock.GetUtcNow();
        InboundMessage[] batch =
        [
            .. read.Messages.Select(message => new InboundMessage($"station-{request!.Name}", new(message.Instrument!), message.Topic, message.Bytes)
            {
                QualityOfService = QualityOfService.AtLeastOnce,
                ReceivedAt = now,
            }),
        ];
        await ingest.CommitAsync(batch, context.RequestAborted);
        return new SignedAnswer(key, request!, JsonSerializer.SerializeToUtf8Bytes(new StationTaken(batch.Length), JsonSerializerOptions.Web));
    }

    private static async Task<IResult> HearAsync(HttpContext context, AdmitStation admit, StationRefusals refusals, StationKey key, Words t, TimeProvider clock)
    {
        var body = await BodyAsync(context);
        var isState = StationState.Parse(body) is not null;
        var (request, answer) = await AdmitAsync(StationProof.StateAct, context, body, isState ? Encoding.UTF8.GetString(body) : null, admit, t);
        if (answer is not null)
            return answer;
        return isState
            ? new SignedAnswer(key, request!, JsonSerializer.SerializeToUtf8Bytes(new StationHeard(clock.GetUtcNow()), JsonSerializerOptions.Web))
            : await RefuseAsync(context, refusals, request!.Name, StationErrors.BadBody, t);
    }

    /// <summary>A line by which benches of this server use ports of the station; it lasts until either side ends.</summary>
    private static async Task<IResult> LineAsync(HttpContext context, AdmitStation admit, StationLines lines, StationKey key, Words t)
    {
        var header = context.Request.Headers[StationProof.LineHeader].ToString();
        var its = new byte[Math.Min(header.Length, 200)];
        var (request, answer) = await AdmitAsync(StationProof.LineAct, context, Convert.TryFromBase64String(header, its, out var length) ? its[..length] : [], null, admit, t);
        if (answer is not null)
            return answer;
        using var keys = new StationLineKeys();
        if (!context.WebSockets.IsWebSocketRequest || keys.Agree(its[..length], request!.Signature) is not { } agreed)
            return ErrorPages.Problem(StationErrors.NoLine, t.Language);
        context.Response.Headers[StationProof.LineHeader] = Convert.ToBase64String(keys.Public);
        context.Response.Headers[StationProof.AnswerHeader] = Convert.ToBase64String(key.Sign(StationProof.Answer(request.Signature, keys.Public)));
        await using var line = new StationLine(await context.WebSockets.AcceptWebSocketAsync(), agreed.OfServer, agreed.OfStation);
        await lines.HoldAsync(request.Name, line);
        return Results.Empty;
    }

    private static async Task<(StationRequest? Request, IResult? Answer)> AdmitAsync(string act, HttpContext context, byte[] body, string? state, AdmitStation admit, Words t)
    {
        if (StationRequest.Parse(act, context.Request.Headers.Authorization, body) is not { } request)
            return (null, Problem(StationErrors.NotSigned, t));
        var admitted = await admit.ExecuteAsync(request, state, context.RequestAborted);
        if (admitted.Refusal is not { } refusal)
            return (request, null);
        if (admitted.LastCounter is { } last)
            context.Response.Headers[StationProof.CounterHeader] = last.ToString(CultureInfo.InvariantCulture);
        return (request, Problem(refusal, t));
    }

    private static async Task<IResult> RefuseAsync(HttpContext context, StationRefusals refusals, string station, Refusal refusal, Words t)
    {
        await refusals.NoteAsync(station, refusal, context.RequestAborted);
        return ErrorPages.Problem(refusal, t.Language);
    }

    private static IResult Problem(Refusal refusal, Words t) => ErrorPages.Problem(StatusCodes.Status401Unauthorized, refusal.Code, t[refusal.Text]);

    /// <summary>All of it: the signature is over these bytes.</summary>
    private static async Task<byte[]> BodyAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.ToArray();
    }

    /// <summary>An answer that the station knows to be of this server and to this request.</summary>
    private sealed class SignedAnswer(StationKey key, StationRequest request, byte[] body) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers[StationProof.AnswerHeader] = Convert.ToBase64String(key.Sign(StationProof.Answer(request.Signature, body)));
            httpContext.Response.ContentType = MediaTypeNames.Application.Json;
            httpContext.Response.ContentLength = body.Length;
            return httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
        }
    }
}
