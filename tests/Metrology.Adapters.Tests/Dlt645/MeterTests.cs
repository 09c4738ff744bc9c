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

    [Theory]
    [InlineData(4, 196, 5)]
    [InlineData(40, 40, 41)]
    [InlineData(63, 4, 64)]
    public async Task A_block_is_read_on_while_the_meter_says_that_more_follows(int tariffs, int longest, int values)
    {
        await using var line = PtyPair.Open();
        await using var other = new SimulatedDlt645Meter(line.Master, new(Address, Number, 0m, TimeSpan.FromHours(8)) { Tariffs = tariffs, LongestData = longest }, process, TimeProvider.System);
        await using var asked = new Dlt645Meter(new TtyLink(line.SlavePath, TtySettings.Default), Settings(Address), TimeProvider.System, refused);
        await asked.IdentifyAsync(CancellationToken.None);
        var block = await asked.ReadBlockAsync(0x0001FF00, CancellationToken.None);
        Assert.Equal(values, block.Count);
        Assert.Equal((0x00010000u, decimal.Truncate(process.ReferenceStart * 100) / 100), (block[0].Identifier.Code, block[0].Value!.Number!.Value));
        Assert.Equal((0x00010000u | ((uint)tariffs << 8), 0m), (block[^1].Identifier.Code, block[^1].Value!.Number!.Value));
        Assert.Equal("dlt645.meter-error", (await Assert.ThrowsAsync<InstrumentFault>(async () => await asked.ReadBlockAsync(0x02FFFF00, CancellationToken.None))).Code);
    }

    [Fact]
    public async Task A_command_goes_once_and_its_bytes_are_in_the_transcript()
    {
        await meter.IdentifyAsync(CancellationToken.None);
        var before = transcript.Entries.Count;
        await meter.CommandAsync(Dlt645Command.BroadcastTime(new(2026, 8, 21, 14, 30, 5, TimeSpan.FromHours(8)), "校时").Value, CancellationToken.None);
        await meter.CommandAsync(Dlt645Command.FreezeNow(Address, "换表前").Value, CancellationToken.None);
        var sent = transcript.Entries.Skip(before).Where(entry => entry.Direction == Direction.Sent).Select(entry => Convert.ToHexString(entry.Bytes)).ToList();
        Assert.Equal(["FEFEFEFE6899999999999968080638634754" + "3B593E16", "FEFEFEFE68010000000000681604CCCCCCCC1B16"], sent);
        Assert.Equal([Dlt645Function.BroadcastTime, Dlt645Function.Freeze], simulator.Commands.Select(frame => frame.Function));
        // A write that the meter refuses is sent once only.
        var write = Dlt645Command.Write(Address, 0x04000103, [1], "02000000", "00000001", "试验").Value;
        Assert.Equal("dlt645.meter-error", (await Assert.ThrowsAsync<InstrumentFault>(async () => await meter.CommandAsync(write, CancellationToken.None))).Code);
        Assert.Equal(3, simulator.Commands.Count);
    }

    [Theory]
    [InlineData(Address, "02000000", "00000001", 1, "", "dlt645.reason")]
    [InlineData("AAAAAAAAAAAA", "02000000", "00000001", 1, "why", "dlt645.address")]
    [InlineData("999999999999", "02000000", "00000001", 1, "why", "dlt645.address")]
    [InlineData(Address, "", "00000001", 1, "why", "dlt645.password")]
    [InlineData(Address, "02000000", "1", 1, "why", "dlt645.password")]
    [InlineData(Address, "0200000G", "00000001", 1, "why", "dlt645.password")]
    [InlineData(Address, "02000000", "00000001", 39, "why", "dlt645.write-too-long")]
    [InlineData(Address, "02000000", "00000001", 0, "why", "dlt645.write-too-long")]
    [InlineData(Address, "02000000", "00000001", 38, "why", null)]
    public void A_write_needs_one_meter_a_password_and_a_reason(string address, string password, string operatorCode, int bytes, string reason, string? code) =>
        Assert.Equal(code, Dlt645Command.Write(address, 0x04000103, new byte[bytes], password, operatorCode, reason).Refusal?.Code);

    [Theory]
    [InlineData(1999, "why", "dlt645.time")]
    [InlineData(2100, "why", "dlt645.time")]
    [InlineData(2026, " ", "dlt645.reason")]
    public void A_time_that_no_meter_can_show_is_not_sent(int year, string reason, string code) =>
        Assert.Equal(code, Dlt645Command.BroadcastTime(new(year, 1, 1, 0, 0, 0, TimeSpan.Zero), reason).Refusal?.Code);

    [Theory]
    [InlineData("0001FF00", "7856341200010000" + "0002000000030000" + "00040000", "123456.78 1.00 2.00 3.00 4.00")]
    [InlineData("0201FF00", "102300230023", "231.0 230.0 230.0")]
    [InlineData("0201FF00", "1023FFFFFFFF", "231.0 no-data-ff no-data-ff")]
    [InlineData("0203FF00", "001000001000002000003080", "0.1000 0.1000 0.2000 -0.3000")]
    [InlineData("0201FF00", "1023", "data-length")]
    [InlineData("0001FF00", "785634", "data-length")]
    [InlineData("0400FF00", "785634", "unknown-identifier")]
    public void A_block_decodes_to_its_values(string code, string data, string expected)
    {
        var values = Dlt645Block.Decode(Convert.ToUInt32(code, 16), Convert.FromHexString(data));
        Assert.Equal(expected, values.Refusal?.Code ?? string.Join(' ', values.Value.Select(one => one.Value?.Text ?? one.Refusal!.Code)));
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
