using Metrology.Adapters.Counter;
using Metrology.Adapters.Roller;
using Metrology.Adapters.Tests.Framing;
using Metrology.Adapters.Transcripts;
using Metrology.Core.Quantities;
using Metrology.Core.Records;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Framing;
using Metrology.Instruments.Links;
using Metrology.Links.Tty;
using Metrology.Simulators.Charging;
using Metrology.Simulators.Counter;
using Metrology.Simulators.Roller;
using Metrology.Testing;

namespace Metrology.Adapters.Tests.Counter;

/// <summary>The counter as reference, on real pseudo-terminals: of rollers that are verified themselves, and of the pulses of reference meter and pile.</summary>
public sealed class PulseCounterTests : IAsyncDisposable
{
    private const long Constant = 36_000_000;

    private readonly TranscriptMemory transcript = new();
    private readonly List<IAsyncDisposable> open = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (var one in Enumerable.Reverse(open))
            await one.DisposeAsync();
    }

    private PulseCounter Counter(ICounted wired, bool isGated)
    {
        var pair = PtyPair.Open();
        var device = new SimulatedPulseCounter(pair.Master, new("CT-1"), wired);
        var counter = new PulseCounter(
            new TranscribedLink(new TtyLink(pair.SlavePath, TtySettings.Default), transcript, TimeProvider.System),
            PulseCounterSettings.Of("CT-1", isGated) with { Limits = new(TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(200), Attempts: 3) }, TimeProvider.System);
        open.AddRange([pair, device, counter]);
        return counter;
    }

    private static Dictionary<string, Quantity> Setting(params (string Name, decimal Value, string Unit)[] settings) =>
        settings.ToDictionary(one => one.Name, one => new Quantity(one.Value, Units.Find(one.Unit)!));

    [Fact]
    public async Task Rollers_and_counter_count_the_same_turns_and_their_speeds_differ_by_the_error_of_the_rollers()
    {
        var process = new RollerProcess(7, new(1000m, 1000m));
        var pair = PtyPair.Open();
        var device = new SimulatedRollerBench(pair.Master, new("RB-1", "") { CountError = 0.001m, SpeedErrorKmh = 1.3m }, process);
        var rollers = new RollerBench(
            new TranscribedLink(new TtyLink(pair.SlavePath, TtySettings.Default), transcript, TimeProvider.System),
            RollerBenchSettings.Of("RB-1") with { Poll = TimeSpan.FromMilliseconds(10) }, TimeProvider.System);
        open.AddRange([pair, device, rollers, new ProcessPump(process.Advance, RollerProcess.Tick, speed: 500, TimeProvider.System)]);
        var counter = Counter(new AxleInput(process), isGated: false);
        var (unit, load) = (new RollerUnderTest(rollers), new CountedRollers(counter, rollers));
        Assert.Equal(("CT-1", "RB-1"), ((await counter.IdentifyAsync(Cancellation)).SerialNumber, (await unit.IdentifyAsync(Cancellation)).SerialNumber));

        // The second time from zero again.
        foreach (var turns in new[] { 1000m, 2000m })
        {
            await load.ApplyAsync(Setting(("count", turns, "1")), Cancellation);
            var (shown, counted) = (await unit.ReadAsync(Measurands.Revolutions, Cancellation), await counter.ReadAsync(Measurands.Revolutions, Cancellation));
            Assert.InRange(counted.Value, turns, turns + 100m);
            Assert.InRange(shown.Value - counted.Value - (0.001m * counted.Value), -0.15m, 0.15m);
            Assert.Equal(0m, (await counter.ReadAsync(Measurands.Speed, Cancellation)).Value);
        }

        await load.ApplyAsync(Setting(("speed", 60m, "km/h")), Cancellation);
        var (speed, reference) = (await unit.ReadAsync(Measurands.Speed, Cancellation), await counter.ReadAsync(Measurands.Speed, Cancellation));
        Assert.Equal((61.3m, 60.0m, "km/h"), (speed.Value, reference.Value, reference.Unit));
        await load.StandbyAsync(Cancellation);
        Assert.Equal(0m, (await counter.ReadAsync(Measurands.Speed, Cancellation)).Value);

        DecodedAgain((RollerBench.Codec, RollerLatch.OfRoller, speed), (PulseCounter.Codec, PulseCounter.Address, reference));
    }

    [Theory]
    [InlineData(0.0062, 32)]
    [InlineData(-0.0035, 3.2)]
    [InlineData(0, 16)]
    public async Task The_error_of_a_pile_comes_out_of_its_pulses(double error, double amperes)
    {
        var process = new ChargingProcess(7);
        var counter = Counter(new PulseInput(process, Constant, 0m, 1000m, (decimal)error), isGated: true);
        await counter.IdentifyAsync(Cancellation);
        Assert.Empty(counter.Offers);
        await counter.GateAsync(4m, Cancellation);
        Assert.False(await counter.IsDoneAsync(Cancellation));
        Assert.Equal("counter.value", (await Assert.ThrowsAsync<InstrumentFault>(() => counter.ReadAsync(Measurands.PulseCount, Cancellation).AsTask())).Code);
        _ = process.Apply(new(220m, (decimal)amperes, 0.006m));
        process.Advance(10_000);
        Assert.True(await counter.IsDoneAsync(Cancellation));
        var (pulses, constant) = (await counter.ReadAsync(Measurands.PulseCount, Cancellation), await counter.ReadAsync(Measurands.PulseConstant, Cancellation));
        Assert.Equal(("imp", Constant, "imp/kWh"), (pulses.Unit, constant.Value, constant.Unit));
        var due = Constant * 4m / 1000m;
        Assert.InRange(((due - pulses.Value) / pulses.Value) - (decimal)error, -0.00002m, 0.00002m);
        DecodedAgain((PulseCounter.Codec, PulseCounter.Address, pulses), (PulseCounter.Codec, PulseCounter.Address, constant));
    }

    [Fact]
    public async Task A_pile_without_pulses_is_no_reading_and_says_what_to_look_at()
    {
        var process = new ChargingProcess(7);
        var counter = Counter(new PulseInput(process, Constant, 0m, 50m, 0m), isGated: true);
        await counter.IdentifyAsync(Cancellation);
        var load = new GatedLoad(counter, new Direct(process));
        // Six pulses at 1000 imp/kWh are none at all of a pile that gives 50.
        var fault = await Assert.ThrowsAsync<InstrumentFault>(() => load.ApplyAsync(Setting(("pulses", 4m, "imp"), ("energy", 0.006m, "kWh")), Cancellation).AsTask());
        Assert.Equal("counter.no-pulses", fault.Code);
        Assert.Contains("pulse output", fault.Text.En, StringComparison.Ordinal);
        Assert.Equal("counter.refused", (await Assert.ThrowsAsync<InstrumentFault>(() => counter.GateAsync(0m, Cancellation).AsTask())).Code);
    }

    [Theory]
    [InlineData("GATED,DONE,4,143112,36000000", null)]
    [InlineData("GATED,RUN,4,100,36000000", "not-done")]
    [InlineData("GATED,DONE,4,143112.5,36000000", "bad-fields")]
    [InlineData("GATED,OVER,4,143112,36000000", "bad-fields")]
    [InlineData("GATED,DONE,4,143112", "bad-fields")]
    [InlineData("COUNT,1000.0,0.0", "not-gated")]
    public void Only_a_closed_gate_is_a_reading(string said, string? code)
    {
        var line = RollerFrame.Encode(3, said.Split(','));
        var claimed = new Reading("CT-1", Measurands.PulseCount, "", 0m, "imp", 1m, "", null, default);
        var codec = TranscriptCodecs.All.Single(one => one.Name == PulseCounter.Codec);
        Assert.Equal(code, codec.Decode(new("tty:1", PulseCounter.Codec, "CT-1", PulseCounter.Address), line, claimed).Refusal?.Code);
        Assert.Equal("not-of-this", codec.Decode(new("tty:1", PulseCounter.Codec, "CT-1", "roller"), line, claimed).Refusal?.Code);
    }

    [Fact]
    public void Damaged_lines_give_no_reading_without_a_valid_check()
    {
        var mutations = new Mutations(Fuzzing.Seed(17));
        byte[][] sources = [RollerFrame.Encode(3, "GATED", "DONE", "4", "143112", "36000000"), RollerFrame.Encode(9, "COUNT", "1000.4", "60.0")];
        for (var i = 0; i < Fuzzing.Cases(100_000); i++)
        {
            var damaged = mutations.Of(mutations.Pick(sources));
            if (RollerFrame.Parse(damaged) is { IsRefused: false, Value: var frame } && (GatedPulses.Of(frame) is { IsRefused: false } || RollerCount.Of(frame) is { IsRefused: false }))
                Assert.Contains(sources, source => source.AsSpan().SequenceEqual(damaged));
        }
    }

    private void DecodedAgain(params (string Codec, string Address, Reading Reading)[] readings)
    {
        foreach (var (name, address, reading) in readings)
        {
            var codec = TranscriptCodecs.All.Single(one => one.Name == name);
            var messages = codec.Messages([.. transcript.Entries.Select((entry, i) => new TranscribedBytes(i, entry.Index, entry.Direction == Direction.Received, entry.Bytes))]);
            var message = messages.First(one => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(one.Bytes.Span)) == reading.RawHash);
            Assert.Equal(reading, codec.Decode(new("tty:1", name, reading.Instrument, address), message.Bytes, reading).Value.Reading);
        }

    }

    /// <summary>The load itself, without a line to it.</summary>
    private sealed class Direct(ChargingProcess process) : ILoad
    {
        public ValueTask<Identity> IdentifyAsync(CancellationToken cancellation) => ValueTask.FromResult(new Identity("", "", "L", null));

        public ValueTask ApplyAsync(IReadOnlyDictionary<string, Quantity> settings, CancellationToken cancellation)
        {
            Assert.DoesNotContain("pulses", settings.Keys);
            _ = process.Apply(new(220m, 32m, settings["energy"].Value));
            process.Advance(10_000);
            return ValueTask.CompletedTask;
        }

        public ValueTask StandbyAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
