using Metrology.Adapters.Protocols;
using Metrology.Adapters.Transcripts;

namespace Metrology.Adapters.Jtt905;

/// <summary>What this folder contributes to the table of protocols.</summary>
internal static class Jtt905Protocol
{
    public static InstrumentProtocol Contributed { get; } = new(Jtt905Taximeter.Codec, new("计价器数据线（JT/T 905，读取身份）", "Data line of a taximeter (JT/T 905, its identity)"), "Jtt905/protocol.md")
    {
        Roles = ["unit"],
        Readable = new("jtt905", Jtt905Taximeter.Codec, (hex, _) => Jtt905Text.Describe(hex)),
        NeedsNoEquipment = true,
        Open = at => new Jtt905Taximeter(at.Connect([]), Jtt905Taximeter.UsualLimits, at.Clock, at.Refused),
        WhyNot = new Dictionary<ProtocolPart, string> { [ProtocolPart.Codec] = "Nothing of it is a metrological reading, so no record rests on its bytes." },
    };
}
