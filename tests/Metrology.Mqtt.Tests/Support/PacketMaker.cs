using Metrology.Mqtt.Codec;
using Metrology.Mqtt.Packets;

namespace Metrology.Mqtt.Tests.Support;

/// <summary>Makes any valid packet of a protocol version from a seed.</summary>
sealed class PacketMaker(int seed, ProtocolVersion version)
{
    static readonly string[] words = ["dev", "读数", "up", "$SYS", "a b", "", "42", "é", "\uFEFFx", "𝄞"];

    readonly Random random = new(seed);

    bool V5 => version == ProtocolVersion.V5;

    public MqttPacket Next() => random.Next(V5 ? 15 : 14) switch
    {
        0 => Connect(),
        1 => ConnAck(),
        2 or 3 => Publish(),
        4 => new PubAck(Id(), Reason(PacketType.PubAck)) { Properties = List(PacketType.PubAck) },
        5 => new PubRec(Id(), Reason(PacketType.PubRec)) { Properties = List(PacketType.PubRec) },
        6 => new PubRel(Id(), Reason(PacketType.PubRel)) { Properties = List(PacketType.PubRel) },
        7 => new PubComp(Id(), Reason(PacketType.PubComp)) { Properties = List(PacketType.PubComp) },
        8 => new Subscribe(Id(), Many(Request)) { Properties = List(PacketType.Subscribe) },
        9 => new SubAck(Id(), Many(Grant)) { Properties = List(PacketType.SubAck) },
        10 => new Unsubscribe(Id(), Many(Filter)) { Properties = List(PacketType.Unsubscribe) },
        11 => new UnsubAck(Id(), V5 ? Many(() => Reason(PacketType.UnsubAck)) : []) { Properties = List(PacketType.UnsubAck) },
        12 => random.Next(2) == 0 ? PingReq.Instance : PingResp.Instance,
        13 => new Disconnect(Reason(PacketType.Disconnect)) { Properties = List(PacketType.Disconnect) },
        _ => new Auth(Reason(PacketType.Auth)) { Properties = List(PacketType.Auth) },
    };

    Connect Connect()
    {
        var named = random.Next(2) == 0;
        return new Connect(version, Text())
        {
            CleanSession = random.Next(2) == 0,
            KeepAlive = (ushort)random.Next(65536),
            UserName = named ? Text() : null,
            Password = (named || V5) && random.Next(2) == 0 ? Bytes() : (ReadOnlyMemory<byte>?)null,
            Properties = List(PacketType.Connect),
            Will = random.Next(2) == 0 ? null : new Will(Name(), Bytes())
            {
                QualityOfService = Qos(),
                Retain = random.Next(2) == 0,
                Properties = Properties(PropertyPlaces.Will),
            },
        };
    }

    ConnAck ConnAck()
    {
        var reason = V5 ? Reason(PacketType.ConnAck) : Pick(ReasonCode.Success, ReasonCode.UnsupportedProtocolVersion,
            ReasonCode.ClientIdentifierNotValid, ReasonCode.ServerUnavailable, ReasonCode.BadUserNameOrPassword, ReasonCode.NotAuthorized);
        return new ConnAck(reason == ReasonCode.Success && random.Next(2) == 0, reason) { Properties = List(PacketType.ConnAck) };
    }

    Publish Publish()
    {
        var qos = Qos();
        var confirmed = qos != QualityOfService.AtMostOnce;
        return new Publish(Name(), Bytes())
        {
            QualityOfService = qos,
            PacketId = confirmed ? Id() : (ushort)0,
            Duplicate = confirmed && random.Next(2) == 0,
            Retain = random.Next(2) == 0,
            Properties = List(PacketType.Publish),
        };
    }

    TopicRequest Request() => new(Filter(), Qos())
    {
        NoLocal = V5 && random.Next(2) == 0,
        RetainAsPublished = V5 && random.Next(2) == 0,
        RetainHandling = V5 ? (RetainHandling)random.Next(3) : RetainHandling.AtSubscribe,
    };

    ReasonCode Grant() => V5 ? Reason(PacketType.SubAck)
        : Pick(ReasonCode.Success, ReasonCode.GrantedQos1, ReasonCode.GrantedQos2, ReasonCode.UnspecifiedError);

    ReasonCode Reason(PacketType type) =>
        V5 ? Pick(Enum.GetValues<ReasonCode>().Where(reason => ReturnCodes.IsAllowed(reason, type)).ToArray()) : ReasonCode.Success;

    PropertyList List(PacketType type) => Properties(PropertyCodec.Place(type));

    PropertyList Properties(PropertyPlaces place) => !V5 ? PropertyList.Empty : new PropertyList(
        [.. PropertyTable.Rules.Where(rule => rule.Value.Places.HasFlag(place) && random.Next(3) == 0).Select(rule => Property(rule.Key, rule.Value))]);

    Property Property(PropertyId id, PropertyRule rule) => rule.Kind switch
    {
        PropertyKind.Text => new TextProperty(id, Text()),
        PropertyKind.Binary => new BinaryProperty(id, Bytes()),
        PropertyKind.Pair => new PairProperty(id, Text(), Text()),
        PropertyKind.Byte => new NumberProperty(id, (uint)random.Next(2)),
        PropertyKind.UInt16 => new NumberProperty(id, (uint)random.Next((int)rule.Least, 65536)),
        PropertyKind.VarInt => new NumberProperty(id, (uint)random.Next(1, 268_435_456)),
        PropertyKind.UInt32 => new NumberProperty(id, (uint)random.NextInt64(rule.Least, 1L << 32)),
    };

    string Filter() => Pick("#", "+", "dev/+/up", "dev/#", "$share/g/a", "/", "+/+/#", Name());

    string Name() => Pick("a", "/", "dev/1/up", "$SYS/x", "读数/电压", "a//b", $"t/{random.Next()}");

    string Text() => string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => Pick(words)));

    byte[] Bytes()
    {
        var bytes = new byte[random.Next(8) == 0 ? random.Next(20_000) : random.Next(40)];
        random.NextBytes(bytes);
        return bytes;
    }

    ushort Id() => (ushort)random.Next(1, 65536);

    QualityOfService Qos() => (QualityOfService)random.Next(3);

    List<T> Many<T>(Func<T> one) => [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => one())];

    T Pick<T>(params T[] choices) => choices[random.Next(choices.Length)];
}
