using System.Text.Json;
using Metrology.Core.Words;

namespace Metrology.App.Stations;

/// <summary>What a station says of itself.</summary>
/// <param name="Version">Of its program.</param>
/// <param name="Spooled">Messages that wait.</param>
/// <param name="SpoolLimit">At so many nothing is read any more.</param>
/// <param name="OldestAt">When the oldest of them was read; null when none waits.</param>
/// <param name="Ports">Serial ports of its machine, by names that stay.</param>
public sealed record StationState(string Version, int Spooled, int SpoolLimit, DateTimeOffset? OldestAt, IReadOnlyList<string> Ports, IReadOnlyList<StationState.Link> Links)
{
    /// <summary>Bytes of the text.</summary>
    public const int LongestText = 128 * 1024;

    private const int MostPorts = 256, MostLinks = 64, LongestWord = 400;

    /// <summary>An instrument, how it is reached and how that goes.</summary>
    /// <param name="Code">"station.reading", or why nothing is read.</param>
    /// <param name="Since">When that began.</param>
    public sealed record Link(string Instrument, string Protocol, string Address, string Code, string Zh, string En, DateTimeOffset Since)
    {
        public BilingualText Said => new(Zh, En);

        public bool IsReading => Code == "station.reading";
    }

    public bool IsFull => Spooled >= SpoolLimit;

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, StationJson.Wire.StationState);

    /// <summary>Null where the bytes are no state.</summary>
    public static StationState? Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > LongestText)
            return null;
        try
        {
            return JsonSerializer.Deserialize(bytes, StationJson.Wire.StationState) is { } state && IsSound(state) ? state : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsSound(StationState state) =>
        IsWord(state.Version) && state is { Spooled: >= 0, SpoolLimit: > 0, Ports: { Count: <= MostPorts } ports, Links: { Count: <= MostLinks } links } && ports.All(IsWord)
        && links.All(link => link is not null && IsWord(link.Instrument) && IsWord(link.Protocol) && IsWord(link.Address) && IsWord(link.Code) && IsWord(link.Zh) && IsWord(link.En));

    private static bool IsWord(string? text) => text is { Length: <= LongestWord } && !text.Any(char.IsControl);
}
