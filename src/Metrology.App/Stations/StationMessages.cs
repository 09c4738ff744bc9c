using System.Text;
using System.Text.Json;

namespace Metrology.App.Stations;

/// <summary>Messages of instruments as an enrolled station brings them, oldest first; topics and payloads are those of the wire contract, byte for byte.</summary>
public sealed record StationMessages(IReadOnlyList<StationMessages.Message> Messages)
{
    /// <summary>Messages in one request, and bytes of their payloads: below what a server takes of a body.</summary>
    public const int Most = 256, MostBytes = 256 * 1024;

    private const int LongestTopic = 200;

    /// <param name="Payload">UTF-8 as a text.</param>
    public sealed record Message(string Topic, string Payload)
    {
        public byte[] Bytes => Encoding.UTF8.GetBytes(Payload);

        /// <summary>Whose it is; null where the topic is not of the contract.</summary>
        public string? Instrument => Topic.Split('/') is ["metrology", "v1", { Length: > 0 } instrument, "readings" or "event"] ? instrument : null;
    }

    public static Message Of(string topic, byte[] payload) => new(topic, Encoding.UTF8.GetString(payload));

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, StationJson.Wire.StationMessages);

    /// <summary>Null where the bytes are no messages.</summary>
    public static StationMessages? Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, StationJson.Wire.StationMessages) is { Messages.Count: > 0 and <= Most } read
                && read.Messages.All(message => message is { Topic.Length: > 0 and <= LongestTopic, Payload: not null }) ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The answer to messages: all of them are committed.</summary>
/// <param name="Taken">Messages of the request.</param>
public sealed record StationTaken(int Taken);

/// <summary>The answer to a state.</summary>
public sealed record StationHeard(DateTimeOffset Time);
