using Metrology.Adapters.Counter;
using Metrology.Adapters.Dlt645;
using Metrology.Adapters.Jtt905;
using Metrology.Adapters.Modbus;
using Metrology.Adapters.Nmea0183;
using Metrology.Adapters.Roller;
using Metrology.Adapters.Wire;
using Metrology.App.Verifications;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;

namespace Metrology.Station.Benches;

/// <summary>Every protocol that a bench can be wired with. A new adapter is one line here and one in <see cref="WiredMeters"/> or <see cref="WiredBench"/>.</summary>
public static class BenchProtocols
{
    /// <summary>Scheme of the link address of a gateway: "mqtt:" and its name in the topics.</summary>
    public const string Gateway = "mqtt:";

    public const string Wire = WirePileDisplay.Codec;

    /// <summary>The rollers are reference and load, and their display tap is the unit: one line for all three, that of the reference.</summary>
    public const string Roller = RollerBench.Codec;

    /// <summary>A counter as reference: of the revolutions of rollers that are verified, or of the pulses of reference meter and pile.</summary>
    public const string Counter = PulseCounter.Codec;

    /// <summary>Rollers that are verified themselves: the unit with a line of its own, and the load that drives it on that line.</summary>
    public const string RollerUnderTest = "metrology-roller-1-unit";

    /// <summary>The data line of a taximeter on rollers: it tells who it is, the rollers read its display.</summary>
    public const string Taximeter = Jtt905Taximeter.Codec;

    /// <summary>A receiver that the clocks of units are compared with.</summary>
    public const string ReferenceClock = NmeaClock.Codec;

    private static readonly BenchRole[] Driven = [BenchRole.Reference, BenchRole.Unit, BenchRole.Load];

    private static readonly BenchProtocol[] Linked =
    [
        new(Dlt645Meter.Codec, new("DL/T 645-2007（串口或 TCP）", "DL/T 645-2007 (serial or TCP)"), [BenchRole.Reference]),
        new(ModbusMeter.RtuCodec, new("Modbus RTU（串口或 TCP）", "Modbus RTU (serial or TCP)"), [BenchRole.Reference, BenchRole.Environment]),
        new(ModbusMeter.TcpCodec, new("Modbus TCP", "Modbus TCP"), [BenchRole.Reference, BenchRole.Environment]),
        new(Wire, new("MQTT 网关（本系统接口约定）", "MQTT gateway (wire contract)"), [BenchRole.Unit, BenchRole.Load]),
        new(Taximeter, new("计价器数据线（JT/T 905，读取身份）", "Data line of a taximeter (JT/T 905, its identity)"), [BenchRole.Unit]),
        new(Counter, new("计数器：转数或脉冲（本系统协议）", "Counter of revolutions or pulses (own protocol)"), [BenchRole.Reference]),
        new(RollerUnderTest, new("滚轮装置本身受检（本系统协议）", "Roller bench that is verified itself (own protocol)"), [BenchRole.Unit, BenchRole.Load]),
        new(ReferenceClock, new("GNSS 标准时钟（NMEA 0183）", "GNSS reference clock (NMEA 0183)"), [BenchRole.Clock]),
        new(Roller, new("滚轮装置（本系统协议，计价器由装置读取）", "Roller bench (own protocol; it reads the taximeter)"), Driven),
    ];

    private static readonly BenchProtocol ByHand = new(BenchPart.ByHand, new("人工读数", "Read by a person"), Enum.GetValues<BenchRole>());

    private static readonly BenchProtocol[] Simulated =
    [
        new(BenchPart.Simulator, new("本程序模拟", "Simulated by this program"), Driven),
        new(BenchPart.SimulatedDcCharger, new("本程序模拟（直流充电机）", "Simulated by this program (DC charger)"), Driven),
        new(BenchPart.SimulatedRoller, new("本程序模拟（滚轮装置）", "Simulated by this program (roller bench)"), Driven),
        new(BenchPart.SimulatedPulses, new("本程序模拟（脉冲法）", "Simulated by this program (pulse method)"), Driven),
        new(BenchPart.SimulatedRollerCheck, new("本程序模拟（滚轮装置受检）", "Simulated by this program (roller bench verified)"), Driven),
    ];

    public static IReadOnlyList<BenchProtocol> Of(bool isDemonstration) => isDemonstration ? [.. Linked, ByHand, .. Simulated] : [.. Linked, ByHand];

    /// <summary>The reference speaks of it that it can be told the time, and to keep its registers.</summary>
    public static bool TakesCommands(string? protocol) => protocol == Dlt645Meter.Codec;

    /// <summary>What a new bench is offered first.</summary>
    public static string UsualOf(BenchRole role) => role switch
    {
        BenchRole.Reference => Dlt645Meter.Codec,
        BenchRole.Unit or BenchRole.Load => Wire,
        BenchRole.Clock or BenchRole.Environment => BenchPart.ByHand,
    };

    /// <summary>What a probe must give to be wired; a procedure that asks for more is answered by a person.</summary>
    public static readonly IReadOnlyList<string> Ambient = [Measurands.Temperature, Measurands.RelativeHumidity];

    private static readonly (string Role, string Measurand)[] Latched =
        [(Roles.Reference, Measurands.Revolutions), (Roles.UnitUnderTest, Measurands.Distance), (Roles.UnitUnderTest, Measurands.Amount)];

    private static readonly (string Role, string Measurand)[] Turned =
        [.. new[] { Roles.Reference, Roles.UnitUnderTest }.SelectMany(role => new[] { (role, Measurands.Revolutions), (role, Measurands.Speed) })];

    private static readonly (string Role, string Measurand)[] Pulsed = [(Roles.Reference, Measurands.PulseCount), (Roles.Reference, Measurands.PulseConstant)];

    /// <summary>The bench applies what this step sets and takes all of its readings; where one is missing a person types them all.</summary>
    public static bool Takes(Bench bench, Directive directive) => directive switch
    {
        Directive.AcquireReadings acquire => Takes(bench, acquire.Variables),
        Directive.AskEnvironment ask => bench[BenchRole.Environment] is { IsByHand: false } && ask.Conditions.All(one => Ambient.Contains(one.Measurand)),
        Directive.CountPulses count => Takes(bench, count.Variables),
        _ => false,
    };

    private static bool Takes(Bench bench, IReadOnlyList<VariableRule> variables)
    {
        var together = (bench[BenchRole.Reference]?.Protocol, bench[BenchRole.Unit]?.Protocol) switch
        {
            (Roller or BenchPart.SimulatedRoller, _) => Latched,
            (Counter, RollerUnderTest) or (BenchPart.SimulatedRollerCheck, _) => Turned,
            (Counter, _) or (BenchPart.SimulatedPulses, _) => Pulsed,
            _ => [],
        };
        return variables.All(variable => together.Contains((variable.Role, variable.Measurand)));
    }

    /// <summary>An instrument of these is reached over the line of another and has none of its own.</summary>
    public static bool IsOnLineOfAnother(BenchRole role, string protocol) => (protocol == Roller && role != BenchRole.Reference) || (protocol == RollerUnderTest && role == BenchRole.Load);

    /// <summary>Protocols that all three driven instruments of a bench speak, or none.</summary>
    public static bool IsOfWholeBench(string protocol) => protocol == Roller || BenchPart.Played.Contains(protocol);

    /// <summary>Name of the gateway that a link address means; null when it is no gateway's.</summary>
    public static string? GatewayOf(string link) => link.StartsWith(Gateway, StringComparison.Ordinal) ? link[Gateway.Length..] : null;
}
