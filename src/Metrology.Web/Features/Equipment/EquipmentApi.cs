using Metrology.App.Equipment;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Procedures;
using Metrology.App.Verifications;
using Metrology.Core.Planning;
using Metrology.Core.Words;
using Metrology.Web.Features.Planning;
using Metrology.Web.Features.Standards;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Equipment;

/// <summary>The register of instruments for programs.</summary>
internal static class EquipmentApi
{
    private const string Path = "/equipment";
    private const int RowsOfAnswer = 500;

    private static readonly Refusal NoDay = new("input.required", new("须写明发证日期。", "Say the day of issue."), "IssuedOn");

    private static readonly Refusal TwoMeasurands = new(
        "equipment.two-measurands", new("被测量和其他被测量只能给出一个。", "Give the measurand or the name of another one, not both."), nameof(TraceabilityBody.OtherMeasurand));

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(Path, List).Takes("state", Enum.GetNames<StandardStanding>()).Produces<EquipmentList>().Needs(Permission.SeeRegistry).Lists(nameof(App.Equipment.EquipmentItem), nameof(App.Equipment.TraceabilityCertificate));
        api.MapGet(Path + "/{id:int}", Show).Produces<EquipmentAnswer>().Needs(Permission.SeeRegistry).Shows(Register.Equipment);
        api.MapPost(Path, (EquipmentBody body, SaveEquipment save, CurrentActor me, Words t, CancellationToken cancellation) =>
            SaveAsync(null, body, save, me, t, cancellation)).Produces<Saved>().Needs(Permission.EditRegistry);
        api.MapPut(Path + "/{id:int}", (int id, EquipmentBody body, SaveEquipment save, CurrentActor me, Words t, CancellationToken cancellation) =>
            SaveAsync(id, body, save, me, t, cancellation)).Produces<Saved>().Needs(Permission.EditRegistry);
        api.MapPost(Path + "/{id:int}/certificates", AddCertificate).Produces<Saved>().Needs(Permission.EditRegistry);
    }

    private static Task<IResult> List([AsParameters] EquipmentFilter filter, EquipmentQueries equipment, TimeProvider clock, Words t, CancellationToken cancellation) =>
        ApiAnswers.OnDayAsync(filter.On, clock, t, async on =>
        {
            var parsed = filter.Parse(on);
            var page = await equipment.ListAsync(parsed, cancellation, RowsOfAnswer);
            return Results.Ok(new EquipmentList(on, await equipment.CountAsync(parsed, cancellation), (await equipment.CountsAsync(on, cancellation)).Values.Sum(), [.. page.Items.Select(item => page.Unusable.Contains(item.Id) ? EquipmentAnswer.Of(item, on) with { IsUnusable = true, Standing = StandardStanding.Unknown, ValidUntil = null } : EquipmentAnswer.Of(item, on))], page.Next));
        });

    private static Task<IResult> Show(int id, string? on, EquipmentQueries equipment, TimeProvider clock, Words t, CancellationToken cancellation) =>
        ApiAnswers.OnDayAsync(on, clock, t, async day =>
            await equipment.FindAsync(id, cancellation) is { } item ? Results.Ok(EquipmentAnswer.Of(item, day)) : ErrorPages.Problem(EquipmentErrors.NotFound, t.Language));

    private static async Task<IResult> SaveAsync(int? id, EquipmentBody body, SaveEquipment save, CurrentActor me, Words t, CancellationToken cancellation) =>
        (await save.ExecuteAsync(me.Required.Saying(body.Because), body.Request(id), cancellation)).Answer(t, saved => Results.Ok(new Saved(saved)));

    private static async Task<IResult> AddCertificate(
        int id, TraceabilityBody body, AddTraceabilityCertificate add, ProcedureQueries procedures, CurrentActor me, Words t, CancellationToken cancellation)
    {
        if (body.IssuedOn is not { } issuedOn)
            return ErrorPages.Problem(NoDay, t.Language);
        if (body is { Measurand: { Length: > 0 } measurand } && MeasurandChoice.Unknown(measurand, await procedures.MeasurandsAsync(cancellation)) is { } unknown)
            return ErrorPages.Problem(unknown, t.Language);
        if (body is { Measurand.Length: > 0, OtherMeasurand.Length: > 0 })
            return ErrorPages.Problem(TwoMeasurands, t.Language);
        return (await add.ExecuteAsync(me.Required, body.Request(id, issuedOn), cancellation)).Answer(t, saved => Results.Ok(new Saved(saved)));
    }
}

/// <param name="Total">Those that fit the filter, on all pages; null when a search has more than ten thousand.</param>
/// <param name="InRegister">All of the register.</param>
/// <param name="Next">For <c>after</c> of the next page; null on the last.</param>
public sealed record EquipmentList(DateOnly On, int? Total, int InRegister, IReadOnlyList<EquipmentAnswer> Items, int? Next);

public sealed record EquipmentAnswer(
    int Id, string Code, string NameZh, string NameEn, string Manufacturer, string Model, string SerialNumber, StandardStanding Standing, DateOnly? ValidUntil,
    bool IsDemonstration, IReadOnlyList<EquipmentAnswer.Certificate> Certificates, int Version, bool IsSimulated)
{
    /// <summary>It, or a certificate of it, is not what the ledger says: its standing is unknown.</summary>
    public bool IsUnusable { get; init; }

    /// <param name="Id">By which /trace/sources says where it comes from.</param>
    public sealed record Certificate(
        int Id, string Number, string Issuer, DateOnly IssuedOn, DateOnly? ValidUntil, string UncertaintyText, string Measurand, decimal ExpandedUncertainty,
        decimal CoverageFactor, string Unit, string? FileHash, bool IsSimulated, bool IsDemonstration, decimal? CertifiedValue, string? CertifiedUnit);

    public static EquipmentAnswer Of(EquipmentItem item, DateOnly on) => new(
        item.Id, item.Code, item.NameZh, item.NameEn, item.Manufacturer, item.Model, item.SerialNumber, item.StandingOn(on), item.ValidUntil(on), item.IsDemonstration,
        [.. item.Certificates.Select(one => new Certificate(
            one.Id, one.Number, one.Issuer, one.IssuedOn, one.ValidUntil, one.UncertaintyText, one.Measurand, one.ExpandedUncertainty, one.CoverageFactor, one.Unit, one.FileHash, one.IsSimulated,
            one.IsDemonstration, one.CertifiedValue, one.CertifiedUnit))],
        item.Version, item.IsSimulated);
}

public sealed record EquipmentBody(string? Code, string? NameZh, string? NameEn, string? Manufacturer, string? Model, string? SerialNumber, int? Version, bool? IsSimulated = null, string? Because = null)
{
    internal SaveEquipment.Request Request(int? id) => new(id, Code ?? "", NameZh ?? "", NameEn ?? "", Manufacturer ?? "", Model ?? "", SerialNumber ?? "", Version, IsSimulated);
}

public sealed record TraceabilityBody(
    string? Number, string? Issuer, DateOnly? IssuedOn, DateOnly? ValidUntil, string? UncertaintyText, string? Measurand, decimal ExpandedUncertainty,
    decimal CoverageFactor, string? Unit)
{
    /// <summary>Name of a measurand that no procedure reads yet, instead of <see cref="Measurand"/>.</summary>
    public string? OtherMeasurand { get; init; }

    /// <summary>The value that it gives, with its unit; both or none.</summary>
    public decimal? CertifiedValue { get; init; }

    public string? CertifiedUnit { get; init; }

    internal AddTraceabilityCertificate.Request Request(int equipmentId, DateOnly issuedOn) => new(
        equipmentId, Number ?? "", Issuer ?? "", issuedOn, ValidUntil, UncertaintyText ?? "", Measurand is { Length: > 0 } known ? known : OtherMeasurand ?? "", ExpandedUncertainty, CoverageFactor, Unit ?? "")
    {
        CertifiedValue = CertifiedValue,
        CertifiedUnit = CertifiedUnit,
    };
}
