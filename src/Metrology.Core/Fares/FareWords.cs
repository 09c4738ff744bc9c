using System.Globalization;
using Metrology.Core.Words;

namespace Metrology.Core.Fares;

internal static class FareWords
{
    public static readonly BilingualText Trip = new("次", "trip");
    public static readonly BilingualText Kilometre = BilingualText.Same("km");
    public static readonly BilingualText Minute = BilingualText.Same("min");
    public static readonly BilingualText Times = new("次", "times");

    public static BilingualText Block(decimal minutes) => new($"个 {Plain(minutes)} min", $"blocks of {Plain(minutes)} min");

    public static BilingualText When(bool isNight, bool isPeak) => (isNight, isPeak) switch
    {
        (true, true) => new("（夜间、高峰）", " (night, peak)"),
        (true, false) => new("（夜间）", " (night)"),
        (false, true) => new("（高峰）", " (peak)"),
        _ => new("", ""),
    };

    public static BilingualText Of(Period period) => When(period == Period.Night, period == Period.Peak);

    /// <summary>To the millimetre and without trailing zeros; the quantities themselves stay unrounded.</summary>
    public static string Plain(decimal value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
