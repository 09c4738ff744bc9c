using Metrology.Core.Expressions;
using Metrology.Core.Uncertainty.Distributions;

namespace Metrology.Core.Procedures;

/// <summary>Whether the uncertainty components that an item states have a density, a unit and a variable that they can belong to.</summary>
internal sealed class BudgetCheck(Procedure procedure, ProcedureItem item, string path, ProblemList problems)
{
    private const string Trapezoidal = "trapezoidal", Student = "student", Table = "table";

    private static readonly string[] Known = ["normal", "rectangular", "triangular", "u-shaped", Trapezoidal, Student, Table];

    /// <param name="names">Names of half-widths.</param>
    public void Run(FormulaNames names)
    {
        for (var i = 0; i < item.Budget.Count; i++)
            Check(item.Budget[i], $"{path}.budget[{i}]", names);
        if (procedure.Format != ProcedureFormat.First)
            problems.Unique($"{path}.budget", item.Budget.Select(component => component.Id));
        if (item.ResolutionWithScatter is not null && item.Repeats < 2 && problems.IsRead($"{path}.repeats"))
            problems.Add($"{path}.resolutionWithScatter", "只测量一次，没有重复性分量", "one measurement has no scatter");
    }

    private void Check(BudgetRule component, string at, FormulaNames names)
    {
        if (!Known.Contains(component.Distribution))
            problems.Add($"{at}.distribution", $"应为以下之一：{string.Join(", ", Known)}", $"one of these is expected: {string.Join(", ", Known)}");
        CheckShape(component, at);
        var own = component.Variable is { } name ? item.Variables.GetValueOrDefault(name)?.Unit : item.Acceptance?.Unit;
        if (own is null && component.Variable is { Length: > 0 } unknown && problems.IsRead($"{path}.variables"))
            problems.Add($"{at}.variable", $"没有变量「{unknown}」", $"there is no variable “{unknown}”");
        if (component.Variable is { } exact && item.Variables.GetValueOrDefault(exact)?.Exact is not null)
            problems.Add($"{at}.variable", $"变量「{exact}」已声明为准确值，不能有分量", $"the variable “{exact}” is stated to be exact and has no component");
        var unit = problems.Unit($"{at}.unit", component.Unit);
        if (unit is not null && own is { Length: > 0 } && procedure.Unit(own) is { } wanted && unit.Dimension != wanted.Dimension)
            problems.Add($"{at}.unit", "与所修正的量单位不符", "it is not in the unit of what it belongs to");
        problems.Amount($"{at}.halfWidth", component.HalfWidth, component.Unit, names, isPositive: true);
    }

    /// <summary>What a density needs beside its half-width, and nothing that another one would need.</summary>
    private void CheckShape(BudgetRule component, string at)
    {
        Belongs(component.Beta is not null, Trapezoidal, component, $"{at}.beta");
        Belongs(component.Density.Count > 0, Table, component, $"{at}.density");
        if (component.Distribution == Trapezoidal && component.Beta is not (>= 0m and <= 1m) && problems.IsRead($"{at}.beta"))
            problems.Add($"{at}.beta", "梯形分布需要 0 至 1 之间的 beta（上底与下底之比）", "a trapezoidal density needs beta from 0 to 1, top over base");
        if (component.DegreesOfFreedom <= 0m)
            problems.Add($"{at}.degreesOfFreedom", "应为正数", "a positive number is expected");
        else if (component.Distribution == Student && component.DegreesOfFreedom is null && problems.IsRead($"{at}.degreesOfFreedom"))
            problems.Add($"{at}.degreesOfFreedom", "t 分布需要自由度", "a t density needs its degrees of freedom");
        if (component.Distribution != Table || !problems.IsWhole($"{at}.density"))
            return;
        var table = DensityTable.Of(component.Density);
        if (table.Refusal is { } refusal)
            problems.Add($"{at}.density", refusal.Text.Zh, refusal.Text.En);
        else if (Math.Abs(table.Value.Mean) > 1e-9 * table.Value.StandardDeviation)
            problems.Add($"{at}.density", "密度的期望应为零：已知的偏移是修正值，请写进公式", "the density is centred on zero: a known shift is a correction and belongs into the formula");
    }

    private void Belongs(bool isGiven, string distribution, BudgetRule component, string at)
    {
        if (isGiven && component.Distribution != distribution && Known.Contains(component.Distribution))
            problems.Add(at, $"只有 {distribution} 分布有此成员", $"only a {distribution} density has this member");
    }
}
