using Metrology.Adapters.Protocols;
using Metrology.Adapters.Transcripts;
using Metrology.Instruments.Capabilities;

namespace Metrology.Adapters.Scpi;

/// <summary>What this folder contributes to the table of protocols: what the type of an instrument can do says which adapter it has.</summary>
internal static class ScpiProtocol
{
    public static InstrumentProtocol Contributed { get; } = new(ScpiMultimeter.Codec, new("SCPI（串口或 TCP）", "SCPI (serial or TCP)"), "Scpi/protocol.md")
    {
        Roles = ["multimeter", "source"],
        Readable = new("scpi", ScpiMultimeter.Codec, (hex, _) => ScpiText.Describe(hex)),
        Codec = new ScpiTranscript(),
        NeedsType = true,
        Open = Open,
    };

    private static IInstrument Open(InstrumentToOpen at)
    {
        var (type, link) = (at.Type!, at.Link(ScpiMultimeter.Codec, ScpiMultimeter.Address, at.Type!.File));
        return type.Can == Capability.Source
            ? new ScpiSource(link, type, at.SerialNumber, at.Clock, at.Refused)
            : new ScpiMultimeter(link, ScpiSettings.Of(at.SerialNumber) with { Queries = type.Queries }, at.Clock, at.Refused);
    }
}
