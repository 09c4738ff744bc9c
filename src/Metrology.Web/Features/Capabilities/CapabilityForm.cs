using System.Globalization;
using Metrology.App.Standards.Capabilities;
using Metrology.Web.Features.Planning;

namespace Metrology.Web.Features.Capabilities;

/// <summary>A capability as typed.</summary>
public sealed record CapabilityForm
{
    public string? StandardId { get; init; }
    public string? Measurand { get; init; }
    public string? RangeOf { get; init; }
    public string? RangeFrom { get; init; }
    public string? RangeTo { get; init; }
    public string? RangeUnit { get; init; }
    public string? Uncertainty { get; init; }
    public string? Unit { get; init; }
    public string? CoverageFactor { get; init; } = "2";
    public string? Source { get; init; }
    public string? ValidFrom { get; init; }
    public string? ValidUntil { get; init; }

    public AddCapability.Request Check(FieldErrors errors) => new(
        int.TryParse(StandardId, NumberStyles.None, CultureInfo.InvariantCulture, out var standard) ? standard : null, Measurand ?? "", RangeOf ?? "",
        Optional(errors, nameof(RangeFrom), RangeFrom), Optional(errors, nameof(RangeTo), RangeTo), RangeUnit ?? "", errors.Number(nameof(Uncertainty), Uncertainty), Unit ?? "",
        errors.Number(nameof(CoverageFactor), CoverageFactor), Source ?? "", errors.Day(nameof(ValidFrom), ValidFrom), errors.Day(nameof(ValidUntil), ValidUntil));

    private static decimal? Optional(FieldErrors errors, string field, string? typed) => string.IsNullOrWhiteSpace(typed) ? null : errors.Number(field, typed);
}

/// <summary>The end of a capability as typed.</summary>
public sealed record CapabilityEndForm
{
    public string? LastDay { get; init; }
    public string? Because { get; init; }
}
