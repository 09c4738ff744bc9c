using Metrology.Adapters.Roller;
using Metrology.Adapters.Transcripts;
using Metrology.Core.Quantities;
using Metrology.Core.Records;
using Metrology.Core.Runs;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Framing;
using Metrology.Instruments.Links;
using Metrology.Links.Tty;
using Metrology.Simulators.Charging;
using Metrology.Simulators.Roller;

namespace Metrology.Adapters.Tests.Roller;

/// <summary>The adapter against a roller bench that speaks real bytes on a real pseudo-terminal, an electric taxi on it.</summary>
public sealed class RollerBenchTests : IAsyncDisposable
{
    private static readonly Dictionary<string, Quantity> TwoKilometres = new() { ["distance"] = new(2000m, Units.Find("m")!), ["speed"] = new(60m, Units.Find("km/h")!) };

    private readonly PtyPair pair = PtyPair.Open();
    private readonly TranscriptMemory transcript = new();
    private readonly Sink refused = new();
    private readonly List<IAsyncDisposable> open = [];

    private (SimulatedRollerBench Device, RollerBench Bench) Start(RollerProcess process, RollerFaults? faults = null, string unit = "TX-1")
    {
        var device = new SimulatedRollerBench(pair.Master, new("RB-1", unit), process, faults);
        var bench = new RollerBench(
            new TranscribedLink(new TtyLink(pair.SlavePath, TtySettings.Default), transcript, TimeProvider.System),
            RollerBenchSettings.Of("RB-1") with { Poll = TimeSpan.FromMilliseconds(10), Limits = new(TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(200), Attempts: 3) },
            TimeProvider.System, refused);
        open.AddRange([bench, new ProcessPump(process.Advance, RollerProcess.Tick, speed: 2000, TimeProvider.System), device]);
        return (device, bench);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in open)
            await one.DisposeAsync();
        await pair.DisposeAsync();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 1000, 1026.7)]
    [InlineData(2, 1042, 1026.7)]
    [InlineData(3, 1000, 985)]
    public async Task The_error_of_the_taxi_comes_out_of_what_was_latched(int seed, int constant, double pulses)
    {
        var (_, bench) = Start(new((ulong)seed, new((decimal)pulses, constant) { Circumference = 0.9986m }));
        Assert.Equal("RB-1", (await bench.IdentifyAsync(Cancellation)).SerialNumber);
        Assert.Equal("TX-1", (await new RollerDisplay(bench, "TX-1").IdentifyAsync(Cancellation)).SerialNumber);
        await bench.ApplyAsync(TwoKilometres, Cancellation);
        var latches = await bench.LatchesAsync("TX-1", Cancellation);

        Assert.Equal(Enumerable.Range(1, 20), latches.Select(latch => latch.Number));
        decimal Of(string role, string measurand) => latches[^1].Readings.Single(one => one.Role == role && one.Reading.Measurand == measurand).Reading.Value;
        var (shown, travelled) = (Of(Roles.UnitUnderTest, Measurands.Distance) * 1000m, Of(Roles.Reference, Measurands.Revolutions) * 0.9986m);
        Assert.Equal(2000m, shown);
        // Slip of the run has σ 0.015 %, the latch 16 mm, the counter a tenth of a turn.
        Assert.InRange((shown / travelled) - ((decimal)pulses / constant), -0.0008m, 0.0008m);
        Assert.Equal(0m, (await bench.ReadAsync(Measurands.Speed, Cancellation)).Value);
    }

    [Fact]
    public async Task What_was_latched_is_decoded_again_from_the_bytes_alone()
    {
        var (_, bench) = Start(new(7, new(1000m, 1000m)));
        await bench.IdentifyAsync(Cancellation);
        await bench.ApplyAsync(TwoKilometres, Cancellation);
        var latches = await bench.LatchesAsync("TX-1", Cancellation);

        var codec = TranscriptCodecs.All.Single(one => one.Name == RollerBench.Codec);
        var messages = codec.Messages([.. transcript.Entries.Select((entry, i) => new TranscribedBytes(i, entry.Index, entry.Direction == Direction.Received, entry.Bytes))]).ToList();
        foreach (var (role, reading) in latches.SelectMany(latch => latch.Readings))
        {
            var message = messages.Single(one => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(one.Bytes.Span)) == reading.RawHash);
            var address = role == Roles.Reference ? RollerLatch.OfRoller : RollerLatch.OfDisplay;
            Assert.Equal(reading, codec.Decode(new("tty:1", RollerBench.Codec, reading.Instrument, address), message.Bytes, reading).Value.Reading);
            var other = role == Roles.Reference ? RollerLatch.OfDisplay : RollerLatch.OfRoller;
            Assert.Equal("not-of-this", codec.Decode(new("tty:1", RollerBench.Codec, reading.Instrument, other), message.Bytes, reading).Refusal?.Code);
        }

        // A live value is asked for like any other and never stands for a reading.
        var live = await bench.ReadAsync(Measurands.Revolutions, Cancellation);
        Assert.Equal("not-a-latch", codec.Decode(new("tty:1", RollerBench.Codec, "RB-1", RollerLatch.OfRoller), RollerFrame.Encode(1, "STATE", "HOLD", live.Text, "0.0", "20", "H"), live).Refusal?.Code);
    }

    [Fact]
    public async Task Damaged_lines_are_asked_for_again_and_counted()
    {
        var (_, bench) = Start(new(7, new(1000m, 1000m)), RollerFaults.None with { BadCheckEvery = 3 });
        await bench.IdentifyAsync(Cancellation);
        await bench.IdentifyUnitAsync(Cancellation);
        for (var i = 0; i < 6; i++)
            await bench.ReadAsync(Measurands.Revolutions, Cancellation);
        Assert.Contains(refused.All, one => one.Reason.Code == "roller.bad-check");
    }

    [Fact]
    public async Task Noise_before_a_line_hides_none()
    {
        var (_, bench) = Start(new(7, new(1000m, 1000m)), RollerFaults.None with { Noise = true });
        Assert.Equal("RB-1", (await bench.IdentifyAsync(Cancellation)).SerialNumber);
        Assert.All(refused.All, one => Assert.True(one.Reason.Code is "roller.bad-text" or "exchange.stray-bytes", one.Reason.Code));
    }

    [Theory]
    [InlineData(true, "exchange.no-answer")]
    [InlineData(false, "exchange.no-answer")]
    public async Task Silence_and_a_late_answer_are_no_answer(bool silent, string code)
    {
        var (_, bench) = Start(new(7, new(1000m, 1000m)), RollerFaults.None with { Silent = silent, LateTag = !silent });
        var fault = await Assert.ThrowsAsync<InstrumentFault>(() => bench.IdentifyAsync(Cancellation).AsTask());
        Assert.Equal((FaultKind.Timeout, code), (fault.Kind, fault.Code));
    }

    [Fact]
    public async Task The_emergency_key_ends_the_run_with_what_to_do()
    {
        var (_, bench) = Start(new(7, new(1000m, 1000m)) { EmergencyAt = 900m });
        await bench.IdentifyAsync(Cancellation);
        var fault = await Assert.ThrowsAsync<InstrumentFault>(() => bench.ApplyAsync(TwoKilometres, Cancellation).AsTask());
        Assert.Equal("roller.fault", fault.Code);
        Assert.Contains("emergency", fault.Text.En, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InstrumentFault>(() => bench.LatchesAsync("TX-1", Cancellation).AsTask());
        Assert.Equal("roller.refused", (await Assert.ThrowsAsync<InstrumentFault>(() => bench.ApplyAsync(TwoKilometres, Cancellation).AsTask())).Code);
        await bench.StandbyAsync(Cancellation);
    }

    [Fact]
    public async Task Standby_stops_the_rollers_and_nothing_of_a_stopped_run_is_latched()
    {
        var process = new RollerProcess(7, new(1000m, 1000m));
        var (_, bench) = Start(process);
        await bench.IdentifyAsync(Cancellation);
        Assert.Equal("roller.no-distance", (await Assert.ThrowsAsync<InstrumentFault>(() => bench.ApplyAsync(new Dictionary<string, Quantity>(), Cancellation).AsTask())).Code);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var far = new Dictionary<string, Quantity>(TwoKilometres) { ["distance"] = new(900_000m, Units.Find("m")!) };
        var running = bench.ApplyAsync(far, stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await bench.StandbyAsync(Cancellation);
        Assert.Equal(RollerVerbs.Idle, process.Now.Phase);
        await Assert.ThrowsAsync<InstrumentFault>(() => bench.LatchesAsync("TX-1", Cancellation).AsTask());
    }

    [Fact]
    public void The_truth_depends_on_the_ticks_and_not_on_how_they_came()
    {
        RollerProcess once = new(3, new(1000m, 1010m)), often = new(3, new(1000m, 1010m));
        Assert.True(once.Run(500m, 40m) && often.Run(500m, 40m));
        Assert.False(once.Run(500m, 40m));
        once.Advance(20_000);
        for (var i = 0; i < 20_000; i++)
            often.Advance(1);
        Assert.Equal(RollerVerbs.Held, once.Now.Phase);
        Assert.Equal(once.Now.Jumps, often.Now.Jumps);
        Assert.Equal([0.1m, 0.2m, 0.3m, 0.4m, 0.5m], once.Now.Jumps.Select(jump => jump.Kilometres));
    }

    private sealed class Sink : IRefusedAnswerSink
    {
        public List<RefusedAnswer> All { get; } = [];

        public void Append(RefusedAnswer answer) => All.Add(answer);
    }
}
