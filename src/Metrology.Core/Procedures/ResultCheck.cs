using Metrology.Core.Expressions;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;

namespace Metrology.Core.Procedures;

/// <summary>Whether the results of an item follow from its readings: names, units, formulas, and a limit for every row.</summary>
internal sealed class ResultCheck(Procedure procedure, ProcedureItem item, string path, ProblemList problems)
{
    private readonly Dictionary<string, FormulaType> types = ItemNames.Given(procedure, item);

    public void Run()
    {
        CheckNames();
        var names = new FormulaNames(types, AreNamesComplete);
        for (var i = 0; i < item.Derived.Count; i++)
        {
            var derived = item.Derived[i];
            var isDifference = DerivedUnits.IsDifference(procedure, derived, names);
            if (isDifference)
                problems.Interval($"{path}.derived[{i}].formula", derived.Formula, derived.Unit, names, $"{path}.derived[{i}].unit");
            else
                problems.Formula($"{path}.derived[{i}].formula", derived.Formula, derived.Unit, names, $"{path}.derived[{i}].unit");
            types[derived.Name] = ItemNames.TypeOf(procedure, derived.Unit) with { IsPoint = !isDifference && ItemNames.TypeOf(procedure, derived.Unit).IsPoint };
        }

        if ((item.Formula is null || item.Acceptance is null || item.Variables.Count == 0) && problems.IsRead($"{path}.variables"))
            problems.Add(path, "测量项目需要变量、公式和判定规则", "a measuring item needs variables, a formula and an acceptance rule");
        CheckDenominator(names);
        CheckError(names);
        types.Remove(DenominatorRule.Name);
        if (item.Acceptance is { } rule)
        {
            CheckRows(rule, names);
            new DecisionCheck(rule, $"{path}.acceptance", problems).Run();
        }

        new BudgetCheck(procedure, item, path, problems).Run(new(types, AreNamesComplete));
        if (item.ResolutionShareOfLimit is { } share)
            CheckGate(share.Value);
    }

    /// <summary>Everything that declares a name could be read.</summary>
    private bool AreNamesComplete =>
        AreFixedNamesComplete && problems.IsRead($"{path}.variables") && problems.AreKnown($"{path}.derived", item.Derived.Select(derived => derived.Name));

    private bool AreFixedNamesComplete =>
        problems.AreKnown("nameplate", procedure.Nameplate.Select(one => one.Id)) && problems.IsRead($"{path}.points") && problems.IsRead($"{path}.constants")
        && Enumerable.Range(0, item.Points.Count).All(i => problems.IsRead($"{path}.points[{i}].settings"));

    private void CheckNames()
    {
        var plate = NameplateValues.Types(procedure);
        foreach (var name in ItemNames.Own(item).Where(name => name.Length > 0).Distinct())
        {
            if (!ItemNames.IsName(name))
                problems.Add(path, $"「{name}」不能用作公式中的名称", $"“{name}” cannot be a name in formulas");
            if (plate.ContainsKey(name))
                problems.Add(path, $"名称「{name}」与铭牌重复", $"the name “{name}” is one of the nameplate");
        }

        problems.Unique(path, ItemNames.Own(item));
        foreach (var name in item.Points.SelectMany(point => point.Settings.Select(setting => (setting.Key, setting.Value.Unit))).Where(pair => pair.Unit.Length > 0).Distinct()
            .GroupBy(pair => pair.Key).Where(units => units.Count() > 1).Select(units => units.Key))
        {
            problems.Add($"{path}.points", $"设定「{name}」的单位不一致", $"the setting “{name}” has different units");
        }

        foreach (var (name, constant) in item.Constants)
            problems.Unit($"{path}.constants.{name}.unit", constant.Unit);
    }

    private void CheckDenominator(FormulaNames names)
    {
        if (item.Denominator is not { } denominator)
            return;
        var options = denominator.Options.ToDictionary(
            option => option.Key, option => problems.Type($"{path}.denominator.options.{option.Key}", option.Value, names) ?? FormulaType.Open);
        if (!options.TryGetValue(denominator.Chosen.Value, out var chosen) && problems.IsRead($"{path}.denominator.options"))
            problems.Add($"{path}.denominator.value", "不是所列的选项", "it is none of the options");
        types[DenominatorRule.Name] = options.ContainsKey(denominator.Chosen.Value) ? chosen : FormulaType.Open;
    }

    private void CheckError(FormulaNames names)
    {
        var unit = item.Acceptance?.Unit;
        if (item.Formula is not { } formula)
            return;
        if (unit is null)
            problems.Type($"{path}.formula", formula, names);
        // Written out it is what budgets differentiate; derived names can make it too long.
        else if (problems.Interval($"{path}.formula", formula, unit, names, $"{path}.acceptance.unit")
            && (item.Denominator is not { } denominator || denominator.Options.ContainsKey(denominator.Chosen.Value))
            && Formula.Parse(ItemNames.Expand(item, formula)).Refusal is { } refusal)
        {
            problems.Add($"{path}.formula", refusal.Text.Zh, refusal.Text.En);
        }
    }

    private void CheckRows(AcceptanceRule rule, FormulaNames names)
    {
        foreach (var selector in Selectors(rule))
        {
            if (!rule.Limits.TryGetValue(selector, out var limit))
                problems.Add($"{path}.acceptance.limits.{selector}", "缺少限值", "the limit is missing");
            else if (limit.Value is { } known)
                CheckLimit(known, $"{path}.acceptance.limits.{selector}.value", rule.Unit, names);
            if (rule.RoundingIntervals.TryGetValue(selector, out var interval))
                problems.Amount($"{path}.acceptance.roundingIntervals.{selector}.value", interval.Value, rule.Unit, names, isPositive: true);
            else
                problems.Add($"{path}.acceptance.roundingIntervals.{selector}", "缺少修约间隔", "the rounding interval is missing");
        }
    }

    private void CheckLimit(LimitRule limit, string at, string unit, FormulaNames names)
    {
        if (limit.IsSymmetric)
        {
            problems.Amount(at, limit.Upper!, unit, names, isPositive: true);
            return;
        }

        if (!problems.IsRead(at))
            return;
        if (limit.Lower is null && limit.Upper is null)
            problems.Add(at, "至少需要一侧的限值", "at least one side is needed");
        if (limit.Lower is { } lower)
            problems.Amount($"{at}.lower", lower, unit, names, isPositive: false);
        if (limit.Upper is { } upper)
            problems.Amount($"{at}.upper", upper, unit, names, isPositive: false);
        if (limit.Lower?.Value >= limit.Upper?.Value && problems.IsWhole(at))
            problems.Add(at, "下限应小于上限", "the lower side must be below the upper one");
    }

    /// <summary>The gate compares one register of the unit under test with the reference of the same quantity.</summary>
    private void CheckGate(decimal share)
    {
        if (!problems.IsWhole($"{path}.resolutionShareOfLimit"))
            return;
        if (share is <= 0m or > 1m)
            problems.Add($"{path}.resolutionShareOfLimit", "应在 0 与 1 之间", "it lies between 0 and 1");
        var indicated = item.Variables.Values.FirstOrDefault(variable => variable.Role == Roles.UnitUnderTest);
        var isCompared = item.Variables.Values.Any(variable => variable.Role == Roles.Reference && variable.Measurand == indicated?.Measurand);
        if (!problems.IsWhole($"{path}.variables") || item.Acceptance is not { Unit.Length: > 0 } rule)
            return;
        if (!isCompared || procedure.Unit(rule.Unit) is { } unit && unit.Dimension != Dimension.One)
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
        if (rule.LimitBy.Length == 0)
            return [];
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
                return problems.IsWhole($"{path}.kinds") ? [.. item.Kinds.Select(KebabCase.Of)] : [];
            case "point" when item.Points.Count == 0:
                return problems.IsRead($"{path}.points") ? [PlannedStep.DefaultPoint] : [];
            case "point":
                return [.. item.Points.Select(point => point.LimitRow).Where(row => row.Length > 0).Distinct()];
            default:
                if (procedure.Nameplate.FirstOrDefault(field => field.Id == name && field.Kind == "choice") is { } field)
                    return [.. field.Choices.Where(choice => choice.Length > 0)];
                if (procedure.Nameplate.Any(one => one.Id == name && !NameplateValues.Kinds.Contains(one.Kind)) || !problems.AreKnown("nameplate", procedure.Nameplate.Select(one => one.Id)))
                    return [];
                problems.Add($"{path}.acceptance.limitBy", $"铭牌中没有选项「{name}」", $"the nameplate has no choice “{name}”");
                return [];
        }
    }
}
