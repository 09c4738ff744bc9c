using Metrology.Core.Quantities;

namespace Metrology.Core.Fares;

/// <summary>Taxi tariff (运价) as data: everything a taximeter needs for a fare, in yuan, kilometres and minutes.</summary>
public sealed record Tariff
{
    public required TariffOrigin Origin { get; init; }

    /// <summary>Fare (起步价) that covers the starting distance.</summary>
    public required decimal StartFare { get; init; }

    /// <summary>Starting distance (起步里程), km.</summary>
    public required decimal StartKilometres { get; init; }

    /// <summary>Price a kilometre beyond the starting distance (续程单价).</summary>
    public required decimal UnitPrice { get; init; }

    /// <summary>Empty-return tiers (单程加价, 二次空贴) in ascending order; each replaces the one before from its kilometre on.</summary>
    public IReadOnlyList<DistanceTier> Tiers { get; init; } = [];

    /// <summary>Whether the tiers also hold for a round trip (往返).</summary>
    public bool TiersOnRoundTrip { get; init; }

    public NightRule Night { get; init; } = new();

    public PeakRule Peak { get; init; } = new();

    /// <summary>What low speed and waiting cost, or null when the tariff charges no time.</summary>
    public TimeCharge? Time { get; init; }

    /// <summary>How night, peak and empty-return surcharges act together; null when the text of the tariff does not settle it.</summary>
    public Composition? Composition { get; init; }

    /// <summary>Flat supplements by name; they are chosen for a trip and shown apart from the fare of the meter.</summary>
    public IReadOnlyDictionary<string, decimal> Supplements { get; init; } = new Dictionary<string, decimal>();

    /// <summary>Distance between two jumps of the display (跳字), or null when the fare grows continuously.</summary>
    public Stepping? DistanceStep { get; init; }

    /// <summary>Amount of one jump of the display: the meter shows whole steps, the last one that is reached.</summary>
    public decimal? DisplayStep { get; init; }

    /// <summary>Rounding of the amount to be paid, or null when none is known.</summary>
    public FareRounding? Rounding { get; init; }
}

/// <param name="Confirmed">Somebody with the right compared it with the text of the tariff.</param>
/// <param name="Date">Day of entry into force, or of the page that states it.</param>
public sealed record TariffOrigin(string Name, string? NameEn, string? City, string? CityEn, string? Source, DateOnly? Date, DateOnly? Until, bool Confirmed, string? Note);

/// <summary>Part of a trip beyond a distance. It is dearer by a ratio of the unit price, or has a price of its own.</summary>
public sealed record DistanceTier(decimal FromKilometres, decimal Ratio, decimal? Price = null, decimal? NightPrice = null);

/// <param name="Ratio">Surcharge as a share of the unit price.</param>
/// <param name="OnStart">Whether the ratio raises the start fare too.</param>
/// <param name="UnitPrice">Price a kilometre at night, in place of a ratio.</param>
/// <param name="StartFare">Start fare at night, in place of a ratio.</param>
public sealed record NightRule(decimal Ratio = 0m, bool OnStart = false, decimal? UnitPrice = null, decimal? StartFare = null, ClockWindow? Window = null);

public sealed record PeakRule(decimal Ratio = 0m, bool OnStart = false, IReadOnlyList<ClockWindow>? Windows = null)
{
    public bool Covers(decimal minuteOfDay) => Windows?.Any(window => window.Covers(minuteOfDay)) ?? false;
}

/// <summary>Time of day from one minute up to, but not including, another; past midnight when the end is not later than the beginning.</summary>
public sealed record ClockWindow(int From, int To)
{
    public const int Day = 24 * 60;

    public bool Covers(decimal minuteOfDay) => From < To ? minuteOfDay >= From && minuteOfDay < To : minuteOfDay >= From || minuteOfDay < To;

    public bool Overlaps(ClockWindow other) => Covers(other.From % Day) || other.Covers(From % Day);
}

/// <summary>Low speed and waiting (低速, 等候).</summary>
/// <param name="BlockMinutes">Accumulated minutes that are charged together; null when every part of a minute is.</param>
/// <param name="ChargesBegunBlock">A block that is begun is charged; otherwise only completed ones are.</param>
/// <param name="Price">Of a block, or of <paramref name="PriceMinutes"/> minutes.</param>
/// <param name="ThresholdKmh">The speed below which time is charged; a parameter of the tariff, never computed from its prices.</param>
/// <param name="CountsDistance">Kilometres below the threshold are charged as well.</param>
public sealed record TimeCharge(
    PriceByPeriod Price, decimal PriceMinutes, decimal? BlockMinutes, bool ChargesBegunBlock, decimal FreeMinutes, decimal? ThresholdKmh, bool CountsDistance)
{
    /// <summary>What one hour of low speed costs in ordinary time.</summary>
    public decimal PerHour => 60m * Price.Ordinary / PriceMinutes;

    public bool IsLow(decimal kilometres, decimal minutes) =>
        kilometres == 0m || (ThresholdKmh is { } threshold && kilometres * 60m < threshold * minutes);
}

public sealed record PriceByPeriod(decimal Ordinary, decimal? Peak, decimal? Night)
{
    public decimal In(Period period) => period switch
    {
        Period.Peak => Peak ?? Ordinary,
        Period.Night => Night ?? Ordinary,
        Period.Ordinary => Ordinary,
    };
}

/// <summary>Which price of time applies.</summary>
public enum Period
{
    Ordinary,
    Peak,
    Night,
}

/// <summary>How surcharges act together: 1 + a + b, or (1 + a)(1 + b).</summary>
public enum Composition
{
    Additive,
    Multiplicative,
}

/// <param name="ChargesBegun">A step that is begun is charged; otherwise only completed ones are.</param>
public sealed record Stepping(decimal Kilometres, bool ChargesBegun);

/// <param name="OnTotal">The total with supplements is rounded; otherwise the fare of the meter.</param>
public sealed record FareRounding(RoundingInterval Interval, RoundingMode Mode, bool OnTotal)
{
    public decimal Round(decimal amount)
    {
        if (Mode is RoundingMode.HalfEven or RoundingMode.HalfUp)
            return Interval.Round(amount, Mode == RoundingMode.HalfEven ? MidpointRounding.ToEven : MidpointRounding.AwayFromZero);
        var over = amount % Interval.Interval;
        return amount - over + (Mode == RoundingMode.Up && over > 0m ? Interval.Interval : 0m);
    }
}

/// <summary>Half to even is GB/T 8170; the others are what tariffs say.</summary>
public enum RoundingMode
{
    HalfEven,
    HalfUp,
    Down,
    Up,
}
