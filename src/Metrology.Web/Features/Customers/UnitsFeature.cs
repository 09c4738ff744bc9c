using Metrology.App.Certificates;
using Metrology.App.Customers;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Procedures;
using Metrology.App.Verifications;
using Metrology.Web.Features.Exports;
using Metrology.Web.Features.Search;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Customers;

/// <summary>Units under test with the nameplate that their procedure asks for.</summary>
internal sealed class UnitsFeature : IFeature
{
    public const string Path = "/units";
    private const int RowsOfRead = 1000;

    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Work, t => t.Customers.Units, "charging-pile", Path, Permission.SeeWork)];

    public void AddServices(IServiceCollection services) => services.AddScoped<ISearchSource, UnitSearch>();

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, List).Needs(Permission.SeeWork).Lists(nameof(App.Customers.UnitUnderTest));
        pages.MapGet(Path + ListExport.Route, Export).Needs(Permission.SeeWork);
        pages.MapGet(Path + "/new", New).Needs(Permission.Measure);
        pages.MapGet(Path + "/nameplate", Nameplate).Needs(Permission.Measure);
        pages.MapPost(Path + "/new", (HttpContext context, SaveUnit save) => Save(null, context, save)).Needs(Permission.Measure);
        pages.MapGet(Path + "/{id:int}", Show).Needs(Permission.SeeWork).Shows(Register.Unit);
        pages.MapPost(Path + "/{id:int}", (int id, HttpContext context, SaveUnit save) => Save(id, context, save)).Needs(Permission.Measure);
        UnitApi.Map(api);
    }

    private static async Task<IResult> List(string? q, int? before, UnitQueries units, CancellationToken cancellation) => View.Of<UnitsPage>(new
    {
        Page = await units.ListAsync(q?.Trim(), before, cancellation),
        Text = q?.Trim() ?? "",
        IsFirst = before is null,
    });

    private static Task<IResult> Export(string format, string? q, HttpContext context, UnitQueries units, Words t, CancellationToken cancellation) => ListExport.AnswerAsync(context, format, async () =>
    {
        var rows = await ListExport.AllAsync<(UnitUnderTest Unit, bool IsUnusable), int?>(async before =>
        {
            var page = await units.ListAsync(q?.Trim(), before, cancellation, RowsOfRead);
            return ([.. page.Units.Select(unit => (unit, page.Unusable.Contains(unit.Id)))], page.Next);
        });
        return new("units",
        [
            ("serialNumber", t.Customers.Serial), ("nameZh", t.Planning.NameZh), ("nameEn", t.Planning.NameEn), ("model", t.Customers.Model), ("manufacturer", t.Equipment.Manufacturer),
            ("location", t.Customers.Location), ("customer", t.Customers.Customer), ("procedure", t.Term.Procedure), ("marks", t.Exports.Marks),
        ],
        [
            .. rows.Select(row => (IReadOnlyList<string>)
            [
                row.Unit.SerialNumber, row.Unit.NameZh, row.Unit.NameEn, row.Unit.Model, row.Unit.Manufacturer, row.Unit.Location, row.Unit.Customer!.Name, row.Unit.Procedure, t.MarksOf(false, row.Unit.IsDemonstration, row.IsUnusable),
            ]),
        ]);
    });

    private static async Task<IResult> New(ProcedureQueries procedures, UnitQueries units, CancellationToken cancellation)
    {
        var only = await procedures.CurrentAsync(cancellation) is [var one] ? one.Designation : "";
        return await Page(null, new() { Procedure = only }, units, FieldErrors.None, UnitHistory.None, cancellation);
    }

    /// <summary>The fields of another procedure, with what was typed so far.</summary>
    private static async Task<IResult> Nameplate(HttpRequest request, ProcedureQueries procedures, CancellationToken cancellation)
    {
        var procedure = await procedures.CurrentAsync(request.Query[nameof(UnitForm.Procedure)].ToString(), cancellation);
        var values = request.Query.Where(pair => pair.Key.StartsWith(UnitForm.NameplatePrefix, StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key[UnitForm.NameplatePrefix.Length..], pair => pair.Value.ToString());
        return procedure is null ? Results.NotFound() : View.Of<NameplateFields>(new { Procedure = procedure, Values = values });
    }

    private static async Task<IResult> Show(int id, UnitQueries units, HttpContext context, CurrentActor me, CancellationToken cancellation) =>
        await units.FindAsync(id, cancellation) is { } unit
            ? await Page(unit, UnitForm.Of(unit), units, FieldErrors.None, await HistoryAsync(unit, context.RequestServices, me.Required, cancellation), cancellation)
            : Results.NotFound();

    private static async Task<IResult> Save(int? id, HttpContext context, SaveUnit save)
    {
        var (services, cancellation) = (context.RequestServices, context.RequestAborted);
        var (units, me) = (services.GetRequiredService<UnitQueries>(), services.GetRequiredService<CurrentActor>().Required);
        var unit = id is { } known ? await units.FindAsync(known, cancellation) : null;
        if (id is not null && unit is null)
            return Results.NotFound();
        var form = UnitForm.Of(await context.Request.ReadFormAsync(cancellation));
        var errors = new FieldErrors();
        var request = form.Check(errors, id, await services.GetRequiredService<ProcedureQueries>().CurrentAsync(form.Procedure, cancellation));
        if (!errors.Any)
        {
            var saved = await save.ExecuteAsync(me, request, cancellation);
            if (saved.Refusal is not { } refusal)
                return NoticeCookie.Redirect(context, $"{Path}/{saved.Value}", services.GetRequiredService<Words>().Customers.Saved);
            errors.Add(refusal, refusal.Field ?? "");
        }

        var history = unit is null ? UnitHistory.None : await HistoryAsync(unit, services, me, cancellation);
        return await Page(unit, form, units, errors, history, cancellation);
    }

    private static async Task<UnitHistory> HistoryAsync(UnitUnderTest unit, IServiceProvider services, Actor me, CancellationToken cancellation)
    {
        var page = await services.GetRequiredService<WorkQueue>().ListAsync(me, [], unit.SerialNumber, null, cancellation);
        var certificates = await services.GetRequiredService<CertificateQueries>().OfUnitAsync(unit.Id, cancellation);
        return new([.. page.Items.Select(item => item.Line).Where(line => line.UnitSerial == unit.SerialNumber && line.UnitModel == unit.Model)], certificates);
    }

    private static async Task<IResult> Page(
        UnitUnderTest? unit, UnitForm form, UnitQueries units, FieldErrors errors, UnitHistory history, CancellationToken cancellation) =>
        View.OfForm<UnitPage>(errors, new { Unit = unit, Form = form, Customers = await units.CustomersAsync(cancellation), History = history, Errors = errors });
}

/// <summary>Verifications of a unit, the newest first, and the number of the certificate where one was issued.</summary>
public sealed record UnitHistory(IReadOnlyList<VerificationQueries.Line> Verifications, IReadOnlyDictionary<Guid, (string Number, CertificateStatus Status)> Certificates)
{
    public static UnitHistory None { get; } = new([], new Dictionary<Guid, (string, CertificateStatus)>());
}

/// <summary>Finds units; a scanned serial number goes straight to the unit.</summary>
internal sealed class UnitSearch(UnitQueries units, Words t) : ISearchSource
{
    public Permission Permission => Permission.SeeWork;

    public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, int most, CancellationToken cancellation) =>
        [.. (await units.ListAsync(text, null, cancellation, most)).Units.Select(unit => new SearchHit(
            t.Term.UnitUnderTest, $"{unit.SerialNumber} {t[new(unit.NameZh, unit.NameEn)]}", $"{UnitsFeature.Path}/{unit.Id}",
            string.Equals(unit.SerialNumber, text, StringComparison.OrdinalIgnoreCase)))];
}
