using Metrology.Adapters.Dlt645;
using Metrology.Adapters.Wire;
using Metrology.Core.Quantities;
using Metrology.Links;
using Metrology.Simulators;
using Metrology.Simulators.Charging;
using Metrology.Simulators.Messages;

namespace Metrology.Adapters.Tests.Simulators;

public sealed class BenchTests
{
    private static readonly Unit Volt = new("V", default, 1m), Ampere = new("A", default, 1m), KilowattHour = new("kWh", default, 3_600_000m);

    [Theory]
    [InlineData(1, 0.0062)]
    [InlineData(2, 0.0062)]
    [InlineData(3, -0.0147)]
    public async Task The_injected_error_comes_out_of_the_registers(int seed, double injected)
    {
        var run = await RunAsync(new((ulong)seed, (decimal)injected) { ReferenceError = 0m, Speed = 2000 });
        var error = ((run.PileAfter - run.PileBefore) / (run.ReferenceAfter - run.ReferenceBefore)) - 1;
        // Both registers are cut off: at most one step each, of 1.2 kWh.
        Assert.InRange(error, (decimal)injected - (0.0011m / 1.2m), (decimal)injected + (0.0011m / 1.2m));
        Assert.Equal(1.8m, run.ClockOffset);
        var amount = decimal.Round((run.PileAfter - run.PileBefore) * 1.20m, 2, MidpointRounding.AwayFromZero);
        Assert.Equal(amount, run.Amount);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_registers_at_rest_at_any_speed()
    {
        var slow = await RunAsync(new(7, 0.0062m) { Speed = 1000 });
        var fast = await RunAsync(new(7, 0.0062m) { Speed = 5000 });
        var other = await RunAsync(new(8, 0.0062m) { Speed = 5000 });
        Assert.Equal(slow, fast);
        Assert.NotEqual(slow, other);
    }

    [Fact]
    public async Task The_truth_depends_on_the_ticks_and_not_on_how_they_came()
    {
        ChargingProcess once = new(3), often = new(3);
        var all = once.Apply(new(220m, 32m, 0.01m));
        var parts = often.Apply(new(220m, 32m, 0.01m));
        once.Advance(1000);
        for (var i = 0; i < 1000; i++)
            often.Advance(1);
        Assert.Equal(await all, await parts);
        Assert.Equal(once.State, often.State);
        Assert.InRange(await all, 0.01m, 0.01m + (220m * 33m * 0.1m / 3_600_000m));
    }

    /// <summary>A meter that is connected again is the same meter: its register stands where the last charge left it.</summary>
    [Fact]
    public async Task Registers_go_on_when_the_bench_is_connected_again()
    {
        var settings = new SimulatedBenchSettings(7, 0.0062m) { Speed = 5000 };
        var process = new ChargingProcess(settings.Seed);
        var (first, second) = (await RunAsync(settings, process), await RunAsync(settings, process));

        Assert.Equal(first, await RunAsync(settings));
        Assert.Equal((first.ReferenceAfter, first.PileAfter), (second.ReferenceBefore, second.PileBefore));
        Assert.InRange(second.ReferenceAfter - second.ReferenceBefore, 1.2m, 1.21m);
        // Noise goes on too: no charge is the copy of another.
        Assert.NotEqual(first.ReferenceAfter - first.ReferenceBefore, second.ReferenceAfter - second.ReferenceBefore);
    }

    private static async Task<Run> RunAsync(SimulatedBenchSettings settings, ChargingProcess? process = null)
    {
        var bus = new MemoryMessageBus(TimeProvider.System);
        await using var bench = new SimulatedBench(settings, bus.Connect, TimeProvider.System, process);
        await using var meter = new Dlt645Meter(
            LinkFactory.Of(TimeProvider.System).Create(bench.MeterAddress).Value, Dlt645MeterSettings.Of("reference", settings.MeterAddress), TimeProvider.System);
        await using var display = new WirePileDisplay(bus.Connect("display"), WirePeer.Of("display", settings.PileId, "run"), TimeProvider.System);
        await using var load = new WireLoad(bus.Connect("load"), WirePeer.Of("load", settings.LoadId, "run"), TimeProvider.System);
        using var hang = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await meter.IdentifyAsync(hang.Token);
        async Task<decimal> Energy(Metrology.Instruments.Capabilities.IMeter from) => (await from.ReadAsync(Measurands.ActiveEnergy, hang.Token)).Value;

        var (reference, pile) = (await Energy(meter), await Energy(display));
        await load.ApplyAsync(
            new Dictionary<string, Quantity> { ["voltage"] = new(220m, Volt), ["current"] = new(32m, Ampere), ["energy"] = new(1.2m, KilowattHour) }, hang.Token);
        return new(
            reference, await Energy(meter), pile, await Energy(display),
            (await display.ReadAsync(Measurands.Amount, hang.Token)).Value, (await display.ReadAsync(Measurands.ClockOffset, hang.Token)).Value);
    }

    private sealed record Run(
        decimal ReferenceBefore, decimal ReferenceAfter, decimal PileBefore, decimal PileAfter, decimal Amount, decimal ClockOffset);
}
