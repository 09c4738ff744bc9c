using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Core.Runs;
using Metrology.Links.Tty;
using Metrology.Station.Benches;

namespace Metrology.Web.Tests.Benches;

public sealed partial class BesideInstrumentsTests
{
    /// <summary>What a killed process left on is switched off before anybody acts; while that cannot be seen the bench says so, and a step of which a person had typed a value is an attempt lost.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_restart_the_source_is_off_at_once_or_the_bench_says_that_it_may_be_on(bool isStuck)
    {
        var killed = await Laboratory.StartAsync();
        await PublishAsync(killed);
        var planner = await killed.SignInAsync(Role.Planner);
        var dmm = await RegisterAsync(planner, "DMM", "SIM-DMM", "DMM-0001", "voltage", "V");
        var power = await RegisterAsync(planner, "PS", "SIM-SOURCE", "PS-0001");
        var bench = await OwnLaboratory.IdAsync(planner, "/benches", new
        {
            code = "beside-4",
            nameZh = "示例检定台",
            nameEn = "Example bench",
            isSimulated = true,
            reference = new { protocol = "by-hand", equipmentId = dmm },
            multimeter = new { protocol = "scpi", link = volts.Address(TtySettings.Default), equipmentId = dmm },
            source = new { protocol = "scpi", link = supply.Address(TtySettings.Default), equipmentId = power },
        });
        var technician = await OpenAsync(killed, planner, bench, [dmm]);
        await technician.GoodAsync("environment", ("temperature", "23.4"), ("insulation", "120"));
        await technician.GoodAsync("accept");
        await technician.GoodAsync("begin");
        // The source stands, and one value of the step is a person's.
        await technician.UntilPhaseAsync(StepPhase.Starting);
        // A process that is killed sends nothing on its way out: the output is as it was, and so is the record.
        source.IsStuck = true;
        await killed.App.StopAsync(TestContext.Current.CancellationToken);
        source.IsStuck = isStuck;
        Assert.True(source.IsOn);
        await using var laboratory = await killed.RestartAsync();
        var again = new Technician(laboratory, await laboratory.SignInAsync(Role.Technician), technician.Id);
        var lost = (await again.RecordAsync()).State;
        Assert.Equal((StepPhase.Waiting, 2), (lost.Steps[lost.Current].Phase, lost.Steps[lost.Current].Attempt));
        Assert.Equal("bench.restarted", (await laboratory.Get<VerificationQueries>().EventsAsync(again.Id, default))[^1].Code);
        var (watch, live) = (laboratory.Get<BenchHealth>().Of("beside-4"), laboratory.Get<LiveFeed>());
        while (isStuck ? live.Of(again.Id).Fault?.Code != "bench.maybe-on" : source.IsOn)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        Assert.Equal(isStuck, watch.Now().Troubles.Any(one => one.Reason.Code == "bench.maybe-on"));
        if (!isStuck)
            return;
        Assert.Equal("bench.maybe-on", watch.Now().Fault?.Code);
        // Somebody frees the relay: tried again, it goes off, and nothing stands any more.
        source.IsStuck = false;
        while (watch.Now().Fault is not null)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        Assert.False(source.IsOn);
    }
}
