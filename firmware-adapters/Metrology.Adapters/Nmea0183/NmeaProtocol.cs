using Metrology.Adapters.Protocols;
using Metrology.Adapters.Transcripts;

namespace Metrology.Adapters.Nmea0183;

/// <summary>What this folder contributes to the table of protocols.</summary>
internal static class NmeaProtocol
{
    /// <summary>Its line is open only while it is listened to.</summary>
    public static InstrumentProtocol Contributed { get; } = new(NmeaClock.Codec, new("GNSS 标准时钟（NMEA 0183）", "GNSS reference clock (NMEA 0183)"), "Nmea0183/protocol.md")
    {
        Roles = ["clock"],
        TellsNoNumber = true,
        Readable = new("nmea", NmeaClock.Codec, (hex, _) => NmeaText.Describe(hex)),
        Codec = new NmeaTranscript(),
        Open = at => new NmeaClock(() => at.Link(NmeaClock.Codec, NmeaClock.Address), NmeaClockSettings.Of(at.SerialNumber), at.Clock, at.Refused),
    };
}
