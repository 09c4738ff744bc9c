using Metrology.Mqtt.Codec;
using Metrology.Mqtt.Packets;

namespace Metrology.Mqtt.Endpoint;

/// <summary>Why a connection of the endpoint ended.</summary>
public enum CloseReason
{
    /// <summary>The client sent DISCONNECT; its will is discarded.</summary>
    Disconnected,

    /// <summary>The client sent DISCONNECT and wants its will published (MQTT 5.0 section 3.14.2.1).</summary>
    DisconnectedWithWill,
    PeerGone,
    ProtocolViolation,
    ConnectTimeout,
    KeepAliveExpired,

    /// <summary>CONNECT was answered with a refusal.</summary>
    Refused,
    NotAuthorized,
    TakenOver,

    /// <summary>The ingest did not commit; the client has to send again.</summary>
    CommitFailed,
    RepliesNotRead,
    Shutdown,

    /// <summary>A delegate of the application threw.</summary>
    Fault,
}

/// <summary>The end of one connection; the client identifier is null when none was accepted.</summary>
public sealed record ConnectionClosed(string? ClientId, CloseReason Reason, ProtocolError Error)
{
    public Exception? Fault { get; init; }

    /// <summary>What an MQTT 5 client is told before the end (section 3.14.2.1); null when it is gone or went by itself.</summary>
    internal ReasonCode? Farewell => Reason switch
    {
        CloseReason.ProtocolViolation => Error switch
        {
            ProtocolError.PacketTooLarge => ReasonCode.PacketTooLarge,
            ProtocolError.TopicAliasInvalid => ReasonCode.TopicAliasInvalid,
            ProtocolError.SubscriptionIdentifierNotOffered => ReasonCode.SubscriptionIdentifiersNotSupported,
            ProtocolError.TopicTooLong => ReasonCode.TopicNameInvalid,
            < ProtocolError.FirstPacketNotConnect => ReasonCode.MalformedPacket,
            _ => ReasonCode.ProtocolError,
        },
        CloseReason.KeepAliveExpired => ReasonCode.KeepAliveTimeout,
        CloseReason.NotAuthorized => ReasonCode.NotAuthorized,
        CloseReason.TakenOver => ReasonCode.SessionTakenOver,
        CloseReason.CommitFailed or CloseReason.Fault => ReasonCode.ImplementationSpecificError,
        CloseReason.Shutdown => ReasonCode.ServerShuttingDown,
        _ => null,
    };
}
