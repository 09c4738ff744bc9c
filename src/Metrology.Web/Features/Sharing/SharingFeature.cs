using System.Globalization;
using Metrology.App.Laboratory;
using Metrology.App.Sharing;
using Metrology.Core.Planning;
using Metrology.Core.Words;
using Metrology.Web.Features.Exports;
using Metrology.Web.Features.Planning;
using Metrology.Web.Features.Standards;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Sharing;

/// <summary>Standards of other institutions, what we recognise of them, and the catalogue of our own that anybody may see.</summary>
internal sealed class SharingFeature : IFeature
{
    private const string Path = "/sharing";
    private const string Catalogues = Path + "/catalogues";
    private const string PublicPath = "/catalogue";
    private const string Reason = "the institution publishes these standards; the catalogue holds nothing else";

    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Standards, t => t.Sharing.Title, "building", Path, Permission.SeeRegistry)];

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, Search).Needs(Permission.SeeRegistry);
        pages.MapGet(Path + ListExport.Route, Export).Needs(Permission.SeeRegistry);
        pages.MapGet(Catalogues, (SharingQueries sharing, CancellationToken cancellation) => CataloguesAsync(FieldErrors.None, sharing, cancellation)).Needs(Permission.SeeRegistry);
        pages.MapPost(Catalogues, Receive).TakesFiles().Needs(Permission.EditRegistry);
        pages.MapGet(Path + "/{catalogue:int}/{key}", (int catalogue, string key, SharingQueries sharing, CancellationToken cancellation) => ShowAsync(catalogue, key, FieldErrors.None, new(), sharing, cancellation)).Needs(Permission.SeeRegistry);
        pages.MapPost(Path + "/{catalogue:int}/{key}/recognition", Recognise).Needs(Permission.EditRegistry);
        pages.MapPost("/standards/{id:int}/publication", Publish).Needs(Permission.EditRegistry);
        pages.MapGet(PublicPath, ShowPublic).OpenTo(Reason).RequireRateLimiting(Limits.CheckPolicy);
        api.MapGet(PublicPath, PublicFile).Produces<CatalogueFile>().OpenTo(Reason).RequireRateLimiting(Limits.CheckPolicy);
        api.MapGet(Path, SearchForPrograms).Produces<IEnumerable<SharedStandardJson>>().Needs(Permission.SeeRegistry);
        api.MapPost(Catalogues, ReceiveForPrograms).TakesFiles().Accepts<Stream>("application/json").Produces<Saved>(StatusCodes.Status201Created).Needs(Permission.EditRegistry);
        api.MapPost(Path + "/{catalogue:int}/{key}/recognitions", RecogniseForPrograms).Produces<Saved>().Needs(Permission.EditRegistry);
        api.MapPut("/standards/{id:int}/publication", PublishForPrograms).Produces<Saved>().Needs(Permission.EditRegistry);
    }

    public static string PathOf(SharingQueries.Hit hit) => $"{Path}/{hit.CatalogueId}/{Uri.EscapeDataString(hit.Standard.Id)}";

    /// <summary>As the catalogue says of its day; what has ended since has.</summary>
    public static StandardStanding StandingOf(CatalogueFile.Standard standard, DateOnly today) =>
        standard.Standing is StandardStanding.Valid or StandardStanding.Expiring && standard.ValidUntil is { } last
            ? StandardValidity.Of([new(DateOnly.MinValue, last)], today) : standard.Standing;

    private static async Task<IResult> Search([AsParameters] SharedFilterForm form, SharingQueries sharing, CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var filter = form.Parse(errors);
        return View.OfForm<SharingPage>(errors, new
        {
            Form = form,
            Errors = errors,
            sharing.Today,
            Hits = errors.Any ? [] : await sharing.SearchAsync(filter, cancellation),
            HasCatalogues = (await sharing.ReceivedAsync(cancellation)).Count > 0,
        });
    }

    private static async Task<IResult> Export(string format, HttpContext context, [AsParameters] SharedFilterForm form, SharingQueries sharing, Words t, CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var filter = form.Parse(errors);
        return errors.Any ? await Search(form, sharing, cancellation) : await ListExport.AnswerAsync(context, format, async () => new(
            $"sharing-{sharing.Today.Iso()}",
            [
                ("nameZh", t.Planning.NameZh), ("nameEn", t.Planning.NameEn), ("code", t.Standards.CodeLong), ("institution", t.Sharing.Institution), ("catalogueOf", t.Sharing.Of), ("range", t.Sharing.Range),
                ("uncertainty", t.Standards.Uncertainty), ("standing", t.Planning.Standing), ("validUntil", t.Capabilities.ValidUntil), ("recognition", t.Sharing.Recognition), ("certificatesInYear", t.Sharing.Used),
                ("comparison", t.Sharing.Comparison), ("marks", t.Exports.Marks),
            ],
            [
                .. (await sharing.SearchAsync(filter, cancellation)).Select(hit => (IReadOnlyList<string>)
                [
                    hit.Standard.NameZh, hit.Standard.NameEn, hit.Standard.ClassificationCode ?? "", hit.Institution, hit.IssuedOn.Iso(), hit.Standard.RangeText, hit.Standard.UncertaintyText,
                    t.Kit.Standing(StandingOf(hit.Standard, sharing.Today)), hit.Standard.ValidUntil?.Iso() ?? "", hit.IsRecognised ? t.Sharing.Recognised : t.Sharing.NotRecognised,
                    hit.Standard.CertificatesInYear.ToString(CultureInfo.InvariantCulture), hit.Match.Why is { } why ? $"{(hit.Match.Found is null ? $"{t.Sharing.NotComparable}: " : "")}{t[why]}" : "",
                    t.MarksOf(false, hit.IsDemonstration),
                ]),
            ]));
    }

    private static async Task<IResult> SearchForPrograms([AsParameters] SharedFilterForm form, SharingQueries sharing, Words t, CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var filter = form.Parse(errors);
        return errors.Any
            ? ErrorPages.Problem(new Refusal(errors.All[0].Code ?? "web.form", errors.All[0].Text, errors.All[0].Field), t.Language)
            : Results.Ok((await sharing.SearchAsync(filter, cancellation)).Select(hit => new SharedStandardJson(hit.CatalogueId, hit.Institution, hit.IssuedOn, hit.IsDemonstration, hit.IsRecognised, hit.Standard, hit.Match.Found, hit.Match.Why?.In(t.Language))));
    }

    private static async Task<IResult> Receive(HttpContext context, ShareStandards share, SharingQueries sharing, CurrentActor me, Words t, IFormFile? file, CancellationToken cancellation)
    {
        if (file is null || file.Length == 0)
            return await CataloguesAsync(new FieldErrors().Add(nameof(file), SharingWords.NoFile, "catalogue.no-file"), sharing, cancellation);
        var taken = await share.ReceiveAsync(me.Required, await FileUpload.ReadAsync(file.OpenReadStream(), CatalogueFile.LargestFile, cancellation), cancellation);
        return taken.Refusal is { } refusal
            ? await CataloguesAsync(new FieldErrors().Add(refusal, nameof(file)), sharing, cancellation)
            : NoticeCookie.Redirect(context, Catalogues, t.Sharing.Taken);
    }

    private static async Task<IResult> ReceiveForPrograms(HttpRequest request, ShareStandards share, CurrentActor me, Words t, CancellationToken cancellation) =>
        (await share.ReceiveAsync(me.Required, await FileUpload.ReadAsync(request.Body, CatalogueFile.LargestFile, cancellation), cancellation))
            .Answer(t, id => Results.Created($"/api/v1{Path}", new Saved(id)));

    private static async Task<IResult> Recognise(
        int catalogue, string key, HttpContext context, ShareStandards share, SharingQueries sharing, CurrentActor me, Typed<RecognitionForm> typed, CancellationToken cancellation)
    {
        var form = typed.Value;
        var said = await share.RecogniseAsync(me.Required, new(catalogue, key, form.Recognised is "true" or "false" ? form.Recognised == "true" : null, form.Why ?? "", form.Document ?? ""), cancellation);
        return said.Refusal is not { } refusal ? NoticeCookie.Redirect(context, $"{Path}/{catalogue}/{Uri.EscapeDataString(key)}", context.RequestServices.GetRequiredService<Words>().Frame.Done)
            : await ShowAsync(catalogue, key, new FieldErrors().Add(refusal, refusal.Field ?? ""), form, sharing, cancellation);
    }

    private static async Task<IResult> RecogniseForPrograms(int catalogue, string key, RecognitionBody body, ShareStandards share, CurrentActor me, Words t, CancellationToken cancellation) =>
        (await share.RecogniseAsync(me.Required, new(catalogue, key, body.IsRecognised, body.Why ?? "", body.Document ?? ""), cancellation)).Answer(t, id => Results.Ok(new Saved(id)));

    private static async Task<IResult> Publish(int id, HttpContext context, ShareStandards share, CurrentActor me, Words t, [FromForm(Name = "Published")] bool? published, CancellationToken cancellation) =>
        (await share.PublishAsync(me.Required, id, published == true, cancellation)).Refusal is { } refusal
            ? RefusedPage.Of(context, refusal) : NoticeCookie.Redirect(context, $"/standards/{id}", published == true ? t.Sharing.IsPublished : t.Sharing.IsNotPublished);

    private static async Task<IResult> PublishForPrograms(int id, PublicationBody body, ShareStandards share, CurrentActor me, Words t, CancellationToken cancellation) =>
        (await share.PublishAsync(me.Required, id, body.IsPublished ?? false, cancellation)).Answer(t, saved => Results.Ok(new Saved(saved)));

    private static async Task<IResult> ShowPublic(HttpContext context, SharingQueries sharing, CancellationToken cancellation)
    {
        var catalogue = await sharing.CatalogueAsync(cancellation);
        return catalogue.Refusal is { } refusal ? RefusedPage.Of(context, refusal) : View.Of<PublicCataloguePage>(new { Catalogue = catalogue.Value });
    }

    private static async Task<IResult> PublicFile(SharingQueries sharing, Words t, CancellationToken cancellation)
    {
        var catalogue = await sharing.CatalogueAsync(cancellation);
        return catalogue.Refusal is { } refusal ? ErrorPages.Problem(refusal, t.Language) : Results.Bytes(catalogue.Value.ToBytes(), "application/json");
    }

    private static async Task<IResult> CataloguesAsync(FieldErrors errors, SharingQueries sharing, CancellationToken cancellation) =>
        View.OfForm<CataloguesPage>(errors, new { Errors = errors, sharing.Today, Own = await sharing.OwnAsync(cancellation), Received = await sharing.ReceivedAsync(cancellation) });

    private static async Task<IResult> ShowAsync(int catalogue, string key, FieldErrors errors, RecognitionForm form, SharingQueries sharing, CancellationToken cancellation) =>
        await sharing.FindAsync(catalogue, key, cancellation) is { } hit
            ? View.OfForm<SharedStandardPage>(errors, new { Hit = hit, sharing.Today, Errors = errors, Said = await sharing.RecognitionsAsync(hit.Institution, key, cancellation), form.Why, form.Document })
            : Results.NotFound();
}

public sealed record RecognitionForm
{
    public string? Recognised { get; init; }
    public string? Why { get; init; }
    public string? Document { get; init; }
}

/// <param name="IsRecognised">False ends the recognition.</param>
public sealed record RecognitionBody(bool? IsRecognised, string? Why, string? Document);

public sealed record PublicationBody(bool? IsPublished);

/// <summary>A standard of another institution for programs.</summary>
/// <param name="Found">Null: it is what was asked but for its accuracy, which cannot be compared.</param>
/// <param name="Why">Why it cannot be compared, or how it was.</param>
public sealed record SharedStandardJson(int Catalogue, string Institution, DateOnly IssuedOn, bool IsDemonstration, bool IsRecognised, CatalogueFile.Standard Standard, bool? Found, string? Why);
