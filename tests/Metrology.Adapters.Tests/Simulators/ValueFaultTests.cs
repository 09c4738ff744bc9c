using Metrology.Adapters.Balance;
using Metrology.Adapters.Counter;
using Metrology.Adapters.Roller;
using Metrology.Core.Quantities;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Links;
using Metrology.Links;
using Metrology.Links.Tty;
using Metrology.Simulators.Counter;
using Metrology.Simulators.Roller;
using Metrology.Simulators.Room;

namespace Metrology.Adapters.Tests.Simulators;

/// <summary>Wrong values of what is no meter: a balance, a counter and rollers say what they are told to, through their adapters.</summary>
public sealed class ValueFaultTests : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("metrology-values-").FullName;
    private readonly List<IAsyncDisposable> open = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (var one in Enumerable.Reverse(open))
            await one.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_balance_reads_wrong_and_coarse()
    {
        await using var room = new SimulatorRoom(folder, TimeProvider.System);
        var played = (await room.StartAsync(SimulatorKind.Find("balance")!, new("scales", "", 7, 0m, null, null))).Value!;
        await using var balance = new StreamingBalance(LinkFactory.Of(TimeProvider.System).Create(played.Link).Value!, BalanceSettings.Of("B"), TimeProvider.System);
        await balance.IdentifyAsync(Cancellation);
        var right = await balance.ReadAsync(Measurands.Mass, Cancellation);
        Assert.Null(await played.SetAsync(new() { ValueError = 10m, Coarse = true }));
        Reading wrong;
        do
            wrong = await balance.ReadAsync(Measurands.Mass, Cancellation);
        while (wrong.Resolution == right.Resolution);
        Assert.Equal((0.001m, 0.01m), (right.Resolution, wrong.Resolution));
        Assert.InRange(wrong.Value / right.Value, 1.099m, 1.101m);
    }

    [Fact]
    public async Task Rollers_and_a_counter_count_wrong()
    {
        var process = new RollerProcess(7, new(1000m, 1000m));
        var (rollerLine, counterLine) = (PtyPair.Open(), PtyPair.Open());
        var device = new SimulatedRollerBench(rollerLine.Master, new("RB-1", ""), process);
        var counting = new SimulatedPulseCounter(counterLine.Master, new("CT-1"), new AxleInput(process));
        var rollers = new RollerBench(new TtyLink(rollerLine.SlavePath, TtySettings.Default), RollerBenchSettings.Of("RB-1"), TimeProvider.System);
        var counter = new PulseCounter(new TtyLink(counterLine.SlavePath, TtySettings.Default), PulseCounterSettings.Of("CT-1", isGated: false), TimeProvider.System);
        open.AddRange([rollerLine, counterLine, device, counting, rollers, counter]);
        await rollers.IdentifyAsync(Cancellation);
        await counter.IdentifyAsync(Cancellation);
        process.Turn(100m, 60m);
        process.Advance(100_000);

        device.Values = new(0.1m, 0m, 0m);
        counting.Values = new(-0.1m, 0m, 0m);
        Assert.InRange((await rollers.ReadAsync(Measurands.Revolutions, Cancellation)).Value / process.Axle.Revolutions, 1.099m, 1.101m);
        Assert.InRange((await counter.ReadAsync(Measurands.Revolutions, Cancellation)).Value / process.Axle.Revolutions, 0.899m, 0.901m);
    }
}
