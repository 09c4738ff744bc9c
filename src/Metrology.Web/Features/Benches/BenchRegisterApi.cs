using Metrology.App.Laboratory;
using Metrology.App.Stations;
using Metrology.App.Verifications;
using Metrology.Core.Words;
using Metrology.Instruments.Capabilities;
using Metrology.Station.Benches;
using Metrology.Web.Features.Planning;
using Metrology.Web.Features.Standards;
using Metrology.Web.Host;
using BenchRow = Metrology.App.Verifications.Bench;

namespace Metrology.Web.Features.Benches;

/// <summary>The register of benches for programs.</summary>
internal static class BenchRegisterApi
{
    private const string Path = "/benches";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(Path, async (BenchQueries benches, CancellationToken cancellation) =>
        {
            var all = await benches.AllAsync(cancellation);
            var unusable = await benches.UnusableAsync(all, cancellation);
            return Results.Ok(all.Select(bench => BenchAnswer.Of(bench) with { IsUnusable = unusable.Contains(bench.Id) }));
        }).Produces<IEnumerable<BenchAnswer>>().Needs(Permission.SeeRegistry).Lists(nameof(App.Verifications.Bench), nameof(BenchPart));
        api.MapGet(Path + "/{id:int}", async (int id, BenchQueries benches, Words t, CancellationToken cancellation) =>
            await benches.FindAsync(id, cancellation) is { } bench ? Results.Ok(BenchAnswer.Of(bench)) : ErrorPages.Problem(BenchErrors.NotFound, t.Language)).Produces<BenchAnswer>().Needs(Permission.SeeRegistry);
        api.MapPost(Path, (BenchBody body, SaveBench save, CurrentActor me, Words t, CancellationToken cancellation) =>
            SaveAsync(null, body, save, me, t, cancellation)).Produces<Saved>().Needs(Permission.EditBenches);
        api.MapPut(Path + "/{id:int}", (int id, BenchBody body, SaveBench save, CurrentActor me, Words t, CancellationToken cancellation) =>
            SaveAsync(id, body, save, me, t, cancellation)).Produces<Saved>().Needs(Permission.EditBenches);
        api.MapPost(Path + "/{id:int}/close", async (int id, CloseBody body, CloseBench close, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await close.ExecuteAsync(me.Required, id, body.Reason ?? "", cancellation)).Answer(nameof(body.Reason), t, saved => Results.Ok(new Saved(saved)))).Produces<Saved>().Needs(Permission.EditBenches);
        api.MapPost(Path + "/{id:int}/reopen", async (int id, CloseBody body, CloseBench close, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await close.ReopenAsync(me.Required.Saying(body.Reason), id, cancellation)).Answer(nameof(body.Reason), t, saved => Results.Ok(new Saved(saved)))).Produces<Saved>().Needs(Permission.EditBenches);
        api.MapPost(Path + "/{id:int}/try", async (int id, TryBody body, LinkTrial trial, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await trial.ExecuteAsync(me.Required, id, body.Role, cancellation)).Answer(t, answer => Results.Ok(TrialAnswer.Of(answer, t)))).Produces<TrialAnswer>().Needs(Permission.TryBenches);
        api.MapPost(Path + "/{id:int}/command", async (int id, CommandBody body, CommandMeters meters, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await meters.ExecuteAsync(me.Required.Saying(body.Because), id, body.Act, cancellation)).Answer(t, answer => Results.Ok(TrialAnswer.Of(answer, t)))).Produces<TrialAnswer>().Needs(Permission.EditBenches);
        api.MapPost(Path + "/{id:int}/key", DrawKeyAsync).Produces<DrawnKey>().Needs(Permission.EditBenches).Signs(SignatureMeaning.Access).ShowsOnce();
    }

    private static async Task<IResult> SaveAsync(int? id, BenchBody body, SaveBench save, CurrentActor me, Words t, CancellationToken cancellation) =>
        (await save.ExecuteAsync(me.Required.Saying(body.Because), body.Request(id), cancellation)).Answer(t, saved => Results.Ok(new Saved(saved)));

    private static async Task<IResult> DrawKeyAsync(int id, TryBody body, BenchQueries benches, StationQueries stations, GatewayKeys keys, Words t, CancellationToken cancellation)
    {
        if (await benches.FindAsync(id, cancellation) is not { } bench)
            return ErrorPages.Problem(BenchErrors.NotFound, t.Language);
        if (bench[body.Role] is not { } part || BenchProtocols.GatewayOf(part.Link) is not { } name)
            return ErrorPages.Problem(BenchFaults.NothingToTry(body.Role), t.Language);
        return await stations.OwnerOfAsync(name, cancellation) is { } station
            ? ErrorPages.Problem(StationErrors.NameReserved(station, name, null), t.Language)
            : Results.Ok(new DrawnKey(name, keys.Draw(name)));
    }
}

/// <summary>One instrument of a bench; <c>link</c> is a whole address such as "tty:/dev/ttyUSB0?baud=2400&amp;format=8E1", "tcp:192.0.2.7:502" or "mqtt:pile-1".</summary>
public sealed record BenchPartBody(string? Protocol, string? Link = null, string? Address = null, bool IsKnownByPlate = false, int? EquipmentId = null)
{
    internal SaveBench.Part Part(BenchRole role) => new(role, new(Protocol ?? "", Link ?? "", Address ?? "", IsKnownByPlate), EquipmentId);

    internal static BenchPartBody? Of(BenchRow bench, BenchRole role) => bench[role] is { } part
        ? new(part.Protocol, part.Link, part.Address, part.IsKnownByPlate, role == BenchRole.Reference ? bench.ReferenceId : part.EquipmentId)
        : role == BenchRole.Reference ? new(BenchPart.ByHand, EquipmentId: bench.ReferenceId) : null;
}

public sealed record BenchBody(
    string? Code, string? NameZh, string? NameEn, string? Place, IReadOnlyList<string>? Procedures, bool IsSimulated,
    BenchPartBody? Reference, BenchPartBody? Unit, BenchPartBody? Load, BenchPartBody? Clock, BenchPartBody? Environment, int? Version, string? Because = null,
    BenchPartBody? Multimeter = null, BenchPartBody? Balance = null, BenchPartBody? Source = null, BenchPartBody? Display = null)
{
    internal SaveBench.Request Request(int? id) => new(
        id, Code ?? "", NameZh ?? "", NameEn ?? "", Place ?? "", Procedures ?? [], IsSimulated,
        [.. new[] { (BenchRole.Reference, Reference), (BenchRole.Unit, Unit), (BenchRole.Load, Load), (BenchRole.Clock, Clock), (BenchRole.Environment, Environment), (BenchRole.Multimeter, Multimeter), (BenchRole.Balance, Balance), (BenchRole.Source, Source), (BenchRole.Display, Display) }
            .Where(pair => pair.Item2 is not null).Select(pair => pair.Item2!.Part(pair.Item1))],
        Version);
}

public sealed record BenchAnswer(
    int Id, string Code, string NameZh, string NameEn, string Place, IReadOnlyList<string> Procedures, bool IsSimulated, bool IsDriven,
    BenchPartBody? Reference, BenchPartBody? Unit, BenchPartBody? Load, BenchPartBody? Clock, BenchPartBody? Environment, BenchPartBody? Multimeter, BenchPartBody? Balance, BenchPartBody? Source, BenchPartBody? Display,
    Guid? RunningVerification, DateTimeOffset? ClosedAt, string? ClosedBecause, int Version)
{
    /// <summary>In a list: it, or an instrument of it, is not what the ledger says.</summary>
    public bool IsUnusable { get; init; }

    public static BenchAnswer Of(BenchRow bench) => new(
        bench.Id, bench.Code, bench.NameZh, bench.NameEn, bench.Place, bench.Procedures, bench.IsSimulated, bench.IsDriven,
        BenchPartBody.Of(bench, BenchRole.Reference), BenchPartBody.Of(bench, BenchRole.Unit), BenchPartBody.Of(bench, BenchRole.Load),
        BenchPartBody.Of(bench, BenchRole.Clock), BenchPartBody.Of(bench, BenchRole.Environment), BenchPartBody.Of(bench, BenchRole.Multimeter), BenchPartBody.Of(bench, BenchRole.Balance),
        BenchPartBody.Of(bench, BenchRole.Source), BenchPartBody.Of(bench, BenchRole.Display),
        bench.LeasedBy, bench.ClosedAt, bench.ClosedBecause, bench.Version);
}

public sealed record CloseBody(string? Reason);

public sealed record TryBody(BenchRole Role);

/// <param name="Because">Required: the command changes instruments.</param>
public sealed record CommandBody(MeterAct Act, string? Because);

/// <param name="Value">One value of it, for people to see; null where it gives none.</param>
/// <param name="NoValue">Code of why there is none although there should be.</param>
/// <param name="Code">Why whoever answered is not the one registered, or why nobody did; null when it is.</param>
/// <param name="Bytes">The first that went.</param>
/// <param name="NotShown">Bytes after them.</param>
/// <param name="ServerAhead">Of the reference clock that was tried, s.</param>
public sealed record TrialAnswer(bool IsRegistered, Identity? Identity, string? Code, string? Detail, TrialAnswer.One? Value, string? NoValue, IReadOnlyList<TrialAnswer.Went> Bytes, long NotShown, decimal? ServerAhead)
{
    public sealed record One(string Measurand, string Text, string Unit);

    public sealed record Went(string Link, double Seconds, string Direction, string Hex);

    internal static TrialAnswer Of(LinkTrial.Answer answer, Words t) => new(
        answer.Fault is null, answer.Identity, answer.Fault?.Code, answer.Fault is { } fault ? t[fault.Text] : null,
        answer.Value is { } value ? new(value.Measurand, value.Text, value.Unit) : null, answer.NoValue?.Code,
        [.. answer.Bytes.Select(one => new Went(one.Link, one.Elapsed.TotalSeconds, one.Direction.ToString().ToLowerInvariant(), Convert.ToHexString(one.Bytes)))], answer.NotShown, answer.ServerAhead);
}
