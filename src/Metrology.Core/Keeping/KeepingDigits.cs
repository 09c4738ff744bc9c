namespace Metrology.Core.Keeping;

/// <summary>How many digits of a computed number are shown: two more than the readings have, and never fewer than three that count. What is decided on keeps all of them.</summary>
public static class KeepingDigits
{
    private const int Beyond = 2, Significant = 3, MostDecimals = 12;

    public static decimal Shown(decimal value, IEnumerable<KeepingGroup> groups)
    {
        var ofReadings = groups.SelectMany(group => group.Values).Select(reading => (int)reading.Scale).DefaultIfEmpty().Max() + Beyond;
        var ofValue = value == 0 ? 0 : Significant - 1 - (int)Math.Floor(Math.Log10((double)Math.Abs(value)));
        return decimal.Round(value, Math.Clamp(Math.Max(ofReadings, ofValue), 0, MostDecimals));
    }

    public static decimal Shown(double value, IEnumerable<KeepingGroup> groups) => Shown((decimal)value, groups);
}
