namespace Metrology.Core.Fares;

/// <summary>A hired trip: either its sums with what holds for all of it, or its course by the clock.</summary>
public sealed record Trip
{
    /// <summary>No empty-return surcharge unless the tariff says otherwise (往返).</summary>
    public bool IsRoundTrip { get; init; }

    /// <summary>How often each supplement is charged.</summary>
    public IReadOnlyDictionary<string, int> Supplements { get; init; } = new Dictionary<string, int>();

    /// <summary>Sums; null when the trip is given by the clock.</summary>
    public TripSums? Sums { get; init; }

    /// <summary>Minute of the day at which the hire begins, with <see cref="Segments"/>.</summary>
    public int StartMinute { get; init; }

    public IReadOnlyList<TripSegment> Segments { get; init; } = [];
}

/// <param name="Kilometres">Distance travelled.</param>
/// <param name="IsNight">The whole trip is at night.</param>
/// <param name="IsPeak">The whole trip is in a peak window.</param>
/// <param name="TimedMinutes">Low speed and waiting together.</param>
/// <param name="Blocks">Charged blocks by period, when they were counted; otherwise they follow from the minutes.</param>
public sealed record TripSums(decimal Kilometres, bool IsNight, bool IsPeak, decimal TimedMinutes, IReadOnlyDictionary<Period, int>? Blocks);

/// <summary>Part of a trip at one speed.</summary>
public sealed record TripSegment(decimal Minutes, decimal Kilometres);
