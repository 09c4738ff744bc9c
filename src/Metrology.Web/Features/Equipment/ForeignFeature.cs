using System.Globalization;
using Metrology.App.Equipment;
using Metrology.App.Equipment.Foreign;
using Metrology.App.Laboratory;
using Metrology.App.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Words;
using Metrology.Web.Features.Planning;
using Metrology.Web.Host;
using Microsoft.Net.Http.Headers;

namespace Metrology.Web.Features.Equipment;

/// <summary>Certificates of others as files: read, shown, confirmed and kept.</summary>
internal static class ForeignFeature
{
    private const string Path = "/equipment/{id:int}/certificates";

    public static void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path + "/import", Choose).Needs(Permission.EditRegistry);
        pages.MapPost(Path + "/import", Read).TakesFiles().Needs(Permission.EditRegistry);
        pages.MapPost(Path + "/import/confirm", Confirm).TakesFiles().Needs(Permission.EditRegistry);
        pages.MapGet(Path + "/{hash:length(64)}/file", File).Needs(Permission.SeeRegistry);
        ForeignApi.Map(api);
    }

    private static async Task<IResult> Choose(int id, EquipmentQueries equipment, CancellationToken cancellation) =>
        await equipment.FindAsync(id, cancellation) is { } item ? ChoosePage(item, FieldErrors.None) : Results.NotFound();

    private static async Task<IResult> Read(
        int id, IFormFile? file, ReadForeignCertificate reader, EquipmentQueries equipment, ProcedureQueries procedures, CancellationToken cancellation)
    {
        if (await equipment.FindAsync(id, cancellation) is not { } item)
            return Results.NotFound();
        if (file is null || file.Length == 0)
            return ChoosePage(item, new FieldErrors().Add(ForeignErrors.NoFile));
        await using var stream = file.OpenReadStream();
        var bytes = await FileUpload.ReadAsync(stream, ReadForeignCertificate.LargestFile, cancellation);
        var read = reader.Read(bytes);
        if (read.Refusal is { } refusal)
            return ChoosePage(item, new FieldErrors().Add(refusal, "File"));
        var form = new ForeignForm { File = Convert.ToBase64String(bytes), FileName = file.FileName, ValidUntil = read.Value.ValidUntil?.Iso() };
        return ConfirmPage(item, read.Value, form, await procedures.MeasurandsAsync(cancellation), FieldErrors.None);
    }

    private static async Task<IResult> Confirm(int id, HttpContext context, IFormCollection fields, CancellationToken cancellation)
    {
        var services = context.RequestServices;
        if (await services.GetRequiredService<EquipmentQueries>().FindAsync(id, cancellation) is not { } item)
            return Results.NotFound();
        var form = ForeignForm.Of(fields);
        var errors = new FieldErrors();
        var bytes = form.Bytes();
        var read = services.GetRequiredService<ReadForeignCertificate>().Read(bytes);
        if (read.Refusal is { } unreadable)
            return ChoosePage(item, errors.Add(unreadable, "File"));
        var known = await services.GetRequiredService<ProcedureQueries>().MeasurandsAsync(cancellation);
        var request = form.Request(id, bytes, read.Value, errors);
        foreach (var chosen in form.Measurands.Values.Where(one => one != TraceabilityForm.Other).Distinct())
            errors.Add(MeasurandChoice.Unknown(chosen, known), "Choices");
        if (!errors.Any)
            errors.Add((await services.GetRequiredService<ImportForeignCertificate>().ExecuteAsync(services.GetRequiredService<CurrentActor>().Required, request, cancellation)).Refusal);
        return errors.Any
            ? ConfirmPage(item, read.Value, form, known, errors)
            : NoticeCookie.Redirect(context, $"/equipment/{id}", services.GetRequiredService<Words>().Foreign.Imported(read.Value.Number));
    }

    public static async Task<IResult> File(int id, string hash, HttpContext context, EquipmentQueries equipment, CancellationToken cancellation)
    {
        if (await equipment.FileAsync(id, hash, cancellation) is not { } file)
            return Results.NotFound();
        // A stranger's file is never shown as a page of this server.
        context.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileNameStar = file.Name }.ToString();
        context.Response.Headers["Digest"] = "sha-256=" + Convert.ToBase64String(Convert.FromHexString(file.Hash));
        return Results.Bytes(file.Content, file.MediaType, entityTag: new($"\"{file.Hash}\""));
    }

    private static IResult ChoosePage(EquipmentItem item, FieldErrors errors) => View.OfForm<ForeignFilePage>(errors, new { Item = item, Errors = errors });

    private static IResult ConfirmPage(EquipmentItem item, ForeignCertificate certificate, ForeignForm form, IReadOnlyList<Measurand> known, FieldErrors errors) =>
        View.OfForm<ForeignPage>(errors, new { Item = item, Certificate = certificate, Form = form, Known = known, Errors = errors });
}

/// <summary>What a person has said of a certificate that was read. The file travels with it, so that nothing is kept before it is confirmed.</summary>
public sealed record ForeignForm
{
    private const string Prefix = "Measurand_";

    public string File { get; init; } = "";
    public string FileName { get; init; } = "";
    public string? ValidUntil { get; init; }
    public bool AcceptOtherInstrument { get; init; }

    /// <summary>Measurand by the place of the quantity.</summary>
    public IReadOnlyDictionary<int, string> Measurands { get; init; } = new Dictionary<int, string>();

    public static string FieldOf(int quantity) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{quantity}");

    public static ForeignForm Of(IFormCollection fields) => new()
    {
        File = fields["File"].ToString(),
        FileName = fields["FileName"].ToString(),
        ValidUntil = fields["ValidUntil"].ToString(),
        AcceptOtherInstrument = fields["AcceptOtherInstrument"].ToString() == "true",
        Measurands = fields.Where(field => field.Key.StartsWith(Prefix, StringComparison.Ordinal) && field.Value.ToString().Trim().Length > 0)
            .Select(field => (IsNumber: int.TryParse(field.Key[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var place), Place: place, Said: field.Value.ToString().Trim()))
            .Where(one => one.IsNumber).ToDictionary(one => one.Place, one => one.Said),
    };

    /// <summary>Empty when the text is damaged; the reader then says that there is no file.</summary>
    public byte[] Bytes()
    {
        var bytes = new byte[(File.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(File, bytes, out var written) ? bytes[..written] : [];
    }

    public ImportForeignCertificate.Request Request(int equipmentId, byte[] file, ForeignCertificate certificate, FieldErrors errors) => new(
        equipmentId, file, FileName, errors.Day(nameof(ValidUntil), ValidUntil),
        [.. Measurands.Select(one => new ImportForeignCertificate.Choice(one.Key, one.Value == TraceabilityForm.Other ? NameOf(certificate, one.Key) : one.Value))], AcceptOtherInstrument);

    private static string NameOf(ForeignCertificate certificate, int quantity) =>
        quantity < certificate.Quantities.Count && certificate.Quantities[quantity].Name.Zh is { Length: > 0 } name ? name : $"#{quantity}";
}
