namespace Metrology.Mqtt.Codec;

/// <summary>Where a property may stand (MQTT 5.0 table 2-4).</summary>
[Flags]
internal enum PropertyPlaces
{
    None = 0,
    Connect = 1 << 1,
    ConnAck = 1 << 2,
    Publish = 1 << 3,
    PubAck = 1 << 4,
    PubRec = 1 << 5,
    PubRel = 1 << 6,
    PubComp = 1 << 7,
    Subscribe = 1 << 8,
    SubAck = 1 << 9,
    Unsubscribe = 1 << 10,
    UnsubAck = 1 << 11,
    Disconnect = 1 << 14,
    Auth = 1 << 15,
    Will = 1 << 16,
    Replies = ConnAck | PubAck | PubRec | PubRel | PubComp | SubAck | UnsubAck | Disconnect | Auth,
    Everywhere = Replies | Connect | Publish | Subscribe | Unsubscribe | Will,
}
