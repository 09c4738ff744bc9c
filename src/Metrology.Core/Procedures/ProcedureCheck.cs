using Metrology.Core.Quantities;

namespace Metrology.Core.Procedures;

/// <summary>Whether the parts of a procedure fit together: unique ids, known units, formulas whose units are right, a limit for every class.</summary>
internal static class ProcedureCheck
{
    private static readonly string[] Kinds = ["choice", "quantity", "text", "flag"];

    public static IReadOnlyList<ProcedureProblem> Problems(Procedure procedure)
    {
        var problems = new ProblemList();
        problems.Unique("nameplate", procedure.Nameplate.Select(field => field.Id));
        problems.Unique("environment", procedure.Environment.Select(condition => condition.Id));
        problems.Unique("items", procedure.Items.Select(item => item.Id));
        if (procedure.Items.Count == 0)
            problems.Add("items", "至少需要一个检定项目", "at least one item is needed");
        for (var i = 0; i < procedure.Nameplate.Count; i++)
            Check(procedure.Nameplate[i], $"nameplate[{i}]", problems);
        for (var i = 0; i < procedure.Environment.Count; i++)
        {
            problems.Unit($"environment[{i}].unit", procedure.Environment[i].Unit);
            problems.Measurand($"environment[{i}].measurand", procedure.Environment[i].Measurand);
        }

        for (var i = 0; i < procedure.References.Count; i++)
            problems.Measurand($"references[{i}].measurand", procedure.References[i].Measurand);
        for (var i = 0; i < procedure.Items.Count; i++)
            new ItemCheck(procedure, procedure.Items[i], $"items[{i}]", problems).Run();
        return problems.All;
    }

    private static void Check(NameplateField field, string path, ProblemList problems)
    {
        if (!Kinds.Contains(field.Kind))
            problems.Add($"{path}.kind", $"应为以下之一：{string.Join(", ", Kinds)}", $"one of these is expected: {string.Join(", ", Kinds)}");
        if (field.Kind == "choice" && field.Choices.Count == 0)
            problems.Add($"{path}.choices", "缺少可选值", "the choices are missing");
        if (field.Kind == "quantity")
            problems.Unit($"{path}.unit", field.Unit ?? "");
    }
}

/// <summary>Problems under way, with the checks that several places share.</summary>
internal sealed class ProblemList
{
    private readonly List<ProcedureProblem> problems = [];

    public IReadOnlyList<ProcedureProblem> All => problems;

    public void Add(string path, string zh, string en) => problems.Add(new(path, new(zh, en)));

    public void Unique(string path, IEnumerable<string> ids)
    {
        foreach (var id in ids.GroupBy(id => id).Where(same => same.Count() > 1).Select(same => same.Key))
            Add(path, $"标识「{id}」重复", $"the id “{id}” occurs twice");
    }

    public Unit? Unit(string path, string symbol)
    {
        var unit = Units.Find(symbol);
        if (unit is null)
            Add(path, $"未知的单位「{symbol}」", $"unknown unit “{symbol}”");
        return unit;
    }

    public void Measurand(string path, string id)
    {
        if (!Measurands.All.Contains(id))
            Add(path, $"未知的被测量「{id}」", $"unknown measurand “{id}”");
    }
}
