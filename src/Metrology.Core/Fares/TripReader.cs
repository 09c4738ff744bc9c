using Metrology.Core.Files;
using Metrology.Core.Procedures;

namespace Metrology.Core.Fares;

/// <summary>JSON members → trip.</summary>
internal static class TripReader
{
    private const int MostSegments = 1000;
    private const int MostCount = 100_000;

    public static Trip Read(JsonCursor file) => file.Object(root =>
    {
        var segments = root.Optional("segments")?.List(Segment);
        var start = root.Optional("start_time")?.AsMinuteOfDay();
        if (segments is null != start is null)
            root.Problem("start_time 与 segments 应同时给出", "start_time and segments are expected together");
        return new Trip
        {
            IsRoundTrip = root.Optional("round_trip")?.AsFlag() ?? false,
            Supplements = root.Optional("supplements") is { } supplements ? Supplements(supplements) : new Dictionary<string, int>(),
            Sums = segments is null ? Sums(root) : null,
            StartMinute = start % ClockWindow.Day ?? 0,
            Segments = segments ?? [],
        };
    });

    public static IEnumerable<FileProblem> Problems(Trip trip, Tariff? tariff)
    {
        foreach (var name in trip.Supplements.Keys.Where(name => tariff?.Supplements.ContainsKey(name) == false))
            yield return new("supplements", FareRefusals.UnknownSupplement(name, tariff!.Supplements.Keys).Text);
        if (trip.Segments.Count > MostSegments)
            yield return new("segments", new($"最多 {MostSegments} 段", $"there are more than {MostSegments} segments"));
        if (trip.Segments.Sum(segment => segment.Minutes) > TariffReader.LargestMinutes)
            yield return new("segments", new("时间过长", "the trip takes too long"));
        if (trip.Segments.Sum(segment => segment.Kilometres) > TariffReader.LargestDistance)
            yield return new("segments", new("里程过长", "the trip is too long"));
        for (var i = 0; i < trip.Segments.Count; i++)
        {
            if (trip.Segments[i] is { Minutes: 0m, Kilometres: > 0m })
                yield return new($"segments[{i}].min", new("行驶需要时间", "no distance is travelled in no time"));
        }
    }

    private static TripSums Sums(JsonCursor root)
    {
        var blocks = new (string Name, Period Period)[] { ("offpeak_blocks", Period.Ordinary), ("peak_blocks", Period.Peak), ("night_blocks", Period.Night) }
            .Select(entry => (entry.Period, Count: root.Optional(entry.Name)?.AsWhole(0, MostCount))).Where(entry => entry.Count is not null).ToList();
        return new(
            root.Required("km", km => km.AsNumber(0m, TariffReader.LargestDistance), 0m),
            root.Optional("night")?.AsFlag() ?? false,
            root.Optional("peak")?.AsFlag() ?? false,
            Minutes(root, "wait_min") + Minutes(root, "low_speed_min"),
            blocks.Count == 0 ? null : blocks.ToDictionary(entry => entry.Period, entry => entry.Count!.Value));
    }

    private static Dictionary<string, int> Supplements(JsonCursor at) => at.IsList
        ? at.List(name => name.AsText()).GroupBy(name => name).ToDictionary(same => same.Key, same => same.Count())
        : new(at.Map(count => count.AsWhole(0, MostCount)));

    private static TripSegment Segment(JsonCursor at) => at.Object(segment => new TripSegment(
        segment.Required("min", minutes => minutes.AsNumber(0m, TariffReader.LargestMinutes), 0m),
        segment.Optional("km")?.AsNumber(0m, TariffReader.LargestDistance) ?? 0m));

    private static decimal Minutes(JsonCursor at, string name) => at.Optional(name)?.AsNumber(0m, TariffReader.LargestMinutes) ?? 0m;
}
