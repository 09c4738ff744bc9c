using Metrology.App.Stations;

namespace Metrology.Station.Field;

/// <summary>Says at an interval, and soon after something changed, how the station is.</summary>
internal sealed class StateReporter(StationChannel channel, Func<StationState> state, Action<FieldNotice> tell, TimeProvider clock)
{
    /// <summary>Changes come together.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromSeconds(1);

    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Change() => changed.TrySetResult();

    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
                tell(FieldNotice.Server(channel.Name, (await channel.SendAsync(StationProof.StateAct, state().ToBytes(), cancellation)).Refusal));
                using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                var due = Task.Delay(WatchStations.StateEvery, clock, waiting.Token);
                if (await Task.WhenAny(due, changed.Task) != due)
                    await Task.Delay(Gather, clock, cancellation);
                await waiting.CancelAsync();
                cancellation.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }
}
