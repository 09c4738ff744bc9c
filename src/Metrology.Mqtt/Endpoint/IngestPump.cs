namespace Metrology.Mqtt.Endpoint;

/// <summary>
/// Gathers messages into batches, commits them one batch at a time, and only then acknowledges and routes them. What comes in while a batch is committed
/// goes with the next one at once; a message that finds the store idle waits a moment for others.
/// </summary>
internal sealed class IngestPump(IIngest ingest, Router router, EndpointLimits limits, EndpointCounters counters, TimeProvider time)
{
    readonly Lock gate = new();
    readonly Queue<PendingMessage> queue = new();
    readonly HashSet<Connection> answered = [];
    readonly CancellationTokenSource aborting = new();
    TaskCompletionSource? room;
    TaskCompletionSource? gathered;
    int wanted;
    long bytes;
    bool isComplete;

    /// <summary>Waits while the ingest is behind. False when the endpoint is shutting down; the message is then not taken.</summary>
    public async ValueTask<bool> TryAddAsync(PendingMessage message, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        while (!Offer(message, out var wait))
        {
            if (wait is null)
                return false;
            await wait.WaitAsync(cancellation);
        }
        return true;
    }

    /// <summary>Ends <see cref="RunAsync"/> once everything taken so far is committed.</summary>
    public void Complete()
    {
        lock (gate)
        {
            isComplete = true;
            room?.TrySetResult();
            gathered?.TrySetResult();
        }
    }

    public void Abort() => aborting.Cancel();

    public async Task RunAsync()
    {
        while (true)
        {
            if (!Gathered(1, out var first))
            {
                await first;
                // Task.Delay is not cancelled when enough came: it ends by itself within the linger.
                if (limits.BatchLinger > TimeSpan.Zero && !Gathered(Math.Min(limits.BatchEnough, limits.BatchSize), out var enough))
                    await Task.WhenAny(enough, Task.Delay(limits.BatchLinger, time));
            }
            var batch = Take();
            if (batch.Count == 0)
                return;
            batch.RemoveAll(message => FailAgain(message));
            if (batch.Count > 0)
                await CommitAsync(batch);
        }
    }

    bool Offer(PendingMessage message, out Task? wait)
    {
        lock (gate)
        {
            wait = null;
            if (isComplete)
                return false;
            if (queue.Count >= limits.MaxPendingIngest || (queue.Count > 0 && bytes + message.Message.Payload.Length > limits.MaxPendingIngestBytes))
            {
                room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                wait = room.Task;
                return false;
            }
            queue.Enqueue(message);
            bytes += message.Message.Payload.Length;
            if (queue.Count >= wanted)
                gathered?.TrySetResult();
            return true;
        }
    }

    /// <summary>Whether so many messages wait, or none will come any more; otherwise what to wait for.</summary>
    bool Gathered(int count, out Task wait)
    {
        lock (gate)
        {
            wait = Task.CompletedTask;
            if (isComplete || queue.Count >= count)
                return true;
            wanted = count;
            gathered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            wait = gathered.Task;
            return false;
        }
    }

    List<PendingMessage> Take()
    {
        lock (gate)
        {
            gathered = null;
            var batch = new List<PendingMessage>(Math.Min(queue.Count, limits.BatchSize));
            while (batch.Count < limits.BatchSize && queue.TryDequeue(out var message))
            {
                batch.Add(message);
                bytes -= message.Message.Payload.Length;
            }
            room?.TrySetResult();
            room = null;
            return batch;
        }
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
        router.Route(batch);
        // A sender gets the acknowledgements of a batch in one write.
        foreach (var message in batch)
        {
            if (message.Acknowledge() is { } sender)
                answered.Add(sender);
        }
        foreach (var sender in answered)
            sender.Wake();
        answered.Clear();
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
