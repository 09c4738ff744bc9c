using Metrology.Core.Expressions;
using Metrology.Core.Quantities;

namespace Metrology.Core.Procedures;

/// <summary>The names that formulas of an item may use, and its formulas with derived quantities written out.</summary>
internal static class ItemNames
{
    private static readonly string[] Reserved = [DenominatorRule.Name, TypeCheck.PiName, "and", "or"];

    /// <summary>A name that can stand in a formula.</summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= 40 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
        && Function.Find(text) is null && !Reserved.Contains(text);

    /// <summary>Names that exist before anything is derived: nameplate, settings, constants and readings.</summary>
    public static Dictionary<string, FormulaType> Given(Procedure procedure, ProcedureItem item)
    {
        var names = Fixed(procedure, item);
        foreach (var (name, variable) in item.Variables)
            names[name] = TypeOf(procedure, variable.Unit);
        return names;
    }

    /// <summary>Names that no reading changes: nameplate, settings and constants.</summary>
    public static Dictionary<string, FormulaType> Fixed(Procedure procedure, ProcedureItem item)
    {
        var names = NameplateValues.Types(procedure);
        foreach (var (name, setting) in item.Points.SelectMany(point => point.Settings))
            names[name] = TypeOf(procedure, setting.Unit);
        foreach (var (name, constant) in item.Constants)
            names[name] = TypeOf(procedure, constant.Unit);
        return names;
    }

    /// <summary>Type of a value in a unit; open when the unit is not known.</summary>
    public static FormulaType TypeOf(Procedure procedure, string unit) => unit.Length > 0 && procedure.Unit(unit) is { } known ? FormulaType.Of(known) : FormulaType.Open;

    /// <summary>Names of the item's own, in the order of the file; the same name twice is one entry twice.</summary>
    public static IEnumerable<string> Own(ProcedureItem item) =>
    [
        .. item.Points.SelectMany(point => point.Settings.Keys).Distinct(), .. item.Constants.Keys, .. item.Variables.Keys,
        .. item.Derived.Select(derived => derived.Name),
    ];

    /// <summary>The formula over readings alone: derived names and the denominator are replaced by what they stand for.</summary>
    public static string Expand(ProcedureItem item, string formula)
    {
        if (item.Denominator is { } denominator)
            formula = Replace(formula, DenominatorRule.Name, denominator.Formula);
        foreach (var derived in item.Derived.Reverse())
            formula = Replace(formula, derived.Name, derived.Formula);
        return formula;
    }

    private static string Replace(string formula, string name, string meaning)
    {
        var tokens = Lexer.Read(formula);
        if (tokens.IsRefused || !tokens.Value.Any(token => token.Kind == TokenKind.Name && token.Text == name))
            return formula;
        return string.Join(' ', tokens.Value.SkipLast(1).Select(token => token.Kind == TokenKind.Name && token.Text == name ? $"({meaning})" : token.Text));
    }
}
