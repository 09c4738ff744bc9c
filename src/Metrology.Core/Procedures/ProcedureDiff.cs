using System.Text;
using System.Text.Json;
using Metrology.Core.Records;
using Metrology.Core.Words;

namespace Metrology.Core.Procedures;

public enum ChangeKind
{
    Added,
    Removed,
    Changed,

    /// <summary>The same entries in another order.</summary>
    Reordered,
}

/// <summary>One difference between two procedures.</summary>
/// <param name="Path">Where, with ids instead of numbers: <c>items.operating-error.acceptance.limits.1.value</c>.</param>
/// <param name="Where">The path in words.</param>
/// <param name="Before">Canonical JSON of what stood there, or null.</param>
/// <param name="After">Canonical JSON of what stands there now, or null.</param>
public sealed record ProcedureChange(ChangeKind Kind, string Path, BilingualText Where, string? Before, string? After)
{
    public override string ToString() => $"{KebabCase.Of(Kind)} {Path}: {Before ?? "—"} → {After ?? "—"}";
}

/// <summary>What changed between two editions or revisions: entries of lists are matched by their id, everything else by its name.</summary>
public static class ProcedureDiff
{
    private static readonly string[] Keys = ["id", "name", "item", "measurand"];

    /// <summary>All differences in the order of the files; none when the content is the same.</summary>
    public static IReadOnlyList<ProcedureChange> Of(Procedure before, Procedure after)
    {
        using var a = JsonDocument.Parse(ProcedureFile.Canonical(before.File.Span));
        using var b = JsonDocument.Parse(ProcedureFile.Canonical(after.File.Span));
        var changes = new List<ProcedureChange>();
        Compare(a.RootElement, b.RootElement, [], changes);
        return changes;
    }

    private static void Compare(JsonElement before, JsonElement after, IReadOnlyList<string> path, List<ProcedureChange> changes)
    {
        if (JsonElement.DeepEquals(before, after) && Text(before) == Text(after))
            return;
        if (Entries(before) is { } old && Entries(after) is { } now)
        {
            foreach (var (name, value) in old)
            {
                if (now.TryGetValue(name, out var other))
                    Compare(value, other, [.. path, name], changes);
                else
                    changes.Add(Change(ChangeKind.Removed, [.. path, name], Text(value), null));
            }

            changes.AddRange(now.Where(entry => !old.ContainsKey(entry.Key)).Select(entry => Change(ChangeKind.Added, [.. path, entry.Key], null, Text(entry.Value))));
            if (before.ValueKind == JsonValueKind.Array && Order(old, now) is var (first, second) && !first.SequenceEqual(second))
                changes.Add(Change(ChangeKind.Reordered, path, string.Join(", ", first), string.Join(", ", second)));
            return;
        }

        changes.Add(Change(ChangeKind.Changed, path, Text(before), Text(after)));
    }

    /// <summary>Members of an object, or entries of a list that all have an id of their own; null for what is compared as a whole.</summary>
    private static Dictionary<string, JsonElement>? Entries(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
            return value.EnumerateObject().ToDictionary(member => member.Name, member => member.Value);
        if (value.ValueKind != JsonValueKind.Array)
            return null;
        var items = value.EnumerateArray().ToList();
        foreach (var key in Keys)
        {
            var ids = items.ConvertAll(item => item.ValueKind == JsonValueKind.Object && item.TryGetProperty(key, out var id) && id.ValueKind == JsonValueKind.String ? id.GetString()! : "");
            if (!ids.Contains("") && ids.Distinct().Count() == ids.Count)
                return ids.Zip(items).ToDictionary(pair => pair.First, pair => pair.Second);
        }

        return null;
    }

    /// <summary>The entries that both have, in the order of each.</summary>
    private static (List<string> Before, List<string> After) Order(Dictionary<string, JsonElement> before, Dictionary<string, JsonElement> after) =>
        ([.. before.Keys.Where(after.ContainsKey)], [.. after.Keys.Where(before.ContainsKey)]);

    private static ProcedureChange Change(ChangeKind kind, IReadOnlyList<string> path, string? before, string? after) =>
        new(kind, string.Join('.', path), ChangeWords.Of(path), before, after);

    private static string Text(JsonElement value) => Encoding.UTF8.GetString(CanonicalJson.Of(value));
}
