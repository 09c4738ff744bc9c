using System.Text.Json;
using System.Text.Json.Serialization;

namespace Metrology.Core.Files;

/// <summary>Instants of ISO 8601 with seconds and offset, as <see cref="JsonCursor.AsInstant"/> reads them.</summary>
internal sealed class WrittenInstants : JsonConverter<DateTimeOffset>
{
    /// <summary>Whether nothing of the instant is left to the machine that reads it.</summary>
    public static bool IsWhole(string text) => text.Length > 19 && text[16] == ':' && (text[^1] == 'Z' || text[^6] is '+' or '-');

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && IsWhole(reader.GetString()!) && reader.TryGetDateTimeOffset(out var instant) ? instant : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
