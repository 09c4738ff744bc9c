using Metrology.Adapters.Protocols;
using Metrology.Adapters.Transcripts;
using Metrology.Instruments.Capabilities;

namespace Metrology.Adapters.Roller;

/// <summary>What this folder contributes to the table of protocols.</summary>
internal static class RollerProtocol
{
    /// <summary>The rollers are reference and load, and their display tap is the unit.</summary>
    public static InstrumentProtocol Contributed { get; } = new(RollerBench.Codec, new("滚轮装置（本系统协议，计价器由装置读取）", "Roller bench (own protocol; it reads the taximeter)"), "Roller/protocol.md")
    {
        Roles = ["reference", "unit", "load"],
        Readable = new("roller", RollerBench.Codec, (hex, _) => RollerText.Describe(hex)),
        Codec = new RollerTranscript(),
        NeedsNoEquipment = true,
        Open = Open,
    };

    /// <summary>Rollers that are verified themselves: the unit with a line of its own, and the load that drives it on that line.</summary>
    public static InstrumentProtocol UnderTest { get; } = new(RollerBench.UnderTest, new("滚轮装置本身受检（本系统协议）", "Roller bench that is verified itself (own protocol)"), "Roller/protocol.md")
    {
        Roles = ["unit", "load"],
        NeedsNoEquipment = true,
        Open = Open,
        WhyNot = new Dictionary<ProtocolPart, string>
        {
            [ProtocolPart.Decode] = "The same bytes as those of a roller bench, which are decoded under its name.",
            [ProtocolPart.Codec] = "Its records name the protocol of the roller bench.",
            [ProtocolPart.Simulator] = "It needs two lines, its own and that of the counter; the demonstration plays both.",
        },
    };

    private static IInstrument Open(InstrumentToOpen at) =>
        new RollerBench(at.Link(RollerBench.Codec, RollerLatch.OfRoller), RollerBenchSettings.Of(at.SerialNumber), at.Clock, at.Refused);
}
