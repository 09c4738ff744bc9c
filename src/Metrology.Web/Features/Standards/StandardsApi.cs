using Metrology.App.Equipment;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Standards;
using Metrology.App.Standards.Life;
using Metrology.App.Targets;
using Metrology.App.Verifications;
using Metrology.Core.Planning;
using Metrology.Core.Planning.Life;
using Metrology.Core.Traceability;
using Metrology.Core.Words;
using Metrology.Web.Features.Planning;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Standards;

/// <summary>The register of standards for programs.</summary>
internal static class StandardsApi
{
    private const string Path = "/standards";
    private const int RowsOfAnswer = 500;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(Path, List).TakesFilter().Produces<StandardList>().Needs(Permission.SeeRegistry).Lists(nameof(App.Standards.MeasurementStandard), nameof(App.Standards.StandardCertificate), nameof(App.Standards.Life.StandardEvent), nameof(App.Standards.StandardEquipment));
        api.MapGet(Path + "/{id:int}", Show).Produces<StandardAnswer>().Needs(Permission.SeeRegistry).Shows(Register.Standard);
        api.MapPost(Path, (StandardBody body, SaveStandard save, CurrentActor me, Words t, CancellationToken cancellation) =>
            SaveAsync(null, body, save, me, t, cancellation)).Produces<Saved>().Needs(Permission.EditRegistry);
        api.MapPut(Path + "/{id:int}", (int id, StandardBody body, SaveStandard save, CurrentActor me, Words t, CancellationToken cancellation) =>
            SaveAsync(id, body, save, me, t, cancellation)).Produces<Saved>().Needs(Permission.EditRegistry);
        api.MapPost(Path + "/{id:int}/acts", Act).Produces<Saved>().Needs(Permission.EditRegistry);
        api.MapPost(Path + "/{id:int}/certificates", AddCertificate).Produces<Saved>().Needs(Permission.EditRegistry);
        api.MapPost(Path + "/{id:int}/certificates/{certificate:int}/correction", Correct).Produces<Saved>().Needs(Permission.EditRegistry);
    }

    private static Task<IResult> List(
        [AsParameters] StandardFilter filter, StandardQueries standards, TargetQueries targets, TimeProvider clock, Words t, CancellationToken cancellation) =>
        ApiAnswers.OnDayAsync(filter.On, clock, t, async on =>
            await filter.SeeAsync(standards, targets, on, RowsOfAnswer, cancellation) is { } seen
                ? Results.Ok(new StandardList(on, seen.Fitting ?? await standards.CountAsync(filter.Parse(on), cancellation), seen.Counts.Values.Sum(), [.. (await standards.WholeAsync(seen.Lines, cancellation)).Select(line => StandardAnswer.Of(line.Standard, line.Standing, on) with { IsUnusable = line.IsUnusable, ValidUntil = line.ValidUntil })], seen.Next))
                : ErrorPages.Problem(TargetErrors.NotFound, t.Language));

    private static Task<IResult> Show(int id, string? on, StandardQueries standards, TimeProvider clock, Words t, CancellationToken cancellation) =>
        ApiAnswers.OnDayAsync(on, clock, t, async day =>
            await standards.FindOnAsync(id, day, cancellation) is { } standard
                ? Results.Ok(StandardAnswer.Of(standard, standard.StandingOn(day), day))
                : ErrorPages.Problem(StandardErrors.NotFound, t.Language));

    private static async Task<IResult> SaveAsync(int? id, StandardBody body, SaveStandard save, CurrentActor me, Words t, CancellationToken cancellation) =>
        body.OwnerClass is null
            ? ErrorPages.Problem(NoClass, t.Language)
            : (await save.ExecuteAsync(me.Required, body.Request(id), cancellation)).Answer(t, saved => Results.Ok(new Saved(saved)));

    private static async Task<IResult> AddCertificate(
        int id, StandardCertificateBody body, AddStandardCertificate add, CurrentActor me, Words t, CancellationToken cancellation) =>
        body.Kind is not { } kind
            ? ErrorPages.Problem(NoKind, t.Language)
            : (await add.ExecuteAsync(me.Required, body.Request(id, kind), cancellation))
                .Answer(t, saved => Results.Ok(new Saved(saved)));

    private static async Task<IResult> Correct(
        int id, int certificate, CertificateCorrectionBody body, CorrectCertificate correct, CurrentActor me, Words t, CancellationToken cancellation) =>
        // The kind is that of the entry.
        (await correct.ExecuteAsync(me.Required, new(id, certificate, body.Reason ?? "", body.Document ?? "", body.Right?.Request(id, StandardCertificateKind.Assessment)), cancellation))
            .Answer(t, saved => Results.Ok(new Saved(saved)));

    private static async Task<IResult> Act(int id, ActBody body, RecordAct record, CurrentActor me, Words t, CancellationToken cancellation) =>
        body.Act is not { } act
            ? ErrorPages.Problem(NoAct, t.Language)
            : (await record.ExecuteAsync(me.Required, body.Request(id, act), cancellation)).Answer(t, saved => Results.Ok(new Saved(saved)));

    private static readonly Refusal NoAct = new(
        "input.required", new($"须写明办理事项：{string.Join("、", Enum.GetNames<StandardAct>())}。", $"Say the act: {string.Join(", ", Enum.GetNames<StandardAct>())}."), "Act");

    private static readonly Refusal NoClass = new("input.required", new("须写明统计类别 A、B、C 或 D。", "Say the counting class A, B, C or D."), "OwnerClass");

    private static readonly Refusal NoKind = new(
        "input.required", new("须写明证书种类 Assessment 或 Public。", "Say the kind of certificate, Assessment or Public."), "Kind");
}

public sealed record Saved(int Id);

/// <param name="Total">Those that fit the filter, on all pages; null when a search has more than ten thousand.</param>
/// <param name="InRegister">All of the register, or all that the target means.</param>
/// <param name="Next">For <c>after</c> of the next page; null on the last.</param>
public sealed record StandardList(DateOnly On, int? Total, int InRegister, IReadOnlyList<StandardAnswer> Items, int? Next);

public sealed record StandardAnswer(
    int Id, string NameZh, string NameEn, string? ClassificationCode, string Place, string RangeText, string UncertaintyText, OwnerClass OwnerClass,
    StandardStanding Standing, LifeState State, DateOnly? ValidUntil, DateOnly? SuspendedFrom, DateOnly? SuspendedUntil, DateOnly? WithdrawnOn, bool IsDemonstration,
    IReadOnlyList<StandardAnswer.Certificate> Certificates, IReadOnlyList<StandardAnswer.Instrument> Equipment, StandardDetails Details, IReadOnlyList<StandardAnswer.Act> Acts, int Version,
    IReadOnlyList<StandardCertificateKind> MissingCertificates, IReadOnlyList<string> Untraceable)
{
    /// <summary>It, a certificate or an act of it is not what the ledger says: its standing is unknown.</summary>
    public bool IsUnusable { get; init; }

    /// <param name="Correction">That the entry was wrong: it counts no more. Null while it counts.</param>
    /// <param name="Doubts">What a person should check against the paper.</param>
    public sealed record Certificate(
        int Id, StandardCertificateKind Kind, string Number, string Issuer, DateOnly? IssuedOn, DateOnly? ValidUntil, string? Region, string? AuthorisationNumber, CertificateCorrection? Correction,
        IReadOnlyList<Core.Words.BilingualText> Doubts);

    public sealed record Instrument(int Id, string Code, EquipmentRole Role, StandardStanding Standing);

    public sealed record Act(
        int Id, StandardAct Kind, DateOnly On, DateOnly? Until, ReplacementEffect? Effect, string Reason, string Document, ReplacementDetails? Replacement, string EnteredBy, DateTimeOffset EnteredAt);

    public static StandardAnswer Of(MeasurementStandard standard, StandardStanding standing, DateOnly on) => new(
        standard.Id, standard.NameZh, standard.NameEn, standard.ClassificationCode, standard.Place, standard.RangeText, standard.UncertaintyText, standard.OwnerClass,
        standing, standard.StateOn(on), standard.ValidUntil(on), standard.SuspensionOn(on)?.From, standard.SuspensionOn(on)?.Until, standard.WithdrawnOn, standard.IsDemonstration,
        [.. standard.Certificates.Select(one => new Certificate(one.Id, one.Kind, one.Number, one.Issuer, one.IssuedOn, one.ValidUntil, one.Region, one.AuthorisationNumber, one.Correction, CertificateDoubts.Of(one, on)))],
        [.. standard.Equipment.Select(link => new Instrument(link.EquipmentId, link.Item!.Code, link.Role, link.Item.StandingOn(on)))], StandardDetails.Of(standard),
        [.. standard.Events.OrderBy(row => row.On).ThenBy(row => row.Id).Select(row => new Act(row.Id, row.Act, row.On, row.Until, row.Effect, row.Reason, row.Document, row.Replacement, row.EnteredBy, row.EnteredAt))],
        standard.Version, standard.MissingCertificates(), [.. standard.UntraceableOn(on).Select(item => item.Code)]);
}

public sealed record StandardBody(
    string? NameZh, string? NameEn, string? ClassificationCode, string? Place, string? RangeText, string? UncertaintyText, OwnerClass? OwnerClass,
    IReadOnlyList<int>? MainEquipment, IReadOnlyList<int>? AuxiliaryEquipment, int? Version, StandardDetails? Details, string? Correction = null)
{
    internal SaveStandard.Request Request(int? id) => new(
        id, NameZh ?? "", NameEn ?? "", ClassificationCode, Place ?? "", RangeText ?? "", UncertaintyText ?? "", OwnerClass!.Value,
        MainEquipment, AuxiliaryEquipment, Version, Details?.Filled(), Correction);
}

public sealed record StandardCertificateBody(
    StandardCertificateKind? Kind, string? Number, string? Issuer, DateOnly? IssuedOn, DateOnly? ValidUntil, string? Region = null, string? AuthorisationNumber = null)
{
    internal AddStandardCertificate.Request Request(int standardId, StandardCertificateKind kind) => new(standardId, kind, Number ?? "", Issuer ?? "", IssuedOn, ValidUntil, Region, AuthorisationNumber);
}

/// <param name="Right">What the certificate says; without it the entry is void.</param>
public sealed record CertificateCorrectionBody(string? Reason, string? Document, StandardCertificateBody? Right);

public sealed record ActBody(StandardAct? Act, DateOnly? On, DateOnly? Until, string? Reason, string? Document, RecordAct.Exchange? Replacement)
{
    internal RecordAct.Request Request(int standardId, StandardAct act) => new(
        standardId, act, On, Until, Reason ?? "", Document ?? "",
        Replacement is null ? null : Replacement with
        {
            Situations = Replacement.Situations ?? [],
            Causes = Replacement.Causes ?? [],
            Out = Replacement.Out ?? [],
            MainIn = Replacement.MainIn ?? [],
            AuxiliaryIn = Replacement.AuxiliaryIn ?? [],
        });
}
