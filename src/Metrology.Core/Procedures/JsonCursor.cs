using System.Globalization;
using System.Text.Json;
using Metrology.Core.Words;

namespace Metrology.Core.Procedures;

/// <summary>
/// A place in a JSON file that notes what is wrong there and goes on with a stand-in, so that one reading finds every problem. An object is read through
/// <see cref="Object"/>, which also finds members that nobody asked for.
/// </summary>
internal sealed partial class JsonCursor(JsonElement element, string path, List<ProcedureProblem> problems)
{
    private readonly HashSet<string> asked = [];

    public void Problem(string zh, string en) => problems.Add(new(path, new(zh, en)));

    /// <summary>Reads an object and notes its unknown members.</summary>
    public T Object<T>(Func<JsonCursor, T> read)
    {
        if (element.ValueKind != JsonValueKind.Object)
            Problem("此处应为对象", "an object is expected here");
        var value = read(this);
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject().Where(member => !asked.Contains(member.Name)))
                At(member.Name, member.Value).Problem("未知的成员", "unknown member");
        }

        return value;
    }

    public JsonCursor? Optional(string name)
    {
        asked.Add(name);
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
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
        if (found is null && !(element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out _)))
            At(name, default).Problem("缺少此成员", "this member is missing");
        return found;
    }

    public bool IsObject => element.ValueKind == JsonValueKind.Object;

    public bool Confirmed() => Required("confirmed", flag => flag.AsFlag(), false);

    public BilingualText Bilingual(string name) => Required(name, text => text.AsBilingual(), new("", ""));

    public string Text(string name) => Required(name, member => member.AsText(), "");

    public string AsText()
    {
        if (element.ValueKind == JsonValueKind.String && element.GetString() is { Length: > 0 } text)
            return text;
        Problem("此处应为非空文字", "a text that is not empty is expected here");
        return "";
    }

    public decimal AsDecimal()
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out var value))
            return value;
        Problem("此处应为数字", "a number is expected here");
        return 0m;
    }

    public int AsCount()
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var value) && value > 0)
            return value;
        Problem("此处应为正整数", "a positive whole number is expected here");
        return 1;
    }

    public bool AsFlag()
    {
        if (element.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return element.GetBoolean();
        Problem("此处应为 true 或 false", "true or false is expected here");
        return false;
    }

    public DateOnly AsDate()
    {
        if (element.ValueKind == JsonValueKind.String
            && DateOnly.TryParseExact(element.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        Problem("此处应为 yyyy-MM-dd 形式的日期", "a date as yyyy-MM-dd is expected here");
        return default;
    }

    /// <summary>A member of an enumeration by its kebab-case id.</summary>
    public T AsChoice<T>()
        where T : struct, Enum
    {
        var ids = Enum.GetValues<T>();
        var text = element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        foreach (var id in ids)
        {
            if (KebabCase.Of(id) == text)
                return id;
        }

        var known = string.Join(", ", ids.Select(id => KebabCase.Of(id)));
        Problem($"此处应为以下之一：{known}", $"one of these is expected here: {known}");
        return default;
    }

    public BilingualText AsBilingual() => Object(text => new BilingualText(text.Text("zh"), text.Text("en")));

    public Fact<T> AsFact<T>(Func<JsonCursor, T> value) => Object(fact => new Fact<T>(
        fact.Required("value", value, default!), fact.Confirmed(), fact.Text("source")));

    /// <summary>A fact whose value may be null: nobody has seen it in the text.</summary>
    public Fact<T?> AsFactOrUnknown<T>(Func<JsonCursor, T> value) => Object(fact =>
    {
        var known = fact.RequiredOrNull("value");
        return new Fact<T?>(known is null ? default : value(known), fact.Confirmed(), fact.Text("source"));
    });

    /// <summary>A number, or a text that is a formula.</summary>
    public AmountRule AsAmount()
    {
        if (element.ValueKind == JsonValueKind.String)
            return new(null, AsText());
        if (element.ValueKind == JsonValueKind.Number)
            return AmountRule.Of(AsDecimal());
        Problem("此处应为数字或公式", "a number or a formula is expected here");
        return AmountRule.Of(0m);
    }

    public IReadOnlyList<T> List<T>(Func<JsonCursor, T> read)
    {
        if (element.ValueKind == JsonValueKind.Array)
            return [.. element.EnumerateArray().Select((item, i) => read(new(item, $"{path}[{i}]", problems)))];
        Problem("此处应为列表", "a list is expected here");
        return [];
    }

    public IReadOnlyDictionary<string, T> Map<T>(Func<JsonCursor, T> read)
    {
        if (element.ValueKind == JsonValueKind.Object)
            return element.EnumerateObject().ToDictionary(member => member.Name, member => read(At(member.Name, member.Value)));
        Problem("此处应为对象", "an object is expected here");
        return new Dictionary<string, T>();
    }

    private JsonCursor At(string name, JsonElement value) => new(value, path.Length == 0 ? name : $"{path}.{name}", problems);
}
