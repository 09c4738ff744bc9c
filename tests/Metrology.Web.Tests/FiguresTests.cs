using Metrology.Core.Words;
using Metrology.Web.Languages;
using Metrology.Web.Ui.Kit;

namespace Metrology.Web.Tests;

public sealed class FiguresTests
{
    [Fact]
    public void Dates_are_iso_on_screen_and_chinese_on_chinese_documents()
    {
        var day = new DateOnly(2026, 11, 2);
        Assert.Equal("2026-11-02", day.Iso());
        Assert.Equal("2026年11月2日", day.OnDocument(Language.Zh));
        Assert.Equal("2026-11-02", day.OnDocument(Language.En));
    }

    [Theory]
    [InlineData("0.40", "+0.40")]
    [InlineData("-0.40", "\u22120.40")]
    [InlineData("0.00", "0.00")]
    public void Errors_carry_their_sign_and_keep_their_digits(string value, string shown) =>
        Assert.Equal(shown, decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture).Signed());

    [Theory]
    [InlineData("1", "0")]
    [InlineData("", "0")]
    [InlineData("%", "0\u202F%")]
    public void A_value_in_unit_one_stands_alone(string unit, string shown) => Assert.Equal(shown, Figures.WithUnit("0", unit));

    [Fact]
    public void The_limit_bar_is_to_scale()
    {
        var scale = new LimitScale(-1m, 1m, 400);
        Assert.Equal(200, scale.X(0m), 6);
        Assert.Equal(400 * 0.7 / 3.4, scale.X(-1m), 6);
        Assert.Equal(400 * 2.7 / 3.4, scale.X(1m), 6);
        Assert.Equal(400, scale.X(99m));
        Assert.True(scale.IsBeyond(1.8m));
        Assert.True(scale.IsBeyond(-1.8m));
        Assert.False(scale.IsBeyond(1.6m));
    }
}
