using Metrology.Core.Certificates;
using Metrology.Dcc.Dsi;

namespace Metrology.Dcc.Checking;

/// <summary>Paths and texts in which paper and XML meet.</summary>
internal static class Shown
{
    public const string Dash = "—";

    /// <summary>Start of the ids of ambient conditions.</summary>
    public const string Environment = "environment/";

    private static readonly string[] Roots = ["cover/", "institution/", "signatures/", "check/", "standards/", "equipment/", "statements/", "remarks/"];

    private static readonly string[] Whole = [PaperIds.Title, PaperIds.Watermarks, PaperIds.Ledger, "place", "authorisation", "procedure", "procedure/data", "unconfirmed", "not-verified", PaperIds.Unjudged, PaperIds.Sampling, PaperIds.External];

    /// <summary>Ids of results and conditions are numbers or verdicts; others are words.</summary>
    public static bool IsNumber(string id) => !Whole.Contains(id) && !Array.Exists(Roots, root => id.StartsWith(root, StringComparison.Ordinal));

    /// <summary>Where a value is compared: results and conditions get a root of their own.</summary>
    public static string Path(string id) => !IsNumber(id) ? id : id.StartsWith(Environment, StringComparison.Ordinal) ? Condition(id) : Result(id);

    public static string Result(string id) => $"results/{id}";

    public static string Condition(string id) => $"conditions/{id[Environment.Length..]}";

    public static string Number(string digits, DsiUnit unit) => unit.NonSi is { } name ? $"{digits} {unit.Notation} ({name})" : $"{digits} {unit.Notation}";

    /// <summary>Range and uncertainty of a standard as the XML has them, in one text that belongs to no language.</summary>
    public static string Standard(string range, string uncertainty) => $"{range}；{uncertainty}";

    public static string OrEmpty(string? text) => text is null || text.Trim() == Dash ? "" : text.Trim();

    /// <summary>The same text, whatever spaces the lines of a page have dropped.</summary>
    public static bool Same(string? one, string? other) => Squeezed(one) == Squeezed(other);

    private static string? Squeezed(string? text) => text is null ? null : string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
}

/// <summary>Values by path; a dash is no value, and a path that comes twice is a difference that somebody sees.</summary>
internal sealed class PathValues
{
    public Dictionary<string, string> All { get; } = new(StringComparer.Ordinal);

    public void Add(string path, string? text)
    {
        if (text?.Trim() is { Length: > 0 } said && said != Shown.Dash)
            All[path] = All.TryGetValue(path, out var before) ? $"{before}; {said}" : said;
    }
}
