using System.Globalization;
using System.Text.Json;
using Metrology.Core.Quantities;

namespace Metrology.Vectors;

/// <summary>
/// One case. It remembers which fields the kind asked for: a field that nobody asked for is a failure, because an expectation that is not compared proves
/// nothing.
/// </summary>
public sealed class VectorCase(JsonElement json, JsonElement file, string name)
{
    private static readonly HashSet<string> Descriptive = ["id", "kind", "source", "origin", "title", "trap", "note", "description"];

    private const string ExpectsNothing = "expects-nothing: expected at least one field to compare, got none";

    /// <summary>Fields that a kind may compare besides what the case expects: given numbers that hang together, and the exact value of a printed one.</summary>
    private static readonly string[] Beside = ["inputs.", "exact."];

    private readonly List<string> differences = [];
    private readonly HashSet<string> asked = [];
    private int compared;
    private string? broken;

    public string Id => name;

    /// <summary>The whole file, for settings that all cases share.</summary>
    public JsonElement File => file;

    /// <summary>A field of the case by path ("expect.value"), or null when it is absent; asking for an object asks for all of it.</summary>
    public JsonElement? this[string path]
    {
        get
        {
            asked.Add(path);
            return Find(json, path);
        }
    }

    /// <summary>Names of the fields of an object; asks for none of them.</summary>
    public IReadOnlyList<string> Names(string path) =>
        Find(json, path) is { ValueKind: JsonValueKind.Object } found ? [.. found.EnumerateObject().Select(member => member.Name)] : [];

    /// <summary>An input that the case must have.</summary>
    /// <exception cref="FormatException">It has not.</exception>
    public JsonElement Need(string path) => this[path] is { ValueKind: not JsonValueKind.Null } value ? value : throw new FormatException($"{path} is missing");

    public string NeedText(string path) => Need(path) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : throw new FormatException($"{path} is no text");

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
    public decimal Decimal(string path) => Decimal(Need(path));

    /// <summary>A list of numbers.</summary>
    public IReadOnlyList<decimal> Decimals(string path) =>
        [.. Need(path).EnumerateArray().Select(Decimal)];

    /// <exception cref="FormatException">It is no plain decimal number, or has more digits than the product holds.</exception>
    public static decimal Decimal(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return QuantityText.ParseNumber(text) ?? throw new FormatException($"“{text}” is no number that can be held");
    }

    /// <summary>The objects of a list, each to be asked and compared like a case of its own.</summary>
    public IEnumerable<VectorCase> Items(string path) =>
        [.. Need(path).EnumerateArray().Select((item, i) => new VectorCase(item, file, $"{path}[{i}]"))];

    /// <summary>Takes over what an item of <see cref="Items"/> compared.</summary>
    public void Include(VectorCase item)
    {
        compared += item.compared;
        differences.AddRange(item.Differences().Select(difference => $"{item.Id}.{difference}"));
    }

    /// <summary>Compares a number by its value, however many zeros it is written with.</summary>
    public void ExpectNumber(string path, decimal got)
    {
        if (Expected(path) is { } expected && Decimal(expected) != got)
            Differs(path, expected.ToString(), got.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Compares a number to as many digits as the case prints; a half goes to the even digit.</summary>
    public void ExpectDigits(string path, decimal? got)
    {
        if (Expected(path) is { } expected && !PrintedNumber.Holds(expected, got))
            Differs(path, expected.ToString(), got?.ToString(CultureInfo.InvariantCulture) ?? "null");
    }

    /// <summary>Compares a number to as many digits as the case prints.</summary>
    public void ExpectDigits(string path, double? got)
    {
        if (Expected(path) is { } expected && !PrintedNumber.Holds(expected, got))
            Differs(path, expected.ToString(), got?.ToString("R", CultureInfo.InvariantCulture) ?? "null");
    }

    /// <summary>Compares a number within an absolute tolerance; without one, to its printed digits.</summary>
    public void ExpectWithin(string path, double got, double? tolerance)
    {
        if (tolerance is not { } allowed)
            ExpectDigits(path, got);
        else if (Expected(path) is { } expected && !(Math.Abs(got - PrintedNumber.Value(expected)) <= allowed))
            Differs(path, $"{expected} ± {allowed.ToString(CultureInfo.InvariantCulture)}", got.ToString("G9", CultureInfo.InvariantCulture));
    }

    /// <summary>Compares a list of numbers, each to as many digits as the case prints.</summary>
    public void ExpectDigits(string path, IReadOnlyList<decimal> got)
    {
        if (Expected(path) is not { } expected)
            return;
        var items = expected.ValueKind == JsonValueKind.Array ? expected.EnumerateArray().ToList() : [];
        if (items.Count != got.Count || !items.Zip(got, (item, value) => PrintedNumber.Holds(item, value)).All(agrees => agrees))
            Differs(path, expected.GetRawText(), $"[{string.Join(", ", got.Select(value => value.ToString(CultureInfo.InvariantCulture)))}]");
    }

    /// <summary>Says that a field describes rather than expects.</summary>
    public void PassOver(params string[] paths)
    {
        foreach (var path in paths)
            asked.Add(path);
    }

    /// <summary>Compares the field when the case has it: text exactly to its printed digits, a JSON number by its value.</summary>
    public void Expect(string path, string? got)
    {
        if (Expected(path) is { } expected && !IsSame(expected, got))
            Differs(path, Printed(expected), got ?? "null");
    }

    /// <summary>Compares a list when the case has it.</summary>
    public void ExpectList(string path, IReadOnlyList<string?> got)
    {
        if (Expected(path) is not { } expected)
            return;
        var items = expected.ValueKind == JsonValueKind.Array ? expected.EnumerateArray().ToList() : null;
        if (items?.Count != got.Count || items.Where((item, i) => !IsSame(item, got[i])).Any())
            Differs(path, items is null ? Printed(expected) : $"[{string.Join(", ", items.Select(Printed))}]", $"[{string.Join(", ", got.Select(item => item ?? "null"))}]");
    }

    public void Expect(string path, bool got) => Expect(path, got ? "true" : "false");

    /// <summary>Says that a field was compared in another way than by the methods here.</summary>
    public void Compared() => compared++;

    public void Differs(string field, string expected, string got) => differences.Add($"{field}: expected {expected}, got {got}");

    public IReadOnlyList<string> Differences()
    {
        var unknown = Leaves(json, "").Where(path => !IsAsked(path)).Select(path => $"{path}: expected a field that the runner knows, got an unknown one");
        return [.. differences, .. unknown];
    }

    /// <summary>A name may itself contain a point ("rounded_0.1_percent"), so the longest one is tried first.</summary>
    private static JsonElement? Find(JsonElement at, string path)
    {
        if (at.ValueKind != JsonValueKind.Object)
            return null;
        for (var end = path.Length; end > 0; end = path.LastIndexOf('.', end - 1))
        {
            if (at.TryGetProperty(path[..end], out var found) && (end == path.Length ? found : Find(found, path[(end + 1)..])) is { } value)
                return value;
        }

        return null;
    }

    /// <summary>The differences, and that there is one when nothing was compared at all.</summary>
    public IReadOnlyList<string> Verdict() =>
        broken is not null ? [broken] : Differences() is { Count: > 0 } found ? found : compared > 0 ? [] : [ExpectsNothing];

    /// <summary>The case could not be worked out to its end; what was not reached is not called unknown.</summary>
    public void Broke(Exception error) => broken = $"case: expected one that can be computed, got {WordsOf(error)}";

    /// <summary>Our own words; those of the framework speak of its types and not of the case.</summary>
    private static string WordsOf(Exception error) => error.TargetSite?.Module.Assembly.GetName().Name?.StartsWith("Metrology", StringComparison.Ordinal) == true
        ? error.Message.Split(" (Parameter", 2)[0]
        : "a value that is not of the form that this kind takes";

    private JsonElement? Expected(string path)
    {
        var expected = this[path];
        compared += expected is null || Beside.Any(prefix => path.StartsWith(prefix, StringComparison.Ordinal)) ? 0 : 1;
        return expected;
    }

    private static bool IsSame(JsonElement expected, string? got) => expected.ValueKind switch
    {
        JsonValueKind.Null => got is null,
        JsonValueKind.True => got == "true",
        JsonValueKind.False => got == "false",
        JsonValueKind.Number => got is not null && QuantityText.ParseNumber(got) is { } number && QuantityText.ParseNumber(expected.GetRawText()) == number,
        JsonValueKind.String => expected.GetString() == got,
        _ => false,
    };

    private static string Printed(JsonElement value) => value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private bool IsAsked(string path) =>
        Descriptive.Contains(path.Split('.')[^1]) && !path.StartsWith("expect.", StringComparison.Ordinal)
        || asked.Any(known => path == known || path.StartsWith(known + ".", StringComparison.Ordinal));

    private static IEnumerable<string> Leaves(JsonElement element, string prefix) =>
        element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject().SelectMany(member => Leaves(member.Value, prefix.Length == 0 ? member.Name : $"{prefix}.{member.Name}"))
            : [prefix];
}
