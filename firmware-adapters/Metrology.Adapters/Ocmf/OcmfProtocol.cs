using Metrology.Adapters.Protocols;
using Metrology.Adapters.Transcripts;

namespace Metrology.Adapters.Ocmf;

/// <summary>What this folder contributes to the table of protocols.</summary>
internal static class OcmfProtocol
{
    /// <summary>Opened so, without the key of the unit, it tells who it is and gives no readings.</summary>
    public static InstrumentProtocol Contributed { get; } = new(OcmfDisplay.Codec, new("签名示值 OCMF（串口、TCP 或 MQTT 字节）", "Signed display, OCMF (serial, TCP or bytes over MQTT)"), "Ocmf/protocol.md")
    {
        Roles = ["display"],
        Readable = new("ocmf", OcmfTranscript.Codec, (hex, aids) => OcmfText.Describe(hex, aids.Key)) { TakesKey = true },
        Codec = new OcmfTranscript(),
        NeedsNoEquipment = true,
        Open = at => new OcmfDisplay(at.Link(OcmfDisplay.Codec, OcmfDisplay.Address), OcmfDisplaySettings.Of(at.SerialNumber, key: null), at.Clock, at.Refused),
    };
}
