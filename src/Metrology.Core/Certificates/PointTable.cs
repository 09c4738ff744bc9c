using System.Globalization;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Core.Uncertainty;
using Metrology.Core.Words;

namespace Metrology.Core.Certificates;

/// <summary>Results of a measuring item: one table of readings and errors by repeat, one of the judged means. Every number names the value it shows.</summary>
internal static class PointTable
{
    /// <summary>Digits that an unrounded error shows beyond its rounding interval, so that the rounding can be followed.</summary>
    private const int FurtherDigits = 2;

    public static IReadOnlyList<Block> Of(RunPlan plan, ItemResult item)
    {
        var rule = plan.Procedure.Items.Single(one => one.Id == item.Item);
        var layout = plan.Procedure.Layout;
        var means = Means(item, layout.ShowsUncertainty ? rule.Acceptance?.Coverage?.Value ?? Coverage.Two : null);
        return layout.ShowsReadings ? [Repeats(plan, rule, item), means] : [means];
    }

    private static Table Repeats(RunPlan plan, ProcedureItem rule, ItemResult item)
    {
        var settings = plan.Steps.Where(step => step.Key.Item == item.Item).SelectMany(step => step.Settings.Keys).Distinct().ToList();
        var columns = new List<Column> { new(new("检定点", "Test point"), 2) };
        var names = plan.Procedure.Layout.ColumnsOf(item.Item) ?? [.. rule.Variables.Keys, .. rule.Derived.Select(derived => derived.Name)];
        columns.AddRange(settings.Select(name => new Column(Setting(rule, name), 1, Alignment.End)));
        columns.Add(new(new("次数", "Repeat"), 0.6, Alignment.Center));
        columns.AddRange(names.Select(name => new Column(Value(rule, name), 1.4, Alignment.End)));
        columns.Add(new(new($"误差{Per(item.Points[0].Unit)}", $"Error{Per(item.Points[0].Unit)}"), 1, Alignment.End));
        var rows = item.Points.SelectMany(point => point.Repeats.Select(repeat => Row(plan, names, settings, point, repeat)));
        return new(new("测量数据", "Measurements"), columns, [.. rows]);
    }

    private static IReadOnlyList<Cell> Row(RunPlan plan, IReadOnlyList<string> names, List<string> settings, PointResult point, RepeatResult repeat)
    {
        var id = $"{repeat.Step.Item}/{repeat.Step.Point}/{Count(repeat.Step.Repeat)}";
        var step = plan.Steps.Single(one => one.Key == repeat.Step);
        return
        [
            new(point.Label),
            .. settings.Select(name => step.Settings.TryGetValue(name, out var value)
                ? new Cell(Plain(value.ToString()), $"{id}/settings/{name}")
                : new Cell(Phrases.Dash)),
            new(Plain(Count(repeat.Step.Repeat))),
            .. names.Select(name => new Cell(repeat.Values.TryGetValue(name, out var value) ? Plain(Phrases.Number(value)) : Phrases.Dash, $"{id}/{name}")),
            new(repeat.Error is { } error ? Plain(Phrases.Signed(error, DecimalsOf(point) + FurtherDigits)) : Phrases.Dash, $"{id}/error"),
        ];
    }

    /// <param name="coverage">Null when the certificate shows no uncertainty.</param>
    private static Table Means(ItemResult item, Coverage? coverage)
    {
        var unit = item.Points[0].Unit;
        List<Column> columns =
        [
            new(new("检定点", "Test point"), 2), new(new($"平均误差{Per(unit)}", $"Mean error{Per(unit)}"), 1, Alignment.End),
            new(new($"修约值{Per(unit)}", $"Rounded{Per(unit)}"), 1, Alignment.End), new(new($"最大允许误差{Per(unit)}", $"MPE{Per(unit)}"), 1, Alignment.End),
        ];
        if (coverage is { } choice)
            columns.Add(new(Expanded(choice, unit), 1, Alignment.End));
        columns.Add(new(new("结论", "Conclusion"), 1, Alignment.Center));
        return new(new("检定结果", "Results"), columns, [.. item.Points.Select(point => Row(item, point, coverage))]);
    }

    private static IReadOnlyList<Cell> Row(ItemResult item, PointResult point, Coverage? coverage)
    {
        var id = $"{item.Item}/{point.Point}";
        List<Cell> cells =
        [
            new(point.Label),
            new(point.Mean is { } mean ? Plain(Phrases.Signed(mean, DecimalsOf(point) + FurtherDigits)) : Phrases.Dash, $"{id}/mean"),
            new(point.Rounded is { } rounded ? Plain(Phrases.Signed(rounded, DecimalsOf(point))) : Phrases.Dash, $"{id}/rounded"),
            new(Limit(point.Zone), $"{id}/limit"),
        ];
        if (coverage is { } choice)
            cells.Add(new(point.Budget is { } budget ? Expanded(budget, choice) : Phrases.Dash, $"{id}/uncertainty"));
        cells.Add(new(Phrases.Of(point.Verdict), $"{id}/verdict"));
        return cells;
    }

    /// <summary>A fixed k stands in the heading.</summary>
    private static BilingualText Expanded(Coverage coverage, string unit)
    {
        var choice = coverage.ToString().Replace(" ", "", StringComparison.Ordinal);
        return new($"U({choice}){Per(unit)}", $"U ({choice}){Per(unit)}");
    }

    /// <summary>A k that follows from the degrees of freedom of the point stands beside its U.</summary>
    private static BilingualText Expanded(UncertaintyBudget budget, Coverage coverage) =>
        Plain(coverage.Probability is null ? ExpandedText.Of(budget.Expanded) : $"{ExpandedText.Of(budget.Expanded)} (k={budget.FactorText})");

    /// <summary>"±1.0", "-4.0 ~ +1.0", "≤ 0.2".</summary>
    private static BilingualText Limit(PermissibleZone zone) => (zone.Lower, zone.Upper) switch
    {
        (null, null) => Phrases.Dash,
        ({ } lower, null) => Plain($"{(zone.LimitPasses ? "≥" : ">")} {Phrases.Number(lower)}"),
        (null, { } upper) => Plain($"{(zone.LimitPasses ? "≤" : "<")} {Phrases.Number(upper)}"),
        ({ } lower, { } upper) => Plain(zone.IsSymmetric ? $"±{Phrases.Number(upper)}" : $"{SignedText.Of(lower)} ~ {SignedText.Of(upper)}"),
    };

    private static int DecimalsOf(PointResult point) => point.RoundingInterval.Scale;

    private static BilingualText Setting(ProcedureItem rule, string name) => LabelOf(rule, name) ?? name switch
    {
        "current" => new("电流", "Current"),
        "voltage" => new("电压", "Voltage"),
        "energy" => new("预置电能", "Preset energy"),
        _ => Plain(name),
    };

    private static BilingualText? LabelOf(ProcedureItem rule, string name) =>
        rule.Points.Select(point => point.Settings.GetValueOrDefault(name)?.Label).FirstOrDefault(label => label is not null);

    private static BilingualText Value(ProcedureItem rule, string name)
    {
        if (rule.Variables.TryGetValue(name, out var variable))
            return variable.Label is { } label ? With(label, name, variable.Unit) : Variable(name, variable);
        var derived = rule.Derived.Single(one => one.Name == name);
        return derived.Label is { } text ? With(text, name, derived.Unit) : Plain($"{name}{Per(derived.Unit)}");
    }

    private static BilingualText With(BilingualText label, string name, string unit) => new($"{label.Zh} {name}{Per(unit)}", $"{label.En} {name}{Per(unit)}");

    private static BilingualText Variable(string name, VariableRule variable) => (variable.Role, variable.Measurand) switch
    {
        (Roles.Reference, Measurands.ActiveEnergy) => new($"标准电能 {name}{Per(variable.Unit)}", $"Reference energy {name}{Per(variable.Unit)}"),
        (_, Measurands.ActiveEnergy) => new($"示值电能 {name}{Per(variable.Unit)}", $"Indicated energy {name}{Per(variable.Unit)}"),
        (_, Measurands.ClockOffset) => new($"时刻差 {name}{Per(variable.Unit)}", $"Clock difference {name}{Per(variable.Unit)}"),
        _ => Plain($"{name}{Per(variable.Unit)}"),
    };

    /// <summary>The unit of a column; a column in unit one has none.</summary>
    private static string Per(string unit) => unit == "1" ? "" : $"/{unit}";

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static BilingualText Plain(string text) => BilingualText.Same(text);
}
