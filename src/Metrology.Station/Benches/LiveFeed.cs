using System.Collections.Concurrent;
using System.Collections.Immutable;
using Metrology.Core.Quantities;
using Metrology.Core.Words;
using Metrology.Instruments.Capabilities;

namespace Metrology.Station.Benches;

/// <summary>What a bench shows right now. Not a record: closing the browser or the process loses nothing that matters.</summary>
public sealed record LiveState(BenchConnection Connection, Refusal? Fault, ImmutableDictionary<LiveKey, Reading> Readings)
{
    public static readonly LiveState Detached = new(BenchConnection.Detached, null, ImmutableDictionary<LiveKey, Reading>.Empty);

    /// <summary>Who answered, by role; empty until identity was read.</summary>
    public ImmutableDictionary<string, Identity> Identities { get; init; } = ImmutableDictionary<string, Identity>.Empty;

    /// <summary>The load is applied, as far as the station knows.</summary>
    public bool IsLoadOn { get; init; }

    public Reading? this[string role, string measurand] => Readings.GetValueOrDefault(new(role, measurand));
}

public readonly record struct LiveKey(string Role, string Measurand);

public enum BenchConnection
{
    /// <summary>No run of this process has the bench.</summary>
    Detached,

    Connecting,
    Ready,

    /// <summary>An instrument failed; the next begin connects again.</summary>
    Faulted,
}

/// <summary>Live states by verification, with a signal for watchers.</summary>
public sealed class LiveFeed
{
    private readonly ConcurrentDictionary<Guid, LiveState> states = new();
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> waiting = new();

    public LiveState Of(Guid verification) => states.GetValueOrDefault(verification, LiveState.Detached);

    /// <summary>Completes at the next change. Take it before reading the state.</summary>
    public Task NextChange(Guid verification) =>
        waiting.GetOrAdd(verification, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Publish(Guid verification, Func<LiveState, LiveState> change)
    {
        states.AddOrUpdate(verification, _ => change(LiveState.Detached), (_, state) => change(state));
        Signal(verification);
    }

    public void Forget(Guid verification)
    {
        states.TryRemove(verification, out _);
        Signal(verification);
    }

    private void Signal(Guid verification)
    {
        if (waiting.TryRemove(verification, out var source))
            source.TrySetResult();
    }
}
