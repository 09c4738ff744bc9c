using System.Globalization;

namespace Metrology.Core.Planning;

/// <summary>
/// When something that lapses is said: as soon as the lead begins, then 30 and 7 days before, on the first day after, and every 30 days while it stays lapsed. Each stage is said once, so that no day repeats another.
/// </summary>
public static class WarningStage
{
    /// <summary>Days ahead where nobody has said another number.</summary>
    public const int DefaultLead = StandardValidity.WarningDays;

    private const int Month = 30;
    private static readonly int[] Nearer = [30, 7];

    /// <param name="until">Last good day.</param>
    /// <returns>Name of the stage, or null while it is early.</returns>
    public static string? Of(DateOnly until, DateOnly today, int lead)
    {
        var left = until.DayNumber - today.DayNumber;
        if (left < 0)
            return string.Create(CultureInfo.InvariantCulture, $"late{(-left - 1) / Month}");
        if (left > lead)
            return null;
        return Nearer.Where(days => days < lead && left <= days).Select(days => string.Create(CultureInfo.InvariantCulture, $"d{days}")).LastOrDefault() ?? "lead";
    }
}
