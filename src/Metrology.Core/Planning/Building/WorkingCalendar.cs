namespace Metrology.Core.Planning.Building;

/// <summary>Holidays of one year as somebody published them, and the days of weekends that are worked instead.</summary>
/// <param name="Source">Where it was published.</param>
public sealed record HolidayYear(int Year, string Source, IReadOnlySet<DateOnly> DaysOff, IReadOnlySet<DateOnly> WorkedWeekends);

/// <summary>Counts working days. Of a year without a published calendar only the weekends are known, and the answer says so.</summary>
public sealed class WorkingCalendar(IEnumerable<HolidayYear> years)
{
    private readonly Dictionary<int, HolidayYear> known = years.ToDictionary(year => year.Year);

    public bool IsWorkingDay(DateOnly day)
    {
        var isWeekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        return known.GetValueOrDefault(day.Year) is { } year
            ? isWeekend ? year.WorkedWeekends.Contains(day) : !year.DaysOff.Contains(day)
            : !isWeekend;
    }

    /// <summary>The last day of a limit: the day on which it begins is not counted.</summary>
    public DateOnly LastDay(DateOnly begin, int workingDays)
    {
        var day = begin;
        for (var left = workingDays; left > 0;)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day))
                left--;
        }

        return day;
    }

    /// <summary>Working days after <paramref name="begin"/> until <paramref name="end"/>, which counts.</summary>
    public int Between(DateOnly begin, DateOnly end)
    {
        var count = 0;
        for (var day = begin.AddDays(1); day <= end; day = day.AddDays(1))
        {
            if (IsWorkingDay(day))
                count++;
        }

        return count;
    }

    /// <summary>Years of the span of which only the weekends are known.</summary>
    public IReadOnlyList<int> Unknown(DateOnly from, DateOnly until) =>
        until < from ? [] : [.. Enumerable.Range(from.Year, until.Year - from.Year + 1).Where(year => !known.ContainsKey(year))];
}
