namespace Metrology.Links.Station;

/// <summary>Bytes that one side sent and the other took: the sender waits here for room, and until everything is taken.</summary>
internal sealed class Taking
{
    private readonly Lock gate = new();
    private TaskCompletionSource changed = New();
    private long sent;
    private long taken;

    /// <summary>Waits until so many more may be on their way, and counts them as sent.</summary>
    public async Task RoomAsync(int bytes, CancellationToken cancellation)
    {
        while (true)
        {
            Task wait;
            lock (gate)
            {
                if (sent - taken + bytes <= LineMessage.Window)
                {
                    sent += bytes;
                    return;
                }

                wait = changed.Task;
            }

            await wait.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until the other side took all that was sent so far.</summary>
    public async Task AllAsync(CancellationToken cancellation)
    {
        long until;
        lock (gate)
            until = sent;
        while (true)
        {
            Task wait;
            lock (gate)
            {
                if (taken >= until)
                    return;
                wait = changed.Task;
            }

            await wait.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>False when more was taken than sent: the other side does not keep to the rules.</summary>
    public bool Took(int bytes)
    {
        TaskCompletionSource before;
        lock (gate)
        {
            taken += bytes;
            if (taken > sent)
                return false;
            (before, changed) = (changed, New());
        }

        before.TrySetResult();
        return true;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
