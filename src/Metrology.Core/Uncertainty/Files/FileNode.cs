using System.Globalization;
using System.Text.Json;
using Metrology.Core.Words;

namespace Metrology.Core.Uncertainty.Files;

/// <summary>A place in a JSON file of numbers as text. Notes every problem with its path and goes on, so that one reading finds all of them.</summary>
internal sealed class FileNode(JsonElement element, string path, List<Refusal> problems)
{
    private readonly HashSet<string> asked = [];

    public JsonValueKind Kind => element.ValueKind;

    public void Problem(string zh, string en) => problems.Add(new("uncertainty.file", new($"{Place}：{zh}。", $"{Place}: {en}."), path));

    /// <summary>Passes on what a part of the model refused.</summary>
    public void Problem(Refusal refusal) => problems.Add(new(refusal.Code, new($"{Place}：{refusal.Text.Zh}", $"{Place}: {refusal.Text.En}"), path));

    public FileNode? this[string name]
    {
        get
        {
            asked.Add(name);
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
                ? new(value, path.Length == 0 ? name : $"{path}.{name}", problems)
                : null;
        }
    }

    /// <summary>Members that describe and are not computed with.</summary>
    public void PassOver(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            asked.Add(name);
    }

    /// <summary>Notes every member that nobody asked for.</summary>
    public void RefuseUnknown()
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Problem("此处应为对象", "an object is expected here");
            return;
        }

        foreach (var member in element.EnumerateObject().Where(member => !asked.Contains(member.Name)))
            Problem($"未知的成员「{member.Name}」", $"unknown member “{member.Name}”");
    }

    public string? Text(string name) => this[name]?.AsText();

    public string AsText()
    {
        if (element.ValueKind == JsonValueKind.String && element.GetString() is { Length: > 0 } text)
            return text;
        Problem("此处应为非空文字", "a text that is not empty is expected here");
        return "";
    }

    /// <summary>A number of a member, or null when it is not there.</summary>
    public double? Number(string name) => this[name]?.AsNumber();

    /// <summary>A finite number, written as number or as text.</summary>
    public double AsNumber()
    {
        if (Parsed() is { } value && double.IsFinite(value))
            return value;
        Problem("此处应为有限的数字", "a finite number is expected here");
        return 0;
    }

    /// <summary>Degrees of freedom: a positive number or "inf".</summary>
    public double AsDegreesOfFreedom()
    {
        if (element.ValueKind == JsonValueKind.String && element.GetString() is "inf" or "infinity" or "∞")
            return double.PositiveInfinity;
        if (Parsed() is > 0 and var value)
            return value;
        Problem("此处应为正的自由度或 inf", "positive degrees of freedom or “inf” are expected here");
        return double.PositiveInfinity;
    }

    /// <summary>A whole number in a range.</summary>
    public long? Whole(string name, long fewest, long most)
    {
        if (this[name] is not { } node)
            return null;
        if (node.Parsed() is { } value && double.IsInteger(value) && value >= fewest && value <= most)
            return (long)value;
        node.Problem($"此处应为 {fewest} 至 {most} 的整数", $"a whole number from {fewest} to {most} is expected here");
        return null;
    }

    public IReadOnlyList<FileNode> List(int most)
    {
        if (element.ValueKind != JsonValueKind.Array)
            Problem("此处应为列表", "a list is expected here");
        else if (element.GetArrayLength() > most)
            Problem($"列表超过 {most} 项", $"the list has more than {most} items");
        else
            return [.. element.EnumerateArray().Select((item, i) => new FileNode(item, $"{path}[{i}]", problems))];
        return [];
    }

    public IReadOnlyList<(string Name, FileNode Node)> Members()
    {
        if (element.ValueKind == JsonValueKind.Object)
            return [.. element.EnumerateObject().Select(member => (member.Name, new FileNode(member.Value, $"{path}.{member.Name}", problems)))];
        Problem("此处应为对象", "an object is expected here");
        return [];
    }

    /// <summary>One text for both languages, or an object with zh and en.</summary>
    public BilingualText? Words(string name)
    {
        if (this[name] is not { } node)
            return null;
        if (node.Kind != JsonValueKind.Object)
            return BilingualText.Same(node.AsText());
        var words = new BilingualText(node.Text("zh") ?? "", node.Text("en") ?? "");
        node.RefuseUnknown();
        return words;
    }

    private string Place => path.Length == 0 ? "$" : path;

    private double? Parsed()
    {
        var text = element.ValueKind switch
        {
            JsonValueKind.String => element.GetString()!.Trim(),
            JsonValueKind.Number => element.GetRawText(),
            _ => "",
        };
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(text, style, CultureInfo.InvariantCulture, out var value) && !double.IsNaN(value) ? value : null;
    }
}
