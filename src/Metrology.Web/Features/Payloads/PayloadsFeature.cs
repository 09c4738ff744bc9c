using Metrology.App.Equipment;
using Metrology.App.Laboratory;
using Metrology.App.Payloads;
using Metrology.App.Stations;
using Metrology.Core.Words;
using Metrology.Station.Ingest;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Payloads;

/// <summary>Devices that speak the convention of their maker over MQTT: which topic is which instrument, by which mapping it is read, and what it said last.</summary>
internal sealed class PayloadsFeature : IFeature
{
    public const string Path = "/laboratory/payloads";

    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Administration, t => t.Payloads.Title, "activity", Path, Permission.SeeRegistry)];

    public void AddServices(IServiceCollection services) => services.AddScoped<PayloadPages>();

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, (PayloadPages show, CancellationToken cancellation) => show.ListAsync(cancellation)).Needs(Permission.SeeRegistry);
        pages.MapGet(Path + "/new", (PayloadPages show, CancellationToken cancellation) => show.EditAsync(null, new(), FieldErrors.None, cancellation)).Needs(Permission.EditBenches);
        pages.MapPost(Path + "/new", (HttpContext context, Typed<PayloadForm> form, SavePayloadBinding save, PayloadPages show) => SaveAsync(null, context, form.Value, save, show)).Needs(Permission.EditBenches);
        pages.MapGet(Path + "/{id:int}", (int id, PayloadPages show, CancellationToken cancellation) => show.OneAsync(id, FieldErrors.None, cancellation)).Needs(Permission.SeeRegistry);
        pages.MapGet(Path + "/{id:int}/edit", async (int id, PayloadQueries bindings, PayloadPages show, CancellationToken cancellation) =>
            await bindings.FindAsync(id, cancellation) is { } binding ? await show.EditAsync(binding, PayloadForm.Of(binding), FieldErrors.None, cancellation) : Results.NotFound()).Needs(Permission.EditBenches);
        pages.MapPost(Path + "/{id:int}/edit", (int id, HttpContext context, Typed<PayloadForm> form, SavePayloadBinding save, PayloadPages show) => SaveAsync(id, context, form.Value, save, show)).Needs(Permission.EditBenches);
        pages.MapPost(Path + "/{id:int}/close", (int id, [FromForm] string? reason, HttpContext context, SavePayloadBinding save, PayloadPages show, CurrentActor me) =>
            AnswerAsync(id, context, show, save.CloseAsync(me.Required, id, reason, context.RequestAborted))).Needs(Permission.EditBenches);
        pages.MapPost(Path + "/{id:int}/reopen", (int id, [FromForm] string? why, HttpContext context, SavePayloadBinding save, PayloadPages show, CurrentActor me) =>
            AnswerAsync(id, context, show, save.ReopenAsync(me.Required.Saying(why), id, context.RequestAborted), nameof(why))).Needs(Permission.EditBenches);
        pages.MapPost(Path + "/{id:int}/key", async (int id, PayloadQueries bindings, StationQueries stations, GatewayKeys keys, PayloadPages show, CancellationToken cancellation) =>
            await bindings.FindAsync(id, cancellation) is { } binding
                ? await stations.OwnerOfAsync(binding.Client, cancellation) is { } station ? await show.OneAsync(id, new FieldErrors().Add(StationErrors.NameReserved(station, binding.Client, null), ""), cancellation) : await show.OneAsync(id, FieldErrors.None, cancellation, new(binding.Client, keys.Draw(binding.Client)))
                : Results.NotFound()).Needs(Permission.EditBenches).Signs(SignatureMeaning.Access);
        PayloadsApi.Map(api);
    }

    private static async Task<IResult> SaveAsync(int? id, HttpContext context, PayloadForm form, SavePayloadBinding save, PayloadPages show)
    {
        var (me, t, bindings) = (context.RequestServices.GetRequiredService<CurrentActor>(), context.RequestServices.GetRequiredService<Words>(), context.RequestServices.GetRequiredService<PayloadQueries>());
        var binding = id is { } known ? await bindings.FindAsync(known, context.RequestAborted) : null;
        if (id is not null && binding is null)
            return Results.NotFound();
        if (await Sought.OfAsync(context) is var sought && sought.IsAsked)
            return await show.EditAsync(binding, form, FieldErrors.None, context.RequestAborted, sought);
        var saved = await save.ExecuteAsync(me.Required.Saying(form.Because), form.Request(id), context.RequestAborted);
        return saved.Refusal is { } refusal
            ? await show.EditAsync(binding, form, new FieldErrors().Add(refusal), context.RequestAborted, sought)
            : NoticeCookie.Redirect(context, $"{Path}/{saved.Value}", t.Payloads.Saved(form.Topic!.Trim()));
    }

    private static async Task<IResult> AnswerAsync(int id, HttpContext context, PayloadPages show, Task<Outcome<int>> change, string? why = null) => (await change).Refusal is { } refusal
        ? await show.OneAsync(id, new FieldErrors().Add(refusal, refusal.Field == "Because" ? why : null), context.RequestAborted)
        : NoticeCookie.Redirect(context, $"{Path}/{id}", context.RequestServices.GetRequiredService<Words>().Frame.Done);
}

/// <summary>The pages of bindings with what they show.</summary>
internal sealed class PayloadPages(PayloadQueries bindings, EquipmentQueries equipment, PayloadIntake intake, OwnFolders own)
{
    public async Task<IResult> ListAsync(CancellationToken cancellation) => View.Of<PayloadsPage>(new
    {
        Rows = (IReadOnlyList<PayloadRow>)[.. (await bindings.AllAsync(cancellation)).Select(binding => new PayloadRow(binding, intake.Heard(binding.Id)))],
        own.Wrong,
    });

    public async Task<IResult> EditAsync(PayloadBinding? binding, PayloadForm form, FieldErrors errors, CancellationToken cancellation, Sought? sought = null) => View.OfForm<PayloadEditPage>(errors, new
    {
        Binding = binding,
        Form = form,
        Errors = errors,
        Equipment = await equipment.ChoicesAsync((sought ?? Sought.Nothing).Typed, Sought.Chosen(form.EquipmentId), cancellation),
        intake.Mappings,
    });

    /// <param name="drawn">A key that was drawn just now; shown once.</param>
    public async Task<IResult> OneAsync(int id, FieldErrors errors, CancellationToken cancellation, Benches.DrawnKey? drawn = null) =>
        await bindings.FindAsync(id, cancellation) is { } binding
            ? View.OfForm<PayloadPage>(errors, new { Row = new PayloadRow(binding, intake.Heard(id)), Mapping = intake.Mappings.FirstOrDefault(one => one.Id == binding.Mapping), Errors = errors, Drawn = drawn })
            : Results.NotFound();
}

/// <param name="Heard">Null while the binding is not in force.</param>
public sealed record PayloadRow(PayloadBinding Binding, PayloadHeard? Heard)
{
    public PayloadSaid? Last => Heard?.Last.MaxBy(one => one.ReceivedAt);
}
