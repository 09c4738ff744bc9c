using Metrology.App.Equipment;
using Metrology.App.Laboratory;
using Metrology.App.Standards;
using Metrology.App.Standards.Life;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Standards;

/// <summary>Entering official acts of a standard.</summary>
internal static class ActForms
{
    private const string Path = "/standards/{id:int}/acts/new";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, New).Needs(Permission.EditRegistry);
        pages.MapPost(Path, Enter).Needs(Permission.EditRegistry);
    }

    private static async Task<IResult> New(int id, [FromQuery] string? act, StandardQueries standards, EquipmentQueries equipment, CancellationToken cancellation) =>
        await standards.FindAsync(id, cancellation) is { } standard ? await PageAsync(standard, new() { Act = act }, FieldErrors.None, Sought.Nothing, equipment, cancellation) : Results.NotFound();

    private static async Task<IResult> Enter(
        int id, HttpContext context, RecordAct record, StandardQueries standards, Typed<ActForm> typed, CancellationToken cancellation)
    {
        var (me, t, equipment) = (context.RequestServices.GetRequiredService<CurrentActor>(), context.RequestServices.GetRequiredService<Words>(), context.RequestServices.GetRequiredService<EquipmentQueries>());
        var form = typed.Value;
        if (await standards.FindAsync(id, cancellation) is not { } standard)
            return Results.NotFound();
        if (await Sought.OfAsync(context) is var sought && sought.IsAsked)
            return await PageAsync(standard, form, FieldErrors.None, sought, equipment, cancellation);
        var errors = new FieldErrors();
        var request = form.Check(id, errors);
        foreach (var problem in record.Problems(request).Where(problem => errors.Of(problem.Field ?? "") is null))
            errors.Add(problem);
        if (!errors.Any)
            errors.Add((await record.ExecuteAsync(me.Required, request, cancellation)).Refusal);
        return errors.Any ? await PageAsync(standard, form, errors, sought, equipment, cancellation) : NoticeCookie.Redirect(context, $"/standards/{id}", t.Passport.Entered);
    }

    private static async Task<IResult> PageAsync(MeasurementStandard standard, ActForm form, FieldErrors errors, Sought sought, EquipmentQueries equipment, CancellationToken cancellation) => View.OfForm<ActPage>(errors, new
    {
        Standard = standard,
        Form = form,
        Errors = errors,
        Equipment = await equipment.ChoicesAsync(sought.Typed, [.. standard.Equipment.Select(link => link.EquipmentId), .. Sought.Chosen([.. form.Out, .. form.MainIn, .. form.AuxiliaryIn])], cancellation),
    });
}
