using System.Globalization;
using Metrology.Adapters.Dlt645;
using Metrology.Adapters.Modbus;
using Metrology.Core.Words;
using Metrology.Instruments.Links;
using Metrology.Simulators.Ambient;
using Metrology.Simulators.Balance;
using Metrology.Simulators.Charging;
using Metrology.Simulators.Clock;
using Metrology.Simulators.Counter;
using Metrology.Simulators.Meter;
using Metrology.Simulators.Multimeter;
using Metrology.Simulators.Ocmf;
using Metrology.Simulators.Pile;
using Metrology.Simulators.Roller;
using Metrology.Simulators.Source;
using Metrology.Simulators.Taximeter;

namespace Metrology.Simulators.Room;

/// <summary>An instrument that somebody wants to have played.</summary>
/// <param name="Name">Of its line: small letters, digits and hyphens.</param>
/// <param name="Address">As its protocol names it; empty takes the usual one of the kind.</param>
/// <param name="Seed">Same seed, same numbers.</param>
/// <param name="Amperes">Of the load that a meter measures; 0 for none.</param>
/// <param name="Map">Of a Modbus meter.</param>
/// <param name="Capture">Of the kind that plays recorded bytes.</param>
public sealed record SimulatorRequest(string Name, string Address, ulong Seed, decimal Amperes, RegisterMap? Map, Capture? Capture)
{
    /// <summary>Opens a message link as a gateway of that name, for what speaks in messages; null where no gateway of it may connect.</summary>
    public Func<string, IMessageLink?> Messages { get; init; } = _ => null;
}

/// <summary>What plays on a line, and how it is told to answer as somebody else.</summary>
/// <param name="Kept">What goes on while the plug is pulled: the instrument is not the line.</param>
internal sealed record Played(SimulatedIdentity Identity, Func<ILink, Playing> Connect, params IAsyncDisposable[] Kept);

/// <param name="Hold">Takes what concerns the instrument and not its line: who it says it is.</param>
internal sealed record Playing(Action<LineFaults> Hold, params IAsyncDisposable[] Parts);

/// <summary>Who a played instrument says it is.</summary>
/// <param name="Address">As its protocol names it on the line.</param>
public sealed record SimulatedIdentity(string Manufacturer, string Model, string SerialNumber, string Address)
{
    /// <summary>SubjectPublicKeyInfo as base64, of what signs; null for all others.</summary>
    public string? PublicKey { get; init; }
}

/// <summary>A kind of instrument that can be played on a line of its own.</summary>
/// <param name="Protocol">As benches name it; empty where no bench can be wired with it by that alone.</param>
public sealed record SimulatorKind(string Id, BilingualText Name, string Protocol)
{
    /// <summary>Faster than life: a meter that stands still tells little.</summary>
    private const double Speed = 1;

    private const decimal Volts = 220m, LongCharge = 100_000m, MostAmperes = 1000m;

    private const int LongestName = 32;

    /// <summary>Relative error of a played meter.</summary>
    private const decimal MeterError = 0.00008m;

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    internal Func<SimulatorRequest, TimeProvider, Outcome<Played>> Make { get; private init; } = (_, _) => throw new InvalidOperationException();

    /// <summary>Sends by itself; whoever does not read misses it.</summary>
    public bool IsContinuous { get; private init; }

    /// <summary>The faults that it can have; every line has those of lines.</summary>
    public IReadOnlyList<string> Faults => [.. LineFaults.OfEveryLine, .. Own];

    /// <summary>The faults of the instrument itself.</summary>
    private string[] Own { get; init; } = [];

    public bool NeedsMap { get; private init; }

    public bool NeedsCapture { get; private init; }

    /// <summary>A new simulator is one line here.</summary>
    public static IReadOnlyList<SimulatorKind> All { get; } =
    [
        new("dlt645-meter", new("标准电能表（DL/T 645-2007）", "Reference meter (DL/T 645-2007)"), Dlt645Meter.Codec) { Make = Dlt645, Own = [.. LineFaults.OfMeters, nameof(LineFaults.ClockDrift), nameof(LineFaults.Coarse)] },
        new("modbus-meter", new("标准电能表（Modbus RTU）", "Reference meter (Modbus RTU)"), ModbusMeter.RtuCodec) { Make = Modbus, NeedsMap = true, Own = LineFaults.OfMeters },
        new("roller-bench", new("滚筒台与电动出租车", "Roller bench with an electric taxi"), Adapters.Roller.RollerBench.Codec) { Make = Roller, Own = LineFaults.OfNumbers },
        new("dc-meter", new("直流标准电能表（Modbus RTU，充电机）", "DC reference meter (Modbus RTU, off-board charger)"), ModbusMeter.RtuCodec) { Make = DirectCurrent, Own = LineFaults.OfMeters },
        new("pulse-counter", new("脉冲计数器（标准表与充电桩的脉冲）", "Pulse counter (of a reference meter and a pile)"), Adapters.Counter.PulseCounter.Codec) { Make = Pulses, Own = LineFaults.OfNumbers },
        new("taximeter", new("计价器数据线（JT/T 905）", "Data line of a taximeter (JT/T 905)"), Adapters.Jtt905.Jtt905Taximeter.Codec) { Make = Taxi, Own = LineFaults.OfNumbers },
        new("th-probe", new("温湿度探头（Modbus RTU）", "T/RH probe (Modbus RTU)"), ModbusMeter.RtuCodec) { Make = Probe, Own = LineFaults.OfMeters },
        new("multimeter", new("数字多用表（SCPI）", "Multimeter (SCPI)"), Adapters.Scpi.ScpiMultimeter.Codec) { Make = Voltmeter, Own = LineFaults.OfNumbers },
        new("gnss-clock", new("GNSS 标准时钟（NMEA 0183）", "GNSS reference clock (NMEA 0183)"), Adapters.Nmea0183.NmeaClock.Codec) { Make = Gnss, IsContinuous = true, Own = [nameof(LineFaults.NoFix), nameof(LineFaults.ClockDrift)] },
        new("ac-pile", new("交流充电桩、负载与标准电能表（DL/T 645；网关“名称”与“名称-load”）", "AC pile, load and reference meter (DL/T 645; gateways NAME and NAME-load)"), Dlt645Meter.Codec) { Make = AcPile, Own = [.. LineFaults.OfMeters, nameof(LineFaults.ClockDrift), nameof(LineFaults.Coarse)] },
        new("dc-pile", new("直流充电机、负载与标准电能表（Modbus RTU；网关“名称”与“名称-load”）", "DC charger, load and reference meter (Modbus RTU; gateways NAME and NAME-load)"), ModbusMeter.RtuCodec) { Make = DcPile, Own = [.. LineFaults.OfMeters, nameof(LineFaults.ClockDrift)] },
        new("source", new("直流电源（SCPI）", "Direct source (SCPI)"), Adapters.Scpi.ScpiMultimeter.Codec) { Make = Supply, Own = LineFaults.OfNumbers },
        new("ocmf-display", new("充电桩签名示值（OCMF）", "Signed display of a pile (OCMF)"), Adapters.Ocmf.OcmfDisplay.Codec) { Make = Signed, Own = LineFaults.OfNumbers },
        new("balance", new("天平（连续输出）", "Balance (sends all the time)"), Adapters.Balance.StreamingBalance.Codec) { Make = Scales, IsContinuous = true },
        new("capture", new("已记录的字节（抓包文件）", "Recorded bytes (a capture)"), "") { Make = Captured, NeedsCapture = true },
    ];

    /// <summary>Refuses what would do nothing.</summary>
    internal Refusal? WhyNot(LineFaults faults) => faults.Set.FirstOrDefault(one => !Faults.Contains(one)) is { } stranger ? SimulatorRefusals.NoSuchFault(stranger, this) : null;

    public static SimulatorKind? Find(string id) => All.FirstOrDefault(kind => kind.Id == id);

    internal static Refusal? Wrong(SimulatorRequest request) => request switch
    {
        { Name: not { Length: > 0 and <= LongestName } } => SimulatorRefusals.Name,
        var one when !one.Name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-') => SimulatorRefusals.Name,
        { Amperes: < 0 or > MostAmperes } => SimulatorRefusals.Amperes,
        { Address.Length: > LongestName } => SimulatorRefusals.AddressForm,
        // It stands in lines of text that end with a comma, a semicolon or a new line.
        var one when !one.Address.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.') => SimulatorRefusals.AddressForm,
        _ => null,
    };

    private static Outcome<Played> Dlt645(SimulatorRequest request, TimeProvider clock)
    {
        var address = request.Address.Length == 0 ? "000000000001" : request.Address;
        if (!Dlt645Frame.IsMeterAddress(address))
            return SimulatorRefusals.TwelveDigits;
        var (process, pump) = Charging(request, clock);
        return new Played(new("", "DL/T 645-2007", address, address), line =>
        {
            var meter = new SimulatedDlt645Meter(line, new(address, address, MeterError, China), process, clock);
            return new(faults => meter.Faults = faults.OfMeter, meter);
        }, pump);
    }

    private static Outcome<Played> Modbus(SimulatorRequest request, TimeProvider clock)
    {
        const string Number = "330000000002";
        var address = request.Address.Length == 0 ? "1" : request.Address;
        if (ModbusMeter.SlaveOf(address) is not { } slave)
            return SimulatorRefusals.Slave;
        if (request.Map is not { } map)
            return SimulatorRefusals.NoMap;
        var (process, pump) = Charging(request, clock);
        return new Played(new("", map.Model, Number, address), line =>
        {
            var meter = new SimulatedModbusMeter(line, new(slave, Number, MeterError, map, IsTcp: false), process);
            return new(faults => meter.Faults = faults.OfMeter, meter);
        }, pump);
    }

    private static Outcome<Played> Roller(SimulatorRequest request, TimeProvider clock)
    {
        var serial = request.Address.Length == 0 ? "SIM-ROLLER-0001" : request.Address;
        var settings = new SimulatedRollerSettings(serial, "");
        var process = new RollerProcess(request.Seed, new(1000m, 1000m));
        return new Played(new(settings.Manufacturer, settings.Model, serial, serial), line =>
        {
            var bench = new SimulatedRollerBench(line, settings, process);
            return new(faults => bench.Faults = RollerFaults.None with { AnswersAs = faults.Identity }, bench);
        }, new ProcessPump(process.Advance, RollerProcess.Tick, Speed, clock));
    }

    private static Outcome<Played> DirectCurrent(SimulatorRequest request, TimeProvider clock)
    {
        const string Number = "000000000101";
        const decimal ChargerVolts = 500m;
        var map = RegisterMaps.Find("sim-ref-dc")!;
        var process = new ChargingProcess(request.Seed) { IsDirectCurrent = true };
        if (request.Amperes > 0)
            _ = process.Apply(new(ChargerVolts, request.Amperes, LongCharge));
        return OnModbus(request, map, Number, (line, slave) => new SimulatedModbusMeter(line, new(slave, Number, MeterError, map, IsTcp: false), process), () => new ProcessPump(process, Speed, clock));
    }

    private static Outcome<Played> AcPile(SimulatorRequest request, TimeProvider clock)
    {
        var address = request.Address.Length == 0 ? "000000000001" : request.Address;
        if (!Dlt645Frame.IsMeterAddress(address))
            return SimulatorRefusals.TwelveDigits;
        return Pile(request, new(request.Seed), "SIM-AC-7kW", (Volts: 264m, Amperes: 63m), clock, new("", "DL/T 645-2007", address, address), (line, process) =>
        {
            var meter = new SimulatedDlt645Meter(line, new(address, address, MeterError, China), process, clock);
            return new(faults => meter.Faults = faults.OfMeter, meter);
        });
    }

    private static Outcome<Played> DcPile(SimulatorRequest request, TimeProvider clock)
    {
        const string Number = "000000000101";
        var address = request.Address.Length == 0 ? "1" : request.Address;
        if (ModbusMeter.SlaveOf(address) is not { } slave)
            return SimulatorRefusals.Slave;
        var map = RegisterMaps.Find("sim-ref-dc")!;
        return Pile(request, new(request.Seed) { IsDirectCurrent = true }, "SIM-DC-120kW", (Volts: 1000m, Amperes: 250m), clock, new("Metrology", map.Model, Number, address), (line, process) =>
        {
            var meter = new SimulatedModbusMeter(line, new(slave, Number, MeterError, map, IsTcp: false), process);
            return new(faults => meter.Faults = faults.OfMeter, meter);
        });
    }

    /// <summary>A pile and its load over messages, and the reference meter that counts the same charge on the line. The pile tells the name of its gateway as its number.</summary>
    private static Outcome<Played> Pile(
        SimulatorRequest request, ChargingProcess process, string model, (decimal Volts, decimal Amperes) most, TimeProvider clock, SimulatedIdentity meter, Func<ILink, ChargingProcess, Playing> connect)
    {
        const decimal PileError = 0.0062m, Price = 1.20m;
        var loadName = $"{request.Name}-load";
        if (request.Messages(request.Name) is not { } pileLink)
            return SimulatorRefusals.NoGateway(request.Name);
        if (request.Messages(loadName) is not { } loadLink)
        {
            // Its task is over before anybody waits for it: nothing was sent.
            _ = pileLink.DisposeAsync().AsTask();
            return SimulatorRefusals.NoGateway(loadName);
        }

        // Every start is another boot, whatever the seed.
        var boot = string.Create(CultureInfo.InvariantCulture, $"sim-{request.Seed}-{clock.GetUtcNow().UtcTicks}");
        var pile = new SimulatedPile(pileLink, new(request.Name, boot, PileError, TimeSpan.Zero, Price, request.Name, model), process, clock);
        var load = new SimulatedLoad(loadLink, new(loadName, boot) { MaximumVolts = most.Volts, MaximumAmperes = most.Amperes }, process, clock);
        return new Played(meter, line => connect(line, process), load, pile, loadLink, pileLink, new ProcessPump(process, Speed, clock));
    }

    private static Outcome<Played> Probe(SimulatorRequest request, TimeProvider clock)
    {
        const string Number = "TH-0001";
        var map = RegisterMaps.Find("sim-th")!;
        var air = new AmbientAir(request.Seed);
        return OnModbus(request, map, Number, (line, slave) => new SimulatedModbusMeter(line, new(slave, Number, 0m, map, IsTcp: false) { Beside = air.Of }, new(request.Seed)));
    }

    /// <param name="pump">Of the process that goes on while the plug is pulled; null where there is none.</param>
    private static Outcome<Played> OnModbus(SimulatorRequest request, RegisterMap map, string number, Func<ILink, byte, SimulatedModbusMeter> connect, Func<IAsyncDisposable>? pump = null)
    {
        var address = request.Address.Length == 0 ? "1" : request.Address;
        if (ModbusMeter.SlaveOf(address) is not { } slave)
            return SimulatorRefusals.Slave;
        return new Played(new("Metrology", map.Model, number, address), line =>
        {
            var meter = connect(line, slave);
            return new(faults => meter.Faults = faults.OfMeter, meter);
        }, pump is null ? [] : [pump()]);
    }

    /// <summary>The pile reads half a percent too much.</summary>
    private static Outcome<Played> Pulses(SimulatorRequest request, TimeProvider clock)
    {
        const long Constant = 36_000_000;
        const decimal PileConstant = 1000m, PileError = 0.005m;
        var serial = request.Address.Length == 0 ? "PC-0001" : request.Address;
        var (process, pump) = Charging(request, clock);
        return new Played(new("Metrology", "SIM-PULSE", serial, serial), line =>
        {
            var counter = new SimulatedPulseCounter(line, new(serial, "SIM-PULSE"), new PulseInput(process, Constant, MeterError, PileConstant, PileError));
            return new(faults => counter.AnswersAs = faults.Identity, counter);
        }, pump);
    }

    private static Outcome<Played> Taxi(SimulatorRequest request, TimeProvider clock)
    {
        const int Digits = 10;
        var number = request.Address.Length == 0 ? "0102000001" : request.Address;
        if (number.Length != Digits || !number.All(char.IsAsciiDigit))
            return SimulatorRefusals.TenDigits;
        return new Played(new("Metrology", "SIM-TX", number, number), line =>
        {
            var taximeter = new SimulatedTaximeter(line, new(number));
            return new(faults => taximeter.AnswersAs = faults.Identity, taximeter);
        });
    }

    private static Outcome<Played> Voltmeter(SimulatorRequest request, TimeProvider clock)
    {
        var serial = request.Address.Length == 0 ? "DMM-0001" : request.Address;
        return new Played(new("Metrology", "SIM-DMM", serial, serial), line =>
        {
            var multimeter = new SimulatedScpiMultimeter(line, new(request.Seed, serial, Volts, request.Amperes));
            return new(faults => multimeter.AnswersAs = faults.Identity, multimeter);
        });
    }

    private static Outcome<Played> Supply(SimulatorRequest request, TimeProvider clock)
    {
        var serial = request.Address.Length == 0 ? "PS-0001" : request.Address;
        return new Played(new("Metrology", "SIM-SOURCE", serial, serial), line =>
        {
            var source = new SimulatedScpiSource(line, serial);
            return new(faults => source.AnswersAs = faults.Identity, source);
        });
    }

    /// <summary>The key of its meter is drawn at every start; a display that answers as somebody else signs with another key, as a changed meter does.</summary>
    private static Outcome<Played> Signed(SimulatorRequest request, TimeProvider clock)
    {
        var serial = request.Address.Length == 0 ? "SM-0001" : request.Address;
        if (!serial.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
            return SimulatorRefusals.AnswersAs;
        var (process, pump) = Charging(request, clock);
        var meter = SimulatedOcmfMeter.Usual(serial);
        return new Played(new("示例", "SIM-OCMF", serial, serial) { PublicKey = Convert.ToBase64String(meter.PublicKey) }, line =>
        {
            var other = SimulatedOcmfMeter.Usual(serial);
            var display = new SimulatedOcmfDisplay(line, meter, () => process.PileStart + process.State.Energy, clock);
            return new(faults => display.Signer = faults.Identity is null ? meter : other, display, new Held(other));
        }, pump, new Held(meter));
    }

    private sealed class Held(IDisposable held) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            held.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>It tells no number, so it answers as nobody else.</summary>
    private static Outcome<Played> Scales(SimulatorRequest request, TimeProvider clock)
    {
        const decimal Grams = 100m;
        return new Played(new("Metrology", "SIM-BALANCE", "", ""), line =>
        {
            var balance = new SimulatedBalance(line, new(request.Seed, IsShort: false), clock);
            balance.Put(Grams);
            return new(_ => { }, balance);
        });
    }

    /// <summary>It tells no number, and takes the clock that drifts for that of the satellites.</summary>
    private static Outcome<Played> Gnss(SimulatorRequest request, TimeProvider clock) => new Played(new("Metrology", "SIM-GNSS", "", ""), line =>
    {
        var receiver = new SimulatedGnssClock(line, SimulatedGnssSettings.Usual, clock);
        return new(faults => receiver.HasNoFix = faults.NoFix, receiver);
    });

    private static Outcome<Played> Captured(SimulatorRequest request, TimeProvider clock) => request.Capture is { } capture
        ? capture.Turns.All(turn => turn.Answer.Length == 0) ? SimulatorRefusals.NoAnswer : new Played(new("", request.Capture.Name, "", ""), line => new(_ => { }, new CapturePlayer(line, capture)))
        : SimulatorRefusals.NoCapture;

    private static (ChargingProcess Process, ProcessPump Pump) Charging(SimulatorRequest request, TimeProvider clock)
    {
        var process = new ChargingProcess(request.Seed);
        if (request.Amperes > 0)
            _ = process.Apply(new(Volts, request.Amperes, LongCharge));
        return (process, new(process, Speed, clock));
    }
}

/// <summary>Why an instrument is not played.</summary>
public static class SimulatorRefusals
{
    public static readonly Refusal Name = new("simulator.name", new("名称用小写字母、数字和连字符，最多 32 个字符。", "A name has small letters, digits and hyphens, at most 32."), "Name");
    public static readonly Refusal NameTaken = new("simulator.name-taken", new("同名的模拟仪器正在运行。请换一个名称，或先停止它。", "An instrument of this name is played already. Choose another name, or stop that one."), "Name");
    public static readonly Refusal Amperes = new("simulator.amperes", new("电流须在 0～1000 A。", "The current is 0 to 1000 A."), "Amperes");
    public static readonly Refusal TwelveDigits = new("simulator.address", new("DL/T 645 的通信地址须为十二位数字，不能是广播地址。", "An address of DL/T 645 has twelve digits and is not the broadcast's."), "Address");
    public static readonly Refusal TenDigits = new("simulator.address", new("计价器的设备编号须为十位数字。", "The device number of a taximeter has ten digits."), "Address");
    public static readonly Refusal AddressForm = new("simulator.address", new($"地址或编号最多 {32} 个字母、数字、连字符、下划线或点。", $"An address or number has at most {32} letters, digits, hyphens, underscores or dots."), "Address");
    public static readonly Refusal Slave = new("simulator.address", new("Modbus 从站地址须为 1～247。", "A Modbus address is 1 to 247."), "Address");
    public static readonly Refusal NoMap = new("simulator.no-map", new("请选择寄存器表。", "Choose a register map."), "Map");
    public static readonly Refusal NoCapture = new("simulator.no-capture", new("请给出记录的字节。", "Give the recorded bytes."), "Capture");
    public static readonly Refusal NoAnswer = new("simulator.no-answer", new("记录中没有任何应答，无法模拟仪器。", "The capture has no answer; nothing could be played."), "Capture");
    public static readonly Refusal Drift = new("simulator.drift", new("时钟漂移须在每小时 ±3600 秒以内。", "The clock drifts at most 3600 seconds an hour, either way."), "ClockDrift");
    public static readonly Refusal TellsNumber = new("simulator.tells-number", new("编号最多 32 个字母、数字或连字符；编号全为数字的仪表须写同样位数的数字。", "A number has at most 32 letters, digits or hyphens; where the own number is all digits, as many digits."), "TellsNumber");

    public static readonly Refusal AnswersAs = new("simulator.answers-as", new("地址或编号最多 32 个字符，写法须与该协议相符。", "An address or number has at most 32 characters, written as the protocol has it."), "AnswersAs");
    public static Refusal NoGateway(string name) => new(
        "simulator.no-gateway-key",
        new($"网关“{name}”还没有密钥，不能连接。请先登记使用它的检定台，在那里生成密钥，再启动。", $"Gateway “{name}” has no key, so it cannot connect. Register a bench with it first, draw its key there, then start."),
        "Name");

    public static Refusal Registered(string code) => new(
        "simulator.registered", new($"这台仪器（制造单位、型号和编号相同）已在登记册中：{code}。", $"This instrument (the same maker, model and number) is in the register already: {code}."), "Code");

    public static Refusal NoSuchFault(string fault, SimulatorKind kind) => new(
        "simulator.fault-of-other-kind",
        new($"这种仪器没有故障 {fault}。可用：{string.Join("、", kind.Faults)}。", $"An instrument of this kind has no fault {fault}. It has: {string.Join(", ", kind.Faults)}."),
        fault);

    public static readonly Refusal ValueError = new("simulator.value-error", new("示值误差须在 ±50 % 以内，噪声须在 0～10 %，示值漂移须在每小时 ±50 % 以内。", "The error of values is within ±50 %, their noise 0 to 10 %, their drift within ±50 % an hour."), "ValueError");

    public static readonly Refusal Unknown = Refusal.Of("simulator.not-found", "没有这台模拟仪器，可能已经停止。", "There is no such simulator; it may have been stopped.");
    public static readonly Refusal UnknownKind = new("simulator.kind", new("没有这种模拟仪器。", "There is no such kind of simulator."), "Kind");

    public static readonly Refusal Full = Refusal.Of(
        "simulator.full", $"最多同时运行 {SimulatorRoom.Most} 台模拟仪器。请先停止一台。", $"At most {SimulatorRoom.Most} instruments are played at once. Stop one first.");
}
