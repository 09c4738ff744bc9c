using Metrology.Mqtt.Packets;

namespace Metrology.Mqtt.Codec;

/// <summary>The codes of MQTT 3.1.1 in MQTT 5 terms (3.1.1 table 3.1 and section 3.9.3), and where MQTT 5 allows which (table 2-6).</summary>
internal static class ReturnCodes
{
    static readonly ReasonCode[] connAck =
    [
        ReasonCode.Success, ReasonCode.UnsupportedProtocolVersion, ReasonCode.ClientIdentifierNotValid,
        ReasonCode.ServerUnavailable, ReasonCode.BadUserNameOrPassword, ReasonCode.NotAuthorized,
    ];

    public static ReasonCode ReadConnAck(ref WireReader reader)
    {
        var code = reader.Byte();
        if (code < connAck.Length)
            return connAck[code];
        reader.Fail(ProtocolError.ReasonCodeUnknown);
        return ReasonCode.UnspecifiedError;
    }

    /// <summary>3.1.1 has no word for most refusals; "server unavailable" is the one that asks the client to come again.</summary>
    public static byte ConnAck311(ReasonCode reason) =>
        (byte)(Array.IndexOf(connAck, reason) is >= 0 and var code ? code : Array.IndexOf(connAck, ReasonCode.ServerUnavailable));

    public static ReasonCode ReadSubAck(ref WireReader reader)
    {
        var code = reader.Byte();
        if (code is not (0 or 1 or 2 or 0x80))
            reader.Fail(ProtocolError.ReasonCodeUnknown);
        return (ReasonCode)code;
    }

    public static byte SubAck311(ReasonCode reason) => reason.IsFailure() ? (byte)0x80 : (byte)reason;

    public static bool IsAllowed(ReasonCode reason, PacketType type) => type switch
    {
        PacketType.ConnAck => reason is ReasonCode.Success || (IsDefinedFailure(reason) && reason is not (
            ReasonCode.ServerShuttingDown or ReasonCode.KeepAliveTimeout or ReasonCode.SessionTakenOver or ReasonCode.TopicFilterInvalid)),
        PacketType.PubAck or PacketType.PubRec => reason is ReasonCode.Success or ReasonCode.NoMatchingSubscribers
            or ReasonCode.UnspecifiedError or ReasonCode.ImplementationSpecificError or ReasonCode.NotAuthorized or ReasonCode.TopicNameInvalid
            or ReasonCode.PacketIdentifierInUse or ReasonCode.QuotaExceeded or ReasonCode.PayloadFormatInvalid,
        PacketType.PubRel or PacketType.PubComp => reason is ReasonCode.Success or ReasonCode.PacketIdentifierNotFound,
        PacketType.SubAck => reason <= ReasonCode.GrantedQos2 || IsDefinedFailure(reason),
        PacketType.UnsubAck => reason is ReasonCode.Success or ReasonCode.NoSubscriptionExisted || IsDefinedFailure(reason),
        PacketType.Disconnect => reason is ReasonCode.Success or ReasonCode.DisconnectWithWill || IsDefinedFailure(reason),
        PacketType.Auth => reason is ReasonCode.Success or ReasonCode.ContinueAuthentication or ReasonCode.ReAuthenticate,
        _ => false,
    };

    static bool IsDefinedFailure(ReasonCode reason) =>
        reason is >= ReasonCode.UnspecifiedError and <= ReasonCode.WildcardSubscriptionsNotSupported;
}
