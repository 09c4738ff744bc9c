using Metrology.Adapters.Protocols;
using Metrology.Adapters.Transcripts;

namespace Metrology.Adapters.Balance;

/// <summary>What this folder contributes to the table of protocols.</summary>
internal static class BalanceProtocol
{
    public static InstrumentProtocol Contributed { get; } = new(StreamingBalance.Codec, new("天平连续输出", "Balance that sends all the time"), "Balance/protocol.md")
    {
        Roles = ["balance"],
        Readable = new("balance", StreamingBalance.Codec, (hex, _) => BalanceText.Describe(hex)),
        Codec = new BalanceTranscript(),
        NeedsType = true,
        TellsNoNumber = true,
        Open = at => new StreamingBalance(
            at.Link(StreamingBalance.Codec, StreamingBalance.Address), BalanceSettings.Of(at.SerialNumber) with { Manufacturer = at.Manufacturer, Model = at.Model }, at.Clock, at.Refused),
    };
}
