using System.Globalization;
using System.Text.Json;
using Metrology.Core.Words;

namespace Metrology.Core.Files;

/// <summary>
/// A place in a JSON file that notes what is wrong there and goes on with a stand-in, so that one reading finds every problem. An object is read through
/// <see cref="Object"/>, which also finds members that nobody asked for.
/// </summary>
internal sealed partial class JsonCursor(JsonElement element, string path, List<FileProblem> problems)
{
    /// <summary>Nobody mends more at once, and a hostile file must not fill the memory with its problems.</summary>
    private const int MostProblems = 1000;

    private readonly HashSet<string> asked = [];

    public JsonValueKind Kind => element.ValueKind;

    public bool IsObject => Kind == JsonValueKind.Object;

    public bool IsList => Kind == JsonValueKind.Array;

    public void Problem(string zh, string en) => Problem(new BilingualText(zh, en));

    public void Problem(BilingualText text)
    {
        if (problems.Count < MostProblems)
            problems.Add(new(path, text));
    }

    /// <summary>Something is wrong somewhere in the file, as far as it was read.</summary>
    public bool IsFileWrong => problems.Count > 0;

    /// <summary>Reads an object and notes its unknown members.</summary>
    public T Object<T>(Func<JsonCursor, T> read)
    {
        if (Kind != JsonValueKind.Object)
            Problem("此处应为对象", "an object is expected here");
        var value = read(this);
        if (IsObject)
            RefuseUnknown();
        return value;
    }

    /// <summary>Notes every member that nobody asked for.</summary>
    public void RefuseUnknown()
    {
        if (!IsObject)
        {
            Problem("此处应为对象", "an object is expected here");
            return;
        }

        foreach (var member in element.EnumerateObject().Where(member => !asked.Contains(member.Name)))
            At(member.Name, member.Value).Problem("未知的成员", "unknown member");
    }

    /// <summary>Members that describe and are not read.</summary>
    public void PassOver(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            asked.Add(name);
    }

    public JsonCursor? Optional(string name)
    {
        asked.Add(name);
        return Kind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? At(name, value)
            : null;
    }

    public T Required<T>(string name, Func<JsonCursor, T> read, T standIn)
    {
        if (Optional(name) is { } found)
            return read(found);
        At(name, default).Problem("缺少此成员", "this member is missing");
        return standIn;
    }

    /// <summary>A member that must stand there, if only as null.</summary>
    public JsonCursor? RequiredOrNull(string name)
    {
        var found = Optional(name);
        if (found is null && !(Kind == JsonValueKind.Object && element.TryGetProperty(name, out _)))
            At(name, default).Problem("缺少此成员", "this member is missing");
        return found;
    }

    public BilingualText Bilingual(string name) => Required(name, text => text.AsBilingual(), new("", ""));

    public string Text(string name) => Required(name, member => member.AsText(), "");

    /// <summary>The text, or null when it is none.</summary>
    public string? TextOrNull => Kind == JsonValueKind.String ? element.GetString() : null;

    public string AsText()
    {
        if (TextOrNull is { Length: > 0 } text)
            return text;
        Problem("此处应为非空文字", "a text that is not empty is expected here");
        return "";
    }

    public decimal AsDecimal()
    {
        if (Kind == JsonValueKind.Number && element.TryGetDecimal(out var value))
            return value;
        Problem("此处应为数字", "a number is expected here");
        return 0m;
    }

    public int AsCount()
    {
        if (Kind == JsonValueKind.Number && element.TryGetInt32(out var value) && value > 0)
            return value;
        Problem("此处应为正整数", "a positive whole number is expected here");
        return 1;
    }

    public bool AsFlag()
    {
        if (Kind is JsonValueKind.True or JsonValueKind.False)
            return element.GetBoolean();
        Problem("此处应为 true 或 false", "true or false is expected here");
        return false;
    }

    public DateOnly AsDate()
    {
        if (Kind == JsonValueKind.String
            && DateOnly.TryParseExact(element.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        Problem("此处应为 yyyy-MM-dd 形式的日期", "a date as yyyy-MM-dd is expected here");
        return default;
    }

    public BilingualText AsBilingual() => Object(text => new BilingualText(text.Text("zh"), text.Text("en")));

    public IReadOnlyList<T> List<T>(Func<JsonCursor, T> read)
    {
        if (Kind == JsonValueKind.Array)
            return [.. element.EnumerateArray().Select((item, i) => read(new(item, $"{path}[{i}]", problems)))];
        Problem("此处应为列表", "a list is expected here");
        return [];
    }

    /// <summary>The items of a list that is not too long.</summary>
    public IReadOnlyList<JsonCursor> List(int most)
    {
        if (!IsList || element.GetArrayLength() <= most)
            return List(item => item);
        Problem($"列表超过 {most} 项", $"the list has more than {most} items");
        return [];
    }

    public IReadOnlyDictionary<string, T> Map<T>(Func<JsonCursor, T> read) => Members().ToDictionary(member => member.Name, member => read(member.At));

    /// <summary>The members of an object in the order of the file, whatever their names.</summary>
    public IReadOnlyList<(string Name, JsonCursor At)> Members()
    {
        if (IsObject)
            return [.. element.EnumerateObject().DistinctBy(member => member.Name).Select(member => (member.Name, At(member.Name, member.Value)))];
        Problem("此处应为对象", "an object is expected here");
        return [];
    }

    private JsonCursor At(string name, JsonElement value) => new(value, path.Length == 0 ? name : $"{path}.{name}", problems);
}
