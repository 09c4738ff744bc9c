using Metrology.Adapters.Protocols;
using Metrology.Adapters.Transcripts;

namespace Metrology.Adapters.Iec62056;

/// <summary>What this folder contributes to the table of protocols.</summary>
internal static class IecProtocol
{
    public static InstrumentProtocol Contributed { get; } = new("iec62056", new("IEC 62056-21", "IEC 62056-21"), "Iec62056/protocol.md")
    {
        Readable = new("iec62056", "iec62056", (hex, _) => IecText.Describe(hex)),
        WhyNot = new Dictionary<ProtocolPart, string>
        {
            [ProtocolPart.Codec] = "No adapter takes readings of it yet.",
            [ProtocolPart.Trial] = "Codec only: no adapter asks such a meter yet.",
            [ProtocolPart.Simulator] = "Codec only: its vectors are files.",
        },
    };
}
