using System.Collections.Concurrent;
using Metrology.App.Laboratory;

namespace Metrology.Station.Benches;

/// <summary>The runs that this station drives now, one runner each.</summary>
public sealed class BenchRuns(BenchRunner runner, IBenchConnector connector) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Guid, Lazy<Task>> running = new();
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Starts driving the run, or does nothing when it is driven already.</summary>
    public void Attach(Guid verification, Actor verifier) =>
        _ = running.GetOrAdd(verification, id => new(() => DriveAsync(id, verifier))).Value;

    public bool IsAttached(Guid verification) => running.ContainsKey(verification);

    /// <summary>Completes when the run is no longer driven; faults with whatever ended the driver.</summary>
    public Task CompletionOf(Guid verification) => running.TryGetValue(verification, out var task) ? task.Value : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(running.Values.Select(task => task.Value.ContinueWith(_ => { }, TaskScheduler.Default)));
        stopping.Dispose();
    }

    private async Task DriveAsync(Guid id, Actor verifier)
    {
        // The dictionary entry must exist before the work can end and remove it.
        await Task.Yield();
        try
        {
            await runner.RunAsync(id, verifier, connector, stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The station stops; the run is where its last commit left it.
        }
        finally
        {
            running.TryRemove(id, out _);
        }
    }
}
