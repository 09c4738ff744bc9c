using System.Text;
using Metrology.App.Laboratory;
using Metrology.App.Stations;
using Metrology.Web.Features.Planning;
using Metrology.Web.Features.Standards;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Stations;

/// <summary>The register of stations for programs of people.</summary>
internal static class StationsApi
{
    private const string Path = "/stations";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(Path, async (StationQueries stations, StationRefusals refusals, TimeProvider clock, CancellationToken cancellation) =>
            Results.Ok((await stations.AllAsync(cancellation)).Select(row => StationAnswer.Of(StationView.Of(row, refusals, clock))))).Produces<IEnumerable<StationAnswer>>().Needs(Permission.SeeRegistry);
        api.MapGet(Path + "/{id:int}", async (int id, StationQueries stations, StationRefusals refusals, TimeProvider clock, Words t, CancellationToken cancellation) =>
            await stations.FindAsync(id, cancellation) is { } row ? Results.Ok(StationAnswer.Of(StationView.Of(row, refusals, clock))) : ErrorPages.Problem(StationErrors.NotFound, t.Language)).Produces<StationAnswer>().Needs(Permission.SeeRegistry);
        api.MapGet(Path + "/events", async (StationQueries stations, CancellationToken cancellation) =>
            Results.Ok((await stations.EventsAsync(null, cancellation)).Select(one => new StationEventAnswer(one.Station, one.Act, one.By, one.At, one.Detail)))).Produces<IEnumerable<StationEventAnswer>>().Needs(Permission.SeeRegistry);
        api.MapPost(Path + "/codes", async (CodeBody body, EnrolStations enrol, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await enrol.DrawAsync(me.Required, body.Name ?? "", cancellation)).Answer(t, drawn => Results.Ok(new CodeAnswer(drawn.Name, drawn.Code, drawn.ExpiresAt)))).Produces<CodeAnswer>().Needs(Permission.Administer).Signs(SignatureMeaning.Access).ShowsOnce();
        api.MapPost(Path + "/{id:int}/revoke", async (int id, RevokeBody body, StationRevocation revocation, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await revocation.ExecuteAsync(me.Required, id, body.Reason ?? "", cancellation)).Answer(t, saved => Results.Ok(new Saved(saved)))).Produces<Saved>().Needs(Permission.Administer).Signs(SignatureMeaning.Access);
    }
}

/// <summary>A station as pages and programs see it.</summary>
/// <param name="Said">What it said of itself last.</param>
/// <param name="Refused">Its last refusal since this server started.</param>
public sealed record StationView(EnrolledStation Row, StationState? Said, StationRefusals.Refused? Refused, bool IsOnline, bool IsSilent)
{
    public static StationView Of(EnrolledStation row, StationRefusals refusals, TimeProvider clock)
    {
        var age = clock.GetUtcNow() - row.SeenAt;
        return new(
            row, row.StateText is { } text ? StationState.Parse(Encoding.UTF8.GetBytes(text)) : null, refusals.Of(row.Name),
            !row.IsRevoked && age <= WatchStations.Online, !row.IsRevoked && age > WatchStations.Silent);
    }
}

public sealed record CodeBody(string? Name);

/// <param name="Code">Shown once.</param>
public sealed record CodeAnswer(string Name, string Code, DateTimeOffset ExpiresAt);

public sealed record RevokeBody(string? Reason);

public sealed record StationEventAnswer(string Station, StationAct Act, string By, DateTimeOffset At, string? Detail);

/// <param name="KeySha256">Of its public key.</param>
/// <param name="ClockAheadMilliseconds">Its clock less that of the server.</param>
/// <param name="State">What it said of itself at <paramref name="StateAt"/>; null before the first time.</param>
public sealed record StationAnswer(
    int Id, string Name, string KeySha256, DateTimeOffset EnrolledAt, bool IsOnline, bool IsSilent, DateTimeOffset? SeenAt, long ClockAheadMilliseconds, DateTimeOffset? StateAt, StationState? State,
    string? LastRefusal, DateTimeOffset? LastRefusalAt, DateTimeOffset? RevokedAt, string? RevokedBecause)
{
    internal static StationAnswer Of(StationView one) => new(
        one.Row.Id, one.Row.Name, StationProof.Hash(one.Row.PublicKey), one.Row.EnrolledAt, one.IsOnline, one.IsSilent, one.Row.SeenAt, one.Row.ClockAhead, one.Row.StateAt, one.Said,
        one.Refused?.Why.Code, one.Refused?.At, one.Row.RevokedAt, one.Row.RevokedBecause);
}
