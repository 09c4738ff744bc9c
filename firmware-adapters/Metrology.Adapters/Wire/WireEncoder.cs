using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Metrology.Adapters.Wire;

/// <summary>The other direction of <see cref="WireDecoder"/>: fields always in the same order, numbers as text.</summary>
public static class WireEncoder
{
    // Chinese stays readable; the payload is never put into HTML.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Encode(WireReadings message) => Write(json =>
    {
        Head(json, message.Boot, message.Seq, message.Time);
        if (message.Answers is not null)
            json.WriteString("answers", message.Answers);
        json.WriteStartArray("readings");
        foreach (var value in message.Values)
        {
            json.WriteStartObject();
            json.WriteString("measurand", value.Measurand);
            json.WriteString("value", value.Text);
            json.WriteString("unit", value.Unit);
            json.WriteString("resolution", WireNumber.Of(value.Resolution));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    public static byte[] Encode(WireCommand command) => Write(json =>
    {
        json.WriteString("id", command.Id);
        json.WriteString("command", command.Verb);
        json.WriteStartArray("settings");
        foreach (var setting in command.Settings)
        {
            json.WriteStartObject();
            json.WriteString("name", setting.Name);
            json.WriteString("value", WireNumber.Of(setting.Value));
            json.WriteString("unit", setting.Unit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    public static byte[] Encode(WireEvent message) => Write(json =>
    {
        Head(json, message.Boot, message.Seq, message.Time);
        json.WriteString("answers", message.Answers);
        json.WriteString("event", message.Kind);
        if (message.Energy is { } energy)
            json.WriteString("energy", WireNumber.Of(energy));
        if (message.Refusal is { } refusal)
            Texts(json, "refusal", ("code", refusal.Code), ("zh", refusal.Zh), ("en", refusal.En));
        if (message.Identity is { } who)
            Texts(json, "identity", ("manufacturer", who.Manufacturer), ("model", who.Model), ("serial", who.Serial), ("firmware", who.Firmware));
    });

    private static void Head(Utf8JsonWriter json, string boot, long seq, DateTimeOffset time)
    {
        json.WriteString("boot", boot);
        json.WriteNumber("seq", seq);
        json.WriteString("time", WireNumber.Of(time));
    }

    private static void Texts(Utf8JsonWriter json, string name, params ReadOnlySpan<(string Name, string Value)> fields)
    {
        json.WriteStartObject(name);
        foreach (var field in fields)
            json.WriteString(field.Name, field.Value);
        json.WriteEndObject();
    }

    private static byte[] Write(Action<Utf8JsonWriter> body)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            body(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
