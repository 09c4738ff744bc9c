using Metrology.App.Laboratory;
using Metrology.App.Procedures;
using Metrology.App.Standards;
using Metrology.App.Standards.Capabilities;
using Metrology.Core.Words;
using Metrology.Web.Features.Exports;
using Metrology.Web.Features.Planning;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Capabilities;

/// <summary>What the laboratory is granted to state (CMC): list, entry, and the end of one.</summary>
internal sealed class CapabilitiesFeature : IFeature
{
    public const string Path = "/capabilities";

    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Standards, t => t.Capabilities.Title, "shield-check", Path, Permission.SeeRegistry)];

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, List).Needs(Permission.SeeRegistry).Lists(nameof(App.Standards.Capabilities.CapabilityRow));
        pages.MapGet(Path + ListExport.Route, Export).Needs(Permission.SeeRegistry);
        pages.MapGet(Path + "/new", New).Needs(Permission.EditRegistry);
        pages.MapPost(Path + "/new", Add).Needs(Permission.EditRegistry);
        pages.MapGet(Path + "/{id:int}", (int id, HttpContext context) => PageAsync(id, context, FieldErrors.None)).Needs(Permission.SeeRegistry);
        pages.MapPost(Path + "/{id:int}/end", End).Needs(Permission.EditRegistry);
        CapabilityApi.Map(api);
    }

    private static async Task<IResult> List(CapabilityQueries capabilities, ProcedureQueries procedures, TimeProvider clock, CancellationToken cancellation) => View.Of<CapabilitiesPage>(new
    {
        Rows = await capabilities.AllAsync(cancellation),
        Known = await procedures.MeasurandsAsync(cancellation),
        Today = DateOnly.FromDateTime(clock.GetLocalNow().DateTime),
    });

    private static Task<IResult> Export(
        string format, HttpContext context, CapabilityQueries capabilities, ProcedureQueries procedures, TimeProvider clock, Words t, CancellationToken cancellation) => ListExport.AnswerAsync(context, format, async () =>
    {
        var (known, today) = (await procedures.MeasurandsAsync(cancellation), DateOnly.FromDateTime(clock.GetLocalNow().DateTime));
        return new(
            $"capabilities-{today.Iso()}",
            [
                ("measurand", t.Capabilities.Measurand), ("range", t.Capabilities.Range), ("uncertainty", t.Capabilities.Uncertainty), ("coverageFactor", t.Capabilities.CoverageFactor), ("standard", t.Capabilities.Standard),
                ("source", t.Capabilities.Source), ("validFrom", t.Capabilities.ValidFrom), ("validUntil", t.Capabilities.ValidUntil), ("state", t.Capabilities.State), ("marks", t.Exports.Marks),
            ],
            [
                .. (await capabilities.AllAsync(cancellation)).Select(row => (IReadOnlyList<string>)
                [
                    t.Equipment.MeasurandName(row.Measurand, known), t.Capabilities.RangeText(row), Figures.WithUnit(row.Uncertainty.Plain(), row.Unit), row.CoverageFactor.Plain(),
                    row.Standard is { } standard ? t[standard.Name] : t.Capabilities.Institution, row.Source, row.ValidFrom.Iso(), (row.EndedOn ?? row.ValidUntil)?.Iso() ?? "",
                    row.CountsOn(today) ? t.Capabilities.Counts : t.Capabilities.CountsNot, t.MarksOf(false, row.IsDemonstration),
                ]),
            ]);
    });

    private static Task<IResult> New(HttpContext context, CancellationToken cancellation) => EditPageAsync(context, new(), FieldErrors.None, Sought.Nothing);

    private static async Task<IResult> Add(HttpContext context, AddCapability add, ProcedureQueries procedures, CurrentActor me, Words t, Typed<CapabilityForm> typed)
    {
        var (form, errors) = (typed.Value, new FieldErrors());
        if (await Sought.OfAsync(context) is var sought && sought.IsAsked)
            return await EditPageAsync(context, form, errors, sought);
        var request = form.Check(errors);
        errors.Add(UnknownMeasurand.Of(request.Measurand, await procedures.MeasurandsAsync(context.RequestAborted)));
        if (errors.Any)
            return await EditPageAsync(context, form, errors, sought);
        var added = await add.ExecuteAsync(me.Required, request, context.RequestAborted);
        return added.Refusal is { } refusal
            ? await EditPageAsync(context, form, errors.Add(refusal), sought)
            : NoticeCookie.Redirect(context, $"{Path}/{added.Value}", t.Frame.Done);
    }

    private static async Task<IResult> End(int id, HttpContext context, AddCapability add, CurrentActor me, Words t, Typed<CapabilityEndForm> typed)
    {
        var errors = new FieldErrors();
        var day = errors.Day(nameof(CapabilityEndForm.LastDay), typed.Value.LastDay);
        if (!errors.Any)
            errors.Add((await add.EndAsync(me.Required, id, day, typed.Value.Because, context.RequestAborted)).Refusal);
        return errors.Any ? await PageAsync(id, context, errors, typed.Value) : NoticeCookie.Redirect(context, $"{Path}/{id}", t.Frame.Done);
    }

    private static async Task<IResult> PageAsync(int id, HttpContext context, FieldErrors errors, CapabilityEndForm? form = null)
    {
        var services = context.RequestServices;
        return await services.GetRequiredService<CapabilityQueries>().FindAsync(id, context.RequestAborted) is { } row
            ? View.OfForm<CapabilityPage>(errors, new
            {
                Row = row,
                Known = await services.GetRequiredService<ProcedureQueries>().MeasurandsAsync(context.RequestAborted),
                Today = DateOnly.FromDateTime(services.GetRequiredService<TimeProvider>().GetLocalNow().DateTime),
                Form = form ?? new(),
                Errors = errors,
            })
            : Results.NotFound();
    }

    private static async Task<IResult> EditPageAsync(HttpContext context, CapabilityForm form, FieldErrors errors, Sought sought) => View.OfForm<CapabilityEditPage>(errors, new
    {
        Form = form,
        Known = await context.RequestServices.GetRequiredService<ProcedureQueries>().MeasurandsAsync(context.RequestAborted),
        Standards = await context.RequestServices.GetRequiredService<StandardQueries>().ChoicesAsync(sought.Typed, Sought.Chosen(form.StandardId), context.RequestAborted),
        Errors = errors,
    });
}
