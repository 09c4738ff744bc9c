using System.Text.RegularExpressions;
using Metrology.Instruments.Faults;

namespace Metrology.Links.Station;

/// <summary>
/// The lines of enrolled stations at their server. A station keeps one waiting; a link takes it, and the station brings the next.
/// </summary>
public sealed partial class StationLines(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, StationLine> waiting = new(StringComparer.Ordinal);
    private readonly List<(string Station, StationLine Line)> all = [];
    private bool isClosed;
    private TaskCompletionSource added = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How long a line is waited for: a station brings one at once after the last was taken.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    public static bool IsName(string text) => NameForm().IsMatch(text);

    /// <summary>Holds the line until it ends. The newest of a station waits; the one that waited before is of a connection that it lost.</summary>
    public async Task HoldAsync(string station, StationLine line)
    {
        StationLine? older;
        lock (gate)
        {
            waiting.Remove(station, out older);
            waiting[station] = line;
            all.Add((station, line));
            if (isClosed)
                line.End();
            added.TrySetResult();
            added = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        older?.End();
        await line.Completion.ConfigureAwait(false);
        lock (gate)
        {
            all.Remove((station, line));
            if (waiting.GetValueOrDefault(station) == line)
                waiting.Remove(station);
        }
    }

    public bool IsConnected(string station)
    {
        lock (gate)
            return all.Exists(one => one.Station == station);
    }

    /// <summary>The station is not one of this server any more.</summary>
    public void Drop(string station)
    {
        List<StationLine> dropped;
        lock (gate)
            dropped = [.. all.Where(one => one.Station == station).Select(one => one.Line)];
        foreach (var line in dropped)
            line.End();
    }

    /// <summary>The server ends: every line does, and no other is held.</summary>
    public void Close()
    {
        List<StationLine> ended;
        lock (gate)
        {
            isClosed = true;
            ended = [.. all.Select(one => one.Line)];
        }

        foreach (var line in ended)
            line.End();
    }

    /// <exception cref="InstrumentFault">The station is not connected ("station.not-connected").</exception>
    public async Task<StationLine> TakeAsync(string station, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            while (true)
            {
                Task next;
                lock (gate)
                {
                    if (waiting.Remove(station, out var line) && !line.Completion.IsCompleted)
                        return line;
                    next = added.Task;
                }

                await next.WaitAsync(either.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw StationFault.NotConnected(station);
        }
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,31}\z")]
    private static partial Regex NameForm();
}
