using System.Text.Json;
using Metrology.Web.Tests.Benches;

namespace Metrology.Web.Tests.Stations;

public sealed partial class StationTests
{
    /// <summary>A bench may be wired to a port of a station before it is connected, and says so when the station is revoked; a new one is not wired to it then.</summary>
    private async Task RevokedAtItsBenchAsync(Visitor planner)
    {
        object Wired(string code) => new
        {
            code,
            nameZh = "台",
            nameEn = "Bench",
            isSimulated = true,
            reference = new { protocol = "dlt645-2007", link = "station:hall-9/tty:/dev/ttyUSB9?baud=2400&format=8E1", address = "000000000001", equipmentId = 1 },
            unit = new { protocol = "metrology-wire-1", link = "mqtt:pile-77" },
            load = new { protocol = "metrology-wire-1", link = "mqtt:load-77" },
        };
        async Task<string?> PlaceAsync() => JsonDocument.Parse(await planner.ReadAsync("/api/v1/benches/health")).RootElement.EnumerateArray()
            .SelectMany(one => one.GetProperty("ports").EnumerateArray()).Select(port => port.GetProperty("state").GetString()).Single();
        await OwnLaboratory.IdAsync(planner, "/benches", Wired("wired-9"));
        Assert.Equal("NotConnected", await PlaceAsync());
        await RevokeAsync("hall-9");
        Assert.Equal("Revoked", await PlaceAsync());
        Assert.Equal("bench.station-revoked", (await OwnLaboratory.SendAsync(planner, "/benches", Wired("wired-10"))).GetProperty("code").GetString());
    }
}
