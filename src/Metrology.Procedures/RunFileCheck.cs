using System.Globalization;
using Metrology.Core.Files;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;

namespace Metrology.Procedures;

/// <summary>
/// Whether what a run file says can be said under a procedure: its nameplate, references, measurands and units, all problems at once; and when they can, whether
/// its sets make the run that the procedure plans, which ends at the first that does not.
/// </summary>
internal sealed class RunFileCheck(Procedure procedure)
{
    private static readonly string[] Roles = [Core.Runs.Roles.Reference, Core.Runs.Roles.UnitUnderTest, Core.Runs.Roles.Verifier, Core.Runs.Roles.Environment, Core.Runs.Roles.Bench];

    private readonly List<FileProblem> problems = [];

    public static IEnumerable<FileProblem> Problems(RunFile run, Procedure procedure)
    {
        var check = new RunFileCheck(procedure);
        foreach (var (field, text) in NameplateValues.Problems(procedure, new(run.Nameplate)))
            check.problems.Add(new(run.Nameplate.ContainsKey(field) ? $"nameplate.{field}" : "nameplate", text));
        for (var i = 0; i < run.References.Count; i++)
            check.Reference(run.References[i], Path($"references[{i}]"));
        for (var i = 0; i < run.Sets.Count; i++)
        {
            for (var j = 0; j < run.Sets[i].Readings.Count; j++)
                check.Reading(run.Sets[i].Readings[j], Path($"sets[{i}].readings[{j}]"));
        }

        if (check.problems.Count == 0 && run.Replay(procedure).Refusal is { Field: { } path } refusal)
            check.problems.Add(new(path, refusal.Text));
        return check.problems;
    }

    private void Reference(ReferenceCapability reference, string at)
    {
        // What the verifier enters, a correction for example, may have a certificate as well.
        var known = procedure.References.Select(one => one.Role).Append(Core.Runs.Roles.Reference).Append(Core.Runs.Roles.Verifier).Distinct().ToList();
        if (reference.Role.Length > 0 && !known.Contains(reference.Role))
            Add($"{at}.role", $"证书不能属于角色「{reference.Role}」，应为：{string.Join("、", known)}", $"no certificate is of the role “{reference.Role}”; the roles are: {string.Join(", ", known)}");
        Measured(reference.Measurand, reference.Unit, at, (measurand, unit) => measurand.HasUncertaintyIn(unit));
    }

    private void Reading(GoldenReading reading, string at)
    {
        if (reading.Role.Length > 0 && !Roles.Contains(reading.Role))
            Add($"{at}.role", $"未知的角色「{reading.Role}」，应为：{string.Join("、", Roles)}", $"unknown role “{reading.Role}”; the roles are: {string.Join(", ", Roles)}");
        Measured(reading.Measurand, reading.Unit, at, (measurand, unit) => measurand.IsMeasuredIn(unit));
        if (reading.Resolution < 0m)
            Add($"{at}.resolution", "分辨力不能为负", "a resolution cannot be negative");
    }

    private void Measured(string measurand, string symbol, string at, Func<Measurand, Unit, bool> fits)
    {
        var known = procedure.Measurand(measurand);
        if (known is null && measurand.Length > 0)
            Add($"{at}.measurand", $"未知的被测量「{measurand}」", $"unknown measurand “{measurand}”");
        // No unit, as in the unit one, is said by the symbol 1 or by nothing.
        if (procedure.Unit(symbol) is not { } unit)
            Add($"{at}.unit", $"未知的单位「{symbol}」", $"“{symbol}” is no known unit");
        else if (known is not null && symbol.Length > 0 && !fits(known, unit))
            Add($"{at}.unit", $"「{known.Label.Zh}」的单位应与「{known.Unit}」同量纲", $"{known.Label.En} is measured in a unit of the dimension of “{known.Unit}”");
    }

    private void Add(string path, string zh, string en) => problems.Add(new(path, new(zh, en)));

    private static string Path(FormattableString path) => path.ToString(CultureInfo.InvariantCulture);
}
