using Metrology.App.Chains;
using Metrology.App.Equipment;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Standards;
using Metrology.App.Standards.Tracing;
using Metrology.App.Verifications;
using Metrology.Core.Traceability;
using Metrology.Web.Features.Planning;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Chains;

/// <summary>Chains of traceability of standards, instruments and certificates; where certificates come from; what if a standard was bad.</summary>
internal sealed class ChainFeature : IFeature
{
    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Standards, t => t.Chains.Cases, "alert-triangle", "/impact", Permission.SeeRegistry)];

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet("/trace/standard/{id:int}", OfStandard).Needs(Permission.SeeRegistry).Shows(Register.Standard);
        pages.MapGet("/trace/equipment/{id:int}", (int id, [FromQuery] string? on, [FromQuery] string? find, HttpContext context, CancellationToken cancellation) => OfEquipmentAsync(id, on, find, FieldErrors.None, context, cancellation)).Needs(Permission.SeeRegistry).Shows(Register.Equipment);
        pages.MapGet("/trace/certificate/{number}", OfCertificate).Needs(Permission.SeeCertificates);
        pages.MapPost("/trace/equipment/{id:int}/sources/{certificate:int}", SetSource).Needs(Permission.EditRegistry);
        UpperForms.Map(pages);
        ImpactPages.Map(pages);
        ChainApi.Map(api);
    }

    private static async Task<IResult> OfStandard(
        int id, [FromQuery] string? on, [FromQuery] string? from, [FromQuery] string? until, ChainQueries chains, StandardQueries standards, TimeProvider clock, CancellationToken cancellation)
    {
        var chosen = ChosenDate.Of(on, clock);
        if (await standards.FindAsync(id, cancellation) is not { } standard || await chains.OfStandardAsync(id, chosen.Day, cancellation) is not { } tree)
            return Results.NotFound();
        // The time of the assessment certificate, unless another is asked for.
        var assessed = standard.CertificateShownOn(StandardCertificateKind.Assessment, chosen.Day);
        var errors = new FieldErrors();
        var first = errors.Day("from", from) ?? assessed?.IssuedOn ?? chosen.Day.AddYears(-1);
        var last = errors.Day("until", until) ?? chosen.Day;
        if (last < first)
            (first, last) = (last, first);
        foreach (var error in chosen.Errors.All)
            errors.Add(error.Field, error.Text, error.Code);
        return View.OfForm<ChainPage>(errors, new { Tree = tree, On = chosen, Address = $"/trace/standard/{id}", Gaps = await chains.GapsAsync(standard, first, last, cancellation), From = first, Until = last, Errors = errors });
    }

    private static async Task<IResult> OfEquipmentAsync(int id, string? on, string? find, FieldErrors errors, HttpContext context, CancellationToken cancellation)
    {
        var services = context.RequestServices;
        var chosen = ChosenDate.Of(on, services.GetRequiredService<TimeProvider>());
        var chains = services.GetRequiredService<ChainQueries>();
        if (await services.GetRequiredService<EquipmentQueries>().FindAsync(id, cancellation) is not { } item || await chains.OfEquipmentAsync(id, chosen.Day, cancellation) is not { } tree)
            return Results.NotFound();
        foreach (var error in chosen.Errors.All)
            errors.Add(error.Field, error.Text, error.Code);
        var sources = await chains.SourcesAsync([.. item.Certificates.Select(one => one.Id)], cancellation);
        return View.OfForm<ChainPage>(errors, new
        {
            Tree = tree,
            On = chosen,
            Address = $"/trace/equipment/{id}",
            Item = item,
            Sources = sources,
            Standards = await services.GetRequiredService<StandardQueries>().ChoicesAsync(Sought.Of(find).Typed, [.. sources.Values.Select(one => one.StandardId).OfType<int>()], cancellation),
            Uppers = await chains.UppersAsync(cancellation),
            Errors = errors,
        });
    }

    private static async Task<IResult> OfCertificate(string number, [FromQuery] string? on, HttpContext context, ChainQueries chains, TimeProvider clock, CancellationToken cancellation)
    {
        var chosen = ChosenDate.Of(on, clock);
        var found = await chains.OfCertificateAsync(number, chosen.Day, cancellation);
        if (found.Refusal is { } unusable)
            return RefusedPage.Of(context, unusable);
        return found.Value is { } tree
            ? View.OfForm<ChainPage>(chosen.Errors, new { Tree = tree, On = chosen, Address = $"/trace/certificate/{number}" })
            : Results.NotFound();
    }

    private static async Task<IResult> SetSource(
        int id, int certificate, HttpContext context, SetTraceSource set, CurrentActor me, Words t, [FromForm(Name = "Standard")] string? standard, [FromForm(Name = "Upper")] string? upper, CancellationToken cancellation)
    {
        var saved = await set.ExecuteAsync(me.Required, new(certificate, Number(standard), Number(upper)), cancellation);
        return saved.Refusal is { } refusal
            ? await OfEquipmentAsync(id, null, null, new FieldErrors().Add(refusal), context, cancellation)
            : NoticeCookie.Redirect(context, $"/trace/equipment/{id}", t.Frame.Done);
    }

    internal static int? Number(string? text) => int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
}
