using Metrology.App.Customers;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Verifications;
using Metrology.Core.Words;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Customers;

/// <summary>Units under test for programs: the same use cases as the pages.</summary>
internal static class UnitApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/units", List).Produces<UnitPage>().Needs(Permission.SeeWork).Lists(nameof(App.Customers.UnitUnderTest));
        api.MapGet("/units/{id:int}", Find).Produces<UnitView>().Needs(Permission.SeeWork).Shows(Register.Unit);
        api.MapPost("/units", (UnitBody body, SaveUnit save, CurrentActor me, Words t, CancellationToken cancellation) => Save(null, body, save, me, t, cancellation)).Produces<Saved>(StatusCodes.Status201Created).Needs(Permission.Measure);
        api.MapPut("/units/{id:int}", (int id, UnitBody body, SaveUnit save, CurrentActor me, Words t, CancellationToken cancellation) => Save(id, body, save, me, t, cancellation)).Produces<Saved>().Needs(Permission.Measure);
    }

    internal sealed record UnitView(
        int Id, string Customer, string CustomerAddress, string NameZh, string NameEn, string Model, string SerialNumber, string Manufacturer, string Location, string Procedure,
        IReadOnlyDictionary<string, string> Nameplate, int Version, bool IsDemonstration, bool IsUnderCompulsoryVerification, string? MeterKey, string? MeterNumber)
    {
        /// <summary>In lists: it, or its customer, is not what the ledger says. Alone it is answered with 409.</summary>
        [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
        public bool? IsUnusable { get; init; }

        public static UnitView Of(UnitUnderTest unit) => new(
            unit.Id, unit.Customer!.Name, unit.Customer.Address, unit.NameZh, unit.NameEn, unit.Model, unit.SerialNumber, unit.Manufacturer, unit.Location, unit.Procedure, unit.Nameplate,
            unit.Version, unit.IsDemonstration, unit.IsUnderCompulsoryVerification, unit.MeterKey, unit.MeterNumber);
    }

    internal sealed record UnitPage(IReadOnlyList<UnitView> Units, int? Next);

    /// <summary>Everything may be missing here; the use case says what is.</summary>
    internal sealed record UnitBody(
        string? Customer, string? CustomerAddress, string? NameZh, string? NameEn, string? Model, string? SerialNumber, string? Manufacturer, string? Location,
        string? Procedure, IReadOnlyDictionary<string, string?>? Nameplate, int? Version, bool? IsUnderCompulsoryVerification, string? MeterKey = null,
        string? MeterNumber = null);

    internal sealed record Saved(int Id);

    private static async Task<IResult> List(string? q, int? before, UnitQueries units, CancellationToken cancellation)
    {
        var page = await units.ListAsync(q?.Trim(), before, cancellation);
        return Results.Ok(new UnitPage([.. page.Units.Select(unit => UnitView.Of(unit) with { IsUnusable = page.Unusable.Contains(unit.Id) })], page.Next));
    }

    private static async Task<IResult> Find(int id, UnitQueries units, Words t, CancellationToken cancellation) =>
        await units.FindAsync(id, cancellation) is { } unit ? Results.Ok(UnitView.Of(unit)) : ErrorPages.Problem(CustomerErrors.UnitNotFound, t.Language);

    private static async Task<IResult> Save(int? id, UnitBody body, SaveUnit save, CurrentActor me, Words t, CancellationToken cancellation)
    {
        var request = new SaveUnit.Request(
            id, body.Customer ?? "", body.CustomerAddress ?? "", body.NameZh ?? "", body.NameEn ?? "", body.Model ?? "", body.SerialNumber ?? "", body.Manufacturer ?? "",
            body.Location ?? "", body.Procedure ?? "", (body.Nameplate ?? new Dictionary<string, string?>()).ToDictionary(pair => pair.Key, pair => pair.Value ?? ""), body.Version,
            body.IsUnderCompulsoryVerification ?? false, body.MeterKey, body.MeterNumber);
        Outcome<int> saved = await save.ExecuteAsync(me.Required, request, cancellation);
        if (saved.Refusal is { } refusal)
            return ErrorPages.Problem(refusal.Field == nameof(request.CustomerName) ? refusal with { Field = nameof(body.Customer) } : refusal, t.Language);
        return id is null ? Results.Created($"/api/v1/units/{saved.Value}", new Saved(saved.Value)) : Results.Ok(new Saved(saved.Value));
    }
}
