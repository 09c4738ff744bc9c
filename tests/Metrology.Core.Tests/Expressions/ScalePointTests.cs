using Metrology.Core.Expressions;
using Metrology.Core.Quantities;

namespace Metrology.Core.Tests.Expressions;

/// <summary>Temperatures in °C are points on a scale whose zero is conventional: what is done with them must not depend on it.</summary>
public class ScalePointTests
{
    private static readonly FormulaNames Names = new(new Dictionary<string, FormulaType>
    {
        ["t"] = FormulaType.Of(Units.Find("°C")!),
        ["t0"] = FormulaType.Of(Units.Find("°C")!),
        ["d"] = FormulaType.Of(Units.Find("K")!),
        ["a"] = FormulaType.Plain,
    });

    [Theory]
    [InlineData("t + t0", 3)]
    [InlineData("t * 2", 1)]
    [InlineData("2 * t", 5)]
    [InlineData("d / t", 5)]
    [InlineData("-t", 2)]
    [InlineData("t ^ 2", 1)]
    [InlineData("d - t", 3)]
    [InlineData("abs(t)", 5)]
    [InlineData("round(t, d)", 7)]
    [InlineData("sqrt(t * t)", 6)]
    [InlineData("max(t, d)", 1)]
    [InlineData("if(a > 0, t, d)", 1)]
    [InlineData("(t + t0) / 2", 4)]
    public void A_sum_or_product_is_refused_where_it_stands(string text, int position)
    {
        var refusal = Formula.Parse(text).Value.Check(Names).Refusal!;
        Assert.Equal("formula.affine", refusal.Code);
        Assert.StartsWith($"Formula, character {position}:", refusal.Text.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("t - t0", false)]
    [InlineData("(t - t0) * 2 + d", false)]
    [InlineData("sd(t, t0)", false)]
    [InlineData("interp(t, t0, 1, t, 2) * d", false)]
    [InlineData("if(t > t0, t - t0, d)", false)]
    [InlineData("t + d", true)]
    [InlineData("d + t", true)]
    [InlineData("t - d", true)]
    [InlineData("mean(t, t0)", true)]
    [InlineData("max(t, t0) - t0", false)]
    public void A_difference_is_an_amount_and_an_amount_may_be_added(string text, bool isPoint)
    {
        var type = Formula.Parse(text).Value.Check(Names).Value;
        Assert.Equal((isPoint, isPoint), (type.IsPoint, type.IsIn(Units.Find("°C")!)));
        Assert.True(type.IsIn(Units.Find("K")!) || type.Dimension != Units.Find("K")!.Dimension);
    }

    [Fact]
    public void A_name_that_could_not_be_read_fits_everywhere()
    {
        var open = Names with { IsComplete = false };
        foreach (var text in new[] { "x + t", "x * a", "t - x", "if(x > d, d, x)", "mean(t, x)", "sqrt(x)", "x ^ 2 + d" })
            Assert.False(Formula.Parse(text).Value.Check(open).IsRefused, text);
        Assert.True(Formula.Parse("x + t * 2").Value.Check(open).IsRefused);
    }
}
