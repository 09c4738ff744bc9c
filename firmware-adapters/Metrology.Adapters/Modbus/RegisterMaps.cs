using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Metrology.Core.Words;

namespace Metrology.Adapters.Modbus;

/// <summary>The register maps that come with the program, and those of other files.</summary>
public static class RegisterMaps
{
    private const string Prefix = "modbus/";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        NumberHandling = JsonNumberHandling.Strict,
        ReadCommentHandling = JsonCommentHandling.Disallow,
        Converters = { new JsonStringEnumConverter<RegisterType>(JsonNamingPolicy.CamelCase), new JsonStringEnumConverter<WordOrder>(JsonNamingPolicy.KebabCaseLower) },
    };

    private static readonly Lazy<IReadOnlyList<RegisterMap>> Embedded = new(() =>
    [
        .. typeof(RegisterMaps).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Load),
    ]);

    public static IReadOnlyList<RegisterMap> All => Embedded.Value;

    /// <summary>By id or model, in any case; null when there is none.</summary>
    public static RegisterMap? Find(string name) =>
        All.FirstOrDefault(map => string.Equals(map.Id, name, StringComparison.OrdinalIgnoreCase) || string.Equals(map.Model, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>A map of a file; refuses with "map.form".</summary>
    public static Outcome<RegisterMap> Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var map = JsonSerializer.Deserialize<RegisterMap>(json, Strict)!;
            return map is null ? Malformed("null") : RegisterMapCheck.FirstProblem(map) is { } wrong ? Malformed(wrong) : map with { File = Encoding.UTF8.GetString(json) };
        }
        catch (JsonException fault)
        {
            // The sentence of the reader is in its own language and names types; only the place is said.
            return Malformed(string.Create(CultureInfo.InvariantCulture, $"{fault.Path ?? "$"} {(fault.LineNumber ?? 0) + 1}:{(fault.BytePositionInLine ?? 0) + 1}"));
        }
    }

    private static Refusal Malformed(string why) =>
        Refusal.Of("map.form", $"寄存器表文件不符合格式：{why}。请对照 protocol.md。", $"The register map has another form: {why}. Compare protocol.md.");

    private static RegisterMap Load(string name)
    {
        using var stream = typeof(RegisterMaps).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var map = Parse(bytes);
        return map.Refusal is { } refusal ? throw new InvalidDataException($"{name}: {refusal.Text.En}") : map.Value;
    }
}
