using Metrology.Mqtt.Packets;
using At = Metrology.Mqtt.Codec.PropertyPlaces;

namespace Metrology.Mqtt.Codec;

/// <summary>How the value of a property is written.</summary>
internal enum PropertyKind
{
    Byte,
    UInt16,
    UInt32,
    VarInt,
    Text,
    Binary,
    Pair,
}

internal sealed record PropertyRule(PropertyKind Kind, PropertyPlaces Places, uint Least = 0, uint Most = uint.MaxValue)
{
    public bool Holds(uint value) => value >= Least && value <= Most;
}

/// <summary>MQTT 5.0 table 2-4, with the ranges that chapter 3 gives.</summary>
internal static class PropertyTable
{
    static readonly Dictionary<PropertyId, PropertyRule> rules = new()
    {
        [PropertyId.PayloadFormatIndicator] = new(PropertyKind.Byte, At.Publish | At.Will, 0, 1),
        [PropertyId.MessageExpiryInterval] = new(PropertyKind.UInt32, At.Publish | At.Will),
        [PropertyId.ContentType] = new(PropertyKind.Text, At.Publish | At.Will),
        [PropertyId.ResponseTopic] = new(PropertyKind.Text, At.Publish | At.Will),
        [PropertyId.CorrelationData] = new(PropertyKind.Binary, At.Publish | At.Will),
        [PropertyId.SubscriptionIdentifier] = new(PropertyKind.VarInt, At.Publish | At.Subscribe, 1, 268_435_455),
        [PropertyId.SessionExpiryInterval] = new(PropertyKind.UInt32, At.Connect | At.ConnAck | At.Disconnect),
        [PropertyId.AssignedClientIdentifier] = new(PropertyKind.Text, At.ConnAck),
        [PropertyId.ServerKeepAlive] = new(PropertyKind.UInt16, At.ConnAck, 0, ushort.MaxValue),
        [PropertyId.AuthenticationMethod] = new(PropertyKind.Text, At.Connect | At.ConnAck | At.Auth),
        [PropertyId.AuthenticationData] = new(PropertyKind.Binary, At.Connect | At.ConnAck | At.Auth),
        [PropertyId.RequestProblemInformation] = new(PropertyKind.Byte, At.Connect, 0, 1),
        [PropertyId.WillDelayInterval] = new(PropertyKind.UInt32, At.Will),
        [PropertyId.RequestResponseInformation] = new(PropertyKind.Byte, At.Connect, 0, 1),
        [PropertyId.ResponseInformation] = new(PropertyKind.Text, At.ConnAck),
        [PropertyId.ServerReference] = new(PropertyKind.Text, At.ConnAck | At.Disconnect),
        [PropertyId.ReasonString] = new(PropertyKind.Text, At.Replies),
        [PropertyId.ReceiveMaximum] = new(PropertyKind.UInt16, At.Connect | At.ConnAck, 1, ushort.MaxValue),
        [PropertyId.TopicAliasMaximum] = new(PropertyKind.UInt16, At.Connect | At.ConnAck, 0, ushort.MaxValue),
        [PropertyId.TopicAlias] = new(PropertyKind.UInt16, At.Publish, 1, ushort.MaxValue),
        [PropertyId.MaximumQos] = new(PropertyKind.Byte, At.ConnAck, 0, 1),
        [PropertyId.RetainAvailable] = new(PropertyKind.Byte, At.ConnAck, 0, 1),
        [PropertyId.UserProperty] = new(PropertyKind.Pair, At.Everywhere),
        [PropertyId.MaximumPacketSize] = new(PropertyKind.UInt32, At.Connect | At.ConnAck, 1),
        [PropertyId.WildcardSubscriptionAvailable] = new(PropertyKind.Byte, At.ConnAck, 0, 1),
        [PropertyId.SubscriptionIdentifierAvailable] = new(PropertyKind.Byte, At.ConnAck, 0, 1),
        [PropertyId.SharedSubscriptionAvailable] = new(PropertyKind.Byte, At.ConnAck, 0, 1),
    };

    public static IReadOnlyDictionary<PropertyId, PropertyRule> Rules => rules;

    public static PropertyRule? Find(PropertyId id) => rules.GetValueOrDefault(id);

    /// <summary>Sections 2.2.2.2 and 3.3.2.3.8: the others stand at most once.</summary>
    public static bool MayRepeat(PropertyId id, PropertyPlaces place) =>
        id == PropertyId.UserProperty || (id == PropertyId.SubscriptionIdentifier && place == At.Publish);
}
