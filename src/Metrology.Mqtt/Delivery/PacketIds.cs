namespace Metrology.Mqtt.Delivery;

/// <summary>Hands out packet identifiers that no open exchange uses (MQTT 3.1.1 section 2.3.1).</summary>
internal sealed class PacketIds
{
    readonly Lock gate = new();
    readonly HashSet<ushort> used = [];
    ushort last;

    /// <summary>The next free identifier, or 0 when all 65,535 are in use.</summary>
    public ushort Take()
    {
        lock (gate)
        {
            if (used.Count == ushort.MaxValue)
                return 0;
            do
                last = last == ushort.MaxValue ? (ushort)1 : (ushort)(last + 1);
            while (!used.Add(last));
            return last;
        }
    }

    public void Release(ushort id)
    {
        lock (gate)
            used.Remove(id);
    }
}
