using Metrology.Core.Files;
using Metrology.Core.Expressions;
using Metrology.Core.Quantities;

namespace Metrology.Core.Procedures;

/// <summary>
/// Problems under way, with the checks that several places share. It knows which members could not be read, so that a check says nothing that only follows
/// from a stand-in: an empty text, because no member may be one.
/// </summary>
/// <param name="unread">What the reader found.</param>
/// <param name="owner">Whose units may be used besides those of the product.</param>
internal sealed class ProblemList(IReadOnlyList<FileProblem>? unread = null, Procedure? owner = null)
{
    private readonly HashSet<string> unreadPaths = [.. (unread ?? []).Select(problem => problem.Path)];
    private readonly List<FileProblem> problems = [];

    public IReadOnlyList<FileProblem> All => problems;

    /// <summary>The value at this path could be read, although perhaps not all that is in it.</summary>
    public bool IsRead(string path)
    {
        while (!unreadPaths.Contains(path))
        {
            if (path.Length == 0)
                return true;
            path = path[..Math.Max(path.LastIndexOfAny(['.', '[']), 0)];
        }

        return false;
    }

    /// <summary>The value at this path could be read with all that is in it.</summary>
    public bool IsWhole(string path) =>
        IsRead(path) && !unreadPaths.Any(one => one.StartsWith(path, StringComparison.Ordinal) && one.Length > path.Length && one[path.Length] is '.' or '[');

    /// <summary>The list could be read and every entry has its id, so that what is not among them does not exist.</summary>
    public bool AreKnown(string path, IEnumerable<string> ids) => IsRead(path) && !ids.Contains("");

    public void Add(string path, string zh, string en)
    {
        var problem = new FileProblem(path, new(zh, en));
        if (IsRead(path) && !problems.Contains(problem))
            problems.Add(problem);
    }

    public void Unique(string path, IEnumerable<string> ids)
    {
        foreach (var id in ids.Where(id => id.Length > 0).GroupBy(id => id).Where(same => same.Count() > 1).Select(same => same.Key))
            Add(path, $"标识「{id}」重复", $"the id “{id}” occurs twice");
    }

    public Unit? Unit(string path, string symbol)
    {
        if (symbol.Length == 0)
            return null;
        var unit = Find(symbol);
        if (unit is null && IsWhole("units"))
            Add(path, $"未知的单位「{symbol}」", $"unknown unit “{symbol}”");
        return unit;
    }

    private Unit? Find(string symbol) => owner is null ? Units.Find(symbol) : owner.Unit(symbol);

    /// <summary>Checks that a measurand is known and is measured in the unit.</summary>
    public void Measured(Procedure procedure, string path, string id, string unit)
    {
        if (Unit($"{path}.unit", unit) is { } known && Measurand(procedure, $"{path}.measurand", id) is { } measurand && !measurand.IsMeasuredIn(known))
            Add($"{path}.unit", $"「{measurand.Label.Zh}」（{id}）的单位应与「{measurand.Unit}」同量纲", $"“{id}” is measured in a unit of the dimension of “{measurand.Unit}”");
    }

    public Measurand? Measurand(Procedure procedure, string path, string id)
    {
        var measurand = procedure.Measurand(id);
        if (measurand is null && id.Length > 0 && AreKnown("measurands", procedure.OwnMeasurands.Select(own => own.Id)))
            Add(path, $"未知的被测量「{id}」，请在 measurands 中定义", $"unknown measurand “{id}”; declare it in measurands");
        return measurand;
    }

    /// <summary>Checks a formula whose value is wanted in a unit.</summary>
    /// <param name="unitPath">Where an unknown unit is noted; null where somebody else does.</param>
    public bool Formula(string path, string text, string symbol, FormulaNames names, string? unitPath = null)
    {
        var unit = unitPath is null ? Find(symbol) : Unit(unitPath, symbol);
        if (Type(path, text, names) is not { } type || unit is null || symbol.Length == 0)
            return false;
        if (type.IsIn(unit))
            return true;
        if (type.Dimension == unit.Dimension)
            Add(path, $"温度差不能用「{unit}」表示，请用 K", $"a difference is not in “{unit}”, but in K");
        else
            Add(path, $"公式的结果不能用「{unit}」表示", $"the result of the formula is not in “{unit}”");
        return false;
    }

    /// <summary>Checks a formula whose value is wanted as an interval: an error, a limit of it or a half-width in °C is a difference of temperatures, of the size of K.</summary>
    public bool Interval(string path, string text, string symbol, FormulaNames names, string? unitPath = null)
    {
        var unit = unitPath is null ? Find(symbol) : Unit(unitPath, symbol);
        if (unit is not { IsAffine: true })
            return Formula(path, text, symbol, names);
        if (Type(path, text, names) is not { } type)
            return false;
        if (type.IsOpen || (type.Dimension == unit.Dimension && !type.IsPoint))
            return true;
        if (type.IsPoint && type.Dimension == unit.Dimension)
            Add(path, $"此处应为以「{unit}」表示的温度差，而不是温度", $"a difference in “{unit}” is expected here, not a temperature");
        else
            Add(path, $"公式的结果不能用「{unit}」表示", $"the result of the formula is not in “{unit}”");
        return false;
    }

    /// <summary>Checks a number, or a formula whose value is wanted as an interval in a unit.</summary>
    public void Amount(string path, AmountRule amount, string unit, FormulaNames names, bool isPositive)
    {
        if (amount.Formula is { } formula)
            Interval(path, formula, unit, names);
        else if (isPositive && amount.Value <= 0m)
            Add(path, "应为正数", "a positive number is expected");
    }

    /// <summary>Type of a formula, or null after its problem was noted.</summary>
    public FormulaType? Type(string path, string text, FormulaNames names)
    {
        if (!IsRead(path))
            return null;
        var formula = Expressions.Formula.Parse(text);
        var type = formula.IsRefused ? formula.Refusal! : formula.Value.Check(names);
        if (type.Refusal is not { } refusal)
            return type.Value;
        Add(path, refusal.Text.Zh, refusal.Text.En);
        return null;
    }
}
