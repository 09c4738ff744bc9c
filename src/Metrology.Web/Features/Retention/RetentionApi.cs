using Metrology.App.Laboratory;
using Metrology.App.Retention;
using Metrology.Web.Features.Planning;

namespace Metrology.Web.Features.Retention;

/// <summary>Retention for programs.</summary>
internal static class RetentionApi
{
    private const string Path = RetentionFeature.Path;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(Path, async (RetentionQueries queries, Words t, CancellationToken cancellation) => Results.Ok(RetentionJson.Of(await queries.LookAsync(cancellation), t)))
            .Produces<RetentionJson>().Needs(Permission.KeepRecords);
        api.MapGet(Path + "/disposals", async (RetentionQueries queries, CancellationToken cancellation) => Results.Ok((await queries.DisposalsAsync(cancellation)).Select(DisposalJson.Of)))
            .Produces<IEnumerable<DisposalJson>>().Needs(Permission.KeepRecords);
        api.MapPost(Path + "/periods/{kind}/proposal", async (KeptKind kind, PeriodBody body, SetPeriod set, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await set.ProposeAsync(me.Required.Saying(body.Because), kind, body.Months, body.Source, cancellation)).Answer(t, one => Results.Ok(new PeriodSaved(one)))).Produces<PeriodSaved>().Needs(Permission.KeepRecords);
        api.MapPost(Path + "/periods/{kind}/confirmation", async (KeptKind kind, SetPeriod set, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await set.ConfirmAsync(me.Required, kind, cancellation)).Answer(t, one => Results.Ok(new PeriodSaved(one)))).Produces<PeriodSaved>().Needs(Permission.KeepRecords).Signs(SignatureMeaning.Retention);
        api.MapPost(Path + "/holds", async (HoldBody body, PlaceHold place, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await place.ExecuteAsync(me.Required, body.Scope, body.Subject, body.Because, cancellation)).Answer(t, id => Results.Ok(new HoldSaved(id)))).Produces<HoldSaved>().Needs(Permission.KeepRecords);
        api.MapPost(Path + "/holds/{id:int}/release", async (int id, BecauseBody body, PlaceHold place, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await place.ReleaseAsync(me.Required, id, body.Because, cancellation)).Answer(t, one => Results.Ok(new HoldSaved(one)))).Produces<HoldSaved>().Needs(Permission.KeepRecords).Signs(SignatureMeaning.Retention);
        api.MapPost(Path + "/disposals", async (DisposalBody body, DisposeRecords dispose, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await dispose.ExecuteAsync(me.Required, body.Digest, body.Because, cancellation)).Answer(t, done => Results.Ok(DisposalJson.Of(done)))).Produces<DisposalJson>().Needs(Permission.Administer).Signs(SignatureMeaning.Retention);
    }
}

/// <param name="Months">Absent keeps for ever.</param>
/// <param name="Source">The document that says so.</param>
internal sealed record PeriodBody(int? Months, string? Source, string? Because);

internal sealed record PeriodSaved(KeptKind Kind);

/// <param name="Subject">Name of the customer, serial number of the unit, number of the record or certificate; "#" and an id for the first two; absent for the institution.</param>
internal sealed record HoldBody(HoldScope Scope, string? Subject, string? Because);

internal sealed record BecauseBody(string? Because);

internal sealed record HoldSaved(int Id);

/// <param name="Digest">As <c>GET /retention</c> said it.</param>
internal sealed record DisposalBody(string? Digest, string? Because);

internal sealed record DisposalJson(int Id, IReadOnlyList<DisposedKind> Kinds, string Digest, string Because, string By, DateTimeOffset At)
{
    public static DisposalJson Of(Disposal row) => new(row.Id, row.Lines, row.Digest, row.Why, row.By, row.At);
}

/// <param name="Digest">Of what an act of disposal would remove now; null when it would remove nothing.</param>
internal sealed record RetentionJson(DateOnly On, string? Digest, IReadOnlyList<KeptKindJson> Kinds, IReadOnlyList<HoldJson> Holds)
{
    public static RetentionJson Of(RetentionLook look, Words t) => new(
        look.On, look.Disposable.Any() ? look.Digest : null, [.. look.Kinds.Select(one => KeptKindJson.Of(one, t))], [.. look.Holds.Select(HoldJson.Of)]);
}

/// <param name="Months">Null keeps for ever.</param>
/// <param name="IsDisposable">Bulk data; everything else is archived and stays.</param>
/// <param name="Before">First day that is kept.</param>
internal sealed record KeptKindJson(
    string Kind, string Name, bool IsDisposable, int? Months, string? Source, string? ProposedBy, string? ConfirmedBy, PeriodProposal? Proposal, DateOnly? Before, int Past, int Used, int Held, int Due, string? Digest,
    IReadOnlyList<string> DueThings, IReadOnlyList<HeldJson> HeldThings)
{
    public static KeptKindJson Of(KindLook one, Words t) => new(
        one.Facts.Kind.ToString(), t[one.Facts.Name], one.Facts.IsDisposable, one.Period?.Months, one.Period?.Source, one.Period?.SetBy, one.Period?.ConfirmedBy, one.Period?.Proposal, one.Before, one.Past, one.Used, one.Held, one.Due,
        one.Due > 0 ? one.Digest : null, one.DueThings, [.. one.HeldThings.Select(held => new HeldJson(held.Name, held.By.Id, held.By.Why))]);
}

internal sealed record HeldJson(string Name, int Hold, string Because);

internal sealed record HoldJson(int Id, string Scope, string Subject, string SubjectName, string Because, string By, DateTimeOffset At, string? ReleasedBy, DateTimeOffset? ReleasedAt, string? ReleasedBecause)
{
    public static HoldJson Of(LegalHold row) => new(
        row.Id, row.Scope.ToString(), row.Subject, row.SubjectName, row.Why, row.By, row.At, row.Release?.By, row.Release?.At, row.Release?.Why);
}
