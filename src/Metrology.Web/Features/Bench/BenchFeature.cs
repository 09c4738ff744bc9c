using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Station.Benches;
using Metrology.Web.Features.Verifications;
using Metrology.Web.Host;
using Metrology.Web.Ui.Forms;

namespace Metrology.Web.Features.Bench;

/// <summary>The benches, and the run on one of them.</summary>
internal sealed class BenchFeature : IFeature
{
    private const string Run = WorkPlaces.Records + "/{id:guid}/bench";

    /// <summary>Questions and answers that F2 shows.</summary>
    private const int LastUtterances = 40;

    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Work, t => t.Work.Benches, "gauge", WorkPlaces.Benches, Permission.SeeWork)];

    public void AddServices(IServiceCollection services) => services.AddScoped<BenchActs>().AddTransient<BenchStream>();

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(WorkPlaces.Benches, async (BenchBoard board, TimeProvider clock, CancellationToken cancellation) => View.Of<BenchesPage>(new
        {
            Benches = await board.OnAsync(DateOnly.FromDateTime(clock.GetLocalNow().DateTime), cancellation),
        })).Needs(Permission.SeeWork).Lists(nameof(App.Verifications.Bench), nameof(BenchPart));
        pages.MapGet(Run, Show).Needs(Permission.SeeWork);
        pages.MapGet(Run + "/live", Live).Needs(Permission.SeeWork);
        pages.MapGet(Run + "/bytes", Bytes).Needs(Permission.SeeWork);
        pages.MapGet(Run + "/takeback", TakeBack).Needs(Permission.Measure);
        pages.MapPost(Run + "/{act:alpha}", (Guid id, string act, HttpContext context, BenchActs acts, CurrentActor me) =>
            acts.ExecuteAsync(id, act, context, me.Required)).Needs(Permission.Measure);
    }

    /// <summary>Opening the page of an own run puts the station to work on it.</summary>
    private static async Task<IResult> Show(Guid id, string? ask, HttpContext context, VerificationQueries verifications, BenchRuns runs, LiveFeed live)
    {
        var found = await verifications.FindAsync(id, context.RequestAborted);
        if (found.Refusal is { } refusal)
            return RefusedPage.Of(context, refusal);
        if (found.Value.Verification.State is not (VerificationState.Draft or VerificationState.Running))
            return Results.LocalRedirect(WorkPlaces.Record(id));
        var me = context.RequestServices.GetRequiredService<CurrentActor>().Required;
        runs.AttachIfOurs(found.Value, me);
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        return View.Of<RunPage>(new { View = new BenchView(found.Value, live.Of(id), now, found.Value.Verification.VerifierId == me.AccountId), Ask = ask });
    }

    private static async Task<IResult> Live(Guid id, HttpContext context, VerificationQueries verifications, BenchRuns runs, BenchStream stream)
    {
        var found = await verifications.FindAsync(id, context.RequestAborted);
        if (found.Refusal is { } refusal)
            return RefusedPage.Of(context, refusal);
        var me = context.RequestServices.GetRequiredService<CurrentActor>().Required;
        // After a restart of the server the open page brings the bench back to work.
        runs.AttachIfOurs(found.Value, me);
        // The forms of the fragments need the token's cookie before the answer begins.
        FormToken.Of(context);
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        context.Response.RegisterForDispose(ended);
        return TypedResults.ServerSentEvents(stream.RunAsync(id, found.Value.Verification.VerifierId == me.AccountId, ended.Token));
    }

    /// <summary>The dialog that takes a step back, with those that are done now.</summary>
    private static async Task<IResult> TakeBack(Guid id, HttpContext context, VerificationQueries verifications, LiveFeed live, CurrentActor me, TimeProvider clock)
    {
        var found = await verifications.FindAsync(id, context.RequestAborted);
        return found.Refusal is { } refusal
            ? RefusedPage.Of(context, refusal)
            : View.Of<ReasonPart>(new { View = new BenchView(found.Value, live.Of(id), clock.GetUtcNow(), found.Value.Verification.VerifierId == me.Required.AccountId), Act = "takeback" });
    }

    private static async Task<IResult> Bytes(Guid id, VerificationQueries verifications, CancellationToken cancellation)
    {
        var all = Utterance.Of(await verifications.TranscriptAsync(id, cancellation));
        return View.Of<BytesPart>(new { Rows = all.Skip(Math.Max(0, all.Count - LastUtterances)).Reverse().ToList() });
    }
}
