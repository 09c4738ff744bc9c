using Metrology.App.CountedThings;
using Metrology.App.Targets;
using Metrology.Core.Planning;
using Metrology.Core.Planning.Things;
using Metrology.Core.Words;
using Metrology.Web.Features.Planning;
using Metrology.Web.Host;

namespace Metrology.Web.Features.CountedThings;

/// <summary>The query of the list as it came.</summary>
public sealed record CountedThingFilter
{
    public const string Path = "/counted-things", InForce = "in-force";

    public string? On { get; init; }
    public string? Kind { get; init; }
    public string? State { get; init; }
    public string? Q { get; init; }
    public string? Target { get; init; }
    public string? Reading { get; init; }

    public static readonly IReadOnlyList<string> Kinds = Enum.GetNames<ThingKind>();

    private static readonly Dictionary<string, StandardStanding[]> States = new(StringComparer.OrdinalIgnoreCase)
    {
        [InForce] = [StandardStanding.Valid, StandardStanding.Expiring],
        ["expiring"] = [StandardStanding.Expiring],
        ["expired"] = [StandardStanding.Expired],
        ["unknown"] = [StandardStanding.Unknown],
        ["not-yet"] = [StandardStanding.NotYet],
    };

    public static IReadOnlyList<string> AllStates { get; } = [.. States.Keys];

    public string Text => Q?.Trim() is { } text ? text[..Math.Min(text.Length, 100)] : "";

    /// <summary>Every row of the day, or those that a target means; null when there is no such count.</summary>
    public async Task<IReadOnlyList<CountedThingQueries.Line>?> LinesAsync(CountedThingQueries things, TargetQueries targets, DateOnly on, CancellationToken cancellation)
    {
        var lines = Target is { Length: > 0 } ? await targets.ThingsAsync(Target, on, Reading, cancellation) : await things.OnAsync(on, cancellation);
        return lines is null ? null : [.. lines.Where(Fits)];
    }

    private bool Fits(CountedThingQueries.Line line) =>
        (string.IsNullOrEmpty(Kind) || string.Equals(line.Row.Kind.ToString(), Kind, StringComparison.OrdinalIgnoreCase))
        && (string.IsNullOrEmpty(State) || (!line.Row.IsVoid && States[State].Contains(line.Standing)))
        && (Text.Length == 0 || new[] { line.Row.Name, line.Row.Code, line.Row.District, line.Row.Source }
            .Any(text => text is not null && SimplifiedChinese.Of(text).Contains(SimplifiedChinese.Of(Text), StringComparison.OrdinalIgnoreCase)));

    public string With(string? kind = null, string path = Path, bool allKinds = false) => QueryText.Path(
        path, ("on", On), ("kind", allKinds ? null : kind ?? Kind), ("state", State), ("q", Text), ("target", Target), ("reading", Reading));
}

internal static class CountedThingFilterRules
{
    public static TBuilder TakesThings<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.Takes("kind", CountedThingFilter.Kinds).Takes("state", CountedThingFilter.AllStates);
}
