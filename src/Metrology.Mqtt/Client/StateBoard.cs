namespace Metrology.Mqtt.Client;

/// <summary>The current state, for whoever wants to see or await it.</summary>
internal sealed class StateBoard
{
    readonly Lock gate = new();
    readonly List<(Predicate<ClientState> Condition, TaskCompletionSource<ClientState> Reached)> waiting = [];

    public ClientState Current { get; private set; } = new(ClientPhase.Idle);

    public event Action<ClientState>? Changed;

    public void Show(ClientState state)
    {
        lock (gate)
        {
            Current = state;
            foreach (var waiter in waiting.Where(w => w.Condition(state)).ToList())
            {
                waiting.Remove(waiter);
                waiter.Reached.TrySetResult(state);
            }
        }
        Changed?.Invoke(state);
    }

    public Task<ClientState> WaitAsync(Predicate<ClientState> condition, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (condition(Current))
                return Task.FromResult(Current);
            var reached = new TaskCompletionSource<ClientState>(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((condition, reached));
            return reached.Task.WaitAsync(cancellation);
        }
    }
}
