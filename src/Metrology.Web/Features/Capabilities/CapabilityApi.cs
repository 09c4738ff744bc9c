using Metrology.App.Laboratory;
using Metrology.App.Procedures;
using Metrology.App.Standards.Capabilities;
using Metrology.Web.Features.Planning;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Capabilities;

/// <summary>Capabilities for programs.</summary>
internal static class CapabilityApi
{
    private const string Path = CapabilitiesFeature.Path;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(Path, async (CapabilityQueries capabilities, CancellationToken cancellation) =>
            Results.Ok((await capabilities.AllAsync(cancellation)).Select(CapabilityJson.Of))).Produces<IEnumerable<CapabilityJson>>().Needs(Permission.SeeRegistry).Lists(nameof(App.Standards.Capabilities.CapabilityRow));
        api.MapGet(Path + "/{id:int}", async (int id, CapabilityQueries capabilities, Words t, CancellationToken cancellation) =>
            await capabilities.FindAsync(id, cancellation) is { } row ? Results.Ok(CapabilityJson.Of(row)) : ErrorPages.Problem(CapabilityErrors.NotFound, t.Language))
            .Produces<CapabilityJson>().Needs(Permission.SeeRegistry);
        api.MapPost(Path, async (CapabilityBody body, AddCapability add, ProcedureQueries procedures, CurrentActor me, Words t, CancellationToken cancellation) =>
            UnknownMeasurand.Of(body.Measurand, await procedures.MeasurandsAsync(cancellation)) is { } unknown ? ErrorPages.Problem(unknown, t.Language) : (await add.ExecuteAsync(me.Required, body.Request(), cancellation)).Answer(t, id => Results.Ok(new CapabilitySaved(id)))).Produces<CapabilitySaved>().Needs(Permission.EditRegistry);
        api.MapPost(Path + "/{id:int}/end", async (int id, CapabilityEnd body, AddCapability add, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await add.EndAsync(me.Required, id, body.LastDay, body.Because, cancellation)).Answer(t, ended => Results.Ok(new CapabilitySaved(ended)))).Produces<CapabilitySaved>().Needs(Permission.EditRegistry);
    }
}

internal sealed record CapabilitySaved(int Id);

/// <param name="LastDay">Last day on which it counts; the day before it began when it was entered wrongly.</param>
internal sealed record CapabilityEnd(DateOnly? LastDay, string? Because);

internal sealed record CapabilityBody(
    int? StandardId, string? Measurand, string? RangeOf, decimal? RangeFrom, decimal? RangeTo, string? RangeUnit, decimal Uncertainty, string? Unit, decimal CoverageFactor, string? Source,
    DateOnly? ValidFrom, DateOnly? ValidUntil)
{
    public AddCapability.Request Request() => new(
        StandardId, Measurand ?? "", RangeOf ?? "", RangeFrom, RangeTo, RangeUnit ?? "", Uncertainty, Unit ?? "", CoverageFactor, Source ?? "", ValidFrom, ValidUntil);
}

internal sealed record CapabilityJson(
    int Id, int? StandardId, string Measurand, string? RangeOf, decimal? RangeFrom, decimal? RangeTo, string? RangeUnit, decimal Uncertainty, string Unit, decimal CoverageFactor, string Source,
    DateOnly ValidFrom, DateOnly? ValidUntil, bool IsDemonstration, string EnteredBy, DateOnly? EndedOn, string? EndedBy, string? EndedBecause)
{
    public static CapabilityJson Of(CapabilityRow row) => new(
        row.Id, row.StandardId, row.Measurand, row.RangeOf, row.RangeFrom, row.RangeTo, row.RangeUnit, row.Uncertainty, row.Unit, row.CoverageFactor, row.Source,
        row.ValidFrom, row.ValidUntil, row.IsDemonstration, row.EnteredBy, row.EndedOn, row.EndedBy, row.EndedBecause);
}
