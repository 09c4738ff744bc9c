using System.Globalization;
using Metrology.App.Standards;
using Metrology.App.Targets;
using Metrology.Core.Planning;
using Metrology.Core.Traceability;
using Metrology.Core.Words;
using Metrology.Web.Features.Planning;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Standards;

/// <summary>The query of the list of standards as it came.</summary>
public sealed record StandardFilter
{
    public string? On { get; init; }
    public string? State { get; init; }
    public string? Q { get; init; }
    public string? Target { get; init; }
    public string? Reading { get; init; }
    public string? Sort { get; init; }
    public int? After { get; init; }

    public const string InForce = "in-force";
    private const string Path = "/standards";

    /// <summary>What may stand in ?state=; in force is valid and soon expiring together, as targets count them.</summary>
    private static readonly Dictionary<string, StandardStanding[]> States = new(StringComparer.OrdinalIgnoreCase)
    {
        [InForce] = [StandardStanding.Valid, StandardStanding.Expiring],
        ["expiring"] = [StandardStanding.Expiring],
        ["expired"] = [StandardStanding.Expired],
        ["suspended"] = [StandardStanding.Suspended],
        ["unknown"] = [StandardStanding.Unknown],
        ["not-yet"] = [StandardStanding.NotYet],
        ["withdrawn"] = [StandardStanding.Withdrawn],
    };

    public static IReadOnlyList<string> AllStates { get; } = [.. States.Keys];

    public static readonly IReadOnlyList<string> Sorts = ["name", "-name", "code", "-code", "until", "-until"];

    public string Text => Q?.Trim() is { } text ? text[..Math.Min(text.Length, 100)] : "";

    public bool IsNarrowed => Text.Length > 0 || State is not null || Target is not null;

    /// <summary>Every standard of the day, or those that a target means, before state and text narrow them; null when there is no such count.</summary>
    public async Task<IReadOnlyList<StandardQueries.Line>?> LinesAsync(StandardQueries standards, TargetQueries targets, DateOnly on, CancellationToken cancellation) =>
        Target is { Length: > 0 } ? await targets.StandardsAsync(Target, on, Reading, cancellation) : await standards.OnAsync(on, cancellation);

    public static int Count(IEnumerable<StandardQueries.Line> lines, string state) => lines.Count(line => States[state].Contains(line.Standing));

    public List<StandardQueries.Line> Narrow(IEnumerable<StandardQueries.Line> lines, DateOnly on)
    {
        var text = SimplifiedChinese.Of(Text);
        var standings = string.IsNullOrEmpty(State) ? null : States[State];
        var chosen = lines.Where(line => (standings is null || standings.Contains(line.Standing)) && (text.Length == 0 || Matches(line.Standard, text)));
        return [.. Sorted(chosen, on)];
    }

    /// <summary>Address of this list with something changed.</summary>
    public string With(string? state = null, string? sort = null, int? after = null, bool clear = false, string path = Path) => QueryText.Path(
        path,
        (ChosenDate.Field, On), ("state", clear ? null : state ?? State), ("q", clear ? null : Text), ("target", clear ? null : Target), ("reading", clear ? null : Reading),
        ("sort", sort ?? Sort), ("after", after?.ToString(CultureInfo.InvariantCulture)));

    public string WithoutState() => (this with { State = null }).With();

    /// <summary>Traditional characters find simplified ones and the other way round.</summary>
    internal static bool Matches(MeasurementStandard standard, string simplified) =>
        new[] { standard.NameZh, standard.NameEn, standard.ClassificationCode, standard.Place }.Concat(standard.Certificates.Select(certificate => certificate.Number))
            .Any(text => text is not null && SimplifiedChinese.Of(text).Contains(simplified, StringComparison.OrdinalIgnoreCase));

    private IEnumerable<StandardQueries.Line> Sorted(IEnumerable<StandardQueries.Line> lines, DateOnly on) => Sort?.ToLowerInvariant() switch
    {
        "name" => lines.OrderBy(line => line.Standard.NameZh, StringComparer.Ordinal),
        "-name" => lines.OrderByDescending(line => line.Standard.NameZh, StringComparer.Ordinal),
        "code" => lines.OrderBy(line => line.Standard.ClassificationCode ?? "~", StringComparer.Ordinal),
        "-code" => lines.OrderByDescending(line => line.Standard.ClassificationCode ?? "", StringComparer.Ordinal),
        "until" => lines.OrderBy(line => Until(line, on) ?? DateOnly.MaxValue),
        "-until" => lines.OrderByDescending(line => Until(line, on) ?? DateOnly.MinValue),
        _ => lines.OrderBy(line => line.Standard.Id),
    };

    /// <summary>First of the two last days; what lapsed has one, too.</summary>
    private static DateOnly? Until(StandardQueries.Line line, DateOnly on) =>
        new[] { StandardCertificateKind.Assessment, StandardCertificateKind.Public }.Select(kind => line.Standard.CertificateShownOn(kind, on)?.ValidUntil).Min();
}

internal static class StandardFilterRules
{
    public static TBuilder TakesFilter<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.Takes("state", StandardFilter.AllStates).Takes("sort", StandardFilter.Sorts);
}
