using Metrology.Core.Files;
using Metrology.Core.Uncertainty;
using Metrology.Core.Uncertainty.Files;

namespace Metrology.Core.Procedures;

/// <summary>JSON members → limits, rounding and decision of one item.</summary>
internal static class AcceptanceReader
{
    /// <param name="format">Of the file: the first one had three members bare that are facts.</param>
    public static AcceptanceRule Read(JsonCursor at, int format) => at.Object(rule => new AcceptanceRule(
        rule.Optional("limitBy")?.AsText(),
        rule.Text("unit"),
        rule.Required("limits", limits => limits.Map(limit => limit.AsFactOrUnknown<LimitRule?>(Limit)), new Dictionary<string, Fact<LimitRule?>>()),
        rule.Required(
            "roundingIntervals", rows => rows.Map(row => row.AsFact(value => value.AsAmount(), AmountRule.Of(0m))), new Dictionary<string, Fact<AmountRule>>()),
        rule.Required("decide", decide => decide.AsFact(value => value.AsChoice<DecisionValue>(), DecisionValue.Rounded), new(DecisionValue.Rounded, false, "")))
    {
        StatisticFact = Stated(rule.Optional("statistic"), format, value => value.AsChoice<Statistic>(), Statistic.Mean),
        LimitPassesFact = Stated(rule.Optional("limitPasses"), format, value => value.AsFlag(), true),
        Rule = rule.Optional("rule")?.AsFact(value => value.AsText(), ""),
        Coverage = rule.Optional("coverage")?.AsFact(CoverageReader.Read, Coverage.Two),
        MultiplierFact = Stated(rule.Optional("multiplier"), format, value => value.AsDecimal(), 1m),
    });

    private static Fact<T>? Stated<T>(JsonCursor? at, int format, Func<JsonCursor, T> value, T standIn) =>
        at is null ? null : format == ProcedureFormat.First ? new(value(at), true, "") : at.AsFact(value, standIn);

    /// <summary>A number or formula is ±; an object has signed sides.</summary>
    private static LimitRule Limit(JsonCursor at) => at.IsObject
        ? at.Object(sides => new LimitRule(sides.Optional("lower")?.AsAmount(), sides.Optional("upper")?.AsAmount(), false))
        : LimitRule.Symmetric(at.AsAmount());
}
