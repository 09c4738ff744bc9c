using System.Text.Json;
using Metrology.App.Laboratory;
using Metrology.Web.Commands;
using Metrology.Web.Tests.Benches;

namespace Metrology.Web.Tests.Stations;

/// <summary>What a station finds at its ports.</summary>
public sealed class StationPortsTests
{
    [Fact]
    public async Task Who_answers_at_a_port_is_found_when_it_is_asked_for_and_nobody_is_written_to_otherwise()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        await planner.PostAsync("/laboratory/simulators", ("Kind", "dlt645-meter"), ("Name", "found-1"), ("Address", "000000000077"), ("Map", "-"));
        using var simulator = JsonDocument.Parse(await planner.ReadAsync("/api/v1/simulators/found-1"));
        var device = simulator.RootElement.GetProperty("link").GetString()!["tty:".Length..].Split('?')[0];
        Assert.Null((await PortsAsync(device)).GetProperty("protocol").GetString());
        Assert.Equal("[]", await planner.ReadAsync("/api/v1/simulators/found-1/bytes"));
        var found = await PortsAsync(device, "--identify");
        Assert.Equal(("dlt645-2007", "000000000077", $"tty:{device}?baud=2400&format=8E1"), (found.GetProperty("protocol").GetString(), found.GetProperty("address").GetString(), found.GetProperty("link").GetString()));
    }

    private static async Task<JsonElement> PortsAsync(string device, params string[] more)
    {
        var (said, error) = (new StringWriter(), new StringWriter());
        Assert.Equal(0, await CommandLine.RunAsync(["station", "ports", "--port", device, "--json", .. more], new(said, error, Core.Words.Language.En), default));
        return JsonDocument.Parse(said.ToString()).RootElement;
    }
}
