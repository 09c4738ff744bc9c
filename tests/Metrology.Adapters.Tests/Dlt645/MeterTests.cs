using Metrology.Adapters.Dlt645;
using Metrology.Core.Quantities;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Framing;
using Metrology.Instruments.Links;
using Metrology.Links.Replay;
using Metrology.Links.Tty;
using Metrology.Simulators.Charging;
using Metrology.Simulators.Meter;

namespace Metrology.Adapters.Tests.Dlt645;

/// <summary>The adapter against a meter that speaks real bytes on a real pseudo-terminal.</summary>
public sealed class MeterTests : IAsyncLifetime
{
    private const string Address = "000000000001", Number = "330000000002";

    /// <summary>A simulator on a busy machine takes its time; only silence waits so long.</summary>
    private static readonly ExchangeLimits Limits = new(TimeSpan.FromSeconds(3), TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(200), Attempts: 3);

    private readonly PtyPair pair = PtyPair.Open();
    private readonly ChargingProcess process = new(seed: 1);
    private readonly TranscriptMemory transcript = new();
    private readonly RefusedAnswers refused = [];
    private readonly SimulatedDlt645Meter simulator;
    private readonly Dlt645Meter meter;

    public MeterTests()
    {
        simulator = new(pair.Master, new(Address, Number, 0m, TimeSpan.FromHours(8)), process, TimeProvider.System);
        meter = new(new TranscribedLink(new TtyLink(pair.SlavePath, TtySettings.Default), transcript, TimeProvider.System), Settings(Address), TimeProvider.System, refused);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await meter.DisposeAsync();
        await simulator.DisposeAsync();
        await pair.DisposeAsync();
    }

    [Fact]
    public async Task It_identifies_itself_by_its_number_and_reads_all_it_offers()
    {
        Assert.Equal(Number, (await meter.IdentifyAsync(CancellationToken.None)).SerialNumber);
        _ = process.Apply(new(220m, 32m, 1m));
        process.Advance(100);
        foreach (var measurand in meter.Offers)
        {
            var reading = await meter.ReadAsync(measurand, CancellationToken.None);
            Assert.Equal((measurand, "role"), (reading.Measurand, reading.Instrument));
            Assert.Equal(64, reading.RawHash.Length);
        }

        var state = process.State;
        var voltage = await meter.ReadAsync(Measurands.Voltage, CancellationToken.None);
        Assert.Equal((decimal.Truncate(state.Volts * 10) / 10, 0.1m, "V"), (voltage.Value, voltage.Resolution, voltage.Unit));
        var energy = await meter.ReadAsync(Measurands.ActiveEnergy, CancellationToken.None);
        Assert.Equal((decimal.Truncate((process.ReferenceStart + state.Energy) * 10_000) / 10_000, 0.0001m), (energy.Value, energy.Resolution));
    }

    [Fact]
    public async Task A_meter_without_the_fine_register_is_read_at_its_own_resolution()
    {
        simulator.Faults = new() { Coarse = true };
        await meter.IdentifyAsync(CancellationToken.None);
        Assert.Equal(0.01m, meter.EnergyResolution);
        Assert.Equal(0.01m, (await meter.ReadAsync(Measurands.ActiveEnergy, CancellationToken.None)).Resolution);
    }

    [Fact]
    public async Task Noise_before_the_answer_is_passed_over()
    {
        simulator.Faults = new() { Noise = true };
        Assert.Equal(Number, (await meter.IdentifyAsync(CancellationToken.None)).SerialNumber);
        Assert.Equal(2, simulator.Answers);
    }

    [Fact]
    public async Task A_damaged_answer_is_asked_for_again()
    {
        simulator.Faults = new() { BadChecksumEvery = 2 };
        Assert.Equal(Number, (await meter.IdentifyAsync(CancellationToken.None)).SerialNumber);
        Assert.Equal(3, simulator.Answers);
        var refused = Assert.Single(this.refused);
        Assert.Equal(("dlt645.bad-checksum", $"tty:{pair.SlavePath}"), (refused.Reason.Code, refused.Link.Split('?')[0]));
        Assert.Contains(Convert.ToHexString(refused.Bytes), Convert.ToHexString([.. transcript.Entries.Where(entry => entry.Direction == Direction.Received).SelectMany(entry => entry.Bytes)]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_that_stay_damaged_are_a_garbled_fault_after_the_last_attempt() =>
        await ExpectAsync(new() { BadChecksumEvery = 1 }, FaultKind.Garbled, "exchange.garbled", answers: Limits.Attempts);

    [Fact]
    public async Task Silence_is_a_timeout() => await ExpectAsync(new() { Silent = true }, FaultKind.Timeout, "exchange.no-answer", answers: 0);

    [Fact]
    public async Task A_refusing_meter_is_not_asked_again()
    {
        await meter.IdentifyAsync(CancellationToken.None);
        var before = simulator.Answers;
        simulator.Faults = new() { RefusesWith = 0x02 };
        var fault = await Assert.ThrowsAsync<InstrumentFault>(() => meter.ReadAsync(Measurands.Voltage, CancellationToken.None).AsTask());
        Assert.Equal((FaultKind.Refused, "dlt645.meter-error"), (fault.Kind, fault.Code));
        Assert.Equal(before + 1, simulator.Answers);
    }

    [Fact]
    public async Task Another_meter_that_answers_is_a_wrong_identity() =>
        await ExpectAsync(new() { AnswersAs = "000000000009" }, FaultKind.WrongIdentity, "dlt645.wrong-meter", answers: 1);

    [Fact]
    public async Task Pulling_the_plug_ends_the_exchange_as_unreachable()
    {
        await meter.IdentifyAsync(CancellationToken.None);
        simulator.Faults = new() { Silent = true };
        var reading = meter.ReadAsync(Measurands.Voltage, CancellationToken.None).AsTask();
        await pair.DisposeAsync();
        Assert.Equal("link.unplugged", (await Assert.ThrowsAsync<InstrumentFault>(() => reading)).Code);
    }

    [Fact]
    public async Task A_recorded_session_with_a_retry_replays_to_the_same_readings_without_a_meter()
    {
        simulator.Faults = new() { BadChecksumEvery = 3, Noise = true };
        var identity = await meter.IdentifyAsync(CancellationToken.None);
        var reading = await meter.ReadAsync(Measurands.Voltage, CancellationToken.None);

        var link = new ReplayLink(transcript.Entries);
        await using var replayed = new Dlt645Meter(link, Settings(Address), TimeProvider.System);
        Assert.Equal(identity, await replayed.IdentifyAsync(CancellationToken.None));
        var again = await replayed.ReadAsync(Measurands.Voltage, CancellationToken.None);
        Assert.Equal(reading with { ReceivedAt = again.ReceivedAt }, again);
        Assert.True(link.IsAtEnd);
    }

    private async Task ExpectAsync(MeterFaults faults, FaultKind kind, string code, int answers)
    {
        simulator.Faults = faults;
        var fault = await Assert.ThrowsAsync<InstrumentFault>(() => meter.IdentifyAsync(CancellationToken.None).AsTask());
        Assert.Equal((kind, code), (fault.Kind, fault.Code));
        Assert.Equal(answers, simulator.Answers);
    }

    private static Dlt645MeterSettings Settings(string address) => Dlt645MeterSettings.Of("role", address) with { Limits = Limits };

    private sealed class RefusedAnswers : List<RefusedAnswer>, IRefusedAnswerSink
    {
        void IRefusedAnswerSink.Append(RefusedAnswer answer) => Add(answer);
    }
}
