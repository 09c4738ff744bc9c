using Metrology.App.Keeping;
using Metrology.Core.Keeping;
using Metrology.Web.Features.Planning;

namespace Metrology.Web.Features.Keeping;

/// <summary>A test that keeps a standard as typed.</summary>
public sealed record KeepingForm
{
    public string? Kind { get; init; }
    public string? On { get; init; }
    public string? Subject { get; init; }
    public string? Point { get; init; }
    public string? Unit { get; init; }
    public string? Readings { get; init; }
    public string? Limit { get; init; }
    public string? Deviation { get; init; }
    public string? Resolution { get; init; }
    public string? Own { get; init; }
    public string? Reference { get; init; }
    public string? ReferenceUncertainty { get; init; }
    public string? Spread { get; init; }
    public string? Remark { get; init; }

    /// <summary>"id item point" of a finished record; its readings are taken and those typed are not.</summary>
    public string? Record { get; init; }

    public RecordKeeping.Request Check(int standardId, string? file, FieldErrors errors) => new(
        standardId, errors.Choice<KeepingKind>(nameof(Kind), Kind), errors.Day(nameof(On), On), Subject ?? "", Point ?? "", Unit ?? "", file ?? Readings ?? "",
        new(
            Number(nameof(Limit), Limit, errors), Number(nameof(Deviation), Deviation, errors), Number(nameof(Resolution), Resolution, errors), Number(nameof(Own), Own, errors),
            Number(nameof(Reference), Reference, errors), Number(nameof(ReferenceUncertainty), ReferenceUncertainty, errors),
            string.IsNullOrEmpty(Spread) ? null : errors.Choice<SpreadKind>(nameof(Spread), Spread)),
        RecordOf(Record), Remark);

    /// <summary>Null when no record is named.</summary>
    public static RecordKeeping.RecordPoint? RecordOf(string? text) =>
        text?.Split(' ', 3) is [var id, var item, var point] && Guid.TryParse(id, out var record) ? new(record, item, point) : null;

    private static decimal? Number(string field, string? typed, FieldErrors errors) => string.IsNullOrWhiteSpace(typed) ? null : errors.Number(field, typed);
}
