namespace Metrology.Mqtt.Endpoint;

/// <summary>What an endpoint has done since its start.</summary>
public sealed record EndpointStatistics
{
    public long ConnectionsOpen { get; init; }
    public long ConnectionsAccepted { get; init; }
    public long ConnectionsRefused { get; init; }
    public long ProtocolViolations { get; init; }
    public long AccessesRefused { get; init; }
    public long MessagesIn { get; init; }
    public long MessagesOut { get; init; }
    public long MessagesDropped { get; init; }
    public long BatchesCommitted { get; init; }
    public long BatchesFailed { get; init; }
}

internal enum Count
{
    ConnectionsAccepted,
    ConnectionsRefused,
    ProtocolViolations,
    AccessesRefused,
    MessagesIn,
    MessagesOut,
    MessagesDropped,
    BatchesCommitted,
    BatchesFailed,
}

internal sealed class EndpointCounters
{
    readonly long[] values = new long[Enum.GetValues<Count>().Length];

    public void Add(Count count, long amount = 1) => Interlocked.Add(ref values[(int)count], amount);

    public EndpointStatistics Read() => new()
    {
        ConnectionsAccepted = this[Count.ConnectionsAccepted],
        ConnectionsRefused = this[Count.ConnectionsRefused],
        ProtocolViolations = this[Count.ProtocolViolations],
        AccessesRefused = this[Count.AccessesRefused],
        MessagesIn = this[Count.MessagesIn],
        MessagesOut = this[Count.MessagesOut],
        MessagesDropped = this[Count.MessagesDropped],
        BatchesCommitted = this[Count.BatchesCommitted],
        BatchesFailed = this[Count.BatchesFailed],
    };

    long this[Count count] => Interlocked.Read(ref values[(int)count]);
}
