using Metrology.Core.Words;

namespace Metrology.Core.Fares;

/// <summary>
/// Fares that a taximeter showed at its jumps, against what a tariff gives for the distance and the time of the reference. A jump stands where the meter counted a whole step, and the meter may err:
/// the fare is right when the tariff gives it for a distance within the limits of the error of distance.
/// </summary>
public static class FareCheck
{
    /// <param name="jumps">In order, from the beginning of the hire.</param>
    /// <param name="lower">Limits of the error of distance, percent of the reference; 0 where none is known.</param>
    /// <param name="startMinute">Of the day at which the hire began, local time.</param>
    public static Outcome<IReadOnlyList<FareAtJump>> Of(Tariff tariff, IReadOnlyList<TripJump> jumps, decimal lower, decimal upper, int startMinute)
    {
        var fares = new List<FareAtJump>();
        for (var i = 0; i < jumps.Count; i++)
        {
            Outcome<ExpectedFare> At(decimal percent) => FareCalculation.Expect(tariff, Trip([.. jumps.Take(i + 1)], 1m + (percent / 100m), startMinute));
            var (least, exact, most) = (At(Math.Min(lower, 0m)), At(0m), At(Math.Max(upper, 0m)));
            if ((least.Refusal ?? exact.Refusal ?? most.Refusal) is { } refusal)
                return refusal;
            fares.Add(new(
                jumps[i], exact.Value.Settled?.Displayed, Math.Min(least.Value.Additive.Displayed, least.Value.Multiplicative.Displayed), Math.Max(most.Value.Additive.Displayed, most.Value.Multiplicative.Displayed)));
        }

        return fares;
    }

    private static Trip Trip(IReadOnlyList<TripJump> jumps, decimal scale, int startMinute)
    {
        var segments = new List<TripSegment>();
        var (kilometres, minutes) = (0m, 0m);
        foreach (var jump in jumps)
        {
            // Two jumps at one time, as a clock of whole seconds has them, are one stretch.
            if (jump.Minutes <= minutes && jump != jumps[^1])
                continue;
            segments.Add(new(Math.Max(0m, jump.Minutes - minutes), Math.Max(0m, jump.Kilometres - kilometres) * scale));
            (kilometres, minutes) = (jump.Kilometres, jump.Minutes);
        }

        return new() { StartMinute = startMinute, Segments = segments };
    }
}

/// <summary>What reference and taximeter had at one jump.</summary>
/// <param name="Kilometres">Of the reference, from the beginning of the hire.</param>
/// <param name="Minutes">The same of its time.</param>
/// <param name="Shown">Fare on the display, yuan.</param>
public sealed record TripJump(int Number, decimal Kilometres, decimal Minutes, decimal Shown);

/// <param name="Expected">By the tariff for the reference as it stands; null when the text of the tariff leaves two.</param>
/// <param name="Least">By the tariff within the limits of the error of distance.</param>
public sealed record FareAtJump(TripJump Jump, decimal? Expected, decimal Least, decimal Most)
{
    public bool Agrees => Least <= Jump.Shown && Jump.Shown <= Most;
}
