using Metrology.App.CountedThings;
using Metrology.Core.Planning.Things;
using Metrology.Core.Words;
using Metrology.Web.Features.Planning;

namespace Metrology.Web.Features.CountedThings;

/// <summary>A row as typed.</summary>
public sealed record CountedThingForm
{
    public string? Kind { get; init; }
    public string? Name { get; init; }
    public string? Code { get; init; }
    public string? District { get; init; }
    public string? From { get; init; }
    public string? Until { get; init; }
    public string? Definition { get; init; }
    public string? Numerator { get; init; }
    public string? Denominator { get; init; }
    public string? Source { get; init; }
    public string? IsVoid { get; init; }
    public string? Because { get; init; }
    public string? Version { get; init; }

    public static CountedThingForm Of(CountedThingRow row) => new()
    {
        Kind = row.Kind.ToString(),
        Name = row.Name,
        Code = row.Code,
        District = row.District,
        From = row.From?.Iso(),
        Until = row.Until?.Iso(),
        Definition = row.Definition,
        Numerator = row.Numerator?.Plain(),
        Denominator = row.Denominator?.Plain(),
        Source = row.Source,
        IsVoid = row.IsVoid ? "true" : null,
        Version = row.Version.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    /// <param name="row">The row that is changed; null enters one.</param>
    internal SaveCountedThing.Request Check(CountedThingRow? row, FieldErrors errors) => new(
        row?.Id, row?.Kind ?? errors.Choice<ThingKind>(nameof(Kind), Kind), Name ?? "", Code, District, errors.Day(nameof(From), From), errors.Day(nameof(Until), Until), Definition,
        NumberOrNull(nameof(Numerator), Numerator, errors), NumberOrNull(nameof(Denominator), Denominator, errors), Source ?? "", IsVoid == "true",
        int.TryParse(Version, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var version) ? version : null);

    private static decimal? NumberOrNull(string field, string? typed, FieldErrors errors) => string.IsNullOrWhiteSpace(typed) ? null : errors.Number(field, typed);
}
