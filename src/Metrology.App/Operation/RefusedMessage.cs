using Metrology.Core.Words;

namespace Metrology.App.Operation;

/// <summary>A message that was not taken, kept with the reason: counted, visible, never used.</summary>
public sealed class RefusedMessage
{
    public long Id { get; set; }
    public required string Topic { get; set; }
    public required byte[] Payload { get; set; }
    public required string Code { get; set; }
    public required string ReasonZh { get; set; }
    public required string ReasonEn { get; set; }
    public DateTimeOffset ReceivedAt { get; set; }

    public static RefusedMessage Of(string topic, ReadOnlyMemory<byte> payload, Refusal refusal, DateTimeOffset receivedAt) => new()
    {
        Topic = topic,
        Payload = payload[..Math.Min(payload.Length, KeptBytes)].ToArray(),
        Code = refusal.Code,
        ReasonZh = refusal.Text.Zh,
        ReasonEn = refusal.Text.En,
        ReceivedAt = receivedAt,
    };

    /// <summary>Enough to see what a gateway does wrong.</summary>
    public const int KeptBytes = 4096;
}
