using Metrology.Adapters.Modbus;
using Metrology.Adapters.Tests.Framing;
using Metrology.Core.Quantities;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Framing;
using Metrology.Instruments.Links;
using Metrology.Links.Tty;
using Metrology.Simulators.Charging;
using Metrology.Simulators.Meter;
using Metrology.Testing;

namespace Metrology.Adapters.Tests.Modbus;

/// <summary>The adapter against a meter that speaks real bytes on a real pseudo-terminal, with any map of any word order.</summary>
public sealed class ModbusMeterTests : IAsyncDisposable
{
    private const string Number = "330000000002";

    private static readonly ExchangeLimits Limits = new(TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(200), Attempts: 3);

    private readonly PtyPair pair = PtyPair.Open();
    private readonly ChargingProcess process = new(seed: 1);
    private readonly Refused refused = new();
    private SimulatedModbusMeter? simulator;
    private ModbusMeter? meter;

    private (SimulatedModbusMeter Simulator, ModbusMeter Meter) Start(RegisterMap map, MeterFaults? faults = null, byte asked = 7, ExchangeLimits? limits = null)
    {
        simulator = new(pair.Master, new(7, Number, 0m, map, IsTcp: false), process, faults);
        meter = new(new TtyLink(pair.SlavePath, TtySettings.Default), ModbusMeterSettings.Of("role", ModbusMeter.RtuCodec, asked, map) with { Limits = limits ?? Limits }, TimeProvider.System, refused);
        return (simulator, meter);
    }

    public async ValueTask DisposeAsync()
    {
        if (meter is not null)
            await meter.DisposeAsync();
        if (simulator is not null)
            await simulator.DisposeAsync();
        await pair.DisposeAsync();
    }

    public static TheoryData<WordOrder, RegisterType> Forms => [.. from order in Enum.GetValues<WordOrder>() from type in Enum.GetValues<RegisterType>() where ModbusRegisters.WordsOf(type) > 1 select (order, type)];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Any_form_of_a_number_is_read_as_the_meter_means_it(WordOrder order, RegisterType type)
    {
        var isFloat = type is RegisterType.Float32 or RegisterType.Float64;
        var energy = new MappedRegister("energy", new("电能", "Energy"), 40, type, "kWh", Measurands.ActiveEnergy, isFloat ? 0 : -3) { Resolution = isFloat ? 0.001m : null };
        var map = RegisterMaps.Find("generic-float32")! with { WordOrder = order, Reads = [], Registers = [energy], Identity = new(3, 60, null, 8) };
        var (_, adapter) = Start(map);
        Assert.Equal(Number, (await adapter.IdentifyAsync(TestContext.Current.CancellationToken)).SerialNumber);
        var reading = await adapter.ReadAsync(Measurands.ActiveEnergy, TestContext.Current.CancellationToken);
        // 32 bits round to the nearest number that they have, which may be above the truth.
        var nearest = type == RegisterType.Float32 ? 0.0005m : 0m;
        Assert.InRange(process.ReferenceStart - reading.Value, -nearest, 0.001m + nearest);
        Assert.Equal(0.001m, reading.Resolution);
    }

    [Fact]
    public async Task A_damaged_answer_is_counted_with_its_bytes_and_asked_for_again()
    {
        var (_, adapter) = Start(RegisterMaps.Find("generic-float32")!, MeterFaults.None with { BadChecksumEvery = 2 });
        await adapter.IdentifyAsync(TestContext.Current.CancellationToken);
        await adapter.ReadAsync(Measurands.Voltage, TestContext.Current.CancellationToken);
        var answer = Assert.Single(refused.All);
        Assert.Equal("modbus.bad-crc", answer.Reason.Code);
        Assert.Contains("0703", Convert.ToHexString(answer.Bytes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, (byte)2, FaultKind.Refused, "modbus.meter-exception")]
    [InlineData("9", null, FaultKind.WrongIdentity, "modbus.wrong-meter")]
    [InlineData(null, (byte)6, FaultKind.Timeout, "modbus.meter-exception")]
    public async Task What_the_meter_says_instead_of_an_answer_is_said(string? answersAs, byte? exception, FaultKind kind, string code)
    {
        var (_, adapter) = Start(
            RegisterMaps.Find("generic-float32")!, MeterFaults.None with { AnswersAs = answersAs, RefusesWith = exception }, limits: Limits with { Reply = TimeSpan.FromMilliseconds(300), Attempts = 2 });
        var fault = await Assert.ThrowsAsync<InstrumentFault>(async () => await adapter.IdentifyAsync(TestContext.Current.CancellationToken));
        Assert.Equal((kind, code), (fault.Kind, fault.Code));
    }

    [Fact]
    public async Task Nobody_at_the_address_is_silence()
    {
        var (_, adapter) = Start(RegisterMaps.Find("generic-float32")!, asked: 8, limits: Limits with { Reply = TimeSpan.FromMilliseconds(200), Attempts = 2 });
        var fault = await Assert.ThrowsAsync<InstrumentFault>(async () => await adapter.IdentifyAsync(TestContext.Current.CancellationToken));
        Assert.Equal("exchange.no-answer", fault.Code);
    }

    [Fact]
    public async Task A_number_whose_step_nobody_states_is_no_reading_and_a_map_without_a_serial_number_tells_none()
    {
        var map = RegisterMaps.Find("generic-float32")!;
        var (_, adapter) = Start(map with { Identity = null, Registers = [.. map.Registers.Select(one => one.Measurand == Measurands.Current ? one with { Resolution = null } : one)] });
        Assert.Equal("", (await adapter.IdentifyAsync(TestContext.Current.CancellationToken)).SerialNumber);
        Assert.DoesNotContain(Measurands.Current, adapter.Offers);
        Assert.Equal("modbus.not-mapped", (await Assert.ThrowsAsync<InstrumentFault>(async () => await adapter.ReadAsync(Measurands.Current, TestContext.Current.CancellationToken))).Code);
    }

    [Fact]
    public void Any_split_of_a_tcp_stream_gives_the_same_frames() => Chunks.AnySplitGivesTheSameFrames(
        () => new ModbusTcpFramer(), frame => frame.Raw, Reply(1), Reply(2), Convert.FromHexString("000300000003018302"), Reply(4)[..7], [0x00, 0x05, 0x00, 0x01], [0xFF]);

    /// <summary>TCP has its own checksum; a damaged frame here is one of another length or of no Modbus at all.</summary>
    [Fact]
    public void Damaged_tcp_frames_throw_nothing_and_are_held_in_bounds()
    {
        var (mutations, framer, request) = (new Mutations(Fuzzing.Seed(5)), new ModbusTcpFramer(), ModbusRequest.Of(1, 3, 0, 2).Value);
        var read = 0;
        var mutants = Fuzzing.Cases(200_000);
        for (var i = 0; i < mutants; i++)
        {
            foreach (var frame in framer.Push(mutations.Of(mutations.Pick([Reply(1), Reply(2)]))))
            {
                if (ModbusReply.ReadBody(frame.Body.Span, request, out var reply) is null)
                {
                    Assert.Equal((1, 3, 2), (reply.Slave, reply.Function, reply.Registers.Count));
                    read++;
                }
            }

            Assert.True(framer.Unconsumed.Length < ModbusTcp.Longest);
        }

        Assert.NotEqual(0, framer.Rejected);
        Assert.InRange(read, 1000, mutants);
        Fuzzing.Report("Modbus TCP", mutants, Fuzzing.Seed(5), $"read {read}; framer rejected {framer.Rejected}");
    }

    private static byte[] Reply(byte transaction) => [0, transaction, 0, 0, 0, 7, 1, 3, 4, 0x41, 0x45, 0x85, 0x1F];

    private sealed class Refused : IRefusedAnswerSink
    {
        private readonly List<RefusedAnswer> all = [];

        public IReadOnlyList<RefusedAnswer> All => all;

        public void Append(RefusedAnswer answer) => all.Add(answer);
    }
}
