using System.Collections.Concurrent;
using System.Text.Json;
using Metrology.App.Operation;
using Metrology.App.Software;
using Metrology.App.Stations;
using Metrology.Station.Benches;

namespace Metrology.Station.Field;

/// <summary>A worker near the instruments: reads each at its interval, keeps every message in its spool first, and brings them to the server in order.</summary>
/// <param name="mqtt">Where messages go over MQTT; null sends them to the server that the station is enrolled at.</param>
public sealed class FieldStation(FieldFile file, FieldServer? mqtt, ISpool spool, WiredMeters meters, TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string Instrument, bool IsOfServer), (FieldNotice Notice, DateTimeOffset Since)> latest = new();
    private readonly OfferedPorts ports = new(file.Ports, clock);
    private StateReporter? reporter;

    /// <summary>To the server that it is enrolled at, whose benches may use its ports; null when it is not.</summary>
    public StationChannel? Channel { get; init; }

    /// <summary>Called when something is otherwise than before; must not block.</summary>
    public Action<FieldNotice>? OnChange { get; init; }

    /// <summary>Runs until it is stopped.</summary>
    public Task RunAsync(CancellationToken cancellation)
    {
        var work = new List<Func<Task>>();
        foreach (var instrument in file.Instruments)
        {
            work.Add(() => new FieldReader(instrument, spool, meters, Tell, clock).RunAsync(cancellation));
            if (mqtt is not null)
                work.Add(() => new FieldForwarder(instrument, mqtt, spool, Tell, clock).RunAsync(cancellation));
        }

        if (Channel is not null)
        {
            reporter = new(Channel, Now, Tell, clock);
            work.Add(() => reporter.RunAsync(cancellation));
            work.Add(() => new LineKeeper(Channel, ports, Tell, clock).RunAsync(cancellation));
            if (mqtt is null)
                work.Add(() => new EnrolledForwarder(Channel, spool, Tell, clock).RunAsync(cancellation));
        }

        return Task.WhenAll(work.Select(one => Task.Run(one, CancellationToken.None)));
    }

    /// <summary>What it says of itself.</summary>
    public StationState Now() => new(
        SoftwareIdentity.Version, spool.Depth, spool.Limit, OldestAt(), ports.Found(),
        [
            .. file.Instruments.Select(instrument => latest.TryGetValue((instrument.Name, false), out var said)
                ? new StationState.Link(instrument.Name, instrument.Protocol, instrument.Link, said.Notice.Code, said.Notice.Text.Zh, said.Notice.Text.En, said.Since)
                : new(instrument.Name, instrument.Protocol, instrument.Link, "station.starting", "尚未读数", "not read yet", clock.GetUtcNow())),
        ]);

    /// <summary>When the oldest message that waits was read: it says so itself.</summary>
    private DateTimeOffset? OldestAt()
    {
        if (spool.Oldest(1) is not [var oldest])
            return null;
        using var payload = JsonDocument.Parse(oldest.Payload);
        return payload.RootElement.TryGetProperty("time", out var time) && time.TryGetDateTimeOffset(out var at) ? at : null;
    }

    private void Tell(FieldNotice notice)
    {
        var key = (notice.Instrument, notice.IsOfServer);
        var isNews = !latest.TryGetValue(key, out var before) || before.Notice.Code != notice.Code;
        latest[key] = (notice, isNews ? clock.GetUtcNow() : before.Since);
        if (!isNews)
            return;
        OnChange?.Invoke(notice);
        if (!notice.IsOfServer)
            reporter?.Change();
    }
}
