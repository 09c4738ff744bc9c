using System.Numerics;
using Metrology.Core.Words;

namespace Metrology.Core.Expressions;

/// <summary>
/// Value of a checked formula over decimal or double. Condition terms give one or zero. Roots and transcendental functions are computed in double and, for
/// decimal, converted; everything a limit or a rounding can hang on stays decimal.
/// </summary>
internal sealed class Interpreter<T>(Func<string, T?> valueOf)
    where T : struct, INumber<T>
{
    /// <summary>The value, or why there is none: division by zero, overflow, root of a negative number.</summary>
    public Outcome<T> Run(Node node)
    {
        try
        {
            var value = Of(node);
            return T.IsFinite(value) ? value : OutOfRange(node.Position);
        }
        catch (ArithmeticFault fault)
        {
            return fault.Refusal;
        }
        catch (OverflowException)
        {
            return OutOfRange(node.Position);
        }
    }

    private T Of(Node node) => node switch
    {
        Node.Number number => T.CreateChecked(number.Value),
        Node.Variable variable => Variable(variable),
        Node.Negation negation => -Of(negation.Operand),
        Node.Binary binary => Binary(binary),
        Node.Call call => Call(call),
        _ => throw new InvalidOperationException($"No value rule for {node.GetType().Name}."),
    };

    private T Variable(Node.Variable variable)
    {
        if (valueOf(variable.Name) is { } value)
            return value;
        return variable.Name == TypeCheck.PiName
            ? T.CreateChecked(Math.PI)
            : throw new ArithmeticFault(FormulaRefusal.At(
                "formula.variable", variable.Position, $"变量「{variable.Name}」没有值", $"no value for variable “{variable.Name}”"));
    }

    private T Binary(Node.Binary binary)
    {
        var a = Of(binary.Left);
        if (binary.Operator is "and" or "or")
            return T.IsZero(a) == (binary.Operator == "and") ? a : Of(binary.Right);
        var b = Of(binary.Right);
        return binary.Operator switch
        {
            "+" => a + b,
            "-" => a - b,
            "*" => a * b,
            "/" => T.IsZero(b) ? throw new ArithmeticFault(FormulaRefusal.DivisionByZero(binary.Position)) : a / b,
            "^" => Raise(binary, a, b),
            "<" => Truth(a < b),
            "<=" => Truth(a <= b),
            ">" => Truth(a > b),
            ">=" => Truth(a >= b),
            "==" => Truth(a == b),
            "!=" => Truth(a != b),
            _ => throw new InvalidOperationException($"No rule for operator {binary.Operator}."),
        };
    }

    private static T Raise(Node.Binary power, T value, T exponent)
    {
        if (TypeCheck.WholeExponent(power.Right) is not { } n)
            return FromDouble(power.Position, Math.Pow(double.CreateChecked(value), double.CreateChecked(exponent)));
        var product = T.One;
        for (var i = 0; i < Math.Abs(n); i++)
            product *= value;
        if (n >= 0)
            return product;
        return T.IsZero(product) ? throw new ArithmeticFault(FormulaRefusal.DivisionByZero(power.Position)) : T.One / product;
    }

    private T Call(Node.Call call)
    {
        if (call.Function == "if")
            return Of(call.Arguments[T.IsZero(Of(call.Arguments[0])) ? 2 : 1]);
        var x = call.Arguments.Select(Of).ToArray();
        return call.Function switch
        {
            "mean" => Mean(x),
            "sd" => Deviation(call.Position, x),
            "min" => x.Min(),
            "max" => x.Max(),
            "abs" => T.Abs(x[0]),
            "not" => Truth(T.IsZero(x[0])),
            "round" => Round(call.Position, x[0], x[1]),
            "interp" => Interpolate(call.Position, x),
            "sqrt" => FromDouble(call.Position, Math.Sqrt(double.CreateChecked(x[0]))),
            "sin" => FromDouble(call.Position, Math.Sin(double.CreateChecked(x[0]))),
            "cos" => FromDouble(call.Position, Math.Cos(double.CreateChecked(x[0]))),
            "exp" => FromDouble(call.Position, Math.Exp(double.CreateChecked(x[0]))),
            "ln" => FromDouble(call.Position, Math.Log(double.CreateChecked(x[0]))),
            _ => throw new InvalidOperationException($"No rule for function {call.Function}."),
        };
    }

    private static T Mean(T[] x) => x.Aggregate(T.Zero, (sum, value) => sum + value) / T.CreateChecked(x.Length);

    private static T Deviation(int position, T[] x)
    {
        var mean = Mean(x);
        var squares = x.Aggregate(T.Zero, (sum, value) => sum + ((value - mean) * (value - mean)));
        return FromDouble(position, Math.Sqrt(double.CreateChecked(squares) / (x.Length - 1)));
    }

    private static T Round(int position, T value, T interval)
    {
        if (interval <= T.Zero)
            throw new ArithmeticFault(FormulaRefusal.At("formula.domain", position, "修约间隔必须为正", "a rounding interval is positive"));
        return T.CreateChecked(new Quantities.RoundingInterval(decimal.CreateChecked(interval)).Round(decimal.CreateChecked(value)));
    }

    /// <summary>Linear between the neighbouring points; outside the points there is no value.</summary>
    private static T Interpolate(int position, T[] x)
    {
        for (var i = 1; i + 3 < x.Length; i += 2)
        {
            if (x[i] >= x[i + 2])
                throw new ArithmeticFault(FormulaRefusal.At("formula.domain", position, "插值点必须递增", "the points to interpolate must increase"));
            if (x[0] >= x[i] && x[0] <= x[i + 2])
                return x[i + 1] + ((x[i + 3] - x[i + 1]) * (x[0] - x[i]) / (x[i + 2] - x[i]));
        }

        throw new ArithmeticFault(FormulaRefusal.At("formula.domain", position, "自变量超出插值点的范围", "the argument lies outside the points"));
    }

    private static T FromDouble(int position, double value) =>
        double.IsFinite(value) ? T.CreateChecked(value) : throw new ArithmeticFault(OutOfRange(position));

    private static T Truth(bool value) => value ? T.One : T.Zero;

    private static Refusal OutOfRange(int position) =>
        FormulaRefusal.At("formula.domain", position, "结果不存在或超出范围", "the result does not exist or is out of range");

    /// <summary>Leaves the recursion; never seen outside <see cref="Run"/>.</summary>
    private sealed class ArithmeticFault(Refusal refusal) : Exception
    {
        public Refusal Refusal => refusal;
    }
}
