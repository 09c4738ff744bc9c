using Metrology.Core.Files;
using Metrology.Core.Expressions;
using Metrology.Core.Quantities;

namespace Metrology.Core.Procedures;

/// <summary>Problems under way, with the checks that several places share.</summary>
internal sealed class ProblemList
{
    private readonly List<FileProblem> problems = [];

    public IReadOnlyList<FileProblem> All => problems;

    public void Add(string path, string zh, string en)
    {
        var problem = new FileProblem(path, new(zh, en));
        if (!problems.Contains(problem))
            problems.Add(problem);
    }

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

    /// <summary>Checks a formula whose value is wanted in a unit.</summary>
    /// <param name="unitPath">Where an unknown unit is noted; null where somebody else does.</param>
    public bool Formula(string path, string text, string symbol, IReadOnlyDictionary<string, Dimension> names, string? unitPath = null)
    {
        var unit = unitPath is null ? Units.Find(symbol) : Unit(unitPath, symbol);
        if (Dimension(path, text, names) is not { } dimension || unit is null)
            return false;
        if (dimension == unit.Dimension)
            return true;
        Add(path, $"公式的结果不能用「{unit}」表示", $"the result of the formula is not in “{unit}”");
        return false;
    }

    /// <summary>Dimension of a formula, or null after its problem was noted.</summary>
    public Dimension? Dimension(string path, string text, IReadOnlyDictionary<string, Dimension> names)
    {
        var formula = Expressions.Formula.Parse(text);
        var dimension = formula.IsRefused ? formula.Refusal! : formula.Value.Check(names);
        if (dimension.Refusal is not { } refusal)
            return dimension.Value;
        Add(path, refusal.Text.Zh, refusal.Text.En);
        return null;
    }
}
