using Metrology.Core.Files;
using Metrology.Core.Quantities;

namespace Metrology.Core.Procedures;

/// <summary>Whether the parts of a procedure fit together: unique ids, known units, formulas whose units are right, a limit for every class.</summary>
internal static class ProcedureCheck
{
    private static readonly string[] Kinds = ["choice", "quantity", "text", "flag"];

    public static IReadOnlyList<FileProblem> Problems(Procedure procedure)
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
        if (procedure.InForceUntil < procedure.InForceFrom)
            problems.Add("inForceUntil", "早于实施日期", "it lies before the day in force");
        for (var i = 0; i < procedure.Items.Count; i++)
            new ItemCheck(procedure, procedure.Items[i], $"items[{i}]", problems).Run();
        for (var i = 0; i < procedure.Layout.Record.Count; i++)
            Check(procedure, procedure.Layout.Record[i], $"layout.record[{i}]", problems);
        return problems.All;
    }

    private static void Check(Procedure procedure, RecordTable table, string path, ProblemList problems)
    {
        if (procedure.Items.FirstOrDefault(item => item.Id == table.Item) is not { } found)
            problems.Add($"{path}.item", $"没有检定项目「{table.Item}」", $"there is no item “{table.Item}”");
        else if (table.Columns.Except([.. found.Variables.Keys, .. found.Derived.Select(derived => derived.Name)]).FirstOrDefault() is { } unknown)
            problems.Add($"{path}.columns", $"该项目没有「{unknown}」", $"the item has no “{unknown}”");
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
