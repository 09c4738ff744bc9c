using System.Text.Json;
using System.Text.Json.Serialization;
using Metrology.Core.Planning.Building;

namespace Metrology.App.Projects;

/// <summary>The time limits that come with the product, as data with their sources (db/seed/building-limits.json).</summary>
public static class StageLimits
{
    /// <summary>Rules of the state hold in every jurisdiction.</summary>
    public const string Everywhere = "CN";

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private static readonly Lazy<IReadOnlyList<StageLimit>> Loaded = new(() =>
    {
        using var stream = typeof(StageLimits).Assembly.GetManifestResourceStream("seed/building-limits.json")!;
        return JsonSerializer.Deserialize<LimitFile>(stream, Form)!.Limits;
    });

    public static IReadOnlyList<StageLimit> All => Loaded.Value;

    public static IReadOnlyList<string> Jurisdictions => [.. All.Select(limit => limit.Jurisdiction).Append(Everywhere).Distinct().Order(StringComparer.Ordinal)];

    public static IReadOnlyList<StageLimit> Of(string jurisdiction) => [.. All.Where(limit => limit.Jurisdiction == Everywhere || limit.Jurisdiction == jurisdiction)];

    private sealed record LimitFile(IReadOnlyList<StageLimit> Limits);
}
