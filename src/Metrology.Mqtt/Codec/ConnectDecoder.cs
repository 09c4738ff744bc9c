using Metrology.Mqtt.Packets;
using Metrology.Mqtt.Topics;

namespace Metrology.Mqtt.Codec;

/// <summary>Decodes CONNECT, which carries its own protocol version (MQTT 3.1.1 and 5.0, section 3.1).</summary>
internal static class ConnectDecoder
{
    const int Reserved = 0x01, Clean = 0x02, HasWill = 0x04, WillQos = 0x18, WillRetain = 0x20, HasPassword = 0x40, HasUserName = 0x80;

    public static Connect Decode(ref WireReader reader)
    {
        var name = reader.Text();
        var level = reader.Byte();
        // MQIsdp is the name of MQTT 3.1: a known protocol of an unsupported version.
        if (reader.Error == ProtocolError.None && name is not ("MQTT" or "MQIsdp"))
            reader.Fail(ProtocolError.ProtocolNameUnknown);
        if (name is not "MQTT" || level is not ((byte)ProtocolVersion.V311 or (byte)ProtocolVersion.V5))
            reader.Fail(ProtocolError.ProtocolVersionUnsupported);
        var version = (ProtocolVersion)level;

        var flags = reader.Byte();
        if (!AreValid(flags, version))
            reader.Fail(ProtocolError.ConnectFlagsInvalid);
        var keepAlive = reader.UInt16();
        var properties = version == ProtocolVersion.V5 ? PropertyCodec.Read(PropertyPlaces.Connect, ref reader) : PropertyList.Empty;
        return new Connect(version, reader.Text())
        {
            CleanSession = (flags & Clean) != 0,
            KeepAlive = keepAlive,
            Properties = properties,
            Will = (flags & HasWill) != 0 ? Will(flags, version, ref reader) : null,
            UserName = (flags & HasUserName) != 0 ? reader.Text() : null,
            Password = (flags & HasPassword) != 0 ? reader.Binary() : (ReadOnlyMemory<byte>?)null,
        };
    }

    // Section 3.1.2.3 to 3.1.2.9.
    static bool AreValid(byte flags, ProtocolVersion version) =>
        (flags & Reserved) == 0
        && (flags & WillQos) != WillQos
        && ((flags & HasWill) != 0 || (flags & (WillQos | WillRetain)) == 0)
        && (version == ProtocolVersion.V5 || (flags & HasUserName) != 0 || (flags & HasPassword) == 0);

    static Will Will(byte flags, ProtocolVersion version, ref WireReader reader)
    {
        var properties = version == ProtocolVersion.V5 ? PropertyCodec.Read(PropertyPlaces.Will, ref reader) : PropertyList.Empty;
        var topic = reader.Text();
        if (!Topic.IsValidName(topic))
            reader.Fail(ProtocolError.TopicNameInvalid);
        return new Will(topic, reader.Binary())
        {
            QualityOfService = (QualityOfService)((flags & WillQos) >> 3),
            Retain = (flags & WillRetain) != 0,
            Properties = properties,
        };
    }
}
