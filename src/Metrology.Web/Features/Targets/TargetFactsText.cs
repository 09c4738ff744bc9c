using System.Text.Encodings.Web;
using System.Text.Json;
using Metrology.Core.Planning;

namespace Metrology.Web.Features.Targets;

/// <summary>Facts of a target as people read them in a history: members by their names, not the form of the file.</summary>
internal static class TargetFactsText
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What of <paramref name="kept"/>, one of the two, differs from the other.</summary>
    public static string Changed(string before, string after, string kept, Words t)
    {
        if (Read(before) is not { } old || Read(after) is not { } now || Read(kept) is not { } side)
            return kept;
        var names = old.Keys.Union(now.Keys).Where(name => old.GetValueOrDefault(name) != now.GetValueOrDefault(name));
        return string.Join("\n", names.Select(name => $"{Name(name, t)}: {Value(name, side.GetValueOrDefault(name), t)}"));
    }

    public static string Whole(string kept, Words t) => Read(kept) is { } facts ? string.Join("\n", facts.Select(one => $"{Name(one.Key, t)}: {Value(one.Key, one.Value, t)}")) : kept;

    /// <summary>Members by name; what is null is not there.</summary>
    private static Dictionary<string, string>? Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null)
                .ToDictionary(member => member.Name, member => member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : JsonSerializer.Serialize(member.Value, Readable));
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Value(string member, string? value, Words t) => value is null ? "—" : member switch
    {
        "default_kind" => TargetText.Reading(value, t),
        "counts" => CountedKinds.Label(value) is { } label ? t[label] : value,
        _ => value,
    };

    private static string Name(string member, Words t) => member switch
    {
        "id" => t.Targets.Id,
        "place" => t.Targets.Place,
        "document" => t.Targets.Document,
        "seed_file" => t.TargetEntry.File,
        "line" => t.TargetEntry.LineNumber,
        "quote" => t.Targets.Quote,
        "number" or "range" => t.Targets.Number,
        "number_is_exact_in_text" => t.TargetEntry.InWords,
        "operator" => t.TargetEntry.Operator,
        "unit" => t.Targets.Unit,
        "scope" => t.Targets.Scope,
        "counts" => t.TargetEntry.Counts,
        "default_kind" => t.TargetEntry.Kind,
        "alternative_kinds" => t.TargetEntry.Alternatives,
        "due" => t.Targets.Due,
        "plan_start" => t.Targets.PlanStart,
        "rate" => t.TargetEntry.Rate,
        "counting_classes_default" => t.Targets.Classes,
        "readings" or "readings_en" or "reading_rules" => t.Targets.Meanings,
        "reading_default" => t.TargetEntry.MeaningDefault,
        "ambiguities" or "ambiguities_zh" or "due_alternatives" or "due_alternatives_zh" => t.Targets.Ambiguities,
        "group" => t.TargetEntry.Group,
        "context_only" => t.Targets.ContextOnly,
        "baseline" => t.Targets.Baseline,
        _ => member,
    };
}
