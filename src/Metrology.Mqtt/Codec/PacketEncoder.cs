using System.Buffers;
using Metrology.Mqtt.Packets;

namespace Metrology.Mqtt.Codec;

/// <summary>Writes packets as bytes. One encoder serves one connection; it reuses its buffer.</summary>
public sealed class PacketEncoder
{
    readonly WireWriter body = new();

    /// <exception cref="ArgumentException">A field does not fit its length prefix.</exception>
    public void Encode(MqttPacket packet, ProtocolVersion version, IBufferWriter<byte> output)
    {
        body.Clear();
        BodyEncoder.Encode(packet, version, body);
        var payload = packet is Publish publish ? publish.Payload : default;
        output.Write([(byte)(((int)packet.Type << 4) | Flags(packet))]);
        WireWriter.WriteVarInt(output, body.Written.Length + payload.Length);
        output.Write(body.Written);
        output.Write(payload.Span);
    }

    public static byte[] Encode(MqttPacket packet, ProtocolVersion version)
    {
        var output = new ArrayBufferWriter<byte>();
        new PacketEncoder().Encode(packet, version, output);
        return output.WrittenSpan.ToArray();
    }

    static int Flags(MqttPacket packet) => packet switch
    {
        Publish publish => (publish.Duplicate ? 8 : 0) | ((int)publish.QualityOfService << 1) | (publish.Retain ? 1 : 0),
        PubRel or Subscribe or Unsubscribe => 2,
        _ => 0,
    };
}
