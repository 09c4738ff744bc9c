using Metrology.Core.Words;

namespace Metrology.Links;

/// <summary>A link address taken apart: "scheme:target?name=value&amp;name=value".</summary>
public sealed record LinkAddress(string Scheme, string Target, IReadOnlyDictionary<string, string> Settings)
{
    private const int LongestAddress = 512;

    /// <summary>What stands behind the scheme.</summary>
    public string Whole => Settings.Count == 0 ? Target : $"{Target}?{string.Join('&', Settings.Select(pair => $"{pair.Key}={pair.Value}"))}";

    /// <summary>Refuses with "link.address" what has not this form, or names a setting twice.</summary>
    public static Outcome<LinkAddress> Parse(string text)
    {
        var colon = text.IndexOf(':');
        if (colon < 1 || text.Length > LongestAddress || text.Any(char.IsControl))
            return LinkRefusal.Address(text.Length > LongestAddress ? text[..LongestAddress] : text);
        var (target, query) = text[(colon + 1)..].Split('?', 2) is [var before, var after] ? (before, after) : (text[(colon + 1)..], "");
        var settings = new Dictionary<string, string>();
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.Split('=', 2) is not [{ Length: > 0 } name, var value] || !settings.TryAdd(name, value))
                return LinkRefusal.Address(pair);
        }

        return target.Length == 0 ? LinkRefusal.Address(text) : new LinkAddress(text[..colon], target, settings);
    }

    /// <summary>The first setting that is not among the given ones.</summary>
    internal string? Stranger(params string[] known) => Settings.Keys.FirstOrDefault(name => !known.Contains(name));
}
