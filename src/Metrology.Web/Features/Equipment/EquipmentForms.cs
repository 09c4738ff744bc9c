using System.Globalization;
using Metrology.App.Equipment;
using Metrology.Web.Features.Planning;

namespace Metrology.Web.Features.Equipment;

/// <summary>An instrument as typed.</summary>
public sealed record EquipmentForm
{
    public string? Code { get; init; }
    public string? NameZh { get; init; }
    public string? NameEn { get; init; }
    public string? Manufacturer { get; init; }
    public string? Model { get; init; }
    public string? SerialNumber { get; init; }

    /// <summary>"true" or "false", of a new one.</summary>
    public string? IsSimulated { get; init; }

    /// <summary>Of the row that was edited, so that two people do not overwrite each other.</summary>
    public string? Version { get; init; }

    /// <summary>Why it is changed.</summary>
    public string? Because { get; init; }

    public static EquipmentForm Of(EquipmentItem item) => new()
    {
        Code = item.Code,
        NameZh = item.NameZh,
        NameEn = item.NameEn,
        Manufacturer = item.Manufacturer,
        Model = item.Model,
        SerialNumber = item.SerialNumber,
        Version = item.Version.ToString(CultureInfo.InvariantCulture),
    };

    public SaveEquipment.Request Request(int? id) => new(
        id, Code ?? "", NameZh ?? "", NameEn ?? "", Manufacturer ?? "", Model ?? "", SerialNumber ?? "",
        int.TryParse(Version, CultureInfo.InvariantCulture, out var version) ? version : null,
        id is null ? IsSimulated == "true" : null);
}

/// <summary>A traceability certificate as typed.</summary>
public sealed record TraceabilityForm
{
    public const string Other = "other";

    public string? Number { get; init; }
    public string? Issuer { get; init; }
    public string? IssuedOn { get; init; }
    public string? ValidUntil { get; init; }
    public string? UncertaintyText { get; init; }
    public string? Measurand { get; init; }
    public string? OtherMeasurand { get; init; }
    public string? ExpandedUncertainty { get; init; }
    public string? CoverageFactor { get; init; } = "2";
    public string? Unit { get; init; }
    public string? CertifiedValue { get; init; }
    public string? CertifiedUnit { get; init; }

    public AddTraceabilityCertificate.Request Check(int equipmentId, FieldErrors errors)
    {
        var issuedOn = errors.Day(nameof(IssuedOn), IssuedOn);
        if (string.IsNullOrWhiteSpace(IssuedOn))
            errors.Text(nameof(IssuedOn), IssuedOn, 10);
        var measurand = Measurand == Other ? errors.Text(nameof(OtherMeasurand), OtherMeasurand, 100) : Measurand ?? "";
        return new(
            equipmentId, Number ?? "", Issuer ?? "", issuedOn ?? default, errors.Day(nameof(ValidUntil), ValidUntil), UncertaintyText ?? "", measurand,
            errors.Number(nameof(ExpandedUncertainty), ExpandedUncertainty), errors.Number(nameof(CoverageFactor), CoverageFactor), Unit ?? "")
        {
            CertifiedValue = string.IsNullOrWhiteSpace(CertifiedValue) ? null : errors.Number(nameof(CertifiedValue), CertifiedValue),
            CertifiedUnit = CertifiedUnit,
        };
    }
}
