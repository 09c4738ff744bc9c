using System.Numerics;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Expressions;

/// <summary>
/// A formula of the small typed language in which procedures state errors and settings, "(Ex - E0) / E0". It is parsed and checked, never run as code;
/// hostile text is refused with a position. Values go in and come out in coherent SI units, so that a formula never depends on units.
/// </summary>
public sealed class Formula
{
    /// <summary>Longest text that is read, characters.</summary>
    public const int LongestText = 1000;

    private readonly Node tree;

    private Formula(string text, Node tree) => (Text, this.tree) = (text, tree);

    public string Text { get; }

    /// <summary>Names that the formula uses, each once, in order of appearance.</summary>
    public IReadOnlyList<string> Variables => [.. Names(tree).Distinct()];

    /// <summary>It may bend or jump somewhere.</summary>
    internal bool HasEdges => IsEdged(tree);

    /// <summary>Names that are none of these, each at its first place.</summary>
    internal IEnumerable<(string Name, int Position)> Unknown(IReadOnlySet<string> known) =>
        Uses(tree).Where(one => one.Name != TypeCheck.PiName && !known.Contains(one.Name)).DistinctBy(one => one.Name).Select(one => (one.Name, one.Position));

    /// <summary>The formula, or what is wrong at which character.</summary>
    public static Outcome<Formula> Parse(string text)
    {
        if (text.Length > LongestText)
            return FormulaRefusal.At("formula.too-long", LongestText, $"公式超过 {LongestText} 个字符", $"the formula is longer than {LongestText} characters");
        var tokens = Lexer.Read(text);
        if (tokens.Refusal is { } wrong)
            return wrong;
        var tree = Parser.Parse(tokens.Value);
        return tree.Refusal is { } refusal ? refusal : new Formula(text, tree.Value);
    }

    /// <summary>Dimension of the value when the variables have these dimensions, or where the units do not fit.</summary>
    public Outcome<Dimension> Check(IReadOnlyDictionary<string, Dimension> variables)
    {
        var type = Check(new FormulaNames(variables));
        return type.Refusal is { } refusal ? refusal : type.Value.Dimension;
    }

    /// <summary>Type of the value, a number, or where the units do not fit.</summary>
    internal Outcome<FormulaType> Check(FormulaNames names)
    {
        var type = new TypeCheck(names).Of(tree);
        return !type.IsRefused && type.Value.IsTruth
            ? FormulaRefusal.At("formula.type", tree.Position, "公式应给出数值，而不是条件", "a formula gives a number, not a condition")
            : type;
    }

    /// <summary>Value over decimal or double; the variables are in coherent units and all of <see cref="Variables"/>.</summary>
    public Outcome<T> Evaluate<T>(IReadOnlyDictionary<string, T> variables)
        where T : struct, INumber<T> => Evaluate<T>(name => variables.TryGetValue(name, out var value) ? value : null);

    /// <summary>The same with values that are worked out when they are asked for.</summary>
    internal Outcome<T> Evaluate<T>(Func<string, T?> valueOf)
        where T : struct, INumber<T> => new Interpreter<T>(valueOf).Run(tree);

    /// <summary>The value as a fraction, where the formula has one; the variables are in coherent units.</summary>
    internal ExactFraction? EvaluateExactly(IReadOnlyDictionary<string, ExactFraction> variables) =>
        EvaluateExactly(name => variables.TryGetValue(name, out var value) ? value : null);

    /// <summary>The same with values that are worked out when they are asked for.</summary>
    internal ExactFraction? EvaluateExactly(Func<string, ExactFraction?> valueOf) => new ExactInterpreter(valueOf).Run(tree);

    /// <summary>Value of quantities, in the unit asked for; the units are checked first.</summary>
    public Outcome<decimal> Evaluate(IReadOnlyDictionary<string, Quantity> variables, Unit unit)
    {
        var type = Check(new FormulaNames(variables.ToDictionary(pair => pair.Key, pair => FormulaType.Of(pair.Value.Unit))));
        if (type.Refusal is { } refusal)
            return refusal;
        if (!type.Value.IsIn(unit))
            return FormulaRefusal.At("formula.unit", 1, $"结果不能用「{unit}」表示", $"the result is not in “{unit}”");
        var value = Evaluate(variables.ToDictionary(pair => pair.Key, pair => pair.Value.Unit.ToCoherent(pair.Value.Value)));
        if (value.IsRefused)
            return value;
        var exact = EvaluateExactly(variables.ToDictionary(pair => pair.Key, pair => pair.Value.Unit.ToCoherentExactly(pair.Value.Value)));
        var computed = unit.FromCoherent(value.Value);
        return exact is { } fraction ? unit.FromCoherentExactly(fraction).Settle(computed) : computed;
    }

    /// <summary>Partial derivative after one variable, or where there is no rule.</summary>
    public Outcome<Formula> Derivative(string variable)
    {
        var derivative = new Derivative(variable).Of(tree);
        return derivative.Refusal is { } refusal ? refusal : new Formula($"d({Text})/d{variable}", derivative.Value);
    }

    /// <summary>The formulas as steps on columns, the first of which are these variables.</summary>
    internal static FormulaTape Compile(IEnumerable<Formula> formulas, IReadOnlyList<string> variables) =>
        TapeCompiler.Compile(formulas.Select(formula => formula.tree), variables);

    /// <summary>Value and derivatives up to the third in two variables.</summary>
    internal Jet Expand(IReadOnlyDictionary<string, double> variables, string first, string second) =>
        Expand(variables, new Dictionary<string, double> { [first] = 1 }, new Dictionary<string, double> { [second] = 1 });

    /// <summary>Value and derivatives up to the third along two directions, each given by how far it moves the variables.</summary>
    internal Jet Expand(IReadOnlyDictionary<string, double> variables, IReadOnlyDictionary<string, double> first, IReadOnlyDictionary<string, double> second) =>
        new JetInterpreter(variables, first, second).Of(tree);

    public override string ToString() => Text;

    private static bool IsEdged(Node node) => (node is Node.Call call && Function.Find(call.Function) is { HasEdges: true }) || node.Children.Any(IsEdged);

    private static IEnumerable<string> Names(Node node) => Uses(node).Select(one => one.Name).Where(name => name != TypeCheck.PiName);

    private static IEnumerable<Node.Variable> Uses(Node node) => node is Node.Variable variable ? [variable] : node.Children.SelectMany(Uses);
}
