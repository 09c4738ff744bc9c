using System.Text.RegularExpressions;

namespace Metrology.Dcc.Canonical;

/// <summary>RFC 3986 5.2 as Canonical XML 1.1 changes it: the base need not be absolute, and ".." that lead out of it are kept.</summary>
internal static partial class UriReference
{
    /// <summary>The reference seen from the base; a fragment of it is dropped.</summary>
    public static string Join(string against, string reference)
    {
        // A base that ends in a dot segment is a folder.
        if (against.EndsWith("/..", StringComparison.Ordinal) || against is ".." or "." || against.EndsWith("/.", StringComparison.Ordinal))
            against += "/";
        var (b, r) = (Split(against), Split(reference));
        if (r.Scheme is not null)
            return r with { Path = WithoutDots(r.Path) };
        if (r.Authority is not null)
            return new Parts(b.Scheme, r.Authority, WithoutDots(r.Path), r.Query);
        if (r.Path.Length == 0)
            return new Parts(b.Scheme, b.Authority, b.Path, r.Query ?? b.Query);
        return new Parts(b.Scheme, b.Authority, WithoutDots(r.Path[0] == '/' ? r.Path : Merge(b, r.Path)), r.Query);
    }

    private static string Merge(Parts against, string path) => against.Authority is not null && against.Path.Length == 0
        ? "/" + path
        : against.Path[..(against.Path.LastIndexOf('/') + 1)] + path;

    private static string WithoutDots(string path)
    {
        var kept = new List<string>();
        var isRooted = path.StartsWith('/');
        var segments = path.Split('/');
        for (var i = isRooted ? 1 : 0; i < segments.Length; i++)
        {
            var (segment, isLast) = (segments[i], i == segments.Length - 1);
            if (segment == ".." && kept.Count > 0 && kept[^1] != "..")
                kept.RemoveAt(kept.Count - 1);
            else if (segment == ".." && !isRooted)
                kept.Add(segment);
            else if (segment is not ("." or "..") && (segment.Length > 0 || isLast))
                kept.Add(segment);
            if (isLast && (segment is "." or ".."))
                kept.Add("");
        }

        return (isRooted ? "/" : "") + string.Join('/', kept);
    }

    private static Parts Split(string text)
    {
        var match = Pattern().Match(text);
        return new(Group("scheme"), Group("authority"), match.Groups["path"].Value, Group("query"));

        string? Group(string name) => match.Groups[name] is { Success: true } group ? group.Value : null;
    }

    // RFC 3986 appendix B.
    [GeneratedRegex(@"^(?:(?<scheme>[^:/?#]+):)?(?://(?<authority>[^/?#]*))?(?<path>[^?#]*)(?:\?(?<query>[^#]*))?", RegexOptions.Singleline)]
    private static partial Regex Pattern();

    private sealed record Parts(string? Scheme, string? Authority, string Path, string? Query)
    {
        public static implicit operator string(Parts parts) =>
            (parts.Scheme is null ? "" : parts.Scheme + ":") + (parts.Authority is null ? "" : "//" + parts.Authority) + parts.Path
            + (parts.Query is null ? "" : "?" + parts.Query);
    }
}
