using Metrology.Adapters.Dlt645;
using Metrology.Adapters.Modbus;
using Metrology.Adapters.Roller;
using Metrology.Adapters.Wire;
using Metrology.App.Verifications;

namespace Metrology.Station.Benches;

/// <summary>Every protocol that a bench can be wired with. A new adapter is one line here and one in <see cref="WiredMeters"/> or <see cref="WiredBench"/>.</summary>
public static class BenchProtocols
{
    /// <summary>Scheme of the link address of a gateway: "mqtt:" and its name in the topics.</summary>
    public const string Gateway = "mqtt:";

    public const string Wire = WirePileDisplay.Codec;

    /// <summary>The rollers are reference and load, and their display tap is the unit: one line for all three, that of the reference.</summary>
    public const string Roller = RollerBench.Codec;

    private static readonly BenchRole[] Driven = [BenchRole.Reference, BenchRole.Unit, BenchRole.Load];

    private static readonly BenchProtocol[] Linked =
    [
        new(Dlt645Meter.Codec, new("DL/T 645-2007（串口或 TCP）", "DL/T 645-2007 (serial or TCP)"), [BenchRole.Reference]),
        new(ModbusMeter.RtuCodec, new("Modbus RTU（串口或 TCP）", "Modbus RTU (serial or TCP)"), [BenchRole.Reference]),
        new(ModbusMeter.TcpCodec, new("Modbus TCP", "Modbus TCP"), [BenchRole.Reference]),
        new(Wire, new("MQTT 网关（本系统接口约定）", "MQTT gateway (wire contract)"), [BenchRole.Unit, BenchRole.Load]),
        new(Roller, new("滚轮装置（本系统协议，计价器由装置读取）", "Roller bench (own protocol; it reads the taximeter)"), Driven),
    ];

    private static readonly BenchProtocol ByHand = new(BenchPart.ByHand, new("人工读数", "Read by a person"), Enum.GetValues<BenchRole>());

    private static readonly BenchProtocol[] Simulated =
    [
        new(BenchPart.Simulator, new("本程序模拟", "Simulated by this program"), Driven),
        new(BenchPart.SimulatedDcCharger, new("本程序模拟（直流充电机）", "Simulated by this program (DC charger)"), Driven),
        new(BenchPart.SimulatedRoller, new("本程序模拟（滚轮装置）", "Simulated by this program (roller bench)"), Driven),
    ];

    public static IReadOnlyList<BenchProtocol> Of(bool isDemonstration) => isDemonstration ? [.. Linked, ByHand, .. Simulated] : [.. Linked, ByHand];

    /// <summary>What a new bench is offered first.</summary>
    public static string UsualOf(BenchRole role) => role switch
    {
        BenchRole.Reference => Dlt645Meter.Codec,
        BenchRole.Unit or BenchRole.Load => Wire,
        BenchRole.Clock or BenchRole.Environment => BenchPart.ByHand,
    };

    /// <summary>Whether reference and unit are read together at what the bench latches (<see cref="Instruments.Capabilities.ILatchingMeter"/>), and not by registers at rest.</summary>
    public static bool IsLatching(Bench bench) => bench[BenchRole.Reference] is { Protocol: Roller or BenchPart.SimulatedRoller };

    /// <summary>An instrument of these is reached over the line of the reference and has none of its own.</summary>
    public static bool IsOnLineOfReference(BenchRole role, string protocol) => protocol == Roller && role != BenchRole.Reference;

    /// <summary>Protocols that all three driven instruments of a bench speak, or none.</summary>
    public static bool IsOfWholeBench(string protocol) => protocol is Roller or BenchPart.Simulator or BenchPart.SimulatedDcCharger or BenchPart.SimulatedRoller;

    /// <summary>Name of the gateway that a link address means; null when it is no gateway's.</summary>
    public static string? GatewayOf(string link) => link.StartsWith(Gateway, StringComparison.Ordinal) ? link[Gateway.Length..] : null;
}
