using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Metrology.Core.Procedures;
using Metrology.Core.Records;

namespace Metrology.Verify.Tests;

/// <summary>Parts of a bundle with something else in them, and everything that follows made anew where it is to be hidden.</summary>
internal static class SampleRewriting
{
    /// <summary>What a lenient reader takes for the word.</summary>
    public static string[] Misspelt(string word) => [" " + word, word + "\t", word + "\u00a0", word + "\u3000", $"{word},{word}", word.ToUpperInvariant()];

    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Null where the changed procedure is none.</summary>
    public static RecordBundle? WithProcedure(RecordBundle bundle, Action<JsonNode> change)
    {
        var procedure = Encoding.UTF8.GetBytes(ChangedNode(bundle.Procedure, change).ToJsonString(Written));
        return ProcedureFile.Load(procedure).Procedure is { } loaded ? TryAnew(bundle with { Procedure = procedure }, record => record["procedure"]!["hash"] = loaded.ContentHash) : null;
    }

    public static RecordBundle Anew(RecordBundle bundle, Action<JsonNode> change) => TryAnew(bundle, change) ?? throw new InvalidOperationException("The changed record has no results.");

    /// <summary>As somebody would write it who computes the results that follow; null where none do.</summary>
    public static RecordBundle? TryAnew(RecordBundle bundle, Action<JsonNode> change)
    {
        var record = ChangedNode(bundle.Record, change);
        var changed = (bundle with { Record = Encoding.UTF8.GetBytes(record.ToJsonString()) }).Resealed();
        if (changed.TryRecomputed()?.Evaluation is not { } evaluation)
            return null;
        var computed = EvaluationJson.Of(evaluation);
        record["evaluation"] = JsonNode.Parse(computed);
        return (bundle with { Record = Encoding.UTF8.GetBytes(record.ToJsonString(Written)), Evaluation = computed }).Resealed();
    }

    public static RecordBundle Changed(RecordBundle bundle, Action<JsonNode> change) => (bundle with { Record = Encoding.UTF8.GetBytes(ChangedNode(bundle.Record, change).ToJsonString(Written)) }).Resealed();

    public static JsonNode ChangedNode(byte[] json, Action<JsonNode> change)
    {
        var node = JsonNode.Parse(json)!;
        change(node);
        return node;
    }

    public static void Cut(JsonNode record, int events)
    {
        while (record["events"]!.AsArray().Count > events)
            record["events"]!.AsArray().RemoveAt(events);
        foreach (var one in record["observations"]!.AsArray().Where(one => (int)one!["event"]! > events).ToList())
            record["observations"]!.AsArray().Remove(one);
    }

    /// <summary>Another kind instead, so that the numbers stand.</summary>
    public static void Without(JsonNode record, string kind)
    {
        foreach (var one in record["events"]!.AsArray().Where(one => (string?)one!["kind"] == kind))
            (one!["kind"], one["code"]) = ("Commented", null);
    }

    /// <summary>The first and the last reading of a quantity change places.</summary>
    public static void Swapped(JsonNode record, string measurand)
    {
        var all = record["observations"]!.AsArray().Where(one => (string?)one!["reading"]!["measurand"] == measurand).ToList();
        (all[0]!["reading"], all[^1]!["reading"]) = (all[^1]!["reading"]!.DeepClone(), all[0]!["reading"]!.DeepClone());
    }

    public static JsonObject Event(int sequence, string kind, string? text, string? code) =>
        new() { ["sequence"] = sequence, ["kind"] = kind, ["stage"] = null, ["text"] = text, ["code"] = code, ["at"] = "2026-08-21T10:00:00+08:00" };

    public static void Nothing(JsonNode record, decimal value)
    {
        foreach (var reading in record["observations"]!.AsArray().Where(one => (string?)one!["role"] is "reference" or "unit-under-test").Select(one => one!["reading"]!))
            Type(reading, value.ToString(CultureInfo.InvariantCulture));
    }

    public static void Type(JsonNode reading, string text) =>
        (reading["text"], reading["value"], reading["rawHash"], reading["instrument"]) = (text, JsonNode.Parse(text), TypedReadings.HashOf(text), TypedReadings.Instrument);

    public static void Clock(JsonNode record, decimal more)
    {
        foreach (var reading in record["observations"]!.AsArray().Select(one => one!["reading"]!).Where(one => (string?)one["measurand"] == "clock.offset"))
        {
            var other = (decimal)reading["value"]! + more;
            (reading["text"], reading["value"]) = (other.ToString(CultureInfo.InvariantCulture), other);
        }
    }

    public static void Registers(JsonNode record)
    {
        foreach (var one in record["observations"]!.AsArray().Where(one => (string?)one!["role"] == "unit-under-test" && (string?)one["stage"] == "end" && (string?)one["reading"]!["measurand"] == "energy.active.import"))
        {
            var less = decimal.Parse((string)one!["reading"]!["text"]!, CultureInfo.InvariantCulture) - 0.010m;
            (one["reading"]!["text"], one["reading"]!["value"]) = (less.ToString(CultureInfo.InvariantCulture), less);
        }
    }

    public static void Swap(JsonNode record)
    {
        var reference = record["observations"]!.AsArray().Where(one => (string?)one!["role"] == "reference").Take(2).ToList();
        var (first, second) = (reference[0]!["reading"]!.DeepClone(), reference[1]!["reading"]!.DeepClone());
        (reference[0]!["reading"], reference[1]!["reading"]) = (second, first);
    }

    public static IEnumerable<string[]> Leaves(JsonNode? node, params string[] path) => node switch
    {
        JsonObject members => members.SelectMany(member => Leaves(member.Value, [.. path, member.Key])),
        JsonArray items => items.SelectMany((item, i) => Leaves(item, [.. path, i.ToString(CultureInfo.InvariantCulture)])),
        _ => [path],
    };

    public static byte[] Edited(byte[] record, string[] path)
    {
        var root = JsonNode.Parse(record)!;
        var parent = path[..^1].Aggregate((JsonNode?)root, At)!;
        var value = At(parent, path[^1]);
        JsonNode other = value?.GetValueKind() switch
        {
            JsonValueKind.Number => JsonValue.Create(value.GetValue<decimal>() + 1m),
            JsonValueKind.True => JsonValue.Create(false),
            JsonValueKind.False => JsonValue.Create(true),
            JsonValueKind.String when path[^1] == "text" && decimal.TryParse(value.GetValue<string>(), out _) => JsonValue.Create("7"),
            JsonValueKind.String => JsonValue.Create(value.GetValue<string>() + "x"),
            _ => JsonValue.Create(1),
        };
        if (parent is JsonArray items)
            items[int.Parse(path[^1], CultureInfo.InvariantCulture)] = other;
        else
            parent[path[^1]] = other;
        return Encoding.UTF8.GetBytes(root.ToJsonString(Written));
    }

    public static JsonNode? At(JsonNode? node, string name) => node is JsonArray items ? items[int.Parse(name, CultureInfo.InvariantCulture)] : node![name];
}
