using Metrology.Mqtt.Codec;

namespace Metrology.Mqtt.Endpoint;

/// <summary>Why a connection of the endpoint ended.</summary>
public enum CloseReason
{
    /// <summary>The client sent DISCONNECT; its will is discarded.</summary>
    Disconnected,
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
}
