using Metrology.App.Equipment;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Procedures;
using Metrology.App.Standards;
using Metrology.App.Verifications;
using Metrology.Core.Planning;
using Metrology.Core.Quantities;
using Metrology.Core.Words;
using Metrology.Web.Features.Equipment.Exchange;
using Metrology.Web.Features.Exports;
using Metrology.Web.Features.Planning;
using Metrology.Web.Features.Search;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Equipment;

/// <summary>The register of instruments with their traceability on any day.</summary>
internal sealed class EquipmentFeature : IFeature
{
    private const string Path = "/equipment";
    private const int RowsOfRead = 1000;

    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Standards, t => t.Equipment.Title, "ruler-measure", Path, Permission.SeeRegistry)];

    public void AddServices(IServiceCollection services) => services.AddScoped<ISearchSource, EquipmentSearch>();

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, List).Takes("state", Enum.GetNames<StandardStanding>()).Needs(Permission.SeeRegistry).Lists(nameof(App.Equipment.EquipmentItem), nameof(App.Equipment.TraceabilityCertificate));
        pages.MapGet(Path + ListExport.Route, Export).Takes("state", Enum.GetNames<StandardStanding>()).Needs(Permission.SeeRegistry);
        pages.MapGet(Path + "/{id:int}", Show).Needs(Permission.SeeRegistry).Shows(Register.Equipment);
        pages.MapGet(Path + "/new", () => EditPage(null, new(), FieldErrors.None)).Needs(Permission.EditRegistry);
        pages.MapPost(Path + "/new", (HttpContext context, SaveEquipment save, EquipmentQueries equipment, Typed<EquipmentForm> form, CancellationToken cancellation) =>
            SaveAsync(null, context, save, equipment, form.Value, cancellation)).Needs(Permission.EditRegistry);
        pages.MapGet(Path + "/{id:int}/edit", Edit).Needs(Permission.EditRegistry);
        pages.MapPost(Path + "/{id:int}/edit", (int id, HttpContext context, SaveEquipment save, EquipmentQueries equipment, Typed<EquipmentForm> form, CancellationToken cancellation) =>
            SaveAsync(id, context, save, equipment, form.Value, cancellation)).Needs(Permission.EditRegistry);
        pages.MapGet(Path + "/{id:int}/certificates/new", NewCertificate).Needs(Permission.EditRegistry);
        pages.MapPost(Path + "/{id:int}/certificates/new", AddCertificate).Needs(Permission.EditRegistry);
        ForeignFeature.Map(pages, api);
        ExchangePages.Map(pages, api);
        EquipmentApi.Map(api);
    }

    private static async Task<IResult> List([AsParameters] EquipmentFilter filter, EquipmentQueries equipment, TimeProvider clock, CancellationToken cancellation)
    {
        var on = ChosenDate.Of(filter.On, clock);
        filter = filter with { On = on.IsToday ? null : on.Day.Iso() };
        var page = await equipment.ListAsync(filter.Parse(on.Day), cancellation);
        return View.OfForm<EquipmentListPage>(on.Errors, new { Filter = filter, On = on, Page = page, Counts = await equipment.CountsAsync(on.Day, cancellation) });
    }

    private static async Task<IResult> Export(
        string format, [AsParameters] EquipmentFilter filter, HttpContext context, EquipmentQueries equipment, Words t, TimeProvider clock, CancellationToken cancellation)
    {
        var on = ChosenDate.Of(filter.On, clock);
        if (on.Refusal is not null)
            return await List(filter, equipment, clock, cancellation);
        return await ListExport.AnswerAsync(context, format, async () =>
        {
            var items = await ListExport.AllAsync<(EquipmentItem Item, bool IsUnusable), int?>(async after =>
            {
                var page = await equipment.ListAsync((filter with { After = after }).Parse(on.Day), cancellation, RowsOfRead);
                return ([.. page.Items.Select(item => (item, page.Unusable.Contains(item.Id)))], page.Next);
            });
            return new($"equipment-{on.Day.Iso()}",
            [
                ("code", t.Equipment.Code), ("nameZh", t.Planning.NameZh), ("nameEn", t.Planning.NameEn), ("manufacturer", t.Equipment.Manufacturer), ("model", t.Equipment.Model),
                ("serialNumber", t.Equipment.Serial), ("certificate", t.Equipment.Certificate), ("issuer", t.Planning.Issuer), ("issuedOn", t.Planning.IssuedOn), ("validUntil", t.Planning.ValidUntil),
                ("on", t.Planning.OnDay), ("standing", t.Planning.Standing), ("marks", t.Exports.Marks),
            ],
            [
                .. items.Select(one => (one.Item, one.IsUnusable, Shown: one.Item.CertificateShownOn(on.Day))).Select(row => (IReadOnlyList<string>)
                [
                    row.Item.Code, row.Item.NameZh, row.Item.NameEn, row.Item.Manufacturer, row.Item.Model, row.Item.SerialNumber, row.Shown?.Number ?? "", row.Shown?.Issuer ?? "",
                    row.Shown?.IssuedOn.Iso() ?? "", (row.Item.ValidUntil(on.Day) ?? row.Shown?.ValidUntil)?.Iso() ?? "", on.Day.Iso(), row.IsUnusable ? t.Kit.Unusable : t.Kit.Standing(row.Item.StandingOn(on.Day)), t.MarksOf(row.Item.IsSimulated, row.Item.IsDemonstration, row.IsUnusable),
                ]),
            ]);
        });
    }

    private static async Task<IResult> Show(
        int id, [FromQuery] string? on, EquipmentQueries equipment, StandardQueries standards, ProcedureQueries procedures, TimeProvider clock, CancellationToken cancellation)
    {
        if (await equipment.FindAsync(id, cancellation) is not { } item)
            return Results.NotFound();
        var chosen = ChosenDate.Of(on, clock);
        var usedIn = await standards.WithEquipmentAsync(id, chosen.Day, cancellation);
        return View.OfForm<EquipmentPage>(chosen.Errors, new { Item = item, On = chosen, UsedIn = usedIn, Known = await procedures.MeasurandsAsync(cancellation), Signatures = await equipment.SignaturesAsync(id, cancellation) });
    }

    private static async Task<IResult> Edit(int id, EquipmentQueries equipment, CancellationToken cancellation) =>
        await equipment.FindAsync(id, cancellation) is { } item ? EditPage(item, EquipmentForm.Of(item), FieldErrors.None) : Results.NotFound();

    private static async Task<IResult> SaveAsync(
        int? id, HttpContext context, SaveEquipment save, EquipmentQueries equipment, EquipmentForm form, CancellationToken cancellation)
    {
        var (me, t) = (context.RequestServices.GetRequiredService<CurrentActor>(), context.RequestServices.GetRequiredService<Words>());
        var item = id is { } known ? await equipment.FindAsync(known, cancellation) : null;
        if (id is not null && item is null)
            return Results.NotFound();
        var request = form.Request(id);
        var saved = await save.ExecuteAsync(me.Required.Saying(form.Because), request, cancellation);
        return saved.Refusal is { } refusal
            ? EditPage(item, form, new FieldErrors().Add(refusal))
            : NoticeCookie.Redirect(context, $"{Path}/{saved.Value}", t.Equipment.Saved(request.Code.Trim()));
    }

    private static async Task<IResult> NewCertificate(int id, EquipmentQueries equipment, ProcedureQueries procedures, CancellationToken cancellation) =>
        await equipment.FindAsync(id, cancellation) is { } item
            ? CertificatePage(item, await procedures.MeasurandsAsync(cancellation), new(), FieldErrors.None) : Results.NotFound();

    private static async Task<IResult> AddCertificate(
        int id, HttpContext context, AddTraceabilityCertificate add, EquipmentQueries equipment, ProcedureQueries procedures, CurrentActor me, Words t,
        Typed<TraceabilityForm> typed, CancellationToken cancellation)
    {
        var form = typed.Value;
        if (await equipment.FindAsync(id, cancellation) is not { } item)
            return Results.NotFound();
        var (errors, measurands) = (new FieldErrors(), await procedures.MeasurandsAsync(cancellation));
        var request = form.Check(id, errors);
        if (form.Measurand is { Length: > 0 } measurand and not TraceabilityForm.Other)
            errors.Add(MeasurandChoice.Unknown(measurand, measurands));
        if (!errors.Any)
            errors.Add((await add.ExecuteAsync(me.Required, request, cancellation)).Refusal);
        return errors.Any ? CertificatePage(item, measurands, form, errors) : NoticeCookie.Redirect(context, $"{Path}/{id}", t.Frame.Done);
    }

    private static IResult EditPage(EquipmentItem? item, EquipmentForm form, FieldErrors errors) =>
        View.OfForm<EquipmentEditPage>(errors, new { Item = item, Form = form, Errors = errors });

    private static IResult CertificatePage(EquipmentItem item, IReadOnlyList<Measurand> known, TraceabilityForm form, FieldErrors errors) =>
        View.OfForm<TraceabilityPage>(errors, new { Item = item, Known = known, Form = form, Errors = errors });
}
