using System.Text.Json;

namespace Metrology.Vectors;

/// <summary>
/// One case. It remembers which fields the kind asked for: a field that nobody asked for is a failure, because an expectation that is not compared proves
/// nothing.
/// </summary>
public sealed class VectorCase(JsonElement json, JsonElement file)
{
    private static readonly HashSet<string> Descriptive = ["id", "kind", "source", "origin", "title", "trap", "note", "description"];

    private readonly List<string> differences = [];
    private readonly HashSet<string> asked = [];

    public string Id => json.TryGetProperty("id", out var id) ? id.ToString() : "(no id)";

    /// <summary>The whole file, for settings that all cases share.</summary>
    public JsonElement File => file;

    /// <summary>A field of the case by path ("expect.value"), or null when it is absent; asking for an object asks for all of it.</summary>
    public JsonElement? this[string path]
    {
        get
        {
            asked.Add(path);
            var at = json;
            foreach (var name in path.Split('.'))
            {
                if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
                    return null;
            }

            return at;
        }
    }

    public string? Text(string path) => this[path] is { ValueKind: not JsonValueKind.Null } value ? value.ToString() : null;

    /// <summary>Says that a field describes rather than expects.</summary>
    public void PassOver(params string[] paths)
    {
        foreach (var path in paths)
            asked.Add(path);
    }

    /// <summary>Compares the field when the case has it; text exactly, also for numbers written as text.</summary>
    public void Expect(string path, string? got)
    {
        if (this[path] is not { } expected)
            return;
        var text = expected.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => expected.ToString(),
        };
        if (text != got)
            Differs(path, text ?? "null", got ?? "null");
    }

    public void Expect(string path, bool got) => Expect(path, got ? "true" : "false");

    public void Differs(string field, string expected, string got) => differences.Add($"{field}: expected {expected}, got {got}");

    public IReadOnlyList<string> Differences()
    {
        var unknown = Leaves(json, "").Where(path => !IsAsked(path)).Select(path => $"{path}: expected a field that the runner knows, got an unknown one");
        return [.. differences, .. unknown];
    }

    private bool IsAsked(string path) =>
        Descriptive.Contains(path.Split('.')[^1]) && !path.StartsWith("expect.", StringComparison.Ordinal)
        || asked.Any(known => path == known || path.StartsWith(known + ".", StringComparison.Ordinal));

    private static IEnumerable<string> Leaves(JsonElement element, string prefix) =>
        element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject().SelectMany(member => Leaves(member.Value, prefix.Length == 0 ? member.Name : $"{prefix}.{member.Name}"))
            : [prefix];
}
