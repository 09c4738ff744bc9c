using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.Core.Certificates;

/// <summary>The results of an item for a machine: the numbers of <see cref="PointTable"/>, no more and no fewer.</summary>
internal static class ItemValues
{
    public static ItemData Of(RunPlan plan, ItemResult item, ResultsView view)
    {
        var rule = plan.Procedure.Items.Single(one => one.Id == item.Item);
        var data = new ItemData(item.Item, item.Title, view.ShowsConformity ? item.Verdict : Verdict.NotSet)
        {
            Checks = [.. item.Checks.Select(check => new CheckData(ResultsPage.Id(item, check), check.Label, check.Conforms))],
            DecisionRule = rule.Acceptance is null || !view.ShowsConformity ? null : DecisionWords.Of(plan, rule, item),
        };
        return item.Points.Count == 0 ? data : data with
        {
            Points = [.. item.Points.Select(point => point.Label)],
            Results = Results(item, view),
            Verdicts = !view.ShowsConformity ? [] : [.. item.Points.Select(point => new PrintedVerdict($"{PointDigits.Id(item, point)}/verdict", point.Verdict))],
            Readings = view.ShowsReadings && item.Points.Any(point => point.Repeats.Count > 0) ? Readings(plan, rule, item) : [],
        };
    }

    private static List<PrintedColumn> Results(ItemResult item, ResultsView view)
    {
        var rounded = Column(item, ColumnRole.RoundedError, new("修约值", "Rounded error"), "rounded", PointDigits.Rounded);
        var uncertainty = view.ShowsUncertainty ? Uncertainty(item) : null;
        // U stands with the first number of a point that the paper shows.
        List<PrintedColumn> columns = view.ShowsMean
            ? [Column(item, ColumnRole.MeanError, new("平均误差", "Mean error"), "mean", PointDigits.Mean) with { Uncertainty = uncertainty }, rounded]
            : [rounded with { Uncertainty = uncertainty }];
        if (!view.ShowsConformity)
            return columns;
        if (item.Points.Any(point => point.Zone.Lower is not null))
            columns.Add(Column(item, ColumnRole.LowerLimit, new("最大允许误差下限", "Lower limit of the error"), "limit/lower", point => PointDigits.Limits(point.Zone).Lower));
        if (item.Points.Any(point => point.Zone.Upper is not null))
            columns.Add(Column(item, ColumnRole.UpperLimit, new("最大允许误差上限", "Upper limit of the error"), "limit/upper", point => PointDigits.Limits(point.Zone).Upper));
        return columns;
    }

    private static PrintedColumn Column(ItemResult item, ColumnRole role, BilingualText title, string name, Func<PointResult, string?> digits) => new(
        role, title, [.. item.Points.Select(point => new PrintedNumber($"{PointDigits.Id(item, point)}/{name}", digits(point), point.Unit))]);

    private static IReadOnlyList<PrintedUncertainty> Uncertainty(ItemResult item) =>
        [.. item.Points.Select(point => new PrintedUncertainty(
            $"{PointDigits.Id(item, point)}/uncertainty", PointDigits.Expanded(point),
            point.Budget?.FactorText ?? "2", PointDigits.Probability(point.Budget)))];

    private static List<PrintedColumn> Readings(RunPlan plan, ProcedureItem rule, ItemResult item)
    {
        var repeats = item.Points.SelectMany(point => point.Repeats.Select(repeat => (Point: point, Repeat: repeat))).ToList();
        List<PrintedColumn> columns =
        [
            .. PointTable.SettingsOf(plan, item).Select(name => new PrintedColumn(
                ColumnRole.Setting, PointTable.Setting(rule, name), [.. repeats.Select(one => Setting(plan, one.Repeat, name))])),
            .. PointTable.ValuesOf(plan, rule).Select(name => new PrintedColumn(
                RoleOf(rule, name), PointTable.NameOf(rule, name), [.. repeats.Select(one => Value(rule, one.Repeat, name))])),
        ];
        columns.Add(new(ColumnRole.Error, new("误差", "Error"),
            [.. repeats.Select(one => new PrintedNumber($"{PointDigits.Id(one.Repeat)}/error", PointDigits.Error(one.Point, one.Repeat), one.Point.Unit))]));
        return columns;
    }

    private static PrintedNumber Setting(RunPlan plan, RepeatResult repeat, string name)
    {
        var id = $"{PointDigits.Id(repeat)}/settings/{name}";
        var step = plan.Steps.Single(one => one.Key == repeat.Step);
        return step.Settings.TryGetValue(name, out var value) ? new(id, Phrases.Number(value.Value), value.Unit.Symbol) : new(id, null, "1");
    }

    private static PrintedNumber Value(ProcedureItem rule, RepeatResult repeat, string name) => new(
        $"{PointDigits.Id(repeat)}/{name}",
        repeat.Values.TryGetValue(name, out var value) ? Phrases.Number(value) : null,
        PointTable.UnitOf(rule, name));

    private static ColumnRole RoleOf(ProcedureItem rule, string name) => !rule.Variables.TryGetValue(name, out var variable)
        ? ColumnRole.Derived
        : variable.Role == Roles.Reference ? ColumnRole.Reference : ColumnRole.Indication;
}
