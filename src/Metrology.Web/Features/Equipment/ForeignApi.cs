using System.Net.Mime;
using Metrology.App.Equipment;
using Metrology.App.Equipment.Foreign;
using Metrology.App.Laboratory;
using Metrology.App.Procedures;
using Metrology.Core.Words;
using Metrology.Web.Features.Planning;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Equipment;

/// <summary>Certificates of others for programs: read a file without saving it, then import it with what each uncertainty is of.</summary>
internal static class ForeignApi
{
    private const string Path = "/equipment/{id:int}/certificates";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(Path + "/read", Read).Accepts<Stream>(MediaTypeNames.Application.Xml, MediaTypeNames.Application.Pdf, MediaTypeNames.Application.Octet)
            .Produces<ForeignAnswer>().TakesFiles().Needs(Permission.EditRegistry);
        api.MapPost(Path + "/import", Import).Produces<ForeignImported>().TakesFiles().Needs(Permission.EditRegistry);
        api.MapGet(Path + "/{hash:length(64)}/file", ForeignFeature.File).Produces<Stream>(StatusCodes.Status200OK, MediaTypeNames.Application.Octet).Needs(Permission.SeeRegistry);
    }

    private static async Task<IResult> Read(int id, HttpRequest request, ReadForeignCertificate reader, EquipmentQueries equipment, Words t, CancellationToken cancellation)
    {
        if (await equipment.FindAsync(id, cancellation) is not { } item)
            return ErrorPages.Problem(EquipmentErrors.NotFound, t.Language);
        var read = reader.Read(await FileUpload.ReadAsync(request.Body, ReadForeignCertificate.LargestFile, cancellation));
        return read.Answer(t, certificate => Results.Ok(new ForeignAnswer(certificate, certificate.IsOf(item))));
    }

    private static async Task<IResult> Import(
        int id, ForeignBody body, ImportForeignCertificate import, ProcedureQueries procedures, CurrentActor me, Words t, CancellationToken cancellation)
    {
        var known = await procedures.MeasurandsAsync(cancellation);
        foreach (var choice in body.Choices ?? [])
        {
            if (choice.Measurand is { Length: > 0 } measurand && MeasurandChoice.Unknown(measurand, known) is { } unknown)
                return ErrorPages.Problem(unknown, t.Language);
        }

        return (await import.ExecuteAsync(me.Required, body.Request(id), cancellation)).Answer(t, ids => Results.Ok(new ForeignImported(ids)));
    }
}

/// <param name="IsOfThisInstrument">The certificate names the instrument by its serial or asset number.</param>
public sealed record ForeignAnswer(ForeignCertificate Certificate, bool IsOfThisInstrument);

public sealed record ForeignImported(IReadOnlyList<int> Ids);

/// <param name="File">The file, Base64.</param>
public sealed record ForeignBody(byte[]? File, string? FileName, DateOnly? ValidUntil, IReadOnlyList<ForeignBody.Choice>? Choices, bool AcceptOtherInstrument = false)
{
    /// <param name="Quantity">Place in the list that was read, from 0.</param>
    /// <param name="OtherMeasurand">Name of a measurand that no procedure reads yet, instead of the id of a known one.</param>
    public sealed record Choice(int Quantity, string? Measurand, string? OtherMeasurand = null);

    internal ImportForeignCertificate.Request Request(int equipmentId) => new(
        equipmentId, File ?? [], FileName ?? "", ValidUntil,
        [.. (Choices ?? []).Select(one => new ImportForeignCertificate.Choice(one.Quantity, one.Measurand is { Length: > 0 } known ? known : one.OtherMeasurand ?? ""))], AcceptOtherInstrument);
}
