using FsCheck;
using FsCheck.Fluent;
using Metrology.Core.Expressions;

namespace Metrology.Core.Tests.Expressions;

/// <summary>One formula, four ways: interpreter, tape, columns and Taylor polynomials.</summary>
public class FormulaTapeTests
{
    private const int LargestSize = 12;
    private static readonly string[] Names = ["x", "y"];

    /// <summary>Random formulas that parse, from a grammar of everything the language has.</summary>
    private static Gen<string> Formulas(int size) => BySize[Math.Max(size, 1)] ??= New(size);

    /// <summary>Made once: each is made of several smaller ones.</summary>
    private static readonly Gen<string>?[] BySize = new Gen<string>?[LargestSize + 1];

    private static Gen<string> New(int size) => size <= 1
        ? Gen.Elements("x", "y", "1", "2.5", "0.3", "pi", "10")
        : Gen.OneOf(
            from op in Gen.Elements("+", "-", "*", "/", "+", "*") from a in Formulas(size / 2) from b in Formulas(size / 2) select $"({a} {op} {b})",
            from f in Gen.Elements("abs", "sqrt", "exp", "ln", "-") from a in Formulas(size - 1) select f == "-" ? $"(-{a})" : $"{f}({a})",
            // Of a huge angle the last bit, which two ways of computing may differ in, is a whole turn.
            from f in Gen.Elements("sin", "cos") from a in Formulas(size - 1) select $"{f}(max(-1000, min({a}, 1000)))",
            from f in Gen.Elements("min", "max", "mean", "sd") from a in Formulas(size / 3) from b in Formulas(size / 3) from c in Formulas(size / 3) select $"{f}({a}, {b}, {c})",
            from op in Gen.Elements("<", "<=", ">", ">=", "==", "!=")
            from a in Formulas(size / 3)
            from b in Formulas(size / 3)
            from c in Formulas(size / 3)
            select $"if({a} {op} {b} and not(x > 100), {c}, {a})",
            from a in Formulas(size - 1) from n in Gen.Elements("2", "3", "-1", "-2", "0", "1", "0.5", "1.7") select $"({a}) ^ {n}",
            from a in Formulas(size - 1) select $"interp({a}, -100, 1, 0, x, 1, 2.5, 50, y)");

    private static readonly Arbitrary<(string Text, double X, double Y)> Cases =
        (from size in Gen.Choose(1, LargestSize)
         from text in Formulas(size)
         from x in Gen.Choose(-300, 300)
         from y in Gen.Choose(1, 300)
         select (text, x / 100.0, y / 100.0)).ToArbitrary();

    /// <summary>The same a little beside the round numbers, so that x, y and the constants do not meet where a function has a corner.</summary>
    private static readonly Arbitrary<(string Text, double X, double Y)> BesideEdges =
        Cases.Generator.Select(one => (one.Text, one.X + 0.00371, one.Y + 0.00137)).ToArbitrary();

    /// <summary>A condition that compares two ways to one number, as in sqrt(pi) = pi ^ 0.5, may be decided by the last bit. Such cases do not count, but they must be few.</summary>
    [Fact]
    public void A_tape_has_the_value_of_the_interpreter()
    {
        var (compared, parted) = (0, 0);
        Prop.ForAll(Cases, one =>
        {
            var formula = Formula.Parse(one.Text).Value;
            var value = formula.Evaluate(At(one));
            var tape = Formula.Compile([formula], Names);
            var work = new double[tape.Columns];
            (work[0], work[1]) = (one.X, one.Y);
            tape.Run(work);
            var got = work[tape.Results[0]];
            if (value.IsRefused || IsNearEdge(value.Value, got))
                return true;
            compared++;
            if (Math.Abs(got - value.Value) <= 1e-9 * (1 + Math.Abs(value.Value)))
                return true;
            parted++;
            return one.Text.Contains("if(", StringComparison.Ordinal);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(4000));

        Assert.True(compared > 1000 && parted * 200 < compared, $"{parted} of {compared} took different branches");
    }

    [Fact]
    public void Columns_have_the_bits_of_single_values() => Prop.ForAll(Cases, one =>
    {
        var formula = Formula.Parse(one.Text).Value;
        var tape = Formula.Compile([formula], Names);
        var (work, columns) = (new double[tape.Columns], new double[tape.Columns * 8]);
        for (var row = 0; row < 8; row++)
            (columns[row], columns[8 + row]) = (one.X + row, one.Y - (0.1 * row));
        tape.Run(columns, 8);
        return Enumerable.Range(0, 8).All(row =>
        {
            (work[0], work[1]) = (one.X + row, one.Y - (0.1 * row));
            tape.Run(work);
            return work[tape.Results[0]].Equals(columns[(tape.Results[0] * 8) + row]);
        });
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(4000));

    /// <summary>
    /// Where a condition compares two ways to one number, as in √(x²) = x, its last bit decides and the two may take different branches. Such cases do not count,
    /// but they must be few.
    /// </summary>
    [Fact]
    public void The_symbolic_derivative_is_that_of_the_Taylor_polynomial()
    {
        var (compared, parted) = (0, 0);
        Prop.ForAll(BesideEdges, one =>
        {
            var formula = Formula.Parse(one.Text).Value;
            var (value, symbolic) = (formula.Evaluate(At(one)), formula.Derivative("x"));
            if (symbolic.IsRefused || value.IsRefused)
                return true;
            var slope = symbolic.Value.Evaluate(At(one));
            var polynomial = formula.Expand(At(one), "x", "y");
            var jet = polynomial.Derivative(1, 0);
            if (slope.IsRefused || !double.IsFinite(jet))
                return true;
            compared++;
            if (Math.Abs(slope.Value - jet) <= 1e-6 * (1 + Math.Abs(jet)))
                return true;
            parted++;
            return Math.Abs(polynomial.Value - value.Value) > 1e-9 * (1 + Math.Abs(value.Value));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(4000));

        Assert.True(compared > 1000 && parted * 200 < compared, $"{parted} of {compared} took different branches");
    }

    /// <summary>Where one part has no value and the interpreter refuses, no other branch is taken silently; where that part does not count, neither does its value.</summary>
    [Theory]
    [InlineData("max(0, ln(x))", false)]
    [InlineData("max(ln(x), 0)", false)]
    [InlineData("min(0, ln(x), 1)", false)]
    [InlineData("if(ln(x) < 0, 1, 2)", false)]
    [InlineData("if(not(ln(x) == 0), 1, 2)", false)]
    [InlineData("if(0 > ln(x) or y > 0, 1, 2)", false)]
    [InlineData("if(y > 0 and 0 >= sqrt(x), 1, 2)", false)]
    [InlineData("interp(ln(x), -9, 1, 9, 2)", false)]
    [InlineData("if(x > 0, ln(x), 7)", true)]
    [InlineData("if(x > 0 and ln(x) > 1, 3, 7)", true)]
    [InlineData("if(x < 0 or ln(x) > 1, 7, 3)", true)]
    public void What_has_no_value_decides_nothing(string text, bool hasValue)
    {
        var formula = Formula.Parse(text).Value;
        var tape = Formula.Compile([formula], Names);
        var (work, columns) = (new double[tape.Columns], new double[tape.Columns * 8]);
        (work[0], work[1]) = (-1, 1);
        columns.AsSpan(0, 8).Fill(-1);
        columns.AsSpan(8, 8).Fill(1);
        tape.Run(work);
        tape.Run(columns, 8);

        var expected = hasValue ? 7 : double.NaN;
        Assert.Equal(hasValue, !formula.Evaluate(At((text, -1, 1))).IsRefused);
        Assert.Equal(expected, work[tape.Results[0]]);
        Assert.Equal(expected, columns[tape.Results[0] * 8]);
        Assert.Equal(expected, formula.Expand(At((text, -1, 1)), "x", "y").Value);
    }

    [Fact]
    public void Higher_derivatives_are_exact()
    {
        var jet = Formula.Parse("x ^ 3 * y ^ 2 + exp(2 * x) * sin(y)").Value.Expand(new Dictionary<string, double> { ["x"] = 0.7, ["y"] = 1.1 }, "x", "y");
        Assert.Equal((6 * 0.7 * 1.1 * 1.1) + (4 * Math.Exp(1.4) * Math.Sin(1.1)), jet.Derivative(2, 0), 10);
        Assert.Equal((6 * 0.7 * 0.7 * 1.1) + (2 * Math.Exp(1.4) * Math.Cos(1.1)), jet.Derivative(1, 1), 10);
        Assert.Equal((6 * 0.7 * 0.7) - (2 * Math.Exp(1.4) * Math.Sin(1.1)), jet.Derivative(1, 2), 10);
        Assert.Equal((6 * 1.1 * 1.1) + (8 * Math.Exp(1.4) * Math.Sin(1.1)), jet.Derivative(3, 0), 10);
    }

    [Fact]
    public void The_derivative_of_an_extreme_of_many_is_evaluated_in_time()
    {
        var many = $"max(x, {string.Join(", ", Enumerable.Range(1, 150))})";
        Assert.Equal(0, Formula.Parse(many).Value.Derivative("x").Value.Evaluate(new Dictionary<string, double> { ["x"] = 3 }).Value);
    }

    private static Dictionary<string, double> At((string Text, double X, double Y) one) => new() { ["x"] = one.X, ["y"] = one.Y };

    /// <summary>Where a condition or an integer step hangs on the last bit, or where nothing is left of huge terms, the two may part.</summary>
    private static bool IsNearEdge(double a, double b) => !double.IsFinite(b) || Math.Abs(a) > 1e9 || Math.Abs(b) > 1e9;
}
