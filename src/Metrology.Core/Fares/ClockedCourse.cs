using Metrology.Core.Words;

namespace Metrology.Core.Fares;

/// <summary>
/// Course of a trip that is given by the clock. Segments are cut where a window begins or ends, at one speed within each. A block of low speed has the price
/// of the period in which it is completed.
/// </summary>
internal sealed class ClockedCourse(Tariff tariff)
{
    private readonly List<CoursePart> parts = [];
    private readonly Dictionary<Period, decimal> time = [];
    private decimal kilometres;
    private decimal low;
    private decimal charged;
    private Period last;

    public static Outcome<Course> Of(Tariff tariff, Trip trip)
    {
        var course = new ClockedCourse(tariff);
        decimal clock = trip.StartMinute;
        foreach (var segment in trip.Segments)
        {
            if (segment.Minutes > 0m)
                course.Add(segment, clock);
            clock += segment.Minutes;
        }

        course.CloseBlock();
        return new Course(course.parts, course.IsNight(trip.StartMinute), tariff.Peak.Covers(trip.StartMinute), course.time);
    }

    private void Add(TripSegment segment, decimal clock)
    {
        var isLow = tariff.Time?.IsLow(segment.Kilometres, segment.Minutes) ?? false;
        var counts = !isLow || tariff.Time!.CountsDistance;
        var (at, end, left) = (clock, clock + segment.Minutes, segment.Kilometres);
        while (at < end)
        {
            var until = Math.Min(end, NextBoundary(at));
            var (night, peak) = (IsNight(at % ClockWindow.Day), tariff.Peak.Covers(at % ClockWindow.Day));
            // The last piece takes what is left, so that division loses nothing.
            var share = until == end ? left : segment.Kilometres * (until - at) / segment.Minutes;
            left -= share;
            if (counts && share > 0m)
                parts.Add(new(kilometres, kilometres += share, night, peak));
            if (isLow)
                Wait(until - at, peak ? Period.Peak : night ? Period.Night : Period.Ordinary);
            at = until;
        }
    }

    private void Wait(decimal minutes, Period period)
    {
        var free = Math.Min(minutes, Math.Max(tariff.Time!.FreeMinutes - low, 0m));
        low += minutes;
        last = period;
        var before = charged;
        charged += minutes - free;
        var units = tariff.Time.BlockMinutes is { } length ? Math.Floor(charged / length) - Math.Floor(before / length) : charged - before;
        if (units > 0m)
            time[period] = time.GetValueOrDefault(period) + units;
    }

    private void CloseBlock()
    {
        if (tariff.Time is { ChargesBegunBlock: true, BlockMinutes: { } length } && charged % length > 0m)
            time[last] = time.GetValueOrDefault(last) + 1m;
    }

    private bool IsNight(decimal minuteOfDay) => tariff.Night.Window?.Covers(minuteOfDay) ?? false;

    private decimal NextBoundary(decimal clock)
    {
        var today = clock - (clock % ClockWindow.Day);
        var edges = (tariff.Peak.Windows ?? []).Append(tariff.Night.Window).OfType<ClockWindow>().SelectMany(window => new[] { window.From, window.To });
        return edges.SelectMany(edge => new[] { today + edge, today + ClockWindow.Day + edge }).Where(edge => edge > clock).DefaultIfEmpty(decimal.MaxValue).Min();
    }
}
