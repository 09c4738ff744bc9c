using Metrology.Mqtt.Packets;

namespace Metrology.Mqtt.Codec;

/// <summary>Writes what follows the fixed header; the payload of PUBLISH is left to the caller, who need not copy it.</summary>
internal static class BodyEncoder
{
    public static void Encode(MqttPacket packet, ProtocolVersion version, WireWriter writer)
    {
        var v5 = version == ProtocolVersion.V5;
        switch (packet)
        {
            case Connect connect:
                Connect(connect, writer);
                break;
            case ConnAck ack:
                writer.Byte(ack.SessionPresent ? (byte)1 : (byte)0);
                writer.Byte(v5 ? (byte)ack.Reason : ReturnCodes.ConnAck311(ack.Reason));
                Properties(packet, v5, writer);
                break;
            case Publish publish:
                writer.Text(publish.Topic);
                if (publish.QualityOfService != QualityOfService.AtMostOnce)
                    writer.UInt16(publish.PacketId);
                Properties(packet, v5, writer);
                break;
            case PubAck or PubRec or PubRel or PubComp:
                writer.UInt16(((IIdentified)packet).PacketId);
                Ending(packet, v5, writer);
                break;
            case Subscribe subscribe:
                writer.UInt16(subscribe.PacketId);
                Properties(packet, v5, writer);
                foreach (var request in subscribe.Requests)
                    Request(request, v5, writer);
                break;
            case SubAck ack:
                writer.UInt16(ack.PacketId);
                Properties(packet, v5, writer);
                foreach (var reason in ack.Reasons)
                    writer.Byte(v5 ? (byte)reason : ReturnCodes.SubAck311(reason));
                break;
            case Unsubscribe unsubscribe:
                writer.UInt16(unsubscribe.PacketId);
                Properties(packet, v5, writer);
                foreach (var filter in unsubscribe.Filters)
                    writer.Text(filter);
                break;
            case UnsubAck ack:
                writer.UInt16(ack.PacketId);
                Properties(packet, v5, writer);
                foreach (var reason in v5 ? ack.Reasons : [])
                    writer.Byte((byte)reason);
                break;
            case Disconnect or Auth:
                Ending(packet, v5, writer);
                break;
        }
    }

    static void Connect(Connect connect, WireWriter writer)
    {
        var v5 = connect.Version == ProtocolVersion.V5;
        var will = connect.Will;
        var flags = (connect.CleanSession ? 0x02 : 0)
            | (will is null ? 0 : 0x04 | ((int)will.QualityOfService << 3) | (will.Retain ? 0x20 : 0))
            | (connect.Password is null ? 0 : 0x40)
            | (connect.UserName is null ? 0 : 0x80);
        writer.Text("MQTT");
        writer.Byte((byte)connect.Version);
        writer.Byte((byte)flags);
        writer.UInt16(connect.KeepAlive);
        Properties(connect, v5, writer);
        writer.Text(connect.ClientId);
        if (will is not null)
        {
            if (v5)
                PropertyCodec.Write(will.Properties, writer);
            writer.Text(will.Topic);
            writer.Binary(will.Payload.Span);
        }
        if (connect.UserName is { } user)
            writer.Text(user);
        if (connect.Password is { } password)
            writer.Binary(password.Span);
    }

    static void Request(TopicRequest request, bool v5, WireWriter writer)
    {
        var options = (int)request.QualityOfService;
        if (v5)
            options |= (request.NoLocal ? 4 : 0) | (request.RetainAsPublished ? 8 : 0) | ((int)request.RetainHandling << 4);
        writer.Text(request.Filter);
        writer.Byte((byte)options);
    }

    static void Ending(MqttPacket packet, bool v5, WireWriter writer)
    {
        var reason = packet switch
        {
            PubAck ack => ack.Reason,
            PubRec receipt => receipt.Reason,
            PubRel release => release.Reason,
            PubComp complete => complete.Reason,
            Disconnect disconnect => disconnect.Reason,
            Auth auth => auth.Reason,
            _ => ReasonCode.Success,
        };
        if (!v5 || (reason == ReasonCode.Success && packet.Properties.Items.Count == 0))
            return;
        writer.Byte((byte)reason);
        Properties(packet, v5, writer);
    }

    static void Properties(MqttPacket packet, bool v5, WireWriter writer)
    {
        if (v5)
            PropertyCodec.Write(packet.Properties, writer);
    }
}
