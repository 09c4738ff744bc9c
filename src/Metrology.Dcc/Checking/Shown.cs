using Metrology.Dcc.Dsi;

namespace Metrology.Dcc.Checking;

/// <summary>Paths and texts in which paper and XML meet.</summary>
internal static class Shown
{
    public const string Dash = "—";

    /// <summary>Start of the ids of ambient conditions.</summary>
    public const string Environment = "environment/";

    public static string Result(string id) => $"results/{id}";

    public static string Condition(string id) => $"conditions/{id[Environment.Length..]}";

    public static string Number(string digits, DsiUnit unit) => unit.NonSi is { } name ? $"{digits} {unit.Notation} ({name})" : $"{digits} {unit.Notation}";
}

/// <summary>Values by path; a dash is no value, and a path that comes twice is a difference that somebody sees.</summary>
internal sealed class PathValues
{
    public Dictionary<string, string> All { get; } = new(StringComparer.Ordinal);

    public void Add(string path, string text)
    {
        if (text != Shown.Dash)
            All[path] = All.TryGetValue(path, out var before) ? $"{before}; {text}" : text;
    }
}
