using Metrology.Mqtt.Packets;

namespace Metrology.Mqtt.Client;

public enum ClientPhase
{
    Idle,
    Connecting,
    Connected,
    WaitingToRetry,

    /// <summary>The server refused the first CONNECT for a reason that time does not cure. Final.</summary>
    Refused,

    /// <summary>Disconnected on request. Final.</summary>
    Stopped,
}

/// <summary>Why there is no connection.</summary>
public enum LossReason
{
    None,
    NetworkFault,
    ConnectTimeout,
    PeerClosed,
    ProtocolViolation,
    PingTimeout,
    Refused,

    /// <summary>An MQTT 5 server said why it ends the connection (<see cref="ClientState.Refusal"/>).</summary>
    ServerDisconnected,
}

/// <summary>Where the client stands. Each change is one value.</summary>
public sealed record ClientState(ClientPhase Phase)
{
    /// <summary>Failed attempts since the last connection.</summary>
    public int Attempt { get; init; }

    /// <summary>While waiting: until the next attempt.</summary>
    public TimeSpan? RetryIn { get; init; }
    public LossReason Loss { get; init; }
    public ReasonCode Refusal { get; init; }

    /// <summary>While connected: the server still knew this client.</summary>
    public bool SessionPresent { get; init; }
}
