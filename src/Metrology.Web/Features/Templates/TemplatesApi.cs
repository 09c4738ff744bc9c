using System.Net.Mime;
using Metrology.App.Laboratory;
using Metrology.App.Templates;
using Metrology.Core.Certificates;
using Metrology.Core.Procedures;
using Metrology.Core.Words;
using Metrology.Web.Features.Planning;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Templates;

/// <summary>Templates for programs.</summary>
internal static class TemplatesApi
{
    private const string Path = TemplatesFeature.Path;
    private const string One = Path + "/{hash:length(64)}";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(Path, async (TemplateQueries templates, CancellationToken cancellation) =>
            Results.Ok((await templates.AllAsync(cancellation)).Select(TemplateJson.Of))).Produces<IEnumerable<TemplateJson>>().Needs(Permission.SeeRegistry);
        api.MapPost(Path, async (TemplateBody body, DraftTemplate draft, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await draft.ExecuteAsync(me.Required, body.Request(), cancellation)).Answer(t, hash => Results.Ok(new TemplateSaved(hash)))).Produces<TemplateSaved>().TakesFiles().Needs(Permission.EditTemplates);
        api.MapGet(One + "/example", async (string hash, HttpContext context, TemplateQueries templates, Words t, CancellationToken cancellation) =>
            (await templates.ExampleAsync(hash, cancellation)).Answer(t, file => TemplatesFeature.Pdf(context, file))).Produces<Stream>(StatusCodes.Status200OK, MediaTypeNames.Application.Pdf).Needs(Permission.SeeRegistry);
        api.MapPost(One + "/publish", async (string hash, TemplateReason body, PublishTemplate publish, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await publish.ExecuteAsync(me.Required.Saying(body.Reason), hash, cancellation)).Answer(nameof(body.Reason), t, saved => Results.Ok(new TemplateSaved(saved)))).Produces<TemplateSaved>().Needs(Permission.PublishTemplates).Signs(SignatureMeaning.Published);
        api.MapPost(One + "/withdraw", async (string hash, TemplateReason body, PublishTemplate publish, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await publish.WithdrawAsync(me.Required, hash, body.Reason, cancellation)).Answer(nameof(body.Reason), t, saved => Results.Ok(new TemplateSaved(saved)))).Produces<TemplateSaved>().Needs(Permission.PublishTemplates).Signs(SignatureMeaning.Withdrawn);
    }
}

internal sealed record TemplateSaved(string Hash);

internal sealed record TemplateReason(string? Reason);

/// <param name="Logo">A new picture, PNG or JPEG, Base64; left out keeps that of <paramref name="LogoHash"/>.</param>
internal sealed record TemplateBody(
    string? Name, TemplateScope Scope, PaperLanguages Languages, BilingualText? InstitutionName, IReadOnlyList<BilingualText>? Statements, TemplateColumns? Columns,
    string? LogoHash, string? SealHash, byte[]? Logo, byte[]? Seal, bool Barcode = false)
{
    public DraftTemplate.Request Request() => new(
        new()
        {
            Name = Name ?? "",
            Scope = Scope,
            Languages = Languages,
            InstitutionName = InstitutionName,
            Statements = Statements ?? [],
            Columns = Columns ?? new(),
            Barcode = Barcode,
            LogoHash = LogoHash,
            SealHash = SealHash,
        },
        Logo, Seal);
}

/// <param name="IsUsed">Records that are submitted now take it.</param>
internal sealed record TemplateJson(string Hash, string Name, int Revision, string State, bool IsUsed, CertificateTemplate Content, string DraftedBy, string? PublishedBy, string? WithdrawnBecause)
{
    public static TemplateJson Of(TemplateQueries.Line line) => new(
        line.Row.Hash, line.Row.Name, line.Row.Revision, KebabCase.Of(line.Row.State), line.IsUsed, line.Row.Content, line.Row.DraftedBy, line.Row.PublishedBy, line.Row.WithdrawnBecause);
}
