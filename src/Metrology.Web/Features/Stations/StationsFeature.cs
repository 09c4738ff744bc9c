using Metrology.App.Laboratory;
using Metrology.App.Stations;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Stations;

/// <summary>The stations away from the server: which are enrolled, how they are, codes for new ones, and the end of those that were lost.</summary>
internal sealed class StationsFeature : IFeature
{
    public const string Path = "/laboratory/stations";

    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Administration, t => t.Stations.Title, "server-2", Path, Permission.SeeRegistry)];

    public void AddServices(IServiceCollection services) => services.AddScoped<StationPages>().AddSingleton<Host.StationKey>().AddSingleton<StationPlaces>().AddSingleton<StationRevocation>();

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, (StationPages show, CancellationToken cancellation) => show.ListAsync(null, null, FieldErrors.None, cancellation)).Needs(Permission.SeeRegistry);
        pages.MapPost(Path + "/codes", async ([FromForm] string? name, EnrolStations enrol, StationPages show, CurrentActor me, CancellationToken cancellation) =>
        {
            var drawn = await enrol.DrawAsync(me.Required, name ?? "", cancellation);
            return drawn.Refusal is { } refusal ? await show.ListAsync(name, null, new FieldErrors().Add(refusal), cancellation) : await show.ListAsync(null, drawn.Value, FieldErrors.None, cancellation);
        }).Needs(Permission.Administer).Signs(SignatureMeaning.Access);
        pages.MapGet(Path + "/{id:int}", (int id, StationPages show, CancellationToken cancellation) => show.OneAsync(id, null, FieldErrors.None, cancellation)).Needs(Permission.SeeRegistry);
        pages.MapPost(Path + "/{id:int}/revoke", async (int id, [FromForm] string? reason, HttpContext context, StationRevocation revocation, StationPages show, CurrentActor me, Words t) =>
        {
            var revoked = await revocation.ExecuteAsync(me.Required, id, reason ?? "", context.RequestAborted);
            return revoked.Refusal is { } refusal ? await show.OneAsync(id, reason, new FieldErrors().Add(refusal), context.RequestAborted) : NoticeCookie.Redirect(context, $"{Path}/{id}", t.Frame.Done);
        }).Needs(Permission.Administer).Signs(SignatureMeaning.Access);
        StationsApi.Map(api);
        StationAccess.Map(api);
    }
}

/// <summary>The pages with what they show.</summary>
internal sealed class StationPages(StationQueries stations, StationRefusals refusals, TimeProvider clock)
{
    /// <param name="drawn">A code that was drawn just now; shown once.</param>
    public async Task<IResult> ListAsync(string? name, EnrolStations.Drawn? drawn, FieldErrors errors, CancellationToken cancellation) => View.OfForm<StationsPage>(errors, new
    {
        Stations = (IReadOnlyList<StationView>)[.. (await stations.AllAsync(cancellation)).Select(row => StationView.Of(row, refusals, clock))],
        Codes = await stations.OpenCodesAsync(clock.GetUtcNow(), cancellation),
        Events = await stations.EventsAsync(null, cancellation),
        Name = name,
        Drawn = drawn,
        Errors = errors,
    });

    public async Task<IResult> OneAsync(int id, string? reason, FieldErrors errors, CancellationToken cancellation) => await stations.FindAsync(id, cancellation) is not { } row
        ? Results.NotFound()
        : View.OfForm<StationPage>(errors, new
        {
            Station = StationView.Of(row, refusals, clock),
            Events = await stations.EventsAsync(row.Name, cancellation),
            Reason = reason,
            Errors = errors,
        });
}
