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
        return [Repeats(plan, rule, item), Means(item)];
    }

    private static Table Repeats(RunPlan plan, ProcedureItem rule, ItemResult item)
    {
        var settings = plan.Steps.Where(step => step.Key.Item == item.Item).SelectMany(step => step.Settings.Keys).Distinct().ToList();
        var columns = new List<Column> { new(new("检定点", "Test point"), 2) };
        columns.AddRange(settings.Select(name => new Column(Setting(name), 1, Alignment.End)));
        columns.Add(new(new("次数", "Repeat"), 0.6, Alignment.Center));
        columns.AddRange(rule.Variables.Select(pair => new Column(Variable(pair.Key, pair.Value), 1.4, Alignment.End)));
        columns.Add(new(new($"误差/{item.Points[0].Unit}", $"Error/{item.Points[0].Unit}"), 1, Alignment.End));
        var rows = item.Points.SelectMany(point => point.Repeats.Select(repeat => Row(plan, rule, settings, point, repeat)));
        return new(new("测量数据", "Measurements"), columns, [.. rows]);
    }

    private static IReadOnlyList<Cell> Row(RunPlan plan, ProcedureItem rule, List<string> settings, PointResult point, RepeatResult repeat)
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
            .. rule.Variables.Keys.Select(name => new Cell(Plain(Phrases.Number(repeat.Values[name])), $"{id}/{name}")),
            new(repeat.Error is { } error ? Plain(Phrases.Signed(error, DecimalsOf(point) + FurtherDigits)) : Phrases.Dash, $"{id}/error"),
        ];
    }

    private static Table Means(ItemResult item)
    {
        var unit = item.Points[0].Unit;
        return new(
            new("检定结果", "Results"),
            [
                new(new("检定点", "Test point"), 2), new(new($"平均误差/{unit}", $"Mean error/{unit}"), 1, Alignment.End),
                new(new($"修约值/{unit}", $"Rounded/{unit}"), 1, Alignment.End), new(new($"最大允许误差/{unit}", $"MPE/{unit}"), 1, Alignment.End),
                new(new($"U(k=2)/{unit}", $"U (k=2)/{unit}"), 1, Alignment.End), new(new("结论", "Conclusion"), 1, Alignment.Center),
            ],
            [.. item.Points.Select(point => Row(item, point))]);
    }

    private static IReadOnlyList<Cell> Row(ItemResult item, PointResult point)
    {
        var id = $"{item.Item}/{point.Point}";
        return
        [
            new(point.Label),
            new(point.Mean is { } mean ? Plain(Phrases.Signed(mean, DecimalsOf(point) + FurtherDigits)) : Phrases.Dash, $"{id}/mean"),
            new(point.Rounded is { } rounded ? Plain(Phrases.Signed(rounded, DecimalsOf(point))) : Phrases.Dash, $"{id}/rounded"),
            new(Plain($"±{Phrases.Number(point.Limit)}"), $"{id}/limit"),
            new(point.Budget is { } budget ? Plain(ExpandedText.Of(budget.Expanded)) : Phrases.Dash, $"{id}/uncertainty"),
            new(Phrases.Of(point.Verdict), $"{id}/verdict"),
        ];
    }

    private static int DecimalsOf(PointResult point) => new RoundingInterval(point.RoundingInterval).Decimals;

    private static BilingualText Setting(string name) => name switch
    {
        "current" => new("电流", "Current"),
        "voltage" => new("电压", "Voltage"),
        "energy" => new("预置电能", "Preset energy"),
        _ => Plain(name),
    };

    private static BilingualText Variable(string name, VariableRule variable) => (variable.Role, variable.Measurand) switch
    {
        (Roles.Reference, Measurands.ActiveEnergy) => new($"标准电能 {name}/{variable.Unit}", $"Reference energy {name}/{variable.Unit}"),
        (_, Measurands.ActiveEnergy) => new($"示值电能 {name}/{variable.Unit}", $"Indicated energy {name}/{variable.Unit}"),
        (_, Measurands.ClockOffset) => new($"时刻差 {name}/{variable.Unit}", $"Clock difference {name}/{variable.Unit}"),
        _ => Plain($"{name}/{variable.Unit}"),
    };

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static BilingualText Plain(string text) => BilingualText.Same(text);
}
