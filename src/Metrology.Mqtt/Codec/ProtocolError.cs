namespace Metrology.Mqtt.Codec;

/// <summary>Why bytes or packets of a peer were refused. The numbers are stable; every one of them ends the connection.</summary>
public enum ProtocolError
{
    None = 0,

    // The bytes are not a packet.
    RemainingLengthMalformed = 1,
    PacketTooLarge = 2,
    PacketTypeReserved = 3,
    FlagsReserved = 4,
    PacketTruncated = 5,
    BytesLeftOver = 6,
    TextNotUtf8 = 7,
    TextContainsNull = 8,
    QosInvalid = 9,
    DuplicateWithQos0 = 10,
    PacketIdZero = 11,
    TopicNameInvalid = 12,
    TopicFilterInvalid = 13,
    ListEmpty = 14,
    ProtocolNameUnknown = 15,
    ProtocolVersionUnsupported = 16,
    ConnectFlagsInvalid = 17,
    ReasonCodeUnknown = 18,
    PropertyUnknown = 19,
    PropertyNotAllowed = 20,
    PropertyRepeated = 21,
    PropertyValueInvalid = 22,
    SubscriptionOptionsInvalid = 23,

    // The packet is well formed but not allowed now.
    FirstPacketNotConnect = 40,
    SecondConnect = 41,
    PacketUnexpected = 42,
    TopicTooLong = 43,
    ReleaseBeforeReceipt = 44,
    TopicAliasInvalid = 45,
    SubscriptionIdentifierNotOffered = 46,
    SessionExpiryInvalid = 47,
}
