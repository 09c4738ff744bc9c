using Metrology.Core.Procedures;
using Metrology.Core.Words;

namespace Metrology.Core.Tests.Procedures;

public class LimitTextTests
{
    [Theory]
    [InlineData("0.001 * R + 1", "1", "±(0.001·R + 1)")]
    [InlineData("0.001 * R + 1", "r/km", "±(0.001·R + 1) r/km")]
    [InlineData("0.5*mpe", "%", "±0.5·mpe %")]
    [InlineData("class / 100 * range", "kPa", "±class / 100 · range kPa")]
    [InlineData("sqrt(a * a + b * b)", "%", "±sqrt(a·a + b·b) %")]
    [InlineData("if(a < 1, 2, 3)", "1", "±if(a < 1, 2, 3)")]
    [InlineData("-a", "1", "±-a")]
    public void A_formula_reads_as_one_amount(string formula, string unit, string text) =>
        Assert.Equal(text, LimitText.Of(LimitRule.Symmetric(new(null, formula)), unit).In(Language.Zh));

    [Fact]
    public void Each_side_has_its_sign_and_the_unit_stands_once()
    {
        var (sum, four) = (new AmountRule(null, "a - b"), AmountRule.Of(-4.0m));

        Assert.Equal("-4.0 … (a - b) %", LimitText.Of(new LimitRule(four, sum, false), "%").En);
        Assert.Equal("-4.0 … a - b", LimitText.Of(new LimitRule(four, sum, false), "1").En);
        Assert.Equal("≥ -4.0 s", LimitText.Of(new LimitRule(four, null, false), "s").En);
        Assert.Equal("≤ a - b", LimitText.Of(new LimitRule(null, sum, false), "1").En);
        Assert.Equal("±2.0", LimitText.Of(LimitRule.Symmetric(AmountRule.Of(2.0m)), "1").En);
        Assert.Equal("未知", LimitText.Of(default(LimitRule), "%").Zh);
    }
}
