using Metrology.Core.Traceability;
using System.Globalization;
using Metrology.App.Standards;
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
    public string? SuspendedFrom { get; init; }
    public string? SuspendedUntil { get; init; }
    public string? WithdrawnOn { get; init; }
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
        SuspendedFrom = standard.SuspendedFrom?.Iso(),
        SuspendedUntil = standard.SuspendedUntil?.Iso(),
        WithdrawnOn = standard.WithdrawnOn?.Iso(),
        MainEquipment = Ids(standard, EquipmentRole.Main),
        AuxiliaryEquipment = Ids(standard, EquipmentRole.Auxiliary),
        Version = standard.Version.ToString(CultureInfo.InvariantCulture),
    };

    public SaveStandard.Request Check(int? id, FieldErrors errors) => new(
        id, NameZh ?? "", NameEn ?? "", ClassificationCode, Place ?? "", RangeText ?? "", UncertaintyText ?? "",
        errors.Choice<OwnerClass>(nameof(OwnerClass), OwnerClass),
        errors.Day(nameof(SuspendedFrom), SuspendedFrom), errors.Day(nameof(SuspendedUntil), SuspendedUntil), errors.Day(nameof(WithdrawnOn), WithdrawnOn),
        Parse(MainEquipment), Parse(AuxiliaryEquipment), int.TryParse(Version, CultureInfo.InvariantCulture, out var version) ? version : null);

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

    public AddStandardCertificate.Request Check(int standardId, FieldErrors errors) => new(
        standardId, errors.Choice<StandardCertificateKind>(nameof(Kind), Kind), Number ?? "", Issuer ?? "",
        errors.Day(nameof(IssuedOn), IssuedOn), errors.Day(nameof(ValidUntil), ValidUntil));
}
