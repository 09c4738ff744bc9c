using System.Collections.Concurrent;
using Metrology.Core.Words;

namespace Metrology.Simulators.Room;

/// <summary>The instruments that this process plays at somebody's request, each on a line under a folder of names. Nothing of them outlives the process.</summary>
public sealed class SimulatorRoom : IAsyncDisposable
{
    /// <summary>Instruments at once.</summary>
    public const int Most = 16;

    private readonly string folder;
    private readonly TimeProvider time;
    private readonly ConcurrentDictionary<string, SimulatedInstrument> running = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim turn = new(1);

    /// <param name="folder">Names that a killed process left there are taken away: the devices they meant may be anybody's by now.</param>
    public SimulatorRoom(string folder, TimeProvider time)
    {
        (this.folder, this.time) = (folder, time);
        if (!Directory.Exists(folder))
            return;
        foreach (var left in Directory.EnumerateFileSystemEntries(folder))
            File.Delete(left);
    }

    public IReadOnlyList<SimulatedInstrument> Running => [.. running.Values.OrderBy(one => one.StartedAt)];

    public SimulatedInstrument? Find(string name) => running.GetValueOrDefault(name);

    /// <exception cref="Instruments.Faults.InstrumentFault">The system gives no pseudo-terminal.</exception>
    public async Task<Outcome<SimulatedInstrument>> StartAsync(SimulatorKind kind, SimulatorRequest request)
    {
        if (SimulatorKind.Wrong(request) is { } wrong)
            return wrong;
        await turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (running.ContainsKey(request.Name))
                return SimulatorRefusals.NameTaken;
            if (running.Count >= Most)
                return SimulatorRefusals.Full;
            var clock = new DriftingClock(time);
            var played = kind.Make(request, clock);
            if (played.Refusal is { } refusal)
                return refusal;
            Directory.CreateDirectory(folder);
            var instrument = new SimulatedInstrument(kind, request, played.Value, clock, Path.Combine(folder, request.Name), time);
            try
            {
                await instrument.PlugInAsync().ConfigureAwait(false);
            }
            catch
            {
                await instrument.DisposeAsync().ConfigureAwait(false);
                throw;
            }

            running[request.Name] = instrument;
            return instrument;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <returns>False when there is none of this name.</returns>
    public async Task<bool> StopAsync(string name)
    {
        if (!running.TryRemove(name, out var instrument))
            return false;
        await instrument.DisposeAsync().ConfigureAwait(false);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var name in running.Keys)
            await StopAsync(name).ConfigureAwait(false);
        turn.Dispose();
    }
}
