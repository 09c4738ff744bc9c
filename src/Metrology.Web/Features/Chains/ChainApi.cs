using Metrology.App.Chains;
using Metrology.App.Chains.Impact;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Standards.Tracing;
using Metrology.App.Verifications;
using Metrology.Core.Planning;
using Metrology.Core.Words;
using Metrology.Web.Features.Planning;
using Metrology.Web.Features.Standards;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Chains;

/// <summary>Chains and cases for programs.</summary>
internal static class ChainApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/trace/standard/{id:int}", (int id, string? on, ChainQueries chains, TimeProvider clock, Words t, CancellationToken cancellation) =>
            AnswerAsync(on, clock, t, day => chains.OfStandardAsync(id, day, cancellation))).Produces<ChainAnswer>().Needs(Permission.SeeRegistry).Shows(Register.Standard);
        api.MapGet("/trace/equipment/{id:int}", (int id, string? on, ChainQueries chains, TimeProvider clock, Words t, CancellationToken cancellation) =>
            AnswerAsync(on, clock, t, day => chains.OfEquipmentAsync(id, day, cancellation))).Produces<ChainAnswer>().Needs(Permission.SeeRegistry).Shows(Register.Equipment);
        api.MapGet("/trace/certificate/{number}", (string number, string? on, ChainQueries chains, TimeProvider clock, Words t, CancellationToken cancellation) =>
            ApiAnswers.OnDayAsync(on, clock, t, async day =>
            {
                var found = await chains.OfCertificateAsync(number, day, cancellation);
                return found.Refusal is { } unusable ? ErrorPages.Problem(unusable, t.Language) : Answer(day, found.Value, t);
            })).Produces<ChainAnswer>().Needs(Permission.SeeCertificates);
        api.MapPut("/trace/sources/{certificate:int}", async (int certificate, SourceBody body, SetTraceSource set, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await set.ExecuteAsync(me.Required, new(certificate, body.StandardId, body.UpperId), cancellation)).Answer(t, saved => Results.Ok(new Saved(saved)))).Produces<Saved>().Needs(Permission.EditRegistry);
        api.MapPost("/trace/uppers", async (UpperBody body, SaveUpperReference save, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await save.ExecuteAsync(me.Required, body.Request, cancellation)).Answer(t, saved => Results.Ok(new Saved(saved)))).Produces<Saved>().Needs(Permission.EditRegistry);
        api.MapPost("/impact/look", async (OpenImpactCase.Request body, OpenImpactCase open, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await open.LookAsync(me.Required, body, cancellation)).Answer(t, lines => Results.Ok(lines))).Produces<IReadOnlyList<ImpactLine>>().Needs(Permission.EditRegistry);
        api.MapPost("/impact", async (OpenImpactCase.Request body, OpenImpactCase open, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await open.ExecuteAsync(me.Required, body with { Reason = body.Reason ?? "" }, cancellation)).Answer(t, saved => Results.Ok(new Saved(saved)))).Produces<Saved>().Needs(Permission.EditRegistry);
        api.MapGet("/impact/{id:int}", async (int id, ImpactQueries impact, CancellationToken cancellation) =>
            await impact.FindAsync(id, cancellation) is { } one ? Results.Ok(one) : Results.NotFound()).Produces<ImpactCase>().Needs(Permission.SeeRegistry);
        MapWork(api);
    }

    private static void MapWork(IEndpointRouteBuilder api)
    {
        api.MapPost("/impact/{id:int}/lines/{line:int}/notify", (int id, int line, LineBody body, WorkImpactCase work, ImpactQueries impact, CurrentActor me, Words t, CancellationToken cancellation) =>
            WorkedAsync(work.NotifyAsync(me.Required, id, line, body.Text ?? "", cancellation), id, impact, t, cancellation)).Produces<ImpactCase>().Needs(Permission.EditRegistry);
        api.MapPost("/impact/{id:int}/lines/{line:int}/close", (int id, int line, LineBody body, WorkImpactCase work, ImpactQueries impact, CurrentActor me, Words t, CancellationToken cancellation) =>
            WorkedAsync(work.CloseLineAsync(me.Required, id, line, body.Text ?? "", cancellation), id, impact, t, cancellation)).Produces<ImpactCase>().Needs(Permission.EditRegistry);
        api.MapPost("/impact/{id:int}/mail", (int id, MailOwners mail, ImpactQueries impact, CurrentActor me, Words t, CancellationToken cancellation) =>
            WorkedAsync(mail.ExecuteAsync(me.Required, id, ImpactPages.Letter, cancellation), id, impact, t, cancellation)).Produces<ImpactCase>().Needs(Permission.EditRegistry);
        api.MapPost("/impact/{id:int}/close", (int id, WorkImpactCase work, ImpactQueries impact, CurrentActor me, Words t, CancellationToken cancellation) =>
            WorkedAsync(work.CloseAsync(me.Required, id, cancellation), id, impact, t, cancellation)).Produces<ImpactCase>().Needs(Permission.EditRegistry);
    }

    /// <summary>The case as it is after the work.</summary>
    private static async Task<IResult> WorkedAsync<T>(Task<Outcome<T>> work, int id, ImpactQueries impact, Words t, CancellationToken cancellation) =>
        (await work).Refusal is { } refusal ? ErrorPages.Problem(refusal, t.Language) : Results.Ok(await impact.FindAsync(id, cancellation));

    private static Task<IResult> AnswerAsync(string? on, TimeProvider clock, Words t, Func<DateOnly, Task<ChainTree?>> ask) => ApiAnswers.OnDayAsync(on, clock, t, async day =>
        Answer(day, await ask(day), t));

    private static IResult Answer(DateOnly day, ChainTree? found, Words t) =>
        found is { } tree ? Results.Ok(new ChainAnswer(day, ChainAnswer.Of(tree.Up), ChainAnswer.Of(tree.Down))) : ErrorPages.Problem(TraceErrors.NotFound, t.Language);
}

public sealed record ChainAnswer(DateOnly On, ChainAnswer.Node Up, ChainAnswer.Node Down)
{
    public sealed record Node(
        ChainKind Kind, int Id, string NameZh, string NameEn, string Detail, StandardStanding? Standing, DateOnly? Until, bool IsNational, bool IsShownElsewhere, bool IsUnusable, IReadOnlyList<Node> Next);

    internal static Node Of(ChainNode node) => new(
        node.Kind, node.Id, node.Name.Zh, node.Name.En, node.Detail, node.Standing, node.Until, node.IsNational, node.IsShownElsewhere, node.IsUnusable, [.. node.Next.Select(Of)]);
}

/// <param name="Text">How the owner was told, or what was done.</param>
public sealed record LineBody(string? Text);

public sealed record SourceBody(int? StandardId, int? UpperId);

public sealed record UpperBody(int? Id, string? NameZh, string? NameEn, string? Institution, string? Description, DateOnly? ValidUntil, bool? IsNational, int? AboveId)
{
    internal SaveUpperReference.Request Request => new(Id, NameZh ?? "", NameEn ?? "", Institution ?? "", Description ?? "", ValidUntil, IsNational ?? false, AboveId);
}
