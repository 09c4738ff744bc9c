using Metrology.Core.Files;
using Metrology.Core.Uncertainty;
using Metrology.Core.Uncertainty.Files;

namespace Metrology.Core.Procedures;

/// <summary>JSON members → limits, rounding and decision of one item.</summary>
internal static class AcceptanceReader
{
    public static AcceptanceRule Read(JsonCursor at) => at.Object(rule => new AcceptanceRule(
        rule.Optional("limitBy")?.AsText(),
        rule.Text("unit"),
        rule.Required("limits", limits => limits.Map(limit => limit.AsFactOrUnknown<LimitRule?>(Limit)), new Dictionary<string, Fact<LimitRule?>>()),
        rule.Required(
            "roundingIntervals", rows => rows.Map(row => row.AsFact(value => value.AsAmount(), AmountRule.Of(0m))), new Dictionary<string, Fact<AmountRule>>()),
        rule.Required("decide", decide => decide.AsFact(value => value.AsChoice<DecisionValue>(), DecisionValue.Rounded), new(DecisionValue.Rounded, false, "")))
    {
        Statistic = rule.Optional("statistic")?.AsChoice<Statistic>() ?? Statistic.Mean,
        LimitPasses = rule.Optional("limitPasses")?.AsFlag() ?? true,
        Rule = rule.Optional("rule")?.AsFact(value => value.AsText(), ""),
        Coverage = rule.Optional("coverage")?.AsFact(CoverageReader.Read, Coverage.Two),
        Multiplier = rule.Optional("multiplier")?.AsDecimal() ?? 1m,
    });

    /// <summary>A number or formula is ±; an object has signed sides.</summary>
    private static LimitRule Limit(JsonCursor at) => at.IsObject
        ? at.Object(sides => new LimitRule(sides.Optional("lower")?.AsAmount(), sides.Optional("upper")?.AsAmount(), false))
        : LimitRule.Symmetric(at.AsAmount());
}
