using System.Collections.Concurrent;
using Metrology.App.Operation;
using Metrology.Station.Benches;

namespace Metrology.Station.Field;

/// <summary>A worker near the instruments: reads each at its interval, keeps every message in its spool first, and brings them to the server in order.</summary>
public sealed class FieldStation(FieldFile file, FieldServer server, ISpool spool, WiredMeters meters, TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string Instrument, bool IsOfServer), FieldNotice> latest = new();

    /// <summary>Called when something is otherwise than before; must not block.</summary>
    public Action<FieldNotice>? OnChange { get; init; }

    /// <summary>Runs until it is stopped.</summary>
    public Task RunAsync(CancellationToken cancellation) => Task.WhenAll(file.Instruments.SelectMany(instrument => new[]
    {
        Task.Run(() => new FieldReader(instrument, spool, meters, Tell, clock).RunAsync(cancellation), CancellationToken.None),
        Task.Run(() => new FieldForwarder(instrument, server, spool, Tell, clock).RunAsync(cancellation), CancellationToken.None),
    }));

    private void Tell(FieldNotice notice)
    {
        var key = (notice.Instrument, notice.IsOfServer);
        var before = latest.GetValueOrDefault(key);
        latest[key] = notice;
        if (before?.Code != notice.Code)
            OnChange?.Invoke(notice);
    }
}
