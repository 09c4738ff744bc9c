using System.Globalization;
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

    /// <summary>Names of the case's own fields.</summary>
    public IReadOnlyList<string> Fields => [.. json.EnumerateObject().Select(member => member.Name)];

    /// <summary>Names of the members of an object of the case, none when it is not there; asks for none.</summary>
    public IReadOnlyList<string> Members(string path)
    {
        var at = json;
        foreach (var name in path.Split('.'))
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
                return [];
        }

        return at.ValueKind == JsonValueKind.Object ? [.. at.EnumerateObject().Select(member => member.Name)] : [];
    }

    /// <summary>The case as text without some of its fields; asks for none.</summary>
    public string JsonWithout(params string[] fields) =>
        JsonSerializer.Serialize(json.EnumerateObject().Where(field => !fields.Contains(field.Name)).ToDictionary(field => field.Name, field => field.Value));

    /// <summary>A number, written as number or as text.</summary>
    /// <exception cref="FormatException">The field is no plain decimal number, or absent.</exception>
    public decimal Decimal(string path) => Decimal(this[path] ?? throw new FormatException($"{path} is missing"));

    /// <summary>A list of numbers.</summary>
    public IReadOnlyList<decimal> Decimals(string path) =>
        [.. (this[path] ?? throw new FormatException($"{path} is missing")).EnumerateArray().Select(Decimal)];

    public static decimal Decimal(JsonElement value) => decimal.Parse(
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText(),
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    /// <summary>The objects of a list, each to be asked and compared like a case of its own.</summary>
    public IEnumerable<VectorCase> Items(string path) =>
        [.. (this[path] ?? throw new FormatException($"{path} is missing")).EnumerateArray().Select(item => new VectorCase(item, file))];

    /// <summary>Compares a number by its value, however many zeros it is written with.</summary>
    public void ExpectNumber(string path, decimal got)
    {
        if (this[path] is { } expected && Decimal(expected) != got)
            Differs(path, expected.ToString(), got.ToString(CultureInfo.InvariantCulture));
    }

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

    /// <summary>Compares a list of texts; a case without the field expects none.</summary>
    public void ExpectList(string path, IReadOnlyList<string?> got)
    {
        var expected = this[path] is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(item => item.ToString()).ToList() : [];
        if (!expected.SequenceEqual(got))
            Differs(path, $"[{string.Join(", ", expected)}]", $"[{string.Join(", ", got)}]");
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
