using System.Text.Json;
using System.Text.Json.Serialization;

namespace Metrology.Core.Files;

/// <summary>Members of enumerations by the very names that are written: no other case, no blanks around them, no number, no list.</summary>
/// <param name="naming">How the names are written.</param>
internal sealed class WrittenNames(JsonNamingPolicy naming) : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert), naming)!;

    private sealed class Of<T>(JsonNamingPolicy naming) : JsonConverter<T>
        where T : struct, Enum
    {
        private readonly Dictionary<string, T> members = Enum.GetValues<T>().ToDictionary(member => naming.ConvertName(member.ToString()), StringComparer.Ordinal);

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && members.TryGetValue(reader.GetString()!, out var member) ? member : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(naming.ConvertName(value.ToString()));
    }
}
