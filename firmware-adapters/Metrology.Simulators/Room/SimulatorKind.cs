using Metrology.Adapters.Modbus;
using Metrology.Core.Words;
using Metrology.Instruments.Links;
using Metrology.Simulators.Balance;
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
    private const decimal MostAmperes = 1000m;

    private const int LongestName = 32;

    internal Func<SimulatorRequest, TimeProvider, Outcome<Played>> Make { get; init; } = (_, _) => throw new InvalidOperationException();

    /// <summary>Sends by itself; whoever does not read misses it.</summary>
    public bool IsContinuous { get; internal init; }

    /// <summary>The faults that it can have; every line has those of lines.</summary>
    public IReadOnlyList<string> Faults => [.. LineFaults.OfEveryLine, .. Own];

    /// <summary>The faults of the instrument itself.</summary>
    internal string[] Own { get; init; } = [];

    public bool NeedsMap { get; internal init; }

    public bool NeedsCapture { get; internal init; }

    /// <summary>A new simulator is its folder and one line here.</summary>
    public static IReadOnlyList<SimulatorKind> All { get; } =
    [
        MeterKinds.Dlt645MeterKind,
        MeterKinds.ModbusMeterKind,
        RollerKinds.RollerBenchKind,
        MeterKinds.DcMeterKind,
        CounterKinds.PulseCounterKind,
        TaximeterKinds.TaximeterKind,
        MeterKinds.ThProbeKind,
        MultimeterKinds.MultimeterKind,
        ClockKinds.GnssClockKind,
        PileKinds.AcPileKind,
        PileKinds.DcPileKind,
        SourceKinds.SourceKind,
        OcmfKinds.OcmfDisplayKind,
        BalanceKinds.BalanceKind,
        CaptureKinds.CaptureKind,
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
