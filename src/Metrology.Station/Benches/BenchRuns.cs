using System.Collections.Concurrent;
using Metrology.App.Laboratory;
using Metrology.App.Verifications;

namespace Metrology.Station.Benches;

/// <summary>The runs that this station drives now, one runner each.</summary>
public sealed class BenchRuns(BenchRunner runner, IBenchConnector connector) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Guid, Lazy<Task>> running = new();
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Starts driving the run, or does nothing when it is driven already.</summary>
    public void Attach(RunRecord run, Actor verifier) =>
        _ = running.GetOrAdd(run.Verification.Id, id => new(() => DriveAsync(id, verifier))).Value;

    /// <summary>Takes up a run that the process before this one left: first what its bench may apply is seen off, then it is driven where its verifier still works on it.</summary>
    public void AttachLeft(RunRecord run, Actor verifier) =>
        _ = running.GetOrAdd(run.Verification.Id, id => new(() => DriveAsync(id, verifier, isLeft: true, isDriven: IsOurs(run, verifier)))).Value;

    /// <summary>The station drives a run while its verifier works on it. A bench that another run has, and one that persons read, is left alone.</summary>
    public void AttachIfOurs(RunRecord run, Actor actor)
    {
        if (IsOurs(run, actor))
            Attach(run, actor);
    }

    private static bool IsOurs(RunRecord run, Actor actor)
    {
        var verification = run.Verification;
        var isFree = verification.Bench!.LeasedBy is not { } holder || holder == verification.Id;
        return isFree && verification.Bench.IsLinked && verification.VerifierId == actor.AccountId && actor.Allows(Permission.Measure)
            && verification.State is (VerificationState.Draft or VerificationState.Running);
    }

    public bool IsAttached(Guid verification) => running.ContainsKey(verification);

    /// <summary>Completes when the run is no longer driven; faults with whatever ended the driver.</summary>
    public Task CompletionOf(Guid verification) => running.TryGetValue(verification, out var task) ? task.Value : Task.CompletedTask;

    /// <summary>Leaves every bench in its safe state. The runs are where their last commit left them.</summary>
    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(running.Values.Select(task => task.Value.ContinueWith(_ => { }, TaskScheduler.Default)));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stopping.Dispose();
    }

    private async Task DriveAsync(Guid id, Actor verifier, bool isLeft = false, bool isDriven = true)
    {
        // The dictionary entry must exist before the work can end and remove it.
        await Task.Yield();
        try
        {
            if (isLeft)
                await runner.SeeOffAsync(id, verifier, connector, stopping.Token);
            if (isDriven)
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
