namespace Metrology.Adapters.Payloads;

/// <summary>A message as the broker delivered it.</summary>
/// <param name="Retained">The retain flag is set: the message is the past.</param>
/// <param name="ReceivedAt">Null when it does not matter, so that nothing can be stale.</param>
public sealed record PayloadMessage(string Topic, ReadOnlyMemory<byte> Payload, bool Retained = false, DateTimeOffset? ReceivedAt = null);

/// <summary>A number of a message in the unit of its quantity: Wh, W, VA, var, V, A, Hz or 1.</summary>
/// <param name="Quantity">"energy_import", "power_active", "voltage" and so on; see protocol.md.</param>
/// <param name="Channel">"total", "L1", "DC", or the number of a channel.</param>
/// <param name="Text">All digits as written, the decimal point moved to the unit.</param>
/// <param name="Resolution">Step of the digits as written, in the same unit; null when the digits are those of a binary float.</param>
public sealed record PayloadReading(string Quantity, string Channel, string Text, string Unit, string? Resolution)
{
    public bool IsEnergy => Quantity.StartsWith("energy_", StringComparison.Ordinal);

    /// <summary>A register that only grows; a session counter starts again.</summary>
    public bool IsCumulative => Quantity is "energy_import" or "energy_export";

    public decimal Value => PayloadNumber.Value(Text);
}

/// <summary>What one message, or all messages of a session together, say.</summary>
/// <param name="Device">Name of the instrument; null when nothing names it.</param>
/// <param name="Flags">Sorted, see <see cref="PayloadFlags"/>.</param>
/// <param name="Refusal">Why there is no reading although the topic promised some.</param>
/// <param name="AsksRebirth">A Sparkplug edge node must be asked to say its names again.</param>
/// <param name="Stored">Readings that are new.</param>
public sealed record PayloadResult(
    string? Device, PayloadTime Time, IReadOnlyList<PayloadReading> Readings, IReadOnlyList<string> Flags, Core.Words.Refusal? Refusal, bool AsksRebirth, int Stored)
{
    /// <summary>May be the start, the stop or a point of a measurement: it has readings, a time of its own and nothing that speaks against it.</summary>
    public bool IsMeasurement => Refusal is null && !AsksRebirth && Readings.Count > 0 && Time.Utc is not null && !Flags.Any(PayloadFlags.Forbids);
}
