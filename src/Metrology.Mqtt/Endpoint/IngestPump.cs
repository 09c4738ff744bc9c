using System.Threading.Channels;

namespace Metrology.Mqtt.Endpoint;

/// <summary>Gathers messages into batches, commits them one batch at a time, and only then acknowledges and routes them.</summary>
internal sealed class IngestPump(IIngest ingest, Router router, EndpointLimits limits, EndpointCounters counters, TimeProvider time)
{
    readonly Channel<PendingMessage> queue = Channel.CreateBounded<PendingMessage>(limits.MaxPendingIngest);
    readonly CancellationTokenSource aborting = new();

    /// <summary>Waits while the ingest is behind. False when the endpoint is shutting down; the message is then not taken.</summary>
    public async ValueTask<bool> TryAddAsync(PendingMessage message, CancellationToken cancellation)
    {
        while (await queue.Writer.WaitToWriteAsync(cancellation))
        {
            if (queue.Writer.TryWrite(message))
                return true;
        }
        return false;
    }

    /// <summary>Ends <see cref="RunAsync"/> once everything taken so far is committed.</summary>
    public void Complete() => queue.Writer.TryComplete();

    public void Abort() => aborting.Cancel();

    public async Task RunAsync()
    {
        while (await queue.Reader.WaitToReadAsync())
        {
            var batch = await GatherAsync();
            batch.RemoveAll(message => FailAgain(message));
            if (batch.Count > 0)
                await CommitAsync(batch);
        }
    }

    async Task<List<PendingMessage>> GatherAsync()
    {
        var batch = new List<PendingMessage>();
        Take(batch);
        if (batch.Count == limits.BatchSize || limits.BatchLinger == TimeSpan.Zero)
            return batch;
        var lingered = Task.Delay(limits.BatchLinger, time);
        while (batch.Count < limits.BatchSize && !lingered.IsCompleted)
        {
            var more = queue.Reader.WaitToReadAsync().AsTask();
            if (await Task.WhenAny(more, lingered) == lingered || !await more)
                break;
            Take(batch);
        }
        return batch;
    }

    void Take(List<PendingMessage> batch)
    {
        while (batch.Count < limits.BatchSize && queue.Reader.TryRead(out var message))
            batch.Add(message);
    }

    async Task CommitAsync(List<PendingMessage> batch)
    {
        if (await TryCommitAsync(batch) != IngestOutcome.Committed)
        {
            counters.Add(Count.BatchesFailed);
            batch.ForEach(message => message.Fail());
            return;
        }
        counters.Add(Count.BatchesCommitted);
        foreach (var message in batch)
        {
            router.Route(message.Message);
            message.Acknowledge();
        }
    }

    async Task<IngestOutcome> TryCommitAsync(List<PendingMessage> batch)
    {
        try
        {
            return await ingest.CommitAsync(batch.ConvertAll(message => message.Message), aborting.Token);
        }
        catch (Exception fault)
        {
            // Whatever the store threw, the answer is the same: nothing is acknowledged and the senders come again.
            LastFault = fault;
            return IngestOutcome.Failed;
        }
    }

    public Exception? LastFault { get; private set; }

    static bool FailAgain(PendingMessage message)
    {
        if (!message.WillComeAgain)
            return false;
        message.Fail();
        return true;
    }
}
