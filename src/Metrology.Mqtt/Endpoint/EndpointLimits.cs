namespace Metrology.Mqtt.Endpoint;

/// <summary>Every bound of the endpoint, with its default. Sizes are in bytes unless the name says otherwise.</summary>
public sealed record EndpointLimits
{
    public int MaxConnections { get; init; } = 1_000;

    /// <summary>Twice the largest payload of the wire contract, so that one that is too large is still refused with a reason.</summary>
    public int MaxPacketSize { get; init; } = 128 * 1024;
    public int MaxClientIdLength { get; init; } = 128;
    public int MaxTopicLength { get; init; } = 512;
    public int MaxTopicLevels { get; init; } = 16;
    public int MaxSubscriptionsPerClient { get; init; } = 100;

    /// <summary>Sessions that outlive their connection, connected or not.</summary>
    public int MaxSessions { get; init; } = 10_000;
    public int MaxRetainedMessages { get; init; } = 10_000;

    /// <summary>Messages that wait for one subscriber; further ones are dropped and counted.</summary>
    public int MaxQueuedPerSession { get; init; } = 1_000;

    /// <summary>QoS 1 and 2 messages on their way to one subscriber.</summary>
    public int MaxInflight { get; init; } = 32;

    /// <summary>QoS 1 and 2 messages of one sender that are not acknowledged yet; at this number its socket is not read.</summary>
    public int MaxUnacknowledged { get; init; } = 256;

    /// <summary>Topics that one connection may have short numbers for (MQTT 5.0 section 3.3.2.3.4).</summary>
    public int MaxTopicAliases { get; init; } = 64;

    /// <summary>Answers a peer has not read; beyond this number it is taken for dead.</summary>
    public int MaxPendingReplies { get; init; } = 1_024;

    /// <summary>Messages that wait for the ingest, of all senders; at this number no socket is read.</summary>
    public int MaxPendingIngest { get; init; } = 16_384;

    /// <summary>Payloads that wait for the ingest, of all senders; at this number no socket is read.</summary>
    public long MaxPendingIngestBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Messages of one commit at most: what came in while the commit before it ran.</summary>
    public int BatchSize { get; init; } = 2_048;

    /// <summary>So many messages wait for no others.</summary>
    public int BatchEnough { get; init; } = 256;

    /// <summary>How long a message that finds the ingest idle waits for others.</summary>
    public TimeSpan BatchLinger { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>From the accepted socket to CONNECT, the TLS handshake included.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>MQTT 3.1.1 section 3.1.2.10: silence of one and a half times the keep-alive ends the connection.</summary>
    public double KeepAliveFactor { get; init; } = 1.5;

    /// <summary>How long a session without a connection is kept at most; MQTT 5 clients may ask for less.</summary>
    public TimeSpan SessionExpiry { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long a shutdown waits for the ingest and the last acknowledgements.</summary>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
