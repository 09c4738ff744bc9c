using System.Globalization;
using System.Security.Cryptography;
using Metrology.Adapters.Roller;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Adapters.Counter;

/// <summary>
/// "GATED,phase,n,pulses,constant": between the first pulse of the unit under test and the n-th after it the reference meter, whose constant stands beside, gave that many. The same when a
/// counter is asked and when its bytes are decoded again.
/// </summary>
/// <param name="Gate">n, pulses of the unit.</param>
/// <param name="Pulses">Of the reference.</param>
/// <param name="Constant">Of the reference, imp/kWh.</param>
public sealed record GatedPulses(RollerFrame Frame, string Phase, int Gate, string Pulses, string Constant)
{
    private const int Fields = 6;

    public bool IsDone => Phase == CounterVerbs.Done;

    public static Outcome<GatedPulses> Of(RollerFrame frame)
    {
        if (frame.Verb != CounterVerbs.Gated)
            return CounterRefusal.NotGated;
        if (frame.Fields.Count != Fields)
            return RollerRefusal.BadFields;
        var (phase, gate, pulses, constant) = (frame.Fields[2], frame.Fields[3], frame.Fields[4], frame.Fields[5]);
        return phase is CounterVerbs.Idle or CounterVerbs.Waiting or CounterVerbs.Counting or CounterVerbs.Done
            && RollerNumber.Is(gate, decimals: 0) && int.TryParse(gate, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && RollerNumber.Is(pulses, decimals: 0) && RollerNumber.Is(constant, decimals: 0)
            ? new GatedPulses(frame, phase, count, pulses, constant)
            : RollerRefusal.BadFields;
    }

    /// <summary>Refuses while the gate is open: a count that goes on is no reading.</summary>
    public Outcome<Reading> Reading(string instrument, string measurand, DateTimeOffset receivedAt) => measurand switch
    {
        _ when !IsDone => CounterRefusal.NotDone,
        Measurands.PulseCount => Made(instrument, measurand, Pulses, "imp", receivedAt),
        Measurands.PulseConstant => Made(instrument, measurand, Constant, "imp/kWh", receivedAt),
        _ => RollerRefusal.NotOfThis,
    };

    private Reading Made(string instrument, string measurand, string text, string unit, DateTimeOffset receivedAt) => new(
        instrument, measurand, text, RollerNumber.ValueOf(text), unit, 1m, Convert.ToHexStringLower(SHA256.HashData(Frame.Raw.Span)), DeviceTime: null, receivedAt);
}
