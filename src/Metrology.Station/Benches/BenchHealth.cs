using System.Collections.Concurrent;
using System.Collections.Immutable;
using Metrology.Core.Words;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Links;

namespace Metrology.Station.Benches;

/// <summary>How the benches of this station have fared since it started. Not a record: what was refused is counted for good by <see cref="BenchRecord"/>.</summary>
public sealed class BenchHealth(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, BenchWatch> watches = new();

    public BenchWatch Of(string benchCode) => watches.GetOrAdd(benchCode, _ => new(clock));
}

/// <summary>Watches the links of one bench: told of every byte, every refused answer and every fault.</summary>
public sealed class BenchWatch(TimeProvider clock)
{
    private const string Messages = "mqtt:";

    private readonly Lock gate = new();
    private readonly SortedDictionary<string, LinkWatch> links = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, TroubleCount> troubles = new(StringComparer.Ordinal);
    private BenchVitals vitals = BenchVitals.Untouched;

    public void Connecting() => Change(now => now with { Connection = BenchConnection.Connecting });

    public void Identified(string role, Identity identity) => Change(now => now with
    {
        Connection = BenchConnection.Ready,
        Identities = now.Identities.SetItem(role, new(identity, clock.GetUtcNow())),
    });

    public void Faulted(Refusal fault)
    {
        Change(now => now with { Connection = BenchConnection.Faulted, Fault = fault, FaultAt = clock.GetUtcNow() });
        Count(fault);
    }

    /// <summary>The links are closed again; a fault that ended the work stays to be seen.</summary>
    public void Released() => Change(now => now.Connection == BenchConnection.Faulted ? now : now with { Connection = BenchConnection.Detached });

    /// <summary>What a process before may have left on is off: no fault stands any more.</summary>
    public void SeenOff() => Change(now => now with { Connection = BenchConnection.Detached, Fault = null, FaultAt = null });

    public void Count(Refusal reason)
    {
        lock (gate)
            troubles[reason.Code] = new(reason, (troubles.GetValueOrDefault(reason.Code)?.Times ?? 0) + 1, clock.GetUtcNow());
    }

    public void Saw(TranscriptEntry entry)
    {
        lock (gate)
        {
            var name = NameOf(entry.Link);
            if (!links.TryGetValue(name, out var link))
                links.Add(name, link = new(isPaired: !name.StartsWith(Messages, StringComparison.Ordinal)));
            link.Saw(entry.Direction, entry.Bytes.Length, entry.Elapsed, clock);
        }
    }

    public BenchVitals Now()
    {
        lock (gate)
            return vitals with { Links = [.. links.Select(pair => pair.Value.Now(pair.Key, clock))], Troubles = [.. troubles.Values] };
    }

    /// <summary>The topics of one gateway are one link: "mqtt:" and its name.</summary>
    private static string NameOf(string link) => link.StartsWith(Messages, StringComparison.Ordinal) && link.Split('/') is [_, _, var name, _] ? Messages + name : link;

    private void Change(Func<BenchVitals, BenchVitals> change)
    {
        lock (gate)
            vitals = change(vitals);
    }
}

/// <param name="Fault">The latest that ended the work; it stays until the next one.</param>
public sealed record BenchVitals(
    BenchConnection Connection, Refusal? Fault, DateTimeOffset? FaultAt, ImmutableSortedDictionary<string, LastIdentity> Identities, IReadOnlyList<LinkVitals> Links,
    IReadOnlyList<TroubleCount> Troubles)
{
    public static readonly BenchVitals Untouched = new(BenchConnection.Detached, null, null, ImmutableSortedDictionary<string, LastIdentity>.Empty, [], []);
}

public sealed record LastIdentity(Identity Who, DateTimeOffset At);

public sealed record TroubleCount(Refusal Reason, long Times, DateTimeOffset LastAt);

/// <param name="SinceLastByte">Null when none came yet.</param>
/// <param name="RoundTrips">Null where answers cannot be told from what comes by itself, as over messages, and before the first.</param>
public sealed record LinkVitals(string Link, long Sent, long Received, TimeSpan? SinceLastByte, RoundTripTimes? RoundTrips);

/// <summary>From the last byte asked to the first byte answered, of the latest exchanges.</summary>
public sealed record RoundTripTimes(int Exchanges, TimeSpan Last, TimeSpan Median, TimeSpan Longest);
