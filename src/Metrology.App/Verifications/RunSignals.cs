using System.Collections.Concurrent;

namespace Metrology.App.Verifications;

/// <summary>Wakes whoever watches a run on this node after a commit. Only a hint: watchers read the database, so another node needs nothing of this.</summary>
public sealed class RunSignals
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> waiting = new();

    /// <summary>Completes at the next change of the run. Take it before reading the state, so that no change falls between.</summary>
    public Task NextChange(Guid verification) =>
        waiting.GetOrAdd(verification, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Changed(Guid verification)
    {
        if (waiting.TryRemove(verification, out var source))
            source.TrySetResult();
    }
}
