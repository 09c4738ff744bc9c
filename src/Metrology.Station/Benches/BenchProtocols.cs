using Metrology.Adapters.Counter;
using Metrology.Adapters.Dlt645;
using Metrology.Adapters.Jtt905;
using Metrology.Adapters.Nmea0183;
using Metrology.Adapters.Payloads;
using Metrology.Adapters.Protocols;
using Metrology.Adapters.Roller;
using Metrology.Adapters.Wire;
using Metrology.App.Verifications;

namespace Metrology.Station.Benches;

/// <summary>How a bench can be wired: with the protocols that adapters contribute (<see cref="InstrumentProtocols"/>), by hand, or played; and what a bench is built of beyond one instrument and its line.</summary>
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
    public const string RollerUnderTest = RollerBench.UnderTest;

    /// <summary>The data line of a taximeter on rollers: it tells who it is, the rollers read its display.</summary>
    public const string Taximeter = Jtt905Taximeter.Codec;

    /// <summary>A receiver that the clocks of units are compared with.</summary>
    public const string ReferenceClock = NmeaClock.Codec;

    public const string Bound = BoundReading.Codec;

    private static readonly BenchRole[] Driven = [BenchRole.Reference, BenchRole.Unit, BenchRole.Load];

    /// <summary>Those of the table of protocols that a bench can be wired with.</summary>
    private static readonly BenchProtocol[] Linked =
        [.. InstrumentProtocols.All.Where(one => one.Roles.Count > 0).Select(one => new BenchProtocol(one.Id, one.Name, [.. one.Roles.Select(role => Enum.Parse<BenchRole>(role, ignoreCase: true))]))];

    private static readonly BenchProtocol ByHand = new(BenchPart.ByHand, new("人工读数", "Read by a person"), Enum.GetValues<BenchRole>());

    private static readonly BenchProtocol[] Simulated =
    [
        new(BenchPart.Simulator, new("本程序模拟", "Simulated by this program"), [.. Driven, BenchRole.Environment]),
        new(BenchPart.SimulatedDcCharger, new("本程序模拟（直流充电机）", "Simulated by this program (DC charger)"), Driven),
        new(BenchPart.SimulatedRoller, new("本程序模拟（滚轮装置）", "Simulated by this program (roller bench)"), Driven),
        new(BenchPart.SimulatedPulses, new("本程序模拟（脉冲法）", "Simulated by this program (pulse method)"), Driven),
        new(BenchPart.SimulatedRollerCheck, new("本程序模拟（滚轮装置受检）", "Simulated by this program (roller bench verified)"), Driven),
    ];

    public static IReadOnlyList<BenchProtocol> Of(bool isDemonstration) => isDemonstration ? [.. Linked, ByHand, .. Simulated] : [.. Linked, ByHand];

    /// <summary>The reference speaks of it that it can be told the time, and to keep its registers.</summary>
    public static bool TakesCommands(string? protocol) => protocol is not null && InstrumentProtocols.Find(protocol) is { TakesCommands: true };

    /// <summary>What a new bench is offered first.</summary>
    public static string UsualOf(BenchRole role) => role switch
    {
        BenchRole.Reference => Dlt645Meter.Codec,
        BenchRole.Unit or BenchRole.Load => Wire,
        BenchRole.Clock or BenchRole.Environment or BenchRole.Multimeter or BenchRole.Balance or BenchRole.Source or BenchRole.Display => BenchPart.ByHand,
    };

    /// <summary>An instrument of these is reached over the line of another and has none of its own.</summary>
    public static bool IsOnLineOfAnother(BenchRole role, string protocol) => (protocol == Roller && role != BenchRole.Reference) || (protocol == RollerUnderTest && role == BenchRole.Load);

    /// <summary>The instrument can be asked for itself: over a link of its own, or by what it publishes.</summary>
    public static bool CanBeTried(BenchPart part) => part is { IsByHand: false, IsPlayed: false } && (part.Link.Length > 0 || part.Protocol == Bound);

    /// <summary>Protocols that all three driven instruments of a bench speak, or none.</summary>
    public static bool IsOfWholeBench(string protocol) => protocol == Roller || BenchPart.Played.Contains(protocol);

    /// <summary>Name of the gateway that a link address means; null when it is no gateway's.</summary>
    public static string? GatewayOf(string link) => link.StartsWith(Gateway, StringComparison.Ordinal) ? link[Gateway.Length..] : null;
}
