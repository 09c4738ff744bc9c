using Metrology.App.Demonstration;
using Metrology.Core.Quantities;
using Metrology.Instruments.Capabilities;
using Metrology.Simulators.Charging;
using Metrology.Station.Benches;

namespace Metrology.Scenario.Tests;

/// <summary>Registers of the simulated benches: the reference's goes on from run to run whatever the unit, a pile's wherever it is measured.</summary>
public sealed class RegisterTests
{
    private const string Reference = "000000000001";
    private const string First = "SIM-EV-0001", Second = "SIM-EV-0002";

    private static readonly Dictionary<string, Quantity> Settings = new()
    {
        ["voltage"] = Of(220m, "V"),
        ["current"] = Of(32m, "A"),
        ["energy"] = Of(0.1m, "kWh"),
    };

    [Fact]
    public async Task The_register_of_the_reference_goes_on_with_another_unit_and_that_of_the_unit_on_another_bench()
    {
        await using var house = await House.OpenAsync();
        var connector = house.The<IBenchConnector>();
        var benches = DemonstrationData.Current.Benches;
        var one = await ChargeAsync(connector, benches[0].Code, First);
        var other = await ChargeAsync(connector, benches[0].Code, Second);
        var again = await ChargeAsync(connector, benches[0].Code, First);
        var elsewhere = await ChargeAsync(connector, benches[1].Code, First);

        Assert.Equal(one.ReferenceAfter, other.ReferenceBefore);
        Assert.Equal(other.ReferenceAfter, again.ReferenceBefore);
        Assert.Equal(one.UnitBefore, other.UnitBefore);
        Assert.Equal(one.UnitAfter, again.UnitBefore);
        Assert.Equal(one.ReferenceBefore, elsewhere.ReferenceBefore);
        Assert.Equal(again.UnitAfter, elsewhere.UnitBefore);
        // What a tick delivers comes on top, and registers are cut off.
        var tick = 220m * 32m * (decimal)ChargingProcess.Tick.TotalHours / 1000m;
        Assert.All([one, other, again, elsewhere], charge => Assert.InRange(charge.ReferenceAfter - charge.ReferenceBefore, 0.1m - 0.0001m, 0.1m + tick + 0.0001m));
    }

    private static async Task<Charge> ChargeAsync(IBenchConnector connector, string bench, string unit)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var connected = await connector.ConnectAsync(new(bench, Reference, unit), new(), cancellation);
        await connected.Reference.IdentifyAsync(cancellation);
        var (reference, pile) = (await EnergyAsync(connected.Reference), await EnergyAsync(connected.Unit));
        await connected.Load.ApplyAsync(Settings, cancellation);
        return new(reference, await EnergyAsync(connected.Reference), pile, await EnergyAsync(connected.Unit));

        async Task<decimal> EnergyAsync(IMeter meter) => (await meter.ReadAsync(Measurands.ActiveEnergy, cancellation)).Value;
    }

    private static Quantity Of(decimal value, string unit) => new(value, Units.Find(unit)!);

    private sealed record Charge(decimal ReferenceBefore, decimal ReferenceAfter, decimal UnitBefore, decimal UnitAfter);
}
