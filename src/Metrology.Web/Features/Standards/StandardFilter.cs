using System.Globalization;
using Metrology.App.Lists;
using Metrology.App.Standards;
using Metrology.App.Targets;
using Metrology.Core.Planning;
using Metrology.Core.Registers;
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

    /// <summary>Columns of an exported file: those of the product, or of another program.</summary>
    public string? Layout { get; init; }

    public StandardLayout Columns => Layout?.ToLowerInvariant() switch
    {
        "lims-a" => StandardLayout.LimsA,
        "lims-b" => StandardLayout.LimsB,
        _ => StandardLayout.Own,
    };

    public static readonly IReadOnlyList<string> Layouts = ["lims-a", "lims-b"];

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

    /// <summary>A page as it is seen.</summary>
    /// <param name="Next">Where the next page begins; null on the last.</param>
    /// <param name="Counts">What the cards count: the whole register, or the standards that a target means, before state and text narrow them.</param>
    /// <param name="Fitting">How many standards of a target fit; null of the register, where it is asked for by itself.</param>
    public sealed record Seen(IReadOnlyList<StandardQueries.Line> Lines, int? Next, IReadOnlyDictionary<StandardStanding, int> Counts, int? Fitting = null);

    public StandardQueries.Filter Parse(DateOnly on) => new(on, Standings, Text, Order, Sort?.StartsWith('-') == true, After);

    /// <summary>A page of the register, or of the standards that a target means; null when there is no such count.</summary>
    public async Task<Seen?> SeeAsync(StandardQueries standards, TargetQueries targets, DateOnly on, int most, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(Target))
        {
            var page = await standards.ListAsync(Parse(on), most, cancellation);
            return new(page.Lines, page.Next, await standards.CountsAsync(on, cancellation));
        }

        if (await targets.StandardsAsync(Target, on, Reading, cancellation) is not { } meant)
            return null;
        var rows = Narrow(meant, on);
        var first = rows.FindIndex(line => line.Standard.Id == After) + 1;
        var shown = rows.Skip(first).Take(most).ToList();
        return new(await standards.MarkedAsync(shown, cancellation), first + shown.Count < rows.Count ? shown[^1].Standard.Id : null, meant.CountBy(line => line.Standing).ToDictionary(), rows.Count);
    }

    public static int Count(IReadOnlyDictionary<StandardStanding, int> counts, string state) => States[state].Sum(standing => counts.GetValueOrDefault(standing));

    private StandardStanding[] Standings => string.IsNullOrEmpty(State) ? [] : States[State];

    private StandardOrder Order => Sort?.TrimStart('-').ToLowerInvariant() switch
    {
        "name" => StandardOrder.Name,
        "code" => StandardOrder.Code,
        "until" => StandardOrder.Until,
        _ => StandardOrder.Entered,
    };

    private List<StandardQueries.Line> Narrow(IEnumerable<StandardQueries.Line> lines, DateOnly on)
    {
        var (text, standings) = (SearchForm.Of(Text), Standings);
        return [.. Sorted(lines.Where(line => (standings.Length == 0 || standings.Contains(line.Standing)) && (text.Length == 0 || SearchText.Of(line.Standard).Contains(text, StringComparison.Ordinal))), on)];
    }

    /// <summary>Address of this list with something changed.</summary>
    public string With(string? state = null, string? sort = null, int? after = null, bool clear = false, string path = Path, string? layout = null) => QueryText.Path(
        path,
        (ChosenDate.Field, On), ("state", clear ? null : state ?? State), ("q", clear ? null : Text), ("target", clear ? null : Target), ("reading", clear ? null : Reading),
        ("sort", sort ?? Sort), ("after", after?.ToString(CultureInfo.InvariantCulture)), ("layout", layout));

    public string WithoutState() => (this with { State = null }).With();

    private IEnumerable<StandardQueries.Line> Sorted(IEnumerable<StandardQueries.Line> lines, DateOnly on) => Sort?.ToLowerInvariant() switch
    {
        "name" => lines.OrderBy(line => line.Standard.NameZh, StringComparer.Ordinal),
        "-name" => lines.OrderByDescending(line => line.Standard.NameZh, StringComparer.Ordinal),
        "code" => lines.OrderBy(line => line.Standard.ClassificationCode ?? "~", StringComparer.Ordinal),
        "-code" => lines.OrderByDescending(line => line.Standard.ClassificationCode ?? "", StringComparer.Ordinal),
        "until" => lines.OrderBy(line => line.Standard.LastDayShown(on) ?? DateOnly.MaxValue),
        "-until" => lines.OrderByDescending(line => line.Standard.LastDayShown(on) ?? DateOnly.MaxValue),
        _ => lines.OrderBy(line => line.Standard.Id),
    };
}

internal static class StandardFilterRules
{
    public static TBuilder TakesFilter<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.Takes("state", StandardFilter.AllStates).Takes("sort", StandardFilter.Sorts).Takes("layout", StandardFilter.Layouts);
}
