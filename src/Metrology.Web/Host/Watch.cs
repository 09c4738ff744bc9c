using System.Globalization;
using Metrology.App.Faults;
using Metrology.App.Ledger;
using Metrology.App.Parameters;
using Metrology.App.Software;
using Metrology.App.Stations;
using Metrology.App.Storage;

namespace Metrology.Web.Host;

/// <summary>Looks at what may go wrong while nobody asks: the files of the program, the clock, the room on the disk, and whether the database was set back. What it finds opens a record of a failure.</summary>
internal sealed class Watch(IServiceProvider services, Installation installation, TimeProvider clock, ILogger<Watch> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await TryAsync(() => services.GetRequiredService<MissingRows>().LookAsync(stoppingToken), stoppingToken);
        var (ticks, ofSoftware, ofDisk) = (0L, Every(Limits.SoftwareChecked), Every(Limits.DiskLooked));
        using var timer = new PeriodicTimer(Limits.Watched, clock);
        do
        {
            await TryAsync(() => services.GetRequiredService<ClockWatch>().LookAsync(stoppingToken), stoppingToken);
            await TryAsync(() => services.GetRequiredService<WatchStations>().LookAsync(stoppingToken), stoppingToken);
            if (ticks == 0 && !installation.IsReleased)
                installation.Begin();
            else if (ticks % ofSoftware == 0)
                await TryAsync(() => services.GetRequiredService<CheckSoftware>().ExecuteAsync(stoppingToken), stoppingToken);
            if (ticks % ofDisk == 0 || services.GetRequiredService<Store>().Room.IsShort)
                await TryAsync(() => DiskAsync(stoppingToken), stoppingToken);
            ticks++;
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).AsTask().ContinueWith(static tick => tick.IsCompletedSuccessfully && tick.Result, TaskScheduler.Default));
    }

    private static long Every(TimeSpan period) => (long)(period / Limits.Watched);

    private async Task DiskAsync(CancellationToken cancellation)
    {
        var (room, forecast) = (services.GetRequiredService<Store>().Room, services.GetRequiredService<DiskForecast>());
        if (room.FreeBytes is not { } free)
            return;
        forecast.Add(clock.GetUtcNow(), free);
        var left = room.IsShort ? TimeSpan.Zero : forecast.Until(StorageRoom.Reserve);
        if (left is not { } until || until > DiskForecast.Warned)
            return;
        var days = until.TotalDays.ToString("0.#", CultureInfo.InvariantCulture);
        await services.GetRequiredService<RecordFault>().ExecuteAsync(
            "storage.filling", "",
            new(
                $"存放记录的磁盘剩 {free / 1024 / 1024} MB；照现在的速度约 {days} 天后不能再开始测量。请清理或扩容。",
                $"The disk that keeps records has {free / 1024 / 1024} MB left; as it fills now no run can be begun in about {days} days. Make room, or a larger disk."),
            cancellation);
    }

    private async Task TryAsync(Func<Task> look, CancellationToken stopping)
    {
        try
        {
            await look();
        }
        catch (Exception fault) when (fault is ObjectDisposedException || (fault is OperationCanceledException && stopping.IsCancellationRequested))
        {
            // The host is going or gone.
        }
        catch (Exception fault) // whatever a disk or a store may throw: an uncaught one would end the host
        {
            log.LogError(fault, "A watch could not look");
        }
    }

    /// <summary>Before the server takes work: what it was told differently from the last time, and whether its database is older than its witness.</summary>
    public static async Task BeginAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var options = services.GetRequiredService<ServeOptions>();
        var (numbers, witness) = (services.GetRequiredService<SettleNumbers>(), services.GetRequiredService<ILedgerWitness>());
        if (await numbers.LookAsync(witness, cancellation) is > 0 and var missing)
        {
            await services.GetRequiredService<RecordFault>().ExecuteAsync(
                "ledger.set-back", missing.ToString(CultureInfo.InvariantCulture),
                new($"数据库比见证的检查点少 {missing} 条台账：它被换成较早的状态。确认编号之前不再编号。", $"The database has {missing} entries of the ledger less than its witness knows: an older state was put in its place. No number is drawn until the numbers are settled."),
                cancellation);
        }

        if (await services.GetRequiredService<TakeCheckpoint>().LastSignedAsync(cancellation) is { } signed)
            await services.GetRequiredService<ClockWatch>().BeginAsync(signed, cancellation);
        if (services.GetRequiredService<Store>().GuardsMended is { Count: > 0 } mended)
            await CheckLedger.RecordGuardsAsync(services.GetRequiredService<RecordFault>(), mended, cancellation);
        await services.GetRequiredService<TakeCheckpoint>().LookAsync(cancellation);
        // After the comparison: it may add an entry of its own.
        await services.GetRequiredService<RecordSettings>().ExecuteAsync(ServerSettings.Of(options, services), cancellation);
    }
}

/// <summary>What the server is told at its start and times, papers and numbers rest on.</summary>
internal static class ServerSettings
{
    public static IReadOnlyList<(string Name, string Value)> Of(ServeOptions options, IServiceProvider services) =>
    [
        ("access.provider", options.Provider is { } provider ? $"{provider.Issuer} {provider.ClientId}" : ""),
        ("access.provider-roles", options.Provider?.Roles is { } roles ? string.Join(", ", roles.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")) : ""),
        ("certificates.check-address", options.CheckAddress?.ToString() ?? ""),
        ("certificates.seal", options.IsDemo ? "" : options.Seals.Name),
        ("certificates.signer", services.GetRequiredService<Core.Certificates.ICertificateSigner>().Identity?.Subject ?? ""),
        ("certificates.time-stamps", options is { IsDemo: false, TimeStamps.IsConfigured: true } ? options.TimeStamps.IsRequired ? "required" : "optional" : ""),
        ("clock.step-limit", ClockWatch.Limit.ToString("c", CultureInfo.InvariantCulture)),
        ("clock.time-zone", services.GetRequiredService<TimeProvider>().LocalTimeZone.Id),
        ("ledger.signed-every", Limits.LedgerSigned.ToString("c", CultureInfo.InvariantCulture)),
        ("software.checked-every", Limits.SoftwareChecked.ToString("c", CultureInfo.InvariantCulture)),
        ("software.identity", SoftwareIdentity.Hash),
        ("storage.reserve", StorageRoom.Reserve.ToString(CultureInfo.InvariantCulture)),
    ];
}
