using System.Globalization;
using System.Security.Cryptography;
using Metrology.Adapters.Framing;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Adapters.Roller;

/// <summary>
/// What was latched at one jump (跳字): the count of the main roller and what the display of the taximeter showed from then on. The same when a bench is asked and when its bytes
/// are decoded again.
/// </summary>
/// <param name="Number">From 1 since the run began.</param>
/// <param name="Milliseconds">Since the run began.</param>
public sealed record RollerLatch(RollerFrame Frame, int Number, string Revolutions, int Milliseconds, string DistanceKm, string Amount)
{
    /// <summary>What a bench promises of its numbers: a tenth of a revolution, of a kilometre on the display, a hundredth of a yuan, and a millisecond.</summary>
    public const decimal TimeStep = 0.001m, RevolutionStep = 0.1m, DistanceStep = 0.1m, AmountStep = 0.01m;

    private const int Fields = 7;

    /// <summary>How the protocol names what answers: the roller itself, or the display of the taximeter that it reads.</summary>
    public const string OfRoller = "roller", OfDisplay = "display";

    public static Outcome<RollerLatch> Of(RollerFrame frame)
    {
        if (frame.Verb != RollerVerbs.Latch)
            return RollerRefusal.NotALatch;
        if (frame.Fields.Count != Fields)
            return RollerRefusal.BadFields;
        var (number, turns, after, distance, amount) = (frame.Fields[2], frame.Fields[3], frame.Fields[4], frame.Fields[5], frame.Fields[6]);
        return RollerNumber.Is(number, 0) && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var jump) && jump > 0 && RollerNumber.Is(turns, 1)
            && RollerNumber.Is(after, 0) && int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && RollerNumber.Is(distance, 1) && RollerNumber.Is(amount, 2)
            ? new RollerLatch(frame, jump, turns, milliseconds, distance, amount)
            : RollerRefusal.BadFields;
    }

    /// <summary>The reading of a measurand of roller or display; refuses one that the line does not have.</summary>
    /// <param name="address"><see cref="OfRoller"/> or <see cref="OfDisplay"/>.</param>
    public Outcome<Reading> Reading(string address, string instrument, string measurand, DateTimeOffset receivedAt) => (address, measurand) switch
    {
        (OfRoller, Measurands.Revolutions) => Made(instrument, measurand, Revolutions, "1", RevolutionStep, receivedAt),
        (OfRoller, Measurands.Duration) => Made(instrument, measurand, DecimalText.Shift(Frame.Fields[4], -3), "s", TimeStep, receivedAt),
        (OfDisplay, Measurands.Distance) => Made(instrument, measurand, DistanceKm, "km", DistanceStep, receivedAt),
        (OfDisplay, Measurands.Amount) => Made(instrument, measurand, Amount, "CNY", AmountStep, receivedAt),
        _ => RollerRefusal.NotOfThis,
    };

    private Reading Made(string instrument, string measurand, string text, string unit, decimal step, DateTimeOffset receivedAt) => new(
        instrument, measurand, text, decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture), unit, step, Convert.ToHexStringLower(SHA256.HashData(Frame.Raw.Span)), DeviceTime: null, receivedAt);
}
