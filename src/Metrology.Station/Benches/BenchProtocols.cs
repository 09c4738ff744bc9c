using Metrology.Adapters.Dlt645;
using Metrology.Adapters.Modbus;
using Metrology.Adapters.Wire;
using Metrology.App.Verifications;

namespace Metrology.Station.Benches;

/// <summary>Every protocol that a bench can be wired with. A new adapter is one line here and one in <see cref="WiredMeters"/> or <see cref="WiredBench"/>.</summary>
public static class BenchProtocols
{
    /// <summary>Scheme of the link address of a gateway: "mqtt:" and its name in the topics.</summary>
    public const string Gateway = "mqtt:";

    public const string Wire = WirePileDisplay.Codec;

    private static readonly BenchProtocol[] Linked =
    [
        new(Dlt645Meter.Codec, new("DL/T 645-2007（串口或 TCP）", "DL/T 645-2007 (serial or TCP)"), [BenchRole.Reference]),
        new(ModbusMeter.RtuCodec, new("Modbus RTU（串口或 TCP）", "Modbus RTU (serial or TCP)"), [BenchRole.Reference]),
        new(ModbusMeter.TcpCodec, new("Modbus TCP", "Modbus TCP"), [BenchRole.Reference]),
        new(Wire, new("MQTT 网关（本系统接口约定）", "MQTT gateway (wire contract)"), [BenchRole.Unit, BenchRole.Load]),
    ];

    private static readonly BenchProtocol ByHand = new(BenchPart.ByHand, new("人工读数", "Read by a person"), Enum.GetValues<BenchRole>());

    private static readonly BenchProtocol Simulated = new(BenchPart.Simulator, new("本程序模拟", "Simulated by this program"), [BenchRole.Reference, BenchRole.Unit, BenchRole.Load]);

    public static IReadOnlyList<BenchProtocol> Of(bool isDemonstration) => isDemonstration ? [.. Linked, ByHand, Simulated] : [.. Linked, ByHand];

    /// <summary>Name of the gateway that a link address means; null when it is no gateway's.</summary>
    public static string? GatewayOf(string link) => link.StartsWith(Gateway, StringComparison.Ordinal) ? link[Gateway.Length..] : null;
}
