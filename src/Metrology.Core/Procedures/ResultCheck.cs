using Metrology.Core.Expressions;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;

namespace Metrology.Core.Procedures;

/// <summary>Whether the results of an item follow from its readings: names, units, formulas, and a limit for every row.</summary>
internal sealed class ResultCheck(Procedure procedure, ProcedureItem item, string path, ProblemList problems)
{
    private static readonly string[] Distributions = ["normal", "rectangular", "triangular", "u-shaped"];

    public void Run()
    {
        CheckNames();
        var names = ItemNames.Given(procedure, item);
        for (var i = 0; i < item.Derived.Count; i++)
        {
            var derived = item.Derived[i];
            problems.Formula($"{path}.derived[{i}].formula", derived.Formula, derived.Unit, names, $"{path}.derived[{i}].unit");
            CheckZero(derived.Unit, $"{path}.derived[{i}].unit");
            if (Units.Find(derived.Unit) is { } unit)
                names[derived.Name] = unit.Dimension;
        }

        if (item.Formula is null || item.Acceptance is null || item.Variables.Count == 0)
        {
            problems.Add(path, "测量项目需要变量、公式和判定规则", "a measuring item needs variables, a formula and an acceptance rule");
            return;
        }

        CheckZero(item.Acceptance.Unit, $"{path}.acceptance.unit");
        CheckDenominator(names);
        CheckError(names);
        CheckRows(item.Acceptance, names);
        new DecisionCheck(item.Acceptance, $"{path}.acceptance", problems).Run();
        for (var i = 0; i < item.Budget.Count; i++)
            CheckBudget(item.Budget[i], $"{path}.budget[{i}]");
        if (item.ResolutionShareOfLimit is { } share)
            CheckGate(share.Value);
    }

    /// <summary>What formulas give is a difference as a rule, and a difference in °C has another zero than a temperature in °C.</summary>
    private void CheckZero(string unit, string at)
    {
        if (Units.Find(unit) is { IsAffine: true })
            problems.Add(at, $"计算结果不能以 {unit} 为单位，温度差请用 K", $"a result is not in {unit}; a difference of temperatures is in K");
    }

    private void CheckNames()
    {
        var plate = NameplateValues.Dimensions(procedure);
        foreach (var name in ItemNames.Own(item).Distinct())
        {
            if (!ItemNames.IsName(name))
                problems.Add(path, $"「{name}」不能用作公式中的名称", $"“{name}” cannot be a name in formulas");
            if (plate.ContainsKey(name))
                problems.Add(path, $"名称「{name}」与铭牌重复", $"the name “{name}” is one of the nameplate");
        }

        problems.Unique(path, ItemNames.Own(item));
        foreach (var name in item.Points.SelectMany(point => point.Settings.Select(setting => (setting.Key, setting.Value.Unit))).Distinct()
            .GroupBy(pair => pair.Key).Where(units => units.Count() > 1).Select(units => units.Key))
        {
            problems.Add($"{path}.points", $"设定「{name}」的单位不一致", $"the setting “{name}” has different units");
        }

        foreach (var (name, constant) in item.Constants)
            problems.Unit($"{path}.constants.{name}.unit", constant.Unit);
    }

    private void CheckDenominator(Dictionary<string, Dimension> names)
    {
        if (item.Denominator is not { } denominator)
            return;
        foreach (var (option, formula) in denominator.Options)
            problems.Dimension($"{path}.denominator.options.{option}", formula, names);
        if (!denominator.Options.ContainsKey(denominator.Chosen.Value))
            problems.Add($"{path}.denominator.value", "不是所列的选项", "it is none of the options");
        else if (problems.Dimension($"{path}.denominator.options.{denominator.Chosen.Value}", denominator.Formula, names) is { } dimension)
            names[DenominatorRule.Name] = dimension;
    }

    private void CheckError(Dictionary<string, Dimension> names)
    {
        if (!problems.Formula($"{path}.formula", item.Formula!, item.Acceptance!.Unit, names, $"{path}.acceptance.unit"))
            return;
        // Written out it is what budgets differentiate; derived names can make it too long.
        if (item.Denominator is not { } denominator || denominator.Options.ContainsKey(denominator.Chosen.Value))
            problems.Formula($"{path}.formula", ItemNames.Expand(item, item.Formula!), item.Acceptance.Unit, names);
    }

    private void CheckRows(AcceptanceRule rule, Dictionary<string, Dimension> names)
    {
        names.Remove(DenominatorRule.Name);
        foreach (var selector in Selectors(rule))
        {
            if (!rule.Limits.TryGetValue(selector, out var limit))
                problems.Add($"{path}.acceptance.limits.{selector}", "缺少限值", "the limit is missing");
            else if (limit.Value is { } known)
                CheckLimit(known, $"{path}.acceptance.limits.{selector}.value", rule.Unit, names);
            if (rule.RoundingIntervals.TryGetValue(selector, out var interval))
                CheckAmount(interval.Value, $"{path}.acceptance.roundingIntervals.{selector}.value", rule.Unit, names, isPositive: true);
            else
                problems.Add($"{path}.acceptance.roundingIntervals.{selector}", "缺少修约间隔", "the rounding interval is missing");
        }
    }

    private void CheckLimit(LimitRule limit, string at, string unit, Dictionary<string, Dimension> names)
    {
        if (limit.IsSymmetric)
        {
            CheckAmount(limit.Upper!, at, unit, names, isPositive: true);
            return;
        }

        if (limit.Lower is null && limit.Upper is null)
            problems.Add(at, "至少需要一侧的限值", "at least one side is needed");
        if (limit.Lower is { } lower)
            CheckAmount(lower, $"{at}.lower", unit, names, isPositive: false);
        if (limit.Upper is { } upper)
            CheckAmount(upper, $"{at}.upper", unit, names, isPositive: false);
        if (limit.Lower?.Value >= limit.Upper?.Value)
            problems.Add(at, "下限应小于上限", "the lower side is below the upper one");
    }

    private void CheckAmount(AmountRule amount, string at, string unit, Dictionary<string, Dimension> names, bool isPositive)
    {
        if (amount.Formula is { } formula)
            problems.Formula(at, formula, unit, names);
        else if (isPositive && amount.Value <= 0m)
            problems.Add(at, "应为正数", "a positive number is expected");
    }

    private void CheckBudget(BudgetRule component, string at)
    {
        if (!Distributions.Contains(component.Distribution))
            problems.Add($"{at}.distribution", $"应为以下之一：{string.Join(", ", Distributions)}", $"one of these is expected: {string.Join(", ", Distributions)}");
        if (component.HalfWidth <= 0m)
            problems.Add($"{at}.halfWidth", "应为正数", "a positive number is expected");
        var own = component.Variable is { } name ? item.Variables.GetValueOrDefault(name)?.Unit : item.Acceptance!.Unit;
        if (own is null)
            problems.Add($"{at}.variable", $"没有变量「{component.Variable}」", $"there is no variable “{component.Variable}”");
        if (problems.Unit($"{at}.unit", component.Unit) is { } unit && own is not null && Units.Find(own) is { } wanted && unit.Dimension != wanted.Dimension)
            problems.Add($"{at}.unit", "与所修正的量单位不符", "it is not in the unit of what it belongs to");
    }

    /// <summary>The gate compares one register of the unit under test with the reference of the same quantity.</summary>
    private void CheckGate(decimal share)
    {
        if (share is <= 0m or > 1m)
            problems.Add($"{path}.resolutionShareOfLimit", "应在 0 与 1 之间", "it lies between 0 and 1");
        var indicated = item.Variables.Values.FirstOrDefault(variable => variable.Role == Roles.UnitUnderTest);
        var isCompared = item.Variables.Values.Any(variable => variable.Role == Roles.Reference && variable.Measurand == indicated?.Measurand);
        if (!isCompared || Units.Find(item.Acceptance!.Unit)?.Dimension != Dimension.One)
        {
            problems.Add(
                $"{path}.resolutionShareOfLimit", "仅适用于被检器具与标准器同一量的相对误差", "it needs a relative error between unit under test and reference of one measurand");
        }
    }

    /// <summary>Every combination of the names that select a row.</summary>
    private IReadOnlyList<string> Selectors(AcceptanceRule rule)
    {
        if (rule.LimitBy is null)
            return ["*"];
        IEnumerable<string> rows = [""];
        foreach (var name in rule.Selectors)
            rows = [.. rows.SelectMany(row => Values(name).Select(value => row.Length == 0 ? value : $"{row}/{value}"))];
        return [.. rows];
    }

    private IReadOnlyList<string> Values(string name)
    {
        switch (name)
        {
            case "kind":
                return [.. item.Kinds.Select(KebabCase.Of)];
            case "point":
                return item.Points.Count == 0 ? [PlannedStep.DefaultPoint] : [.. item.Points.Select(point => point.LimitRow).Distinct()];
            default:
                if (procedure.Nameplate.FirstOrDefault(field => field.Id == name && field.Kind == "choice") is { } field)
                    return field.Choices;
                problems.Add($"{path}.acceptance.limitBy", $"铭牌中没有选项「{name}」", $"the nameplate has no choice “{name}”");
                return [];
        }
    }
}
