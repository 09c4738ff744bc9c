using Metrology.Adapters.Modbus;
using Metrology.App.Equipment;
using Metrology.App.Laboratory;
using Metrology.Core.Words;
using Metrology.Simulators.Room;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Simulators;

/// <summary>Instruments that this server plays: started, disturbed, watched byte by byte, and entered into the register of equipment as simulated ones.</summary>
internal sealed class SimulatorsFeature : IFeature
{
    public const string Path = "/laboratory/simulators";

    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Administration, t => t.Simulators.Title, "flask", Path, Permission.EditBenches)];

    public void AddServices(IServiceCollection services) => services.AddScoped<StartSimulator>();

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, (SimulatorRoom room, RegisterMapShelf maps) => ListPage(room, maps, new(), FieldErrors.None)).Needs(Permission.EditBenches);
        pages.MapPost(Path, StartAsync).Needs(Permission.EditBenches);
        pages.MapGet(Path + "/{name}", (string name, SimulatorRoom room) => OnePage(room, name, FieldErrors.None)).Needs(Permission.EditBenches);
        pages.MapGet(Path + "/{name}/bytes", (string name, SimulatorRoom room) =>
            room.Find(name) is { } one ? View.Of<SimulatorBytes>(new { Instrument = one }) : Results.NotFound()).Needs(Permission.EditBenches);
        pages.MapPost(Path + "/{name}/faults", async (string name, HttpContext context, SimulatorRoom room, Words t, Typed<FaultsForm> typed) =>
        {
            if (room.Find(name) is not { } one)
                return Results.NotFound();
            var errors = new FieldErrors();
            var faults = typed.Value.Read(errors);
            if (!errors.Any)
                errors.Add(await one.SetAsync(faults));
            return errors.Any ? OnePage(room, name, errors, typed.Value) : NoticeCookie.Redirect(context, $"{Path}/{name}", t.Frame.Done);
        }).Needs(Permission.EditBenches);
        pages.MapPost(Path + "/{name}/plug", async (string name, HttpContext context, SimulatorRoom room, Words t) =>
        {
            if (room.Find(name) is not { } one)
                return Results.NotFound();
            await (one.IsPluggedIn ? one.UnplugAsync() : one.PlugInAsync());
            return NoticeCookie.Redirect(context, $"{Path}/{name}", t.Frame.Done);
        }).Needs(Permission.EditBenches);
        pages.MapPost(Path + "/{name}/stop", async (string name, HttpContext context, SimulatorRoom room, Words t) =>
            await room.StopAsync(name) ? NoticeCookie.Redirect(context, Path, t.Simulators.Stopped(name)) : Results.NotFound()).Needs(Permission.EditBenches);
        pages.MapPost(Path + "/{name}/register", RegisterAsync).Needs(Permission.EditRegistry);
        SimulatorsApi.Map(api);
    }

    private static async Task<IResult> StartAsync(HttpContext context, StartSimulator start, SimulatorRoom room, RegisterMapShelf maps, Words t, Typed<SimulatorForm> typed)
    {
        var started = await start.ExecuteAsync(typed.Value);
        return started.Refusal is { } refusal
            ? ListPage(room, maps, typed.Value, new FieldErrors().Add(refusal))
            : NoticeCookie.Redirect(context, $"{Path}/{started.Value.Name}", t.Simulators.Started(started.Value.Name));
    }

    private static async Task<IResult> RegisterAsync(string name, HttpContext context, SimulatorRoom room, SaveEquipment save, EquipmentQueries equipment, CurrentActor me, Words t, Typed<RegisterForm> typed, CancellationToken cancellation)
    {
        if (room.Find(name) is not { } one)
            return Results.NotFound();
        var errors = new FieldErrors();
        var code = errors.Text(nameof(RegisterForm.Code), typed.Value.Code, 64);
        if (errors.Any)
            return OnePage(room, name, errors, code: typed.Value.Code);
        var (maker, model, serial) = (one.Identity.Manufacturer.Length == 0 ? t.Simulators.Maker : one.Identity.Manufacturer, one.Identity.Model, one.Identity.SerialNumber.Length == 0 ? name : one.Identity.SerialNumber);
        // Two items with one plate are one instrument, and a bench could not tell which of them answers.
        if (await equipment.WithPlateAsync(maker, model, serial, cancellation) is { } known)
            return OnePage(room, name, new FieldErrors().Add(SimulatorRefusals.Registered(known.Code)), code: code);
        var saved = await save.ExecuteAsync(me.Required, new(null, code, one.Kind.Name.Zh, one.Kind.Name.En, maker, model, serial, IsSimulated: true), cancellation);
        return saved.Refusal is { } refusal ? OnePage(room, name, new FieldErrors().Add(refusal), code: code) : NoticeCookie.Redirect(context, $"/equipment/{saved.Value}", t.Equipment.Saved(code));
    }

    private static IResult ListPage(SimulatorRoom room, RegisterMapShelf maps, SimulatorForm form, FieldErrors errors) =>
        View.OfForm<SimulatorsPage>(errors, new { room.Running, Maps = maps.All, Form = form, Errors = errors });

    private static IResult OnePage(SimulatorRoom room, string name, FieldErrors errors, FaultsForm? form = null, string? code = null) => room.Find(name) is { } one
        ? View.OfForm<SimulatorPage>(errors, new { Instrument = one, Form = form ?? FaultsForm.Of(one.Faults), Code = code, Errors = errors })
        : Results.NotFound();
}
