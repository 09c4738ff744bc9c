using Metrology.Core.Expressions;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;

namespace Metrology.Core.Procedures;

/// <summary>Whether one item can be run and judged as it is written.</summary>
internal sealed class ItemCheck(Procedure procedure, ProcedureItem item, string path, ProblemList problems)
{
    private static readonly string[] Roles = [Runs.Roles.Reference, Runs.Roles.UnitUnderTest];
    private static readonly string[] Takes = ["difference", "start", "end", "single"];

    public void Run()
    {
        if (item.Id == PlannedStep.EnvironmentItem)
            problems.Add($"{path}.id", "此标识保留给环境条件", "this id is kept for the ambient conditions");
        if (item.Kinds.Count == 0)
            problems.Add($"{path}.kinds", "至少需要一种检定类别", "at least one kind of verification is needed");
        if (item.OnlyIf is { } flag && !procedure.Nameplate.Any(field => field.Id == flag && field.Kind == "flag"))
            problems.Add($"{path}.onlyIf", $"铭牌中没有标志「{flag}」", $"the nameplate has no flag “{flag}”");
        problems.Unique($"{path}.points", item.Points.Select(point => point.Id));
        problems.Unique($"{path}.checks", item.Checks.Select(check => check.Id));
        if (item.Verb == Verb.Inspect)
        {
            if (item.Checks.Count == 0)
                problems.Add($"{path}.checks", "检查项目至少需要一个问题", "an inspection needs at least one check");
            return;
        }

        for (var i = 0; i < item.Points.Count; i++)
            CheckSettings(item.Points[i], $"{path}.points[{i}]");
        foreach (var (name, variable) in item.Variables)
            CheckVariable(variable, $"{path}.variables.{name}");
        if (item.Formula is null || item.Acceptance is null || item.Variables.Count == 0)
            problems.Add(path, "测量项目需要变量、公式和判定规则", "a measuring item needs variables, a formula and an acceptance rule");
        else
            CheckAcceptance(item.Formula, item.Acceptance);
    }

    private void CheckVariable(VariableRule variable, string at)
    {
        if (!Roles.Contains(variable.Role))
            problems.Add($"{at}.role", $"应为以下之一：{string.Join(", ", Roles)}", $"one of these is expected: {string.Join(", ", Roles)}");
        if (!Takes.Contains(variable.Take) || (variable.Take == "single") != (item.Verb == Verb.ClockCompare))
            problems.Add($"{at}.take", "与检定动作不符", "it does not fit the verb");
        problems.Measurand($"{at}.measurand", variable.Measurand);
        problems.Unit($"{at}.unit", variable.Unit);
    }

    private void CheckSettings(TestPointRule point, string at)
    {
        var names = NameplateValues.Dimensions(procedure);
        foreach (var (name, setting) in point.Settings)
            CheckFormula($"{at}.settings.{name}", setting.Formula, setting.Unit, names);
    }

    private void CheckFormula(string at, string text, string symbol, IReadOnlyDictionary<string, Dimension> names)
    {
        if (problems.Unit($"{at}.unit", symbol) is not { } unit)
            return;
        var formula = Formula.Parse(text);
        var dimension = formula.IsRefused ? formula.Refusal! : formula.Value.Check(names);
        if (dimension.Refusal is { } refusal)
            problems.Add($"{at}.formula", refusal.Text.Zh, refusal.Text.En);
        else if (dimension.Value != unit.Dimension)
            problems.Add($"{at}.formula", $"公式的结果不能用「{unit}」表示", $"the result of the formula is not in “{unit}”");
    }

    private void CheckAcceptance(string formula, AcceptanceRule rule)
    {
        var units = item.Variables.Values.Select(variable => Units.Find(variable.Unit)).ToList();
        if (!units.Contains(null))
        {
            var names = item.Variables.ToDictionary(pair => pair.Key, pair => Units.Find(pair.Value.Unit)!.Dimension);
            CheckFormula(path, formula, rule.Unit, names);
        }

        foreach (var selector in Selectors(rule))
        {
            if (!rule.Limits.TryGetValue(selector, out var limit) || limit.Value <= 0m)
                problems.Add($"{path}.acceptance.limits.{selector}", "缺少正的限值", "a positive limit is missing");
            if (!rule.RoundingIntervals.TryGetValue(selector, out var interval) || interval.Value <= 0m)
                problems.Add($"{path}.acceptance.roundingIntervals.{selector}", "缺少正的修约间隔", "a positive rounding interval is missing");
        }

        if (item.ResolutionShareOfLimit is { } share)
            CheckGate(share.Value);
    }

    /// <summary>The gate compares one register of the unit under test with the reference of the same quantity.</summary>
    private void CheckGate(decimal share)
    {
        if (share is <= 0m or > 1m)
            problems.Add($"{path}.resolutionShareOfLimit", "应在 0 与 1 之间", "it lies between 0 and 1");
        var indicated = item.Variables.Values.FirstOrDefault(variable => variable.Role == Runs.Roles.UnitUnderTest);
        var isCompared = item.Variables.Values.Any(variable => variable.Role == Runs.Roles.Reference && variable.Measurand == indicated?.Measurand);
        if (!isCompared || Units.Find(item.Acceptance!.Unit)?.Dimension != Dimension.One)
        {
            problems.Add(
                $"{path}.resolutionShareOfLimit", "仅适用于被检器具与标准器同一量的相对误差", "it needs a relative error between unit under test and reference of one measurand");
        }
    }

    private IReadOnlyList<string> Selectors(AcceptanceRule rule)
    {
        switch (rule.LimitBy)
        {
            case null:
                return ["*"];
            case "kind":
                return [.. item.Kinds.Select(KebabCase.Of)];
            default:
                if (procedure.Nameplate.FirstOrDefault(field => field.Id == rule.LimitBy && field.Kind == "choice") is { } field)
                    return field.Choices;
                problems.Add($"{path}.acceptance.limitBy", $"铭牌中没有选项「{rule.LimitBy}」", $"the nameplate has no choice “{rule.LimitBy}”");
                return [];
        }
    }
}
