using System.Text.Json;
using System.Text.Json.Serialization;
using Metrology.Core.Words;

namespace Metrology.Adapters.Payloads;

/// <summary>The mappings that come with the program, and those of other files.</summary>
public static class PayloadMappings
{
    private const string Prefix = "payloads/";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    private static readonly Lazy<IReadOnlyList<PayloadMapping>> Embedded = new(() =>
    [
        .. typeof(PayloadMappings).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Load),
    ]);

    public static IReadOnlyList<PayloadMapping> All => Embedded.Value;

    /// <summary>By id or convention, in any case; null when there is none.</summary>
    public static PayloadMapping? Find(string name) => All.FirstOrDefault(
        mapping => string.Equals(mapping.Id, name, StringComparison.OrdinalIgnoreCase) || string.Equals(mapping.Convention, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>A mapping of a file; refuses with "mapping.form".</summary>
    public static Outcome<PayloadMapping> Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            if (JsonSerializer.Deserialize<PayloadMapping>(json, Strict) is not { Topics.Count: > 0 } mapping)
                return Malformed("topics");
            var stated = mapping.Topics.SelectMany(topic => topic.Values ?? []).Concat((mapping.Blocks ?? new Dictionary<string, IReadOnlyList<PayloadValue>>()).Values.SelectMany(values => values)).Select(value => value.Resolution).OfType<string>();
            return stated.All(IsStep) ? mapping : Malformed("resolution");
        }
        catch (JsonException fault)
        {
            return Malformed(fault.Message);
        }
    }

    /// <summary>A positive number in plain digits.</summary>
    private static bool IsStep(string text) => text.Length is > 0 and <= 16 && PayloadNumber.Plain(text) == text && PayloadNumber.Value(text) > 0m;

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    internal static string Write(PayloadMapping mapping) => JsonSerializer.Serialize(mapping, Strict);

    internal static Refusal Malformed(string why) =>
        Refusal.Of("mapping.form", $"映射文件不符合格式：{why}。请对照 protocol.md。", $"The mapping has another form: {why}. Compare protocol.md.");

    private static PayloadMapping Load(string name)
    {
        using var stream = typeof(PayloadMappings).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var mapping = Parse(bytes);
        return mapping.Refusal is { } refusal ? throw new InvalidDataException($"{name}: {refusal.Text.En}") : mapping.Value;
    }
}
