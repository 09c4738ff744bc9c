using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Metrology.Core.Words;

namespace Metrology.Core.Planning;

/// <summary>Entries of planning documents as JSON, strictly: an unknown field, a missing one or a contradiction to the quoted sentence is refused.</summary>
public static class TargetFile
{
    /// <summary>Largest entry that is read, bytes.</summary>
    public const int LargestEntry = 64 * 1024;

    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        MaxDepth = 8,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // for files, never put into HTML
    };

    /// <summary>One entry: a target, a planned project or companion figures, by its "kind".</summary>
    public static Outcome<PlanEntry> Read(ReadOnlySpan<byte> json)
    {
        if (json.Length > LargestEntry)
            return Refusal.Of("target.too-large", $"条目超过 {LargestEntry} 字节。", $"The entry is larger than {LargestEntry} bytes.");
        try
        {
            PlanEntry? entry = KindOf(json) switch
            {
                null => JsonSerializer.Deserialize<Target>(json, Strict),
                "planned-project" => JsonSerializer.Deserialize<PlannedProject>(json, Strict),
                "companion-figure" => JsonSerializer.Deserialize<CompanionFigures>(json, Strict),
                var kind => throw new JsonException($"unknown kind “{kind}”"),
            };
            if (entry is null)
                throw new JsonException("an entry is an object");
            return TargetCheck.Contradiction(entry) is { } refusal ? refusal : entry;
        }
        catch (JsonException error)
        {
            return Refusal.Of("target.form", $"目标条目格式有误：{error.Message}", $"The entry has a wrong form: {error.Message}");
        }
    }

    /// <summary>The entry as <see cref="Read"/> takes it.</summary>
    public static string Write(PlanEntry entry) => JsonSerializer.Serialize(entry, entry.GetType(), Strict);

    private static string? KindOf(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        using var document = JsonDocument.ParseValue(ref reader);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new JsonException("an entry is an object");
        return document.RootElement.TryGetProperty("kind", out var kind) ? kind.ToString() : null;
    }
}
