using System.Globalization;
using Metrology.App.Faults;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Stations;

/// <summary>Tells once of every station that has not been heard of for a while: that is a failure somebody has to look at.</summary>
public sealed class WatchStations(Store store, RecordFault record, TimeProvider clock)
{
    /// <summary>A station says how it is every <see cref="StateEvery"/>.</summary>
    public static readonly TimeSpan StateEvery = TimeSpan.FromSeconds(20);

    /// <summary>Heard of so lately it is connected.</summary>
    public static readonly TimeSpan Online = TimeSpan.FromMinutes(1);

    /// <summary>Silent for longer than this it is told of.</summary>
    public static readonly TimeSpan Silent = TimeSpan.FromMinutes(10);

    public async Task LookAsync(CancellationToken cancellation)
    {
        var before = clock.GetUtcNow() - Silent;
        var silent = await store.ReadAsync(
            db => db.Stations.Where(row => row.RevokedAt == null && row.SeenAt != null && row.SeenAt < before && (row.SilenceToldOf == null || row.SilenceToldOf != row.SeenAt)).OrderBy(row => row.Id).ToListAsync(cancellation),
            cancellation);
        foreach (var station in silent)
        {
            var since = station.SeenAt!.Value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            await record.ExecuteAsync(
                "station.silent", station.Name,
                new(
                    $"站点 {station.Name} 自 {since} 起没有消息（超过 {Silent.TotalMinutes} 分钟）。读数保存在站点中；请检查站点的电源、网络和程序。",
                    $"Nothing was heard of station {station.Name} since {since} (more than {Silent.TotalMinutes} minutes). It keeps what it reads; check its power, its network and its program."),
                cancellation);
            await store.WriteAsync<int>(async db =>
            {
                if (await db.Stations.FindAsync([station.Id], cancellation) is { } row)
                    row.SilenceToldOf = station.SeenAt;
                return station.Id;
            }, cancellation);
        }
    }
}
