using System.Numerics;
using Metrology.Core.Quantities;

namespace Metrology.Core.Expressions;

/// <summary>
/// Value of a checked formula in fractions, so that a result that lies on a limit or on a tie of rounding lies there exactly, in whatever units its readings
/// came. There is none where the formula has a root or a transcendental function, no value at all, or numbers beyond <see cref="LargestNumber"/>.
/// </summary>
internal sealed class ExactInterpreter(Func<string, ExactFraction?> valueOf)
{
    /// <summary>Bits of a numerator or denominator; formulas of regulations stay far below.</summary>
    private const int LargestNumber = 4096;

    private static readonly ExactFraction Zero = 0;

    public ExactFraction? Run(Node node) => node switch
    {
        Node.Number number => number.Value,
        Node.Variable variable => valueOf(variable.Name),
        Node.Negation negation => Run(negation.Operand) is { } operand ? Zero - operand : null,
        Node.Binary binary => Binary(binary),
        Node.Call call => Call(call),
        _ => null,
    };

    private ExactFraction? Binary(Node.Binary binary)
    {
        if (Run(binary.Left) is not { } a)
            return null;
        if (binary.Operator is "and" or "or")
            return IsZero(a) == (binary.Operator == "and") ? a : Run(binary.Right);
        if (Run(binary.Right) is not { } b)
            return null;
        ExactFraction? result = binary.Operator switch
        {
            "+" => a + b,
            "-" => a - b,
            "*" => a * b,
            "/" => IsZero(b) ? null : a / b,
            "^" => TypeCheck.WholeExponent(binary.Right) is { } n ? Power(a, n) : null,
            "<" => Truth(a < b),
            "<=" => Truth(a <= b),
            ">" => Truth(a > b),
            ">=" => Truth(a >= b),
            "==" => Truth(a.CompareTo(b) == 0),
            "!=" => Truth(a.CompareTo(b) != 0),
            _ => null,
        };
        return result is { } known && IsModest(known) ? known : null;
    }

    private static ExactFraction? Power(ExactFraction value, int exponent)
    {
        ExactFraction product = 1;
        for (var i = 0; i < Math.Abs(exponent); i++)
        {
            product *= value;
            if (!IsModest(product))
                return null;
        }

        return exponent >= 0 ? product : IsZero(product) ? null : 1 / product;
    }

    private ExactFraction? Call(Node.Call call)
    {
        if (call.Function == "if")
            return Run(call.Arguments[0]) is { } condition ? Run(call.Arguments[IsZero(condition) ? 2 : 1]) : null;
        if (call.Function is not ("mean" or "min" or "max" or "abs" or "not" or "sqrt"))
            return null;
        var x = new List<ExactFraction>();
        foreach (var argument in call.Arguments)
        {
            if (Run(argument) is not { } value)
                return null;
            x.Add(value);
        }

        return call.Function switch
        {
            "mean" => ExactFraction.Mean(x),
            "min" => x.Min(),
            "max" => x.Max(),
            "abs" => x[0].Magnitude,
            "sqrt" => x[0] >= Zero ? x[0].RootOrNull() : null, // of 9 and 25/16, but not of 2
            _ => Truth(IsZero(x[0])),
        };
    }

    private static bool IsZero(ExactFraction value) => value.Numerator.IsZero;

    private static bool IsModest(ExactFraction value) => value.Numerator.GetBitLength() <= LargestNumber && value.Denominator.GetBitLength() <= LargestNumber;

    private static ExactFraction Truth(bool value) => value ? BigInteger.One : BigInteger.Zero;
}
