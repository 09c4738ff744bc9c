using Metrology.Mqtt.Packets;
using Metrology.Mqtt.Topics;

namespace Metrology.Mqtt.Codec;

/// <summary>Decodes what follows the fixed header, packet by packet (MQTT 3.1.1 and 5.0, chapter 3).</summary>
internal static class BodyDecoder
{
    public static MqttPacket? Decode(PacketType type, byte flags, ProtocolVersion version, ref WireReader reader) => type switch
    {
        PacketType.Connect => ConnectDecoder.Decode(ref reader),
        PacketType.ConnAck => ConnAck(version, ref reader),
        PacketType.Publish => Publish(flags, version, ref reader),
        PacketType.PubAck or PacketType.PubRec or PacketType.PubRel or PacketType.PubComp => Acknowledgement(type, version, ref reader),
        PacketType.Subscribe => Subscribe(version, ref reader),
        PacketType.SubAck => SubAck(version, ref reader),
        PacketType.Unsubscribe => Unsubscribe(version, ref reader),
        PacketType.UnsubAck => UnsubAck(version, ref reader),
        PacketType.PingReq => PingReq.Instance,
        PacketType.PingResp => PingResp.Instance,
        PacketType.Disconnect => Ending(type, version, ref reader) is var (reason, list) ? new Disconnect(reason) { Properties = list } : null,
        PacketType.Auth => Ending(type, version, ref reader) is var (reason, list) ? new Auth(reason) { Properties = list } : null,
        _ => null,
    };

    static ConnAck ConnAck(ProtocolVersion version, ref WireReader reader)
    {
        var flags = reader.Byte();
        if (flags > 1)
            reader.Fail(ProtocolError.FlagsReserved);
        var reason = version == ProtocolVersion.V5 ? Reason(PacketType.ConnAck, ref reader) : ReturnCodes.ReadConnAck(ref reader);
        if (flags == 1 && reason != ReasonCode.Success) // 3.2.2.2: a refusal has no session
            reader.Fail(ProtocolError.FlagsReserved);
        return new ConnAck(flags == 1, reason) { Properties = Properties(PacketType.ConnAck, version, ref reader) };
    }

    static Publish Publish(byte flags, ProtocolVersion version, ref WireReader reader)
    {
        var qos = (QualityOfService)((flags >> 1) & 3);
        var topic = reader.Text();
        var id = qos == QualityOfService.AtMostOnce ? (ushort)0 : reader.PacketId();
        var properties = Properties(PacketType.Publish, version, ref reader);
        // MQTT 5.0 section 3.3.2.3.4: an alias may stand for the topic.
        var named = topic.Length > 0 || properties.Number(PropertyId.TopicAlias) is null;
        if (named && !Topic.IsValidName(topic))
            reader.Fail(ProtocolError.TopicNameInvalid);
        return new Publish(topic, reader.Rest())
        {
            QualityOfService = qos,
            Duplicate = (flags & 8) != 0,
            Retain = (flags & 1) != 0,
            PacketId = id,
            Properties = properties,
        };
    }

    static MqttPacket Acknowledgement(PacketType type, ProtocolVersion version, ref WireReader reader)
    {
        var id = reader.PacketId();
        var (reason, properties) = Ending(type, version, ref reader);
        return type switch
        {
            PacketType.PubAck => new PubAck(id, reason) { Properties = properties },
            PacketType.PubRec => new PubRec(id, reason) { Properties = properties },
            PacketType.PubRel => new PubRel(id, reason) { Properties = properties },
            _ => new PubComp(id, reason) { Properties = properties },
        };
    }

    static Subscribe Subscribe(ProtocolVersion version, ref WireReader reader)
    {
        var id = reader.PacketId();
        var properties = Properties(PacketType.Subscribe, version, ref reader);
        var requests = new List<TopicRequest>();
        do
        {
            var filter = Filter(ref reader);
            var options = reader.Byte();
            var reserved = version == ProtocolVersion.V5 ? 0xC0 : 0xFC;
            if ((options & 3) == 3)
                reader.Fail(ProtocolError.QosInvalid);
            if ((options & reserved) != 0 || (options & 0x30) == 0x30)
                reader.Fail(ProtocolError.SubscriptionOptionsInvalid);
            requests.Add(new TopicRequest(filter, (QualityOfService)(options & 3))
            {
                NoLocal = (options & 4) != 0,
                RetainAsPublished = (options & 8) != 0,
                RetainHandling = (RetainHandling)((options >> 4) & 3),
            });
        }
        while (reader.Remaining > 0);
        return new Subscribe(id, requests) { Properties = properties };
    }

    static SubAck SubAck(ProtocolVersion version, ref WireReader reader)
    {
        var id = reader.PacketId();
        var properties = Properties(PacketType.SubAck, version, ref reader);
        return new SubAck(id, Reasons(PacketType.SubAck, version, ref reader)) { Properties = properties };
    }

    static Unsubscribe Unsubscribe(ProtocolVersion version, ref WireReader reader)
    {
        var id = reader.PacketId();
        var properties = Properties(PacketType.Unsubscribe, version, ref reader);
        var filters = new List<string>();
        do
            filters.Add(Filter(ref reader));
        while (reader.Remaining > 0);
        return new Unsubscribe(id, filters) { Properties = properties };
    }

    static UnsubAck UnsubAck(ProtocolVersion version, ref WireReader reader)
    {
        var id = reader.PacketId();
        var properties = Properties(PacketType.UnsubAck, version, ref reader);
        var reasons = version == ProtocolVersion.V5 ? Reasons(PacketType.UnsubAck, version, ref reader) : [];
        return new UnsubAck(id, reasons) { Properties = properties };
    }

    static string Filter(ref WireReader reader)
    {
        if (reader.Remaining == 0)
            reader.Fail(ProtocolError.ListEmpty); // 3.8.3, 3.10.3: at least one
        var filter = reader.Text();
        if (!Topic.IsValidFilter(filter))
            reader.Fail(ProtocolError.TopicFilterInvalid);
        return filter;
    }

    static List<ReasonCode> Reasons(PacketType type, ProtocolVersion version, ref WireReader reader)
    {
        var reasons = new List<ReasonCode>();
        if (reader.Remaining == 0)
            reader.Fail(ProtocolError.ListEmpty);
        while (reader.Remaining > 0)
            reasons.Add(version == ProtocolVersion.V5 ? Reason(type, ref reader) : ReturnCodes.ReadSubAck(ref reader));
        return reasons;
    }

    // MQTT 5.0: reason and properties may both be left out, or the properties alone.
    static (ReasonCode, PropertyList) Ending(PacketType type, ProtocolVersion version, ref WireReader reader)
    {
        if (version != ProtocolVersion.V5 || reader.Remaining == 0)
            return (ReasonCode.Success, PropertyList.Empty);
        var reason = Reason(type, ref reader);
        return (reason, reader.Remaining == 0 ? PropertyList.Empty : Properties(type, version, ref reader));
    }

    static ReasonCode Reason(PacketType type, ref WireReader reader)
    {
        var reason = (ReasonCode)reader.Byte();
        if (!ReturnCodes.IsAllowed(reason, type))
            reader.Fail(ProtocolError.ReasonCodeUnknown);
        return reason;
    }

    static PropertyList Properties(PacketType type, ProtocolVersion version, ref WireReader reader) =>
        version == ProtocolVersion.V5 ? PropertyCodec.Read(PropertyCodec.Place(type), ref reader) : PropertyList.Empty;
}
