using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Expressions;

/// <summary>
/// Finds the type of a formula from the types of its variables, or the first place where it makes no sense. Points on a scale such as °C follow the rules of
/// <see cref="QuantityArithmetic"/>: their difference is an amount, an amount may be added to one, and nothing else is done with them.
/// </summary>
internal sealed class TypeCheck(FormulaNames names)
{
    public const string PiName = "pi";

    private const int LargestExponent = 12;

    /// <summary>With no names to know, a term has a value when it is made of numbers alone.</summary>
    private static readonly Func<string, ExactFraction?> NoVariable = _ => null;

    public Outcome<FormulaType> Of(Node node) => node switch
    {
        Node.Number => FormulaType.Plain,
        Node.Variable variable => Variable(variable),
        Node.Negation negation => Amount(negation.Operand),
        Node.Binary binary => Binary(binary),
        Node.Call call => Call(call),
        _ => throw new InvalidOperationException($"No type rule for {node.GetType().Name}."),
    };

    private Outcome<FormulaType> Variable(Node.Variable variable) => names.Find(variable.Name) is { } type
        ? type
        : FormulaRefusal.At("formula.variable", variable.Position, $"未定义的变量「{variable.Name}」", $"unknown variable “{variable.Name}”");

    private Outcome<FormulaType> Number(Node node)
    {
        var type = Of(node);
        return !type.IsRefused && type.Value.IsTruth
            ? FormulaRefusal.At("formula.type", node.Position, "此处需要数值，而不是条件", "a number is needed here, not a condition")
            : type;
    }

    /// <summary>A number that is no point on a scale.</summary>
    private Outcome<FormulaType> Amount(Node node)
    {
        var type = Number(node);
        return !type.IsRefused && type.Value.IsPoint ? Point(node.Position) : type;
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
        Func<Node, Outcome<FormulaType>> side = binary.Operator switch { "and" or "or" => Truth, "*" or "/" or "^" => Amount, _ => Number };
        var left = side(binary.Left);
        if (left.IsRefused)
            return left;
        var right = side(binary.Right);
        if (right.IsRefused)
            return right;
        var (a, b) = (left.Value, right.Value);
        var isSum = binary.Operator is "+" or "-";
        return binary.Operator switch
        {
            "and" or "or" => FormulaType.Truth,
            "/" when new ExactInterpreter(NoVariable).Run(binary.Right) is { Numerator.IsZero: true } => FormulaRefusal.DivisionByZero(binary.Position),
            "*" or "/" or "^" when a.IsOpen || b.IsOpen => FormulaType.Open,
            "*" => FormulaType.Of(a.Dimension * b.Dimension),
            "/" => FormulaType.Of(a.Dimension / b.Dimension),
            "^" => Exponent(binary, a.Dimension, b.Dimension),
            _ when !a.Fits(b) => Mismatch(binary.Position),
            _ when isSum && b.IsPoint && (binary.Operator == "+" ? a.IsPoint : !a.IsPoint && !a.IsOpen) => Point(binary.Position),
            _ when isSum && (a.IsOpen || b.IsOpen) => FormulaType.Open,
            _ when isSum => a with { IsPoint = a.IsPoint != b.IsPoint },
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
            var type = isCondition ? Truth(call.Arguments[i]) : function.TakesPoints ? Number(call.Arguments[i]) : Amount(call.Arguments[i]);
            if (type.IsRefused)
                return type;
            types.Add(type.Value);
        }

        return Result(function, types, call.Position);
    }

    private static Outcome<FormulaType> Result(Function function, List<FormulaType> types, int position) => function.Rule switch
    {
        DimensionRule.Same when function.Name == "sd" => Common(types, position) is { IsRefused: false } like ? like.Value with { IsPoint = false } : Mismatch(position),
        DimensionRule.Same => Common(types, position),
        DimensionRule.Root when types[0].IsOpen => FormulaType.Open,
        DimensionRule.Root => Half(types[0].Dimension) is { } half ? FormulaType.Of(half) : Mismatch(position),
        DimensionRule.Plain => types[0].Fits(FormulaType.Plain) ? FormulaType.Plain : Mismatch(position),
        DimensionRule.Pairs => Common(types.Where((_, i) => i == 0 || i % 2 == 1), position) is { IsRefused: true } wrong
            ? wrong : Common(types.Where((_, i) => i > 0 && i % 2 == 0), position),
        DimensionRule.Choice => Common(types.Skip(1), position),
        _ => FormulaType.Truth,
    };

    /// <summary>The one type of several terms: all points of a scale, or none of them.</summary>
    private static Outcome<FormulaType> Common(IEnumerable<FormulaType> types, int position)
    {
        var known = types.Where(type => !type.IsOpen).Distinct().ToList();
        return known switch
        {
            [] => FormulaType.Open,
            [var one] => one,
            [var one, .. var others] => others.TrueForAll(one.Fits) ? Point(position) : Mismatch(position),
        };
    }

    private static Dimension? Half(Dimension d)
    {
        var half = new Dimension(
            d.Length / 2, d.Mass / 2, d.Time / 2, d.Current / 2, d.Temperature / 2, d.Amount / 2, d.Luminosity / 2, d.Money / 2);
        return half.Power(2) == d ? half : null;
    }

    private static Refusal Point(int position) => FormulaRefusal.At(
        "formula.affine", position, "°C 等零点为约定的量不能相加、相乘，也不能与温差混用；只能求差（单位为 K）",
        "quantities whose zero is conventional, as in °C, are not added, multiplied or mixed with differences; take their difference, which is in K");

    private static Refusal Mismatch(int position) =>
        FormulaRefusal.At("formula.unit", position, "两边的量纲不同", "the operands have different dimensions");
}
