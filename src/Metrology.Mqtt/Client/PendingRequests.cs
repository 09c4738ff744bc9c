using Metrology.Mqtt.Delivery;
using Metrology.Mqtt.Packets;

namespace Metrology.Mqtt.Client;

/// <summary>SUBSCRIBE and UNSUBSCRIBE packets that were not answered yet; they are sent again on the next connection.</summary>
internal sealed class PendingRequests(PacketIds ids)
{
    readonly Lock gate = new();
    readonly OrderedDictionary<ushort, (MqttPacket Request, TaskCompletionSource<MqttPacket> Answer)> open = [];

    public (MqttPacket Request, Task<MqttPacket> Answer) Add(Func<ushort, MqttPacket> request)
    {
        var id = ids.Take();
        if (id == 0)
            throw new InvalidOperationException("all packet identifiers are in use");
        var packet = request(id);
        var answer = new TaskCompletionSource<MqttPacket>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
            open.Add(id, (packet, answer));
        return (packet, answer.Task);
    }

    public MqttPacket[] All()
    {
        lock (gate)
            return [.. open.Values.Select(entry => entry.Request)];
    }

    /// <summary>Takes the request that an answer belongs to; null when there is none.</summary>
    public (MqttPacket Request, TaskCompletionSource<MqttPacket> Answer)? Take(ushort id)
    {
        lock (gate)
        {
            if (!open.Remove(id, out var entry))
                return null;
            ids.Release(id);
            return entry;
        }
    }
}
