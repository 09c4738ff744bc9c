using System.Security.Cryptography;
using Metrology.Core.Quantities;

namespace Metrology.Adapters.Wire;

/// <summary>The instant that an instrument's own clock shows, ISO 8601 with offset; resolution in s.</summary>
public static class WireClock
{
    public const string Measurand = "clock";
    public const string Unit = "s";

    /// <summary>The instant shown minus another one, rounded to the resolution of the clock, as a reading of that instrument.</summary>
    internal static Reading Offset(WireValue shown, DateTimeOffset from, ReadOnlySpan<byte> payload, string instrument, DateTimeOffset receivedAt)
    {
        WireNumber.TryInstant(shown.Text, out var instant);
        var seconds = (instant - from).Ticks / (decimal)TimeSpan.TicksPerSecond;
        var offset = decimal.Round(seconds / shown.Resolution, MidpointRounding.ToEven) * shown.Resolution;
        return new(
            instrument, Measurands.ClockOffset, WireNumber.Of(offset), offset, Unit, shown.Resolution,
            Convert.ToHexStringLower(SHA256.HashData(payload)), instant, receivedAt);
    }
}
