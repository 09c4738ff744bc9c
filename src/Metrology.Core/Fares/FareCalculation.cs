using Metrology.Core.Words;

namespace Metrology.Core.Fares;

/// <summary>Expected fare (应收金额) of a trip under a tariff, with its derivation. Decimal throughout, nothing rounded on the way.</summary>
public static class FareCalculation
{
    public static Outcome<ExpectedFare> Expect(Tariff tariff, Trip trip)
    {
        if (trip.Supplements.Keys.FirstOrDefault(name => !tariff.Supplements.ContainsKey(name)) is { } unknown)
            return FareRefusals.UnknownSupplement(unknown, tariff.Supplements.Keys);
        var course = Course.Of(tariff, trip);
        if (course.IsRefused)
            return course.Refusal!;
        var stepped = Step(tariff, course.Value);
        return new ExpectedFare(Add(tariff, trip, stepped, Composition.Additive), Add(tariff, trip, stepped, Composition.Multiplicative), tariff.Composition);
    }

    private static Course Step(Tariff tariff, Course course)
    {
        var beyond = course.Kilometres - tariff.StartKilometres;
        if (tariff.DistanceStep is not { } step || beyond <= 0m)
            return course;
        var steps = beyond / step.Kilometres;
        return course.UpTo(tariff.StartKilometres + ((step.ChargesBegun ? Math.Ceiling(steps) : Math.Floor(steps)) * step.Kilometres));
    }

    private static Fare Add(Tariff tariff, Trip trip, Course course, Composition composition)
    {
        var tiers = trip.IsRoundTrip && !tariff.TiersOnRoundTrip ? [] : tariff.Tiers;
        List<FareLine> metered =
            [StartFare(tariff, course, composition), .. DistanceCharge.Lines(tariff, tiers, course, composition), .. TimeLines(tariff.Time, course)];
        var supplements = trip.Supplements.Where(entry => entry.Value > 0).Select(entry => Supplement(entry.Key, entry.Value, tariff.Supplements[entry.Key])).ToList();
        var (fare, extra) = (metered.Sum(line => line.Amount), supplements.Sum(line => line.Amount));
        var displayed = tariff.DisplayStep is { } step ? Math.Floor(fare / step) * step : fare;
        var due = tariff.Rounding switch
        {
            null => displayed + extra,
            { OnTotal: true } rounding => rounding.Round(displayed + extra),
            { } rounding => rounding.Round(displayed) + extra,
        };
        return new(composition, [.. metered, .. supplements], fare, displayed, extra, fare + extra, due);
    }

    internal static FareLine StartFare(Tariff tariff, Course course, Composition composition)
    {
        var (night, peak) = (course.StartsAtNight, course.StartsInPeak);
        var atNight = night ? tariff.Night.StartFare ?? tariff.StartFare * (1m + (tariff.Night.OnStart ? tariff.Night.Ratio : 0m)) : tariff.StartFare;
        var ratio = peak && tariff.Peak.OnStart ? tariff.Peak.Ratio : 0m;
        var amount = composition == Composition.Additive ? Math.Max(atNight + (tariff.StartFare * ratio), 0m) : atNight * (1m + ratio);
        var when = FareWords.When(night && atNight != tariff.StartFare, ratio != 0m);
        return new(
            new($"起步价（含 {FareWords.Plain(tariff.StartKilometres)} km）{when.Zh}", $"Start fare, first {FareWords.Plain(tariff.StartKilometres)} km{when.En}"),
            1m, FareWords.Trip, amount, amount);
    }

    private static IEnumerable<FareLine> TimeLines(TimeCharge? time, Course course)
    {
        foreach (var (period, units) in course.Time.Where(entry => entry.Value > 0m).OrderBy(entry => entry.Key))
        {
            var price = time!.Price.In(period);
            var when = FareWords.Of(period);
            var text = new BilingualText($"低速、等候{when.Zh}", $"Low speed and waiting{when.En}");
            yield return time.BlockMinutes is { } length
                ? new(text, units, FareWords.Block(length), price, units * price)
                : new(text, units, FareWords.Minute, price / time.PriceMinutes, units * price / time.PriceMinutes);
        }
    }

    private static FareLine Supplement(string name, int count, decimal price) =>
        new(new($"附加费：{name}", $"Supplement: {name}"), count, FareWords.Times, price, count * price);
}
