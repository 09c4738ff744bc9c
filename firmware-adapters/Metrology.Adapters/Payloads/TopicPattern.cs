using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Metrology.Adapters.Payloads;

/// <summary>A topic with named places: "tele/{device+}/SENSOR", "{device}/status/{block}:{id}", "spBv1.0/{rest+}".</summary>
internal sealed partial class TopicPattern
{
    public const string Device = "device", Block = "block", Id = "id";

    private static readonly ConcurrentDictionary<string, TopicPattern> Known = new();

    private readonly Regex regex;

    private TopicPattern(string pattern) => regex = new(
        $@"\A{Place().Replace(Regex.Escape(pattern), place => $"(?<{place.Groups[1].Value}>{(place.Groups[2].Length > 0 ? ".+" : "[^/:]+")})")}\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    public static TopicPattern Of(string pattern) => Known.GetOrAdd(pattern, text => new(text));

    /// <summary>What stands at the named places, or null when the topic is another one.</summary>
    public IReadOnlyDictionary<string, string>? Match(string topic) =>
        regex.Match(topic) is { Success: true } match
            ? match.Groups.Keys.Where(name => match.Groups[name].Success).ToDictionary(name => name, name => match.Groups[name].Value)
            : null;

    // Regex.Escape writes "{device+}" as "\{device\+}".
    [GeneratedRegex(@"\\\{([a-z]+)(\\\+)?\}")]
    private static partial Regex Place();
}
