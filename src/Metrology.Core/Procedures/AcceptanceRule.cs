using Metrology.Core.Uncertainty;

namespace Metrology.Core.Procedures;

/// <summary>How the error of a point is rounded and judged.</summary>
/// <param name="LimitBy">
/// What selects the row: a nameplate field such as "accuracyClass", "kind", "point", or several joined by "+" ("accuracyClass+point" selects "0.05/low");
/// null takes the row "*".
/// </param>
/// <param name="Limits">Limits of the error by selector, in <paramref name="Unit"/>; a null value is a limit that nobody has seen in the text.</param>
/// <param name="RoundingIntervals">GB/T 8170 rounding interval by selector, in <paramref name="Unit"/>.</param>
/// <param name="Decide">Whether the rounded or the unrounded value is compared with the limit.</param>
public sealed record AcceptanceRule(
    string? LimitBy,
    string Unit,
    IReadOnlyDictionary<string, Fact<LimitRule?>> Limits,
    IReadOnlyDictionary<string, Fact<AmountRule>> RoundingIntervals,
    Fact<DecisionValue> Decide)
{
    /// <summary>What the repeats of a point are made into before they are judged.</summary>
    public Statistic Statistic => StatisticFact?.Value ?? Statistic.Mean;

    /// <summary>Null: the mean, and nothing is said about it.</summary>
    public Fact<Statistic>? StatisticFact { get; init; }

    /// <summary>False where the text says "smaller than": then the limit itself fails.</summary>
    public bool LimitPasses => LimitPassesFact?.Value ?? true;

    public Fact<bool>? LimitPassesFact { get; init; }

    /// <summary>One of <c>DecisionQuestion.RuleIds</c>. Null: the error decides alone, and only the requirement on the reference knows the uncertainty.</summary>
    public Fact<string>? Rule { get; init; }

    /// <summary>r of a guard band w = r·U.</summary>
    public decimal Multiplier => MultiplierFact?.Value ?? 1m;

    public Fact<decimal>? MultiplierFact { get; init; }

    /// <summary>How k of the budget of a point is chosen; k = 2 when the file does not say.</summary>
    public Fact<Coverage>? Coverage { get; init; }

    /// <summary>Names that <see cref="LimitBy"/> joins.</summary>
    public IReadOnlyList<string> Selectors => LimitBy?.Split('+') ?? [];
}

/// <summary>A number in the unit of the rule, or a formula of nameplate, settings and readings.</summary>
public sealed record AmountRule(decimal? Value, string? Formula)
{
    public static AmountRule Of(decimal value) => new(value, null);

    public override string ToString() => Formula ?? Value!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Signed limits of an error; a missing side is not limited.</summary>
public sealed record LimitRule(AmountRule? Lower, AmountRule? Upper, bool IsSymmetric)
{
    /// <summary>±amount.</summary>
    public static LimitRule Symmetric(AmountRule amount) => new(null, amount, true);
}

public enum DecisionValue
{
    Rounded,
    Unrounded,
}

/// <summary>The value of a point that is judged, from the errors of its repeats. Each is a method of <c>Runs/PointStatistic</c>.</summary>
public enum Statistic
{
    /// <summary>Arithmetic mean.</summary>
    Mean,

    /// <summary>The repeat with the largest error; its sign is kept.</summary>
    Worst,

    /// <summary>Experimental standard deviation, n − 1.</summary>
    StandardDeviation,

    /// <summary>Largest minus smallest.</summary>
    Range,
}
