using Metrology.App.Storage;
using Metrology.Core.Words;

namespace Metrology.App.Operation;

/// <summary>A message or an answer of an instrument that was not taken, kept with the reason: counted, visible, never used.</summary>
[NotLedgered]
public sealed class RefusedMessage
{
    public long Id { get; set; }
    /// <summary>Topic of the message, or address of the link.</summary>
    public required string Source { get; set; }
    public required byte[] Payload { get; set; }
    public required string Code { get; set; }
    public required string ReasonZh { get; set; }
    public required string ReasonEn { get; set; }
    public DateTimeOffset ReceivedAt { get; set; }

    public static RefusedMessage Of(string source, ReadOnlyMemory<byte> payload, Refusal refusal, DateTimeOffset receivedAt) => new()
    {
        Source = source,
        Payload = payload[..Math.Min(payload.Length, KeptBytes)].ToArray(),
        Code = refusal.Code,
        ReasonZh = refusal.Text.Zh,
        ReasonEn = refusal.Text.En,
        ReceivedAt = receivedAt,
    };

    /// <summary>Enough to see what a gateway does wrong.</summary>
    public const int KeptBytes = 4096;
}
