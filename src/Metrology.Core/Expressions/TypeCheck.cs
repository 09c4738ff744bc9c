using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Expressions;

/// <summary>Finds the dimension of a formula from the dimensions of its variables, or the first place where it makes no sense.</summary>
internal sealed class TypeCheck(IReadOnlyDictionary<string, Dimension> variables)
{
    public const string PiName = "pi";

    private const int LargestExponent = 12;

    public Outcome<FormulaType> Of(Node node) => node switch
    {
        Node.Number => FormulaType.Plain,
        Node.Variable variable => Variable(variable),
        Node.Negation negation => Number(negation.Operand),
        Node.Binary binary => Binary(binary),
        Node.Call call => Call(call),
        _ => throw new InvalidOperationException($"No type rule for {node.GetType().Name}."),
    };

    private Outcome<FormulaType> Variable(Node.Variable variable)
    {
        if (variables.TryGetValue(variable.Name, out var dimension))
            return FormulaType.Of(dimension);
        return variable.Name == PiName
            ? FormulaType.Plain
            : FormulaRefusal.At("formula.variable", variable.Position, $"未定义的变量「{variable.Name}」", $"unknown variable “{variable.Name}”");
    }

    private Outcome<FormulaType> Number(Node node)
    {
        var type = Of(node);
        return !type.IsRefused && type.Value.IsTruth
            ? FormulaRefusal.At("formula.type", node.Position, "此处需要数值，而不是条件", "a number is needed here, not a condition")
            : type;
    }

    private Outcome<FormulaType> Truth(Node node)
    {
        var type = Of(node);
        return !type.IsRefused && !type.Value.IsTruth
            ? FormulaRefusal.At("formula.type", node.Position, "此处需要条件，而不是数值", "a condition is needed here, not a number")
            : type;
    }

    private Outcome<FormulaType> Binary(Node.Binary binary)
    {
        var isLogic = binary.Operator is "and" or "or";
        var left = isLogic ? Truth(binary.Left) : Number(binary.Left);
        if (left.IsRefused)
            return left;
        var right = isLogic ? Truth(binary.Right) : Number(binary.Right);
        if (right.IsRefused)
            return right;
        var (a, b) = (left.Value.Dimension, right.Value.Dimension);
        return binary.Operator switch
        {
            "and" or "or" => FormulaType.Truth,
            "*" => FormulaType.Of(a * b),
            "/" => FormulaType.Of(a / b),
            "^" => Exponent(binary, a, b),
            _ when a != b => Mismatch(binary.Position),
            "+" or "-" => FormulaType.Of(a),
            _ => FormulaType.Truth,
        };
    }

    private static Outcome<FormulaType> Exponent(Node.Binary power, Dimension value, Dimension exponent)
    {
        if (exponent != Dimension.One)
            return FormulaRefusal.At("formula.unit", power.Position, "指数必须是无量纲数", "an exponent has no unit");
        if (value == Dimension.One)
            return FormulaType.Plain;
        return WholeExponent(power.Right) is { } n
            ? FormulaType.Of(value.Power(n))
            : FormulaRefusal.At("formula.unit", power.Position, "带单位的量只能取整数次幂", "a quantity with a unit takes only a whole number as exponent");
    }

    /// <summary>The exponent when it is a small whole number written as such, possibly negative.</summary>
    internal static int? WholeExponent(Node node) => node switch
    {
        Node.Number number when number.Value <= LargestExponent && decimal.IsInteger(number.Value) => (int)number.Value,
        Node.Negation { Operand: Node.Number number } when number.Value <= LargestExponent && decimal.IsInteger(number.Value) => -(int)number.Value,
        _ => null,
    };

    private Outcome<FormulaType> Call(Node.Call call)
    {
        var function = Function.Find(call.Function)!; // the parser lets no other through
        var types = new List<FormulaType>();
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            var isCondition = function.Rule == DimensionRule.Truth || (function.Rule == DimensionRule.Choice && i == 0);
            var type = isCondition ? Truth(call.Arguments[i]) : Number(call.Arguments[i]);
            if (type.IsRefused)
                return type;
            types.Add(type.Value);
        }

        return Result(function.Rule, types) is { } result ? result : Mismatch(call.Position);
    }

    private static FormulaType? Result(DimensionRule rule, List<FormulaType> types) => rule switch
    {
        DimensionRule.Same => types.TrueForAll(type => type == types[0]) ? types[0] : null,
        DimensionRule.Root => Half(types[0].Dimension) is { } half ? FormulaType.Of(half) : null,
        DimensionRule.Plain => types[0] == FormulaType.Plain ? FormulaType.Plain : null,
        DimensionRule.Pairs => types.Where((type, i) => i == 0 || i % 2 == 1).All(type => type == types[0])
            && types.Where((_, i) => i > 0 && i % 2 == 0).All(type => type == types[2]) ? types[2] : null,
        DimensionRule.Choice => types[1] == types[2] ? types[1] : null,
        DimensionRule.Truth => FormulaType.Truth,
        _ => null,
    };

    private static Dimension? Half(Dimension d)
    {
        var half = new Dimension(
            d.Length / 2, d.Mass / 2, d.Time / 2, d.Current / 2, d.Temperature / 2, d.Amount / 2, d.Luminosity / 2, d.Money / 2);
        return half.Power(2) == d ? half : null;
    }

    private static Refusal Mismatch(int position) =>
        FormulaRefusal.At("formula.unit", position, "两边的量纲不同", "the operands have different dimensions");
}
