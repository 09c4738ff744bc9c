using FsCheck;
using FsCheck.Fluent;
using Metrology.Core.Expressions;
using Metrology.Core.Quantities;

namespace Metrology.Core.Tests.Expressions;

public class FormulaTests
{
    private static readonly Dictionary<string, decimal> NoVariables = [];

    [Theory]
    [InlineData("1 + 2 * 3", 7)]
    [InlineData("(1 + 2) * 3", 9)]
    [InlineData("2 - 3 - 4", -5)]
    [InlineData("-2 ^ 2", -4)]
    [InlineData("2 ^ 3 ^ 2", 512)]
    [InlineData("2 ^ -1", 0.5)]
    [InlineData("10 / 4 / 5", 0.5)]
    [InlineData("mean(1, 2, 6)", 3)]
    [InlineData("sd(2, 4)", 1.4142135623730951)]
    [InlineData("min(3, -1) + max(3, -1) + abs(-4)", 6)]
    [InlineData("sqrt(16)", 4)]
    [InlineData("round(1.05, 0.1)", 1.0)]
    [InlineData("interp(1.5, 1, 10, 2, 20, 4, 0)", 15)]
    [InlineData("if(1 < 2 and not(2 < 1), 5, 6)", 5)]
    [InlineData("if(1 >= 2 or 3 == 4, 5, 6)", 6)]
    [InlineData("1.5e2", 150)]
    public void A_formula_has_its_value(string text, double value) =>
        Assert.Equal(value, (double)Formula.Parse(text).Value.Evaluate(NoVariables).Value, 12);

    [Theory]
    [InlineData("", 1, "formula.syntax")]
    [InlineData("1 +", 4, "formula.syntax")]
    [InlineData("(1 + 2", 7, "formula.syntax")]
    [InlineData("1 2", 3, "formula.syntax")]
    [InlineData("1 ; 2", 3, "formula.character")]
    [InlineData("𝑥", 1, "formula.character")]
    [InlineData("mean(1 2)", 8, "formula.syntax")]
    [InlineData("1e99", 1, "formula.number")]
    [InlineData("2 * 1e-30", 5, "formula.number")]
    [InlineData("1.380649e-23", 1, "formula.number")]
    [InlineData("0.12345678901234567890123456789", 1, "formula.number")]
    [InlineData("1 + frobnicate(1)", 5, "formula.function")]
    [InlineData("sqrt(1, 2)", 1, "formula.arguments")]
    [InlineData("mean()", 1, "formula.arguments")]
    [InlineData("interp(1, 2, 3, 4)", 1, "formula.arguments")]
    public void Wrong_text_is_refused_with_its_position(string text, int position, string code)
    {
        var refusal = Formula.Parse(text).Refusal!;

        Assert.Equal(code, refusal.Code);
        Assert.Contains($"character {position}:", refusal.Text.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("E0 + t", 4, "formula.unit")]
    [InlineData("E0 + x", 6, "formula.variable")]
    [InlineData("E0 ^ 0.5", 4, "formula.unit")]
    [InlineData("sin(t)", 1, "formula.unit")]
    [InlineData("E0 < E0", 4, "formula.type")]
    [InlineData("if(E0, 1, 2)", 4, "formula.type")]
    public void Units_and_types_are_checked_with_a_position(string text, int position, string code)
    {
        var dimensions = new Dictionary<string, Dimension> { ["E0"] = Units.KilowattHour.Dimension, ["t"] = Units.Second.Dimension };

        var refusal = Formula.Parse(text).Value.Check(dimensions).Refusal!;

        Assert.Equal(code, refusal.Code);
        Assert.Contains($"character {position}:", refusal.Text.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1 / 0", "formula.division-by-zero")]
    [InlineData("0 ^ -1", "formula.division-by-zero")]
    [InlineData("sqrt(-1)", "formula.domain")]
    [InlineData("ln(0)", "formula.domain")]
    [InlineData("99999999999999999999 * 99999999999999999999", "formula.domain")]
    [InlineData("exp(1000)", "formula.domain")]
    [InlineData("round(1, 0)", "formula.domain")]
    [InlineData("interp(9, 1, 1, 2, 2)", "formula.domain")]
    [InlineData("x", "formula.variable")]
    public void What_has_no_value_is_refused(string text, string code) =>
        Assert.Equal(code, Formula.Parse(text).Value.Evaluate(NoVariables).Refusal!.Code);

    [Fact]
    public void Nesting_length_and_size_are_bounded()
    {
        Assert.Equal("formula.too-deep", Formula.Parse(new string('(', 500) + "1").Refusal!.Code);
        Assert.Equal("formula.too-deep", Formula.Parse(new string('-', 900) + "1").Refusal!.Code);
        Assert.Equal("formula.too-long", Formula.Parse(new string('1', Formula.LongestText + 1)).Refusal!.Code);
    }

    [Fact]
    public void Units_do_not_change_a_relative_error()
    {
        var formula = Formula.Parse("(Ex - E0) / E0").Value;
        Quantity Kilowatt(decimal value) => new(value, Units.KilowattHour);
        Quantity Watt(decimal value) => new(value * 1000, Units.Find("Wh")!);

        Assert.Equal(1.05m, formula.Evaluate(new Dictionary<string, Quantity> { ["Ex"] = Kilowatt(10.105m), ["E0"] = Kilowatt(10.000m) }, Units.Percent).Value);
        Assert.Equal(1.05m, formula.Evaluate(new Dictionary<string, Quantity> { ["Ex"] = Watt(10.105m), ["E0"] = Kilowatt(10.000m) }, Units.Percent).Value);
    }

    [Theory]
    [InlineData("(x - y) / y")]
    [InlineData("x * y - 3 * x ^ 2")]
    [InlineData("sqrt(x) * sin(y) + cos(x * y)")]
    [InlineData("exp(x / y) + ln(x)")]
    [InlineData("x ^ y")]
    [InlineData("mean(x, y, 3) + max(x, y) - min(x, y) + abs(-x)")]
    [InlineData("x ^ -2")]
    [InlineData("sd(x, y, 3 * x, 1)")]
    [InlineData("interp(x, 0, 1, 1, y, 2 * y, 4)")]
    [InlineData("interp(y, 0, x, 4, x ^ 2)")]
    [InlineData("max(x, y, 2, x * y)")]
    public void The_derivative_agrees_with_the_difference_quotient(string text)
    {
        var formula = Formula.Parse(text).Value;
        var derivative = formula.Derivative("x").Value;
        const double step = 1e-6;
        double At(double x) => formula.Evaluate(new Dictionary<string, double> { ["x"] = x, ["y"] = 1.7 }).Value;

        foreach (var x in new[] { 0.4, 1.1, 2.9 })
        {
            var slope = (At(x + step) - At(x - step)) / (2 * step);
            Assert.Equal(slope, derivative.Evaluate(new Dictionary<string, double> { ["x"] = x, ["y"] = 1.7 }).Value, 6);
        }
    }

    [Theory]
    [InlineData("round(x, 1)")]
    [InlineData("2 + round(y, x)")]
    public void What_has_no_derivative_rule_is_refused(string text) =>
        Assert.Equal("formula.derivative", Formula.Parse(text).Value.Derivative("x").Refusal!.Code);

    [Fact]
    public void Any_text_is_read_or_refused_and_never_throws()
    {
        var piece = Gen.Elements("(", ")", "1", "2.5", "x", "y", "+", "-", "*", "/", "^", ",", "mean", "sqrt", "if", "and", "<", "==", " ", "e9", ".", "§", "interp", "0");
        var text = piece.ListOf().Select(pieces => string.Concat(pieces));
        var variables = new Dictionary<string, decimal> { ["x"] = 79228162514264337593543950335m, ["y"] = 0m };
        var dimensions = new Dictionary<string, Dimension> { ["x"] = Units.Second.Dimension, ["y"] = Dimension.One };

        Prop.ForAll(text.ToArbitrary(), source =>
        {
            var formula = Formula.Parse(source);
            if (formula.IsRefused)
                return formula.Refusal!.Text.En.Contains("character", StringComparison.Ordinal);
            _ = formula.Value.Check(dimensions);
            _ = formula.Value.Evaluate(variables);
            _ = formula.Value.Derivative("x");
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(10000).WithEndSize(60));
    }

    [Fact]
    public void A_formula_with_any_change_is_read_or_refused_and_never_throws()
    {
        const string source = "if(x > 2.5 and not(y <= 0), mean(x, y, 3) / (1 + abs(x)) ^ 2, sqrt(sd(x, y)) - interp(x, 0, 1, 1, y) * round(y, 0.05))";
        var change = from at in Gen.Choose(0, source.Length - 1)
                     from length in Gen.Choose(0, 9)
                     from put in Gen.Elements("", "(", ")", ",", "^", "-", "x", "1e28", "and", "if(", "mean(", "\0", "\ud83d", "。", "１", "^-", "79228162514264337593543950335")
                     select string.Concat(source.AsSpan(0, at), put, source.AsSpan(Math.Min(source.Length, at + length)));
        var exact = new Dictionary<string, decimal> { ["x"] = 3m, ["y"] = -0.5m };
        var real = new Dictionary<string, double> { ["x"] = 3, ["y"] = -0.5 };
        var dimensions = new Dictionary<string, Dimension> { ["x"] = Dimension.One, ["y"] = Dimension.One };

        Prop.ForAll((from first in change from second in Gen.Elements("", " + 1", ")", " ^ x") select first + second).ToArbitrary(), text =>
        {
            var formula = Formula.Parse(text);
            if (formula.IsRefused)
                return formula.Refusal!.Text.En.Contains("character", StringComparison.Ordinal);
            _ = formula.Value.Check(dimensions);
            _ = formula.Value.Evaluate(exact);
            _ = formula.Value.Evaluate(real);
            var derivative = formula.Value.Derivative("x");
            _ = derivative.IsRefused ? default : derivative.Value.Evaluate(real);
            if (formula.Value.Variables.All(real.ContainsKey))
                _ = (Formula.Compile([formula.Value], ["x", "y"]), formula.Value.Expand(real, "x", "y"));
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    [Fact]
    public void Any_characters_are_read_or_refused_and_never_throw() =>
        Prop.ForAll<string?>(source => source is null || Formula.Parse(source) is var outcome && (outcome.IsRefused || outcome.Value.Text == source))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
}
