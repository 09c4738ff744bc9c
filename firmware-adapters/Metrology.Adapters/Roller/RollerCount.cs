using System.Security.Cryptography;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Adapters.Roller;

/// <summary>Revolutions and speed as one line tells them: "COUNT,revolutions,km/h", each with one decimal. The same when a device is asked and when its bytes are decoded again.</summary>
public sealed record RollerCount(RollerFrame Frame, string Revolutions, string SpeedKmh)
{
    public const decimal Step = 0.1m;

    private const int Fields = 4;

    public static Outcome<RollerCount> Of(RollerFrame frame)
    {
        if (frame.Verb != RollerVerbs.Count)
            return RollerRefusal.NotACount;
        return frame.Fields.Count == Fields && RollerNumber.Is(frame.Fields[2], decimals: 1) && RollerNumber.Is(frame.Fields[3], decimals: 1)
            ? new RollerCount(frame, frame.Fields[2], frame.Fields[3])
            : RollerRefusal.BadFields;
    }

    public Outcome<Reading> Reading(string instrument, string measurand, DateTimeOffset receivedAt) => measurand switch
    {
        Measurands.Revolutions => Made(instrument, measurand, Revolutions, "1", receivedAt),
        Measurands.Speed => Made(instrument, measurand, SpeedKmh, "km/h", receivedAt),
        _ => RollerRefusal.NotOfThis,
    };

    private Reading Made(string instrument, string measurand, string text, string unit, DateTimeOffset receivedAt) => new(
        instrument, measurand, text, RollerNumber.ValueOf(text), unit, Step, Convert.ToHexStringLower(SHA256.HashData(Frame.Raw.Span)), DeviceTime: null, receivedAt);
}
