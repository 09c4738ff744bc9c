using Metrology.App.Certificates;
using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Core.Words;
using Metrology.Web.Features.Exports;
using Metrology.Web.Features.Search;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Verifications;

/// <summary>Records of every state: what was pinned, read, concluded and signed; submit and abort.</summary>
internal sealed class RecordFeature : IFeature
{
    private const int UtterancesAtOnce = 200;
    private const string One = WorkPlaces.Records + "/{id:guid}";

    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Work, t => t.Work.Records, "file-text", WorkPlaces.Records, Permission.SeeWork)];

    public void AddServices(IServiceCollection services) => services.AddScoped<ISearchSource, VerificationSearch>();

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(WorkPlaces.Records, (HttpContext context, WorkQueue queue) =>
            QueueFeature.ListAsync(context, queue, WorkPlaces.Records, Enum.GetValues<VerificationState>())).TakesFilter(Enum.GetValues<VerificationState>()).Needs(Permission.SeeWork);
        pages.MapGet(WorkPlaces.Records + ListExport.Route, (string format, HttpContext context, WorkQueue queue, Words t) =>
            QueueFeature.ExportAsync(context, format, queue, WorkPlaces.Records, Enum.GetValues<VerificationState>(), t)).TakesFilter(Enum.GetValues<VerificationState>()).Needs(Permission.SeeWork);
        OpenPages.Map(pages);
        pages.MapGet(One, (Guid id, HttpContext context) => PageAsync(context, id, null, FieldErrors.None)).Needs(Permission.SeeWork);
        pages.MapGet(One + "/transcript", Transcript).Needs(Permission.SeeWork);
        pages.MapGet(One + "/record.json", (Guid id, HttpContext context, RecordExport export, VerificationQueries verifications) =>
            Download(id, context, verifications, export.ExecuteAsync, "application/json", "json")).Needs(Permission.SeeWork);
        pages.MapGet(One + "/bundle.zip", (Guid id, HttpContext context, RecordExport export, VerificationQueries verifications) =>
            Download(id, context, verifications, export.BundleAsync, "application/zip", "zip")).Needs(Permission.SeeWork);
        pages.MapGet(One + "/record.pdf", (Guid id, HttpContext context, OriginalRecord record, VerificationQueries verifications, Words t) =>
            Download(id, context, verifications, (one, cancellation) => record.PdfAsync(one, t.Language, cancellation), "application/pdf", "pdf")).Needs(Permission.SeeWork);
        pages.MapPost(One + "/submit", Submit).Needs(Permission.Measure).Signs(SignatureMeaning.Verified);
        pages.MapPost(One + "/abort", Abort).Needs(Permission.Measure);
        VerificationApi.Map(api);
    }

    private static async Task<IResult> Submit(Guid id, HttpContext context, MoveVerification move, CurrentActor me, Words t)
    {
        var moved = await move.ExecuteAsync(me.Required, id, VerificationStates.Submit, null, context.RequestAborted);
        return await AnswerAsync(context, id, moved, VerificationState.Submitted, t.Work.Submitted, null);
    }

    private static async Task<IResult> Abort(Guid id, HttpContext context, AbortVerification abort, CurrentActor me, Words t, [FromForm] string? reason)
    {
        var moved = await abort.ExecuteAsync(me.Required, id, reason, context.RequestAborted);
        return await AnswerAsync(context, id, moved, VerificationState.Aborted, t.Work.Aborted, reason);
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, Guid id, Outcome<VerificationState> moved, VerificationState wanted, string done, string? reason)
    {
        if (moved.Refusal is not { } refusal)
            return NoticeCookie.Redirect(context, WorkPlaces.Record(id), done);
        var found = await context.RequestServices.GetRequiredService<VerificationQueries>().FindAsync(id, context.RequestAborted);
        // The button was pressed twice: it has been done.
        if (!found.IsRefused && found.Value.Verification.State == wanted && refusal.Code is "verification.illegal-move")
            return Results.LocalRedirect(WorkPlaces.Record(id));
        var isReason = refusal.Code is "verification.no-reason" or "run.reason-missing" or "run.reason-too-long";
        return await PageAsync(context, id, reason, new FieldErrors().Add(refusal, isReason ? "Reason" : ""));
    }

    private static async Task<IResult> PageAsync(HttpContext context, Guid id, string? reason, FieldErrors errors)
    {
        var (services, cancellation) = (context.RequestServices, context.RequestAborted);
        var verifications = services.GetRequiredService<VerificationQueries>();
        var found = await verifications.FindAsync(id, cancellation);
        if (found.Refusal is { } refusal)
            return RefusedPage.Of(context, refusal);
        var certificates = services.GetRequiredService<CertificateQueries>();
        var certificate = await certificates.OfVerificationAsync(id, cancellation);
        var view = new RecordView(found.Value, found.Value.Evaluate(), await verifications.EventsAsync(id, cancellation), certificate?.Number)
        {
            UnusableCertificate = certificate is null ? null : (await certificates.UsableAsync(certificate.Number, cancellation)).Refusal,
            UnusableRegister = await services.GetRequiredService<App.Verifications.RegisterReads>().OfRecordAsync(found.Value.Verification, cancellation),
            ContentHash = found.Value.Verification.Transitions.Exists(move => move.SignedHash is not null) ? await verifications.ContentHashAsync(found.Value, cancellation) : null,
        };
        return View.OfForm<RecordPage>(errors, new { View = view, Reason = reason, Errors = errors });
    }

    private static async Task<IResult> Transcript(Guid id, string? link, int? from, HttpContext context, VerificationQueries verifications)
    {
        var found = await verifications.FindAsync(id, context.RequestAborted);
        if (found.Refusal is { } refusal)
            return RefusedPage.Of(context, refusal);
        if (await verifications.UnusableBytesAsync(id, context.RequestAborted) is { } unusable)
            return RefusedPage.Of(context, unusable);
        var all = Utterance.Of(await verifications.TranscriptAsync(id, context.RequestAborted));
        var chosen = link is null ? all : [.. all.Where(one => one.Link == link)];
        var first = Math.Clamp(from ?? 0, 0, chosen.Count);
        return View.Of<TranscriptPage>(new
        {
            found.Value.Verification,
            Rows = chosen.Skip(first).Take(UtterancesAtOnce).ToList(),
            Links = all.Select(one => one.Link).Distinct().ToList(),
            Link = link,
            From = first,
            Next = first + UtterancesAtOnce < chosen.Count ? first + UtterancesAtOnce : (int?)null,
        });
    }

    private static async Task<IResult> Download(
        Guid id, HttpContext context, VerificationQueries verifications, Func<Guid, CancellationToken, Task<Outcome<byte[]>>> export, string type, string extension)
    {
        var found = await verifications.FindAsync(id, context.RequestAborted);
        if (found.Refusal is { } missing)
            return RefusedPage.Of(context, missing);
        var exported = await export(id, context.RequestAborted);
        return exported.Refusal is { } refusal ? RefusedPage.Of(context, refusal) : Results.File(exported.Value, type, $"{found.Value.Verification.Number}.{extension}");
    }
}

/// <summary>Finds records; a scanned record number goes straight to the record.</summary>
internal sealed class VerificationSearch(WorkQueue queue, CurrentActor me, Words t) : ISearchSource
{
    public Permission Permission => Permission.SeeWork;

    public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, int most, CancellationToken cancellation) =>
        [.. (await queue.ListAsync(me.Required, [], text, null, cancellation, most)).Items.Select(item => new SearchHit(
            t.Term.Verification, $"{item.Line.Number} {item.Line.UnitSerial} {t.Kit.State(item.Line.State)}", WorkPlaces.Record(item.Line.Id),
            string.Equals(item.Line.Number, text, StringComparison.OrdinalIgnoreCase)))];
}
