using System.Globalization;
using System.Net;
using Metrology.Adapters.Dlt645;
using Metrology.App.Laboratory;
using Metrology.Links.Tty;
using Metrology.Simulators.Charging;
using Metrology.Simulators.Meter;

namespace Metrology.Web.Tests.Benches;

/// <summary>Commands that change meters, from the page of a bench to the wire and into its history.</summary>
public sealed class MeterCommandTests
{
    private const string Address = "000000000001";

    [Fact]
    public async Task The_time_is_sent_to_the_line_once_with_a_reason_that_stays()
    {
        await using var laboratory = await Laboratory.StartAsync(with: options => options with { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai") });
        await using var pair = PtyPair.Open();
        await using var meter = new SimulatedDlt645Meter(pair.Master, new(Address, "330000000002", 0m, TimeSpan.FromHours(8)), new ChargingProcess(seed: 1), TimeProvider.System);
        var planner = await laboratory.SignInAsync(Role.Planner);
        var id = await OwnLaboratory.IdAsync(planner, "/benches", new
        {
            code = "own-1",
            nameZh = "台",
            nameEn = "Bench",
            isSimulated = true,
            reference = new { protocol = "dlt645-2007", link = $"tty:{pair.SlavePath}?baud=9600&format=8N1", address = Address, equipmentId = 1 },
            unit = new { protocol = "metrology-wire-1", link = "mqtt:pile-9" },
            load = new { protocol = "metrology-wire-1", link = "mqtt:load-9" },
        });
        var page = $"/laboratory/benches/{id}";
        var unsaid = await planner.PostFromAsync(page, page + "/command/setclocks", ("SetClocksBecause", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unsaid.StatusCode);
        Assert.Matches("id=\"SetClocksBecause-error\"[^§]*?bench[.]no-reason-for-command", await unsaid.Content.ReadAsStringAsync());
        Assert.Empty(meter.Commands);

        var done = await planner.PostFromAsync(page, page + "/command/setclocks", ("SetClocksBecause", "夏季检修后校时"));
        var local = laboratory.Clock.GetUtcNow().AddHours(8);
        // hh of the frame, 33H added, whatever zone the server itself has; minutes may have passed on.
        var hour = (Convert.FromHexString(local.ToString("HH", CultureInfo.InvariantCulture))[0] + 0x33).ToString("X2", CultureInfo.InvariantCulture);
        Assert.Matches($"99 99 99 99 99 99 68 08 06 .. ..\\s{hour} ", WebUtility.HtmlDecode(await done.Content.ReadAsStringAsync()));
        var frozen = await OwnLaboratory.SendAsync(planner, $"/benches/{id}/command", new { act = "Freeze", because = "换表前" });
        Assert.True(frozen.GetProperty("isRegistered").GetBoolean(), frozen.ToString());
        // The meter answered the freeze, which came behind the broadcast on the same line.
        Assert.Equal([Dlt645Function.BroadcastTime, Dlt645Function.Freeze], meter.Commands.Select(frame => frame.Function));
        var history = await planner.ReadAsync(page);
        Assert.Contains("+08:00 Asia/Shanghai", WebUtility.HtmlDecode(history), StringComparison.Ordinal);
        Assert.Contains("夏季检修后校时", history, StringComparison.Ordinal);
        Assert.Contains("换表前", history, StringComparison.Ordinal);
        var technician = await laboratory.SignInAsync(Role.Technician);
        Assert.Equal(HttpStatusCode.Forbidden, (await technician.PostFromAsync(page, page + "/command/freeze", ("FreezeBecause", "x"))).StatusCode);
        Assert.Equal("bench.nothing-to-try", (await OwnLaboratory.SendAsync(planner, "/benches/1/command", new { act = "Freeze", because = "x" })).GetProperty("code").GetString());
    }
}
