using System.Globalization;
using Metrology.Core.Words;

namespace Metrology.Adapters.Roller;

/// <summary>What the device does now. Live only: nothing of it is a reading of record.</summary>
/// <param name="Revolutions">Of the main roller since the run began, one decimal.</param>
/// <param name="SpeedKmh">Of its surface.</param>
/// <param name="Jumps">Latched since the run began.</param>
/// <param name="Keys">Those that are down, letters of <see cref="RollerVerbs"/>.</param>
public sealed record RollerState(string Phase, string Revolutions, string SpeedKmh, int Jumps, string Keys)
{
    private const int Fields = 7;

    public static Outcome<RollerState> Of(RollerFrame frame)
    {
        if (frame.Verb != RollerVerbs.State || frame.Fields.Count != Fields)
            return RollerRefusal.BadFields;
        var (phase, turns, speed, jumps, keys) = (frame.Fields[2], frame.Fields[3], frame.Fields[4], frame.Fields[5], frame.Fields[6]);
        return phase is RollerVerbs.Idle or RollerVerbs.Running or RollerVerbs.Held or RollerVerbs.Fault
            && RollerNumber.Is(turns, decimals: 1) && RollerNumber.Is(speed, decimals: 1) && int.TryParse(jumps, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? new RollerState(phase, turns, speed, count, keys == RollerVerbs.None ? "" : keys)
            : RollerRefusal.BadFields;
    }
}

/// <summary>Numbers as the protocol writes them.</summary>
internal static class RollerNumber
{
    private const int LongestWhole = 9;

    /// <summary>Digits, and exactly that many behind a point; no sign, no exponent, no leading zero that says nothing.</summary>
    public static bool Is(string text, int decimals)
    {
        var whole = decimals == 0 ? text.Length : text.Length - decimals - 1;
        if (whole is < 1 or > LongestWhole || (whole > 1 && text[0] == '0') || (decimals > 0 && text[whole] != '.'))
            return false;
        return text.AsSpan(0, whole).IndexOfAnyExceptInRange('0', '9') < 0 && (decimals == 0 || text.AsSpan(whole + 1).IndexOfAnyExceptInRange('0', '9') < 0);
    }

    public static decimal ValueOf(string text) => decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
}
