using Metrology.App.Equipment;
using Metrology.App.Laboratory;
using Metrology.App.Standards;

namespace Metrology.Web.Features.Standards;

/// <summary>Entering and changing standards, and registering their certificates.</summary>
internal static class StandardForms
{
    private const string Path = "/standards";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path + "/new", (EquipmentQueries equipment, CancellationToken cancellation) =>
            EditPageAsync(null, new(), FieldErrors.None, Sought.Nothing, equipment, cancellation)).Needs(Permission.EditRegistry);
        pages.MapPost(Path + "/new", (
            HttpContext context, SaveStandard save, EquipmentQueries equipment, Typed<StandardForm> form, CancellationToken cancellation) =>
            SaveAsync(null, context, save, equipment, form.Value, cancellation)).Needs(Permission.EditRegistry);
        pages.MapGet(Path + "/{id:int}/edit", Edit).Needs(Permission.EditRegistry);
        pages.MapPost(Path + "/{id:int}/edit", (
            int id, HttpContext context, SaveStandard save, EquipmentQueries equipment, Typed<StandardForm> form, CancellationToken cancellation) =>
            SaveAsync(id, context, save, equipment, form.Value, cancellation)).Needs(Permission.EditRegistry);
        ActForms.Map(pages);
        pages.MapGet(Path + "/{id:int}/certificates/new", NewCertificate).Needs(Permission.EditRegistry);
        pages.MapPost(Path + "/{id:int}/certificates/new", AddCertificate).Needs(Permission.EditRegistry);
        pages.MapGet(Path + "/{id:int}/certificates/{certificate:int}/correct", CorrectionOf).Needs(Permission.EditRegistry);
        pages.MapPost(Path + "/{id:int}/certificates/{certificate:int}/correct", Correct).Needs(Permission.EditRegistry);
    }

    private static async Task<IResult> Edit(int id, StandardQueries standards, EquipmentQueries equipment, CancellationToken cancellation) =>
        await standards.FindAsync(id, cancellation) is { } standard
            ? await EditPageAsync(standard, StandardForm.Of(standard), FieldErrors.None, Sought.Nothing, equipment, cancellation)
            : Results.NotFound();

    private static async Task<IResult> SaveAsync(
        int? id, HttpContext context, SaveStandard save, EquipmentQueries equipment, StandardForm form, CancellationToken cancellation)
    {
        var (me, t) = (context.RequestServices.GetRequiredService<CurrentActor>(), context.RequestServices.GetRequiredService<Words>());
        var standard = id is { } known ? await context.RequestServices.GetRequiredService<StandardQueries>().FindAsync(known, cancellation) : null;
        if (id is not null && standard is null)
            return Results.NotFound();
        if (await Sought.OfAsync(context) is var sought && sought.IsAsked)
            return await EditPageAsync(standard, form, FieldErrors.None, sought, equipment, cancellation);
        var errors = new FieldErrors();
        var request = form.Check(id, errors);
        // What cannot be read and what the use case would refuse are one list to the person who typed both.
        foreach (var problem in save.Problems(request).Where(problem => errors.Of(problem.Field ?? "") is null))
            errors.Add(problem);
        if (errors.Any)
            return await EditPageAsync(standard, form, errors, sought, equipment, cancellation);
        var saved = await save.ExecuteAsync(me.Required, request, cancellation);
        return saved.Refusal is { } refusal
            ? await EditPageAsync(standard, form, errors.Add(refusal), sought, equipment, cancellation)
            : NoticeCookie.Redirect(context, $"{Path}/{saved.Value}", t.Standards.Saved(request.NameZh.Trim()));
    }

    private static async Task<IResult> NewCertificate(int id, string? kind, StandardQueries standards, CancellationToken cancellation) =>
        await standards.FindAsync(id, cancellation) is { } standard ? CertificatePage(standard, new() { Kind = kind }, FieldErrors.None) : Results.NotFound();

    private static async Task<IResult> AddCertificate(
        int id, HttpContext context, AddStandardCertificate add, StandardQueries standards, CurrentActor me, Words t,
        Typed<StandardCertificateForm> typed, CancellationToken cancellation)
    {
        var form = typed.Value;
        if (await standards.FindAsync(id, cancellation) is not { } standard)
            return Results.NotFound();
        var errors = new FieldErrors();
        var request = form.Check(id, errors);
        if (!errors.Any)
            errors.Add((await add.ExecuteAsync(me.Required, request, cancellation)).Refusal);
        return errors.Any ? CertificatePage(standard, form, errors) : NoticeCookie.Redirect(context, $"{Path}/{id}", t.Frame.Done);
    }

    private static async Task<IResult> CorrectionOf(int id, int certificate, StandardQueries standards, CancellationToken cancellation) =>
        await standards.FindAsync(id, cancellation) is { } standard && standard.Certificates.Find(row => row.Id == certificate) is { } row
            ? CertificatePage(standard, StandardCertificateForm.Of(row), FieldErrors.None, row) : Results.NotFound();

    private static async Task<IResult> Correct(
        int id, int certificate, HttpContext context, CorrectCertificate correct, StandardQueries standards, CurrentActor me, Words t, Typed<StandardCertificateForm> typed, CancellationToken cancellation)
    {
        var form = typed.Value;
        if (await standards.FindAsync(id, cancellation) is not { } standard || standard.Certificates.Find(row => row.Id == certificate) is not { } row)
            return Results.NotFound();
        var errors = new FieldErrors();
        var right = string.IsNullOrEmpty(form.IsVoid) ? (form with { Kind = row.Kind.ToString() }).Check(id, errors) : null;
        CorrectCertificate.Request request = new(id, certificate, form.Reason ?? "", form.Document ?? "", right);
        foreach (var problem in CorrectCertificate.Problems(request))
            errors.Add(problem);
        if (!errors.Any)
            errors.Add((await correct.ExecuteAsync(me.Required, request, cancellation)).Refusal);
        return errors.Any ? CertificatePage(standard, form with { Kind = row.Kind.ToString() }, errors, row) : NoticeCookie.Redirect(context, $"{Path}/{id}", t.Passport.Entered);
    }

    private static async Task<IResult> EditPageAsync(
        MeasurementStandard? standard, StandardForm form, FieldErrors errors, Sought sought, EquipmentQueries equipment, CancellationToken cancellation) => View.OfForm<StandardEditPage>(errors, new
        {
            Standard = standard,
            Form = form,
            Errors = errors,
            Equipment = await equipment.ChoicesAsync(sought.Typed, Sought.Chosen([.. form.MainEquipment, .. form.AuxiliaryEquipment]), cancellation),
        });

    /// <param name="corrected">The entry that is corrected; null enters another certificate.</param>
    private static IResult CertificatePage(MeasurementStandard standard, StandardCertificateForm form, FieldErrors errors, StandardCertificate? corrected = null) =>
        View.OfForm<StandardCertificatePage>(errors, new { Standard = standard, Form = form, Errors = errors, Corrected = corrected });
}
