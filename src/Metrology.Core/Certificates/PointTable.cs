using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Core.Uncertainty;
using Metrology.Core.Words;

namespace Metrology.Core.Certificates;

/// <summary>Results of a measuring item: one table of readings and errors by repeat, one of the judged means. Every number names the value it shows.</summary>
internal static class PointTable
{
    public static IReadOnlyList<Block> Of(RunPlan plan, ItemResult item, ResultsView view)
    {
        var rule = plan.Procedure.Items.Single(one => one.Id == item.Item);
        var means = Means(item, view.ShowsUncertainty ? CoverageOf(rule) : null, view);
        return view.ShowsReadings ? [Repeats(plan, rule, item, view), means] : [means];
    }

    /// <summary>How k of the uncertainties was chosen.</summary>
    private static Coverage CoverageOf(ProcedureItem rule) => rule.Acceptance?.Coverage?.Value ?? Coverage.Two;

    private static Table Repeats(RunPlan plan, ProcedureItem rule, ItemResult item, ResultsView view)
    {
        var settings = SettingsOf(plan, item);
        var columns = new List<Column> { new(view.Point, 2) };
        var names = ValuesOf(plan, rule);
        columns.AddRange(settings.Select(name => new Column(Setting(rule, name), 1, Alignment.End)));
        columns.Add(new(new("次数", "Repeat"), 0.9, Alignment.Center));
        columns.AddRange(names.Select(name => new Column(Value(rule, name), 1.4, Alignment.End)));
        columns.Add(new(new($"误差{Per(item.Points[0].Unit)}", $"Error{Per(item.Points[0].Unit)}"), 1, Alignment.End));
        var rows = item.Points.SelectMany(point => point.Repeats.Select(repeat => Row(plan, names, settings, point, repeat)));
        return new(new("测量数据", "Measurements"), columns, [.. rows]);
    }

    /// <summary>Names of the loads that an item sets.</summary>
    public static List<string> SettingsOf(RunPlan plan, ItemResult item) =>
        [.. plan.Steps.Where(step => step.Key.Item == item.Item).SelectMany(step => step.Settings.Keys).Distinct()];

    /// <summary>Names of the variables and derived quantities that the table of readings shows.</summary>
    public static IReadOnlyList<string> ValuesOf(RunPlan plan, ProcedureItem rule) =>
        plan.Procedure.Layout.ColumnsOf(rule.Id) ?? [.. rule.Variables.Keys, .. rule.Derived.Select(derived => derived.Name)];

    private static IReadOnlyList<Cell> Row(RunPlan plan, IReadOnlyList<string> names, List<string> settings, PointResult point, RepeatResult repeat)
    {
        var id = PointDigits.Id(repeat);
        var step = plan.Steps.Single(one => one.Key == repeat.Step);
        return
        [
            new(point.Label),
            .. settings.Select(name => step.Settings.TryGetValue(name, out var value)
                ? new Cell(Plain(value.ToString()), $"{id}/settings/{name}")
                : new Cell(Phrases.Dash)),
            new(Plain(PointDigits.Count(repeat.Step.Repeat))),
            .. names.Select(name => new Cell(repeat.Values.TryGetValue(name, out var value) ? Plain(Phrases.Number(value)) : Phrases.Dash, $"{id}/{name}")),
            new(Shown(PointDigits.Error(point, repeat)), $"{id}/error"),
        ];
    }

    /// <param name="item">The item.</param>
    /// <param name="coverage">Null when the certificate shows no uncertainty.</param>
    /// <param name="view">Without conformity limit and conclusion are left out.</param>
    private static Table Means(ItemResult item, Coverage? coverage, ResultsView view)
    {
        var unit = item.Points[0].Unit;
        List<Column> columns =
        [
            new(view.Point, 2), .. view.ShowsMean ? [new Column(new($"平均误差{Per(unit)}", $"Mean error{Per(unit)}"), 1, Alignment.End)] : Array.Empty<Column>(),
            new(new($"修约值{Per(unit)}", $"Rounded{Per(unit)}"), 1, Alignment.End),
        ];
        if (view.ShowsConformity)
            columns.Add(new(new($"最大允许误差{Per(unit)}", $"MPE{Per(unit)}"), 1, Alignment.End));
        if (coverage is { } choice)
            columns.Add(new(Expanded(choice, unit), 1, Alignment.End));
        if (view.ShowsConformity)
            columns.Add(new(new("结论", "Conclusion"), 1, Alignment.Center));
        return new(view.Results, columns, [.. item.Points.Select(point => Row(item, point, coverage, view))]);
    }

    private static IReadOnlyList<Cell> Row(ItemResult item, PointResult point, Coverage? coverage, ResultsView view)
    {
        var id = PointDigits.Id(item, point);
        List<Cell> cells =
        [
            new(point.Label),
            .. view.ShowsMean ? [new Cell(Shown(PointDigits.Mean(point)), $"{id}/mean")] : Array.Empty<Cell>(),
            new(Shown(PointDigits.Rounded(point)), $"{id}/rounded"),
        ];
        if (view.ShowsConformity)
            cells.Add(new(Phrases.Limit(point.Zone), $"{id}/limit"));
        if (coverage is { } choice)
            cells.Add(new(Shown(PointDigits.Expanded(point, choice)), $"{id}/uncertainty"));
        if (view.ShowsConformity)
            cells.Add(new(Phrases.Of(point.Verdict), $"{id}/verdict"));
        return cells;
    }

    /// <summary>A fixed k stands in the heading.</summary>
    private static BilingualText Expanded(Coverage coverage, string unit)
    {
        var choice = coverage.ToString().Replace(" ", "", StringComparison.Ordinal);
        return new($"U({choice}){Per(unit)}", $"U ({choice}){Per(unit)}");
    }

    /// <summary>Name of a load.</summary>
    public static BilingualText Setting(ProcedureItem rule, string name) => LabelOf(rule, name) ?? name switch
    {
        "current" => new("电流", "Current"),
        "voltage" => new("电压", "Voltage"),
        "energy" => new("预置电能", "Preset energy"),
        _ => Plain(name),
    };

    private static BilingualText? LabelOf(ProcedureItem rule, string name) =>
        rule.Points.Select(point => point.Settings.GetValueOrDefault(name)?.Label).FirstOrDefault(label => label is not null);

    /// <summary>Name of a variable or derived quantity, without its unit.</summary>
    public static BilingualText NameOf(ProcedureItem rule, string name)
    {
        if (rule.Variables.TryGetValue(name, out var variable))
            return variable.Label is { } label ? With(label, name) : Variable(name, variable);
        var derived = rule.Derived.Single(one => one.Name == name);
        return derived.Label is { } text ? With(text, name) : Plain(name);
    }

    public static string UnitOf(ProcedureItem rule, string name) =>
        rule.Variables.TryGetValue(name, out var variable) ? variable.Unit : rule.Derived.Single(one => one.Name == name).Unit;

    private static BilingualText Value(ProcedureItem rule, string name)
    {
        var (title, unit) = (NameOf(rule, name), UnitOf(rule, name));
        return new($"{title.Zh}{Per(unit)}", $"{title.En}{Per(unit)}");
    }

    private static BilingualText With(BilingualText label, string name) => new($"{label.Zh} {name}", $"{label.En} {name}");

    private static BilingualText Variable(string name, VariableRule variable) => (variable.Role, variable.Measurand) switch
    {
        (Roles.Reference, Measurands.ActiveEnergy) => With(new("标准电能", "Reference energy"), name),
        (_, Measurands.ActiveEnergy) => With(new("示值电能", "Indicated energy"), name),
        (_, Measurands.ClockOffset) => With(new("时刻差", "Clock difference"), name),
        _ => Plain(name),
    };

    /// <summary>The unit of a column; a column in unit one has none.</summary>
    private static string Per(string unit) => unit == "1" ? "" : $"/{unit}";

    private static BilingualText Shown(string? digits) => digits is null ? Phrases.Dash : Plain(digits);

    private static BilingualText Plain(string text) => BilingualText.Same(text);
}
