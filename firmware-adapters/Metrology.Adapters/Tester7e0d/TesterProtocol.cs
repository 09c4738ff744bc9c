using Metrology.Adapters.Protocols;
using Metrology.Adapters.Transcripts;

namespace Metrology.Adapters.Tester7e0d;

/// <summary>What this folder contributes to the table of protocols.</summary>
internal static class TesterProtocol
{
    public static InstrumentProtocol Contributed { get; } = new("tester7e", new("充电桩检定仪（7E…0D）", "Tester of charging piles (7E…0D)"), "Tester7e0d/protocol.md")
    {
        Readable = new("tester7e", "tester7e", (hex, _) => TesterText.Describe(hex)),
        WhyNot = new Dictionary<ProtocolPart, string>
        {
            [ProtocolPart.Codec] = "No adapter takes readings of it yet.",
            [ProtocolPart.Trial] = "Codec only: no adapter asks such a tester yet.",
            [ProtocolPart.Simulator] = "Codec only: its vectors are files.",
        },
    };
}
