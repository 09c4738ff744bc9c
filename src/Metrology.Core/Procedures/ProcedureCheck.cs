using Metrology.Core.Files;
using Metrology.Core.Quantities;

namespace Metrology.Core.Procedures;

/// <summary>Whether the parts of a procedure fit together: unique ids, known units, formulas whose units are right, a limit for every class.</summary>
internal static class ProcedureCheck
{
    /// <param name="unread">What the reader found; what follows from it is not said again.</param>
    public static IReadOnlyList<FileProblem> Problems(Procedure procedure, IReadOnlyList<FileProblem> unread)
    {
        var problems = new ProblemList(unread, procedure);
        problems.Unique("nameplate", procedure.Nameplate.Select(field => field.Id));
        problems.Unique("environment", procedure.Environment.Select(condition => condition.Id));
        problems.Unique("items", procedure.Items.Select(item => item.Id));
        if (procedure.Items.Count == 0)
            problems.Add("items", "至少需要一个检定项目", "at least one item is needed");
        for (var i = 0; i < procedure.Nameplate.Count; i++)
            Check(procedure.Nameplate[i], $"nameplate[{i}]", problems);
        for (var i = 0; i < procedure.Environment.Count; i++)
            Check(procedure, procedure.Environment[i], $"environment[{i}]", problems);
        for (var i = 0; i < procedure.References.Count; i++)
            Check(procedure, procedure.References[i], $"references[{i}].measurand", problems);
        if (procedure.StatedPurpose is { } purpose && purpose == ProcedurePurpose.Verification != (Procedure.PurposeOf(procedure.Code) == ProcedurePurpose.Verification))
            problems.Add("purpose", "只有检定规程（JJG）用于检定，检定规程也只用于检定", "a regulation of verification (JJG) and nothing else is for verifications");
        if (procedure.InForceUntil < procedure.InForceFrom)
            problems.Add("inForceUntil", "早于实施日期", "it lies before the day in force");
        for (var i = 0; i < procedure.Items.Count; i++)
            new ItemCheck(procedure, procedure.Items[i], $"items[{i}]", problems).Run();
        for (var i = 0; i < procedure.Layout.Record.Count; i++)
            Check(procedure, procedure.Layout.Record[i], $"layout.record[{i}]", problems);
        return problems.All;
    }

    private static void Check(Procedure procedure, EnvironmentCondition condition, string path, ProblemList problems)
    {
        problems.Measured(procedure, path, condition.Measurand, condition.Unit);
        if (condition.Minimum > condition.Maximum && problems.IsRead($"{path}.minimum") && problems.IsRead($"{path}.maximum"))
            problems.Add($"{path}.minimum", "下限大于上限", "the minimum is above the maximum");
    }

    private static void Check(Procedure procedure, ReferenceRequirement reference, string path, ProblemList problems)
    {
        if (problems.Measurand(procedure, path, reference.Measurand) is null || reference.Role.Length == 0)
            return;
        var isKnown = problems.AreKnown("items", procedure.Items.Select(item => item.Id));
        for (var i = 0; i < procedure.Items.Count; i++)
        {
            var read = procedure.Items[i].Variables.Values;
            if (read.Any(variable => variable.Role == reference.Role && variable.Measurand == reference.Measurand))
                return;
            isKnown &= problems.IsRead($"items[{i}].variables") && !read.Any(variable => variable.Role.Length == 0 || variable.Measurand.Length == 0);
        }

        if (isKnown)
            problems.Add(path, $"没有项目以「{reference.Role}」读取「{reference.Measurand}」", $"no item reads “{reference.Measurand}” by “{reference.Role}”");
    }

    private static void Check(Procedure procedure, RecordTable table, string path, ProblemList problems)
    {
        if (procedure.Items.FirstOrDefault(item => item.Id == table.Item) is not { } found)
        {
            if (problems.AreKnown("items", procedure.Items.Select(item => item.Id)))
                problems.Add($"{path}.item", $"没有检定项目「{table.Item}」", $"there is no item “{table.Item}”");
            return;
        }

        var item = $"items[{procedure.Items.ToList().IndexOf(found)}]";
        var names = found.Derived.Select(derived => derived.Name).ToList();
        if (!problems.IsRead($"{item}.variables") || !problems.AreKnown($"{item}.derived", names))
            return;
        foreach (var unknown in table.Columns.Where(column => column.Length > 0).Except([.. found.Variables.Keys, .. names]))
            problems.Add($"{path}.columns", $"该项目没有「{unknown}」", $"the item has no “{unknown}”");
    }

    private static void Check(NameplateField field, string path, ProblemList problems)
    {
        var kinds = string.Join(", ", NameplateValues.Kinds);
        if (!NameplateValues.Kinds.Contains(field.Kind))
            problems.Add($"{path}.kind", $"应为以下之一：{kinds}", $"one of these is expected: {kinds}");
        if (field.Kind == "choice" && field.Choices.Count == 0)
            problems.Add($"{path}.choices", "缺少可选值", "the choices are missing");
        if (field.Kind == "quantity")
            problems.Unit($"{path}.unit", field.Unit ?? "");
    }
}
