using Metrology.Core.Words;

namespace Metrology.Core.Fares;

/// <summary>Charged distance of a trip in pieces over which night and peak do not change, and its charged time by period.</summary>
internal sealed record Course(IReadOnlyList<CoursePart> Parts, bool StartsAtNight, bool StartsInPeak, IReadOnlyDictionary<Period, decimal> Time)
{
    public decimal Kilometres => Parts.Count == 0 ? 0m : Parts[^1].To;

    public static Outcome<Course> Of(Tariff tariff, Trip trip) => trip.Sums is { } sums ? OfSums(tariff.Time, sums) : ClockedCourse.Of(tariff, trip);

    /// <summary>The course up to another distance: cut off, or its last part prolonged.</summary>
    public Course UpTo(decimal kilometres)
    {
        if (Parts.Count == 0)
            return this;
        var parts = Parts.Where(part => part.From < kilometres || part.From == 0m).Select(part => part with { To = Math.Min(part.To, kilometres) }).ToList();
        parts[^1] = parts[^1] with { To = kilometres };
        return this with { Parts = parts };
    }

    private static Outcome<Course> OfSums(TimeCharge? time, TripSums sums)
    {
        var charged = new Dictionary<Period, decimal>();
        var period = sums.IsPeak ? Period.Peak : sums.IsNight ? Period.Night : Period.Ordinary;
        if (sums.Blocks is { } blocks)
        {
            if (time?.BlockMinutes is not { } length)
                return FareRefusals.NoBlocks;
            if (sums.TimedMinutes > 0m && blocks.Values.Sum() > Units(time, sums.TimedMinutes))
                return FareRefusals.MoreBlocksThanMinutes;
            charged = blocks.ToDictionary(entry => entry.Key, entry => (decimal)entry.Value);
        }
        else if (sums.TimedMinutes > 0m)
        {
            if (time is null)
                return FareRefusals.NoTimeCharge;
            charged[period] = Units(time, sums.TimedMinutes);
        }

        return new Course([new(0m, sums.Kilometres, sums.IsNight, sums.IsPeak)], sums.IsNight, sums.IsPeak, charged);
    }

    /// <summary>Blocks, or minutes when there are none, that are charged after the free time.</summary>
    private static decimal Units(TimeCharge time, decimal minutes)
    {
        var chargeable = Math.Max(minutes - time.FreeMinutes, 0m);
        if (time.BlockMinutes is not { } length)
            return chargeable;
        return time.ChargesBegunBlock ? Math.Ceiling(chargeable / length) : Math.Floor(chargeable / length);
    }
}

/// <param name="From">Kilometre of the trip.</param>
internal sealed record CoursePart(decimal From, decimal To, bool IsNight, bool IsPeak);
