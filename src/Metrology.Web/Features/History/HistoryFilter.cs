using System.Globalization;
using Metrology.App.Parameters;
using Metrology.Web.Host;

namespace Metrology.Web.Features.History;

/// <summary>The filter as it stands in the address.</summary>
public sealed record HistoryFilter
{
    private const int LongestText = 100;

    public string? Q { get; init; }
    public string? Subject { get; init; }
    public string? From { get; init; }
    public string? To { get; init; }
    public int? Before { get; init; }

    /// <param name="zone">Of the days that were typed.</param>
    public ParameterQueries.Filter Parse(TimeZoneInfo zone) => new(
        Enum.GetValues<ParameterSubject>().Cast<ParameterSubject?>().FirstOrDefault(one => string.Equals(one.ToString(), Subject, StringComparison.OrdinalIgnoreCase)),
        Q?.Trim() is { Length: > 0 } typed ? typed[..Math.Min(typed.Length, LongestText)] : null,
        Begin(From, 0, zone), Begin(To, 1, zone), Before);

    public IEnumerable<KeyValuePair<string, string>> Pairs(int? before) =>
        new[] { ("q", Q), ("subject", Subject), ("from", From), ("to", To), ("before", before?.ToString(CultureInfo.InvariantCulture)) }
            .Where(pair => !string.IsNullOrEmpty(pair.Item2)).Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2!));

    /// <summary>What is no day limits nothing; the form sends days only.</summary>
    private static DateTimeOffset? Begin(string? day, int plus, TimeZoneInfo zone)
    {
        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return null;
        var local = date.AddDays(plus).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }
}
