using System.Globalization;
using Metrology.App.Standards;
using Metrology.Core.Traceability;
using Metrology.Core.Words;
using Metrology.Web.Features.Planning;

namespace Metrology.Web.Features.Standards;

/// <summary>A standard as typed.</summary>
public sealed record StandardForm
{
    public string? NameZh { get; init; }
    public string? NameEn { get; init; }
    public string? ClassificationCode { get; init; }
    public string? Place { get; init; }
    public string? RangeText { get; init; }
    public string? UncertaintyText { get; init; }
    public string? OwnerClass { get; init; }
    public string? Category { get; init; }
    public string? Rank { get; init; }
    public string? Institution { get; init; }
    public string? OriginalValue { get; init; }
    public string? IntermediateCheckMonths { get; init; }

    /// <summary>One line each, see <see cref="StandardLines"/>.</summary>
    public string? Parameters { get; init; }

    public string? Scopes { get; init; }
    public string? People { get; init; }

    /// <summary>Why what only an act changes was entered wrongly.</summary>
    public string? Correction { get; init; }
    // The binder puts null where nothing is ticked.
    public string[] MainEquipment { get => field ?? []; init; } = [];
    public string[] AuxiliaryEquipment { get => field ?? []; init; } = [];

    /// <summary>Of the row that was edited, so that two people do not overwrite each other.</summary>
    public string? Version { get; init; }

    public static StandardForm Of(MeasurementStandard standard) => new()
    {
        NameZh = standard.NameZh,
        NameEn = standard.NameEn,
        ClassificationCode = standard.ClassificationCode,
        Place = standard.Place,
        RangeText = standard.RangeText,
        UncertaintyText = standard.UncertaintyText,
        OwnerClass = standard.OwnerClass.ToString(),
        Category = standard.Category?.ToString(),
        Rank = standard.Rank?.ToString(),
        Institution = standard.Institution,
        OriginalValue = standard.OriginalValue?.ToString(CultureInfo.InvariantCulture),
        IntermediateCheckMonths = standard.IntermediateCheckMonths?.ToString(CultureInfo.InvariantCulture),
        Parameters = StandardLines.Of(standard.Parameters),
        Scopes = StandardLines.Of(standard.Scopes),
        People = StandardLines.Of(standard.People),
        MainEquipment = Ids(standard, EquipmentRole.Main),
        AuxiliaryEquipment = Ids(standard, EquipmentRole.Auxiliary),
        Version = standard.Version.ToString(CultureInfo.InvariantCulture),
    };

    public SaveStandard.Request Check(int? id, FieldErrors errors) => new(
        id, NameZh ?? "", NameEn ?? "", ClassificationCode, Place ?? "", RangeText ?? "", UncertaintyText ?? "",
        errors.Choice<OwnerClass>(nameof(OwnerClass), OwnerClass),
        Parse(MainEquipment), Parse(AuxiliaryEquipment), int.TryParse(Version, CultureInfo.InvariantCulture, out var version) ? version : null,
        new(
            Choice<StandardCategory>(nameof(Category), Category, errors), Choice<StandardRank>(nameof(Rank), Rank, errors), Institution,
            string.IsNullOrWhiteSpace(OriginalValue) ? null : errors.Number(nameof(OriginalValue), OriginalValue),
            string.IsNullOrWhiteSpace(IntermediateCheckMonths) ? null : (int)Math.Clamp(errors.Number(nameof(IntermediateCheckMonths), IntermediateCheckMonths), -1, 1000),
            StandardLines.Parameters(Parameters, errors), StandardLines.Scopes(Scopes, errors), StandardLines.People(People, errors)),
        string.IsNullOrWhiteSpace(Correction) ? null : Correction);

    /// <summary>Null when nobody has said it.</summary>
    private static TEnum? Choice<TEnum>(string field, string? typed, FieldErrors errors)
        where TEnum : struct, Enum => string.IsNullOrEmpty(typed) ? null : errors.Choice<TEnum>(field, typed);

    private static string[] Ids(MeasurementStandard standard, EquipmentRole role) =>
        [.. standard.Equipment.Where(link => link.Role == role).Select(link => link.EquipmentId.ToString(CultureInfo.InvariantCulture))];

    /// <summary>What is no number is no instrument: 0, which the use case refuses.</summary>
    private static int[] Parse(string[] ids) => [.. ids.Select(id => int.TryParse(id, CultureInfo.InvariantCulture, out var number) ? number : 0)];
}

/// <summary>A certificate of a standard as typed.</summary>
public sealed record StandardCertificateForm
{
    public string? Kind { get; init; }
    public string? Number { get; init; }
    public string? Issuer { get; init; }
    public string? IssuedOn { get; init; }
    public string? ValidUntil { get; init; }
    public string? Region { get; init; }
    public string? AuthorisationNumber { get; init; }

    /// <summary>Of a correction: why, by which paper, and whether there is no such certificate at all.</summary>
    public string? Reason { get; init; }

    public string? Document { get; init; }
    public string? IsVoid { get; init; }

    public static StandardCertificateForm Of(StandardCertificate row) => new()
    {
        Kind = row.Kind.ToString(),
        Number = row.Number,
        Issuer = row.Issuer,
        IssuedOn = row.IssuedOn?.Iso(),
        ValidUntil = row.ValidUntil?.Iso(),
        Region = row.Region,
        AuthorisationNumber = row.AuthorisationNumber,
    };

    public AddStandardCertificate.Request Check(int standardId, FieldErrors errors) => new(
        standardId, errors.Choice<StandardCertificateKind>(nameof(Kind), Kind), Number ?? "", Issuer ?? "",
        errors.Day(nameof(IssuedOn), IssuedOn), errors.Day(nameof(ValidUntil), ValidUntil), Region, AuthorisationNumber);
}
