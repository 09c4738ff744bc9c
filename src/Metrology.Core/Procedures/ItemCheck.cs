using Metrology.Core.Expressions;
using Metrology.Core.Runs;

namespace Metrology.Core.Procedures;

/// <summary>Whether one item can be run as it is written; what is computed from its readings is the matter of <see cref="ResultCheck"/>.</summary>
internal sealed class ItemCheck(Procedure procedure, ProcedureItem item, string path, ProblemList problems)
{
    /// <summary>More repeats or like parts than any bench session has.</summary>
    private const int MostRepeats = 100;

    private static readonly string[] Roles = [Runs.Roles.Reference, Runs.Roles.UnitUnderTest, Runs.Roles.Verifier];

    public void Run()
    {
        if (item.Id == PlannedStep.EnvironmentItem)
            problems.Add($"{path}.id", "此标识保留给环境条件", "this id is kept for the ambient conditions");
        if (item.Kinds.Count == 0)
            problems.Add($"{path}.kinds", "至少需要一种检定类别", "at least one kind of verification is needed");
        if (item.Repeats > MostRepeats)
            problems.Add($"{path}.repeats", $"重复次数不超过 {MostRepeats}", $"at most {MostRepeats} repeats");
        CheckWhere();
        problems.Unique($"{path}.points", item.Points.Select(point => point.Id));
        problems.Unique($"{path}.checks", item.Checks.Select(check => check.Id));
        for (var i = 0; i < item.Preparation.Count; i++)
            CheckAct(item.Preparation[i], $"{path}.preparation[{i}]");
        for (var i = 0; i < item.Points.Count; i++)
            CheckPoint(item.Points[i], $"{path}.points[{i}]");
        CheckVerb();
        foreach (var (name, variable) in item.Variables)
            CheckVariable(variable, $"{path}.variables.{name}");
        if (item.IsMeasured || (HasVerb && item.Verb is not (Verb.Inspect or Verb.Environment or Verb.Ask or Verb.WarmUp or Verb.Apply or Verb.Settle or Verb.Acquire)))
            new ResultCheck(procedure, item, path, problems).Run();
        else if (item.Formula is not null || item.Acceptance is not null)
            problems.Add(path, "公式和判定规则须同时给出", "a formula needs an acceptance rule, and the other way round");
    }

    /// <summary>False when the verb could not be read; the item stands with another one.</summary>
    private bool HasVerb => problems.IsRead($"{path}.verb");

    private bool KnowsNameplate => problems.AreKnown("nameplate", procedure.Nameplate.Select(one => one.Id));

    private void CheckWhere()
    {
        if (item.OnlyIf is { } flag && Lacks(flag, "flag"))
            problems.Add($"{path}.onlyIf", $"铭牌中没有标志「{flag}」", $"the nameplate has no flag “{flag}”");
        if (item.Each is { } each && Lacks(each, "quantity"))
            problems.Add($"{path}.each", $"铭牌中没有数量「{each}」", $"the nameplate has no quantity “{each}”");
        CheckApplies(item.Applies, path);
    }

    /// <summary>The nameplate certainly has no field of this kind.</summary>
    private bool Lacks(string id, string kind) =>
        KnowsNameplate && !procedure.Nameplate.Any(field => field.Id == id && (field.Kind == kind || !NameplateValues.Kinds.Contains(field.Kind)));

    private void CheckApplies(Applicability applies, string at)
    {
        foreach (var (field, values) in applies.Only)
        {
            var known = procedure.Nameplate.FirstOrDefault(one => one.Id == field && one.Kind == "choice");
            if (Lacks(field, "choice"))
                problems.Add($"{at}.onlyFor.{field}", $"铭牌中没有选项「{field}」", $"the nameplate has no choice “{field}”");
            foreach (var value in values.Where(value => value.Length > 0 && known is { Choices.Count: > 0 } && !known.Choices.Contains("") && !known.Choices.Contains(value)))
                problems.Add($"{at}.onlyFor.{field}", $"「{value}」不是可选值", $"“{value}” is none of the choices");
        }

        if (applies.When is { } when)
        {
            var names = NameplateValues.Types(procedure).ToDictionary(pair => pair.Key, pair => pair.Value.IsOpen ? pair.Value : FormulaType.Plain);
            problems.Formula($"{at}.when", NameplateValues.AsNumber(when), "1", new(names, KnowsNameplate));
        }
    }

    private void CheckAct(Preparation act, string at)
    {
        if (!problems.IsRead($"{at}.verb"))
            return;
        if (!act.Verb.OnlyPrepares())
            problems.Add($"{at}.verb", "准备动作应为 warm-up、apply 或 settle", "a preparation is warm-up, apply or settle");
        CheckSeconds(act.Verb, act.Seconds, $"{at}.seconds");
    }

    private void CheckSeconds(Verb verb, Fact<decimal>? seconds, string at)
    {
        if (verb is Verb.WarmUp or Verb.Settle && seconds?.Value is not (> 0m and <= 86_400m) && problems.IsWhole(at))
            problems.Add(at, "需要不超过一天的正时长（秒）", "a positive duration of at most one day is needed, in seconds");
    }

    private void CheckVerb()
    {
        if (!HasVerb)
            return;
        CheckSeconds(item.Verb, item.Seconds, $"{path}.seconds");
        if (item.Verb.OnlyPrepares() && item.Preparation.Count > 0)
            problems.Add($"{path}.preparation", "该动作本身就是准备", "this verb is a preparation itself");
        if (item.Verb.IsAnswered() && item.Preparation.Count > 0)
            problems.Add($"{path}.preparation", "由检定员回答的项目没有准备动作", "an item that the verifier answers has no preparation");
        if (item.Verb == Verb.Inspect && item.Checks.Count == 0)
            problems.Add($"{path}.checks", "检查项目至少需要一个问题", "an inspection needs at least one check");
        if (item.Verb is Verb.Inspect or Verb.Environment && item.Repeats > 1)
            problems.Add($"{path}.repeats", "此动作只做一次", "this verb is done once");
        if (item.Verb is Verb.Ask or Verb.Acquire && item.Variables.Count == 0)
            problems.Add($"{path}.variables", "至少需要一个变量", "at least one variable is needed");
        if (item.Verb == Verb.Environment && procedure.Environment.Count == 0 && procedure.Format != ProcedureFormat.First && problems.IsRead("environment"))
            problems.Add($"{path}.verb", "规程没有环境条件", "the procedure has no ambient conditions");
        if (!problems.AreKnown("environment", procedure.Environment.Select(one => one.Id)))
            return;
        foreach (var condition in item.Conditions.Where(id => id.Length > 0 && procedure.Environment.All(one => one.Id != id)))
            problems.Add($"{path}.conditions", $"没有环境条件「{condition}」", $"there is no ambient condition “{condition}”");
    }

    private void CheckPoint(TestPointRule point, string at)
    {
        CheckApplies(point.Applies, at);
        var names = new FormulaNames(NameplateValues.Types(procedure), KnowsNameplate);
        foreach (var (name, setting) in point.Settings)
        {
            if (setting.Number is null)
                problems.Formula($"{at}.settings.{name}.formula", setting.Formula, setting.Unit, names, $"{at}.settings.{name}.unit");
            else
                problems.Unit($"{at}.settings.{name}.unit", setting.Unit);
        }
    }

    private void CheckVariable(VariableRule variable, string at)
    {
        if (!Roles.Contains(variable.Role))
            problems.Add($"{at}.role", $"应为以下之一：{string.Join(", ", Roles)}", $"one of these is expected: {string.Join(", ", Roles)}");
        string[] takes = item.Verb == Verb.ReadStartEnd ? ["difference", "start", "end", "from"] : ["single", "from"];
        if (HasVerb && !takes.Contains(variable.Take))
            problems.Add($"{at}.take", "与检定动作不符", "it does not fit the verb");
        problems.Measured(procedure, at, variable.Measurand, variable.Unit);
        if (variable.Take == "from")
            CheckFrom(variable, $"{at}.item");
        else if (variable.Item is not null)
            problems.Add($"{at}.item", "只有 from 引用其他项目", "only “from” names another item");
    }

    private void CheckFrom(VariableRule variable, string at)
    {
        var earlier = procedure.Items.TakeWhile(one => !ReferenceEquals(one, item)).ToList();
        var index = earlier.FindIndex(one => one.Id == variable.Item);
        if (index < 0 || earlier[index].Points.Count > 0)
        {
            if (index >= 0 || problems.AreKnown("items", earlier.Select(one => one.Id)))
                problems.Add(at, $"之前没有不分检定点的项目「{variable.Item}」", $"there is no earlier item “{variable.Item}” without test points");
            return;
        }

        var source = earlier[index];
        if (!problems.IsWhole($"items[{index}].variables") || !problems.IsWhole($"items[{index}].kinds") || !problems.IsWhole($"{path}.kinds"))
            return;
        if (variable is { Role.Length: > 0, Measurand.Length: > 0 } && !source.Variables.Values.Any(one => one.Take == "single" && one.Role == variable.Role && one.Measurand == variable.Measurand && one.Subject == variable.Subject))
            problems.Add(at, "该项目没有这个读数", "that item has no such reading");
        if (source.Repeats > 1)
            problems.Add(at, "该项目要重复读数，不能只取其中一个", "that item is read several times, and no single reading of it can be taken");
        if (source.Each is not null && source.Each != item.Each)
            problems.Add(at, "该项目按部分分开读数，本项目没有相同的部分", "that item has parts, and this one has not the same");
        if (item.Kinds.Except(source.Kinds).Any())
            problems.Add(at, "该项目不用于所有检定类别", "that item does not apply to all kinds of this one");
    }
}
