using Metrology.Core.Words;

namespace Metrology.Core.Fares;

/// <summary>Lines for the kilometres beyond the starting distance, one for each stretch of one price.</summary>
internal static class DistanceCharge
{
    public static IEnumerable<FareLine> Lines(Tariff tariff, IReadOnlyList<DistanceTier> tiers, Course course, Composition composition)
    {
        var stretches = new List<Stretch>();
        foreach (var part in course.Parts)
        {
            foreach (var (from, to, tier) in Bands(tiers, tariff.StartKilometres))
            {
                var (begin, end) = (Math.Max(part.From, from), Math.Min(part.To, to));
                if (begin >= end)
                    continue;
                var next = new Stretch(begin, end, tier, part.IsNight, part.IsPeak);
                if (stretches.Count > 0 && stretches[^1].Continues(next))
                    stretches[^1] = stretches[^1] with { To = end };
                else
                    stretches.Add(next);
            }
        }

        return stretches.Select(stretch => Line(tariff, stretch, composition));
    }

    public static IEnumerable<(decimal From, decimal To, DistanceTier? Tier)> Bands(IReadOnlyList<DistanceTier> tiers, decimal start)
    {
        var edges = tiers.Select(tier => tier.FromKilometres).Append(decimal.MaxValue).ToList();
        yield return (start, edges[0], null);
        for (var i = 0; i < tiers.Count; i++)
            yield return (Math.Max(start, edges[i]), edges[i + 1], tiers[i]);
    }

    private static FareLine Line(Tariff tariff, Stretch stretch, Composition composition)
    {
        var kilometres = stretch.To - stretch.From;
        var price = KilometrePrice.Of(tariff, stretch.Tier, stretch.IsNight, stretch.IsPeak, composition);
        var when = FareWords.When(stretch.IsNight, stretch.IsPeak && tariff.Peak.Ratio != 0m);
        var (from, to) = (FareWords.Plain(stretch.From), FareWords.Plain(stretch.To));
        var text = stretch.Tier is null
            ? new BilingualText($"续程 {from}～{to} km{when.Zh}", $"Distance {from}–{to} km{when.En}")
            : new($"单程加价 {from}～{to} km{when.Zh}", $"Empty return {from}–{to} km{when.En}");
        return new(text, kilometres, FareWords.Kilometre, price, kilometres * price);
    }

    private sealed record Stretch(decimal From, decimal To, DistanceTier? Tier, bool IsNight, bool IsPeak)
    {
        public bool Continues(Stretch next) => To == next.From && Tier == next.Tier && (IsNight, IsPeak) == (next.IsNight, next.IsPeak);
    }
}
