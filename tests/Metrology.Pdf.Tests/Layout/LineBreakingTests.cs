using FsCheck;
using FsCheck.Fluent;
using Metrology.Pdf.Layout;
using Metrology.Pdf.Tests.Samples;

namespace Metrology.Pdf.Tests.Layout;

public class LineBreakingTests
{
    const string NeverFirst = "。，、；：！？）》」』】”’%℃～·";
    const string NeverLast = "（《「『【“‘￥";

    /// <summary>Lines of 10 pt text in the given width in ems.</summary>
    static string[] Break(string text, double ems)
    {
        var context = new LayoutContext(SampleFonts.Stack, new() { Size = 10 }, new Place(null, "test"));
        return [.. ParagraphLayout.Break(ShapedText.Of([text], context.Style, context), ems * 10).Select(line => line.Text)];
    }

    [Fact]
    public void Chinese_breaks_between_any_two_characters() => Assert.Equal(["计量器", "具检定"], Break("计量器具检定", 3));

    [Theory]
    [InlineData("检定合格，有效", 4, "检定合|格，有效")]
    [InlineData("检定合格）有效", 4, "检定合|格）有效")]
    [InlineData("温度二十℃以上", 4, "温度二|十℃以上")]
    [InlineData("他说“合格”。完", 5, "他说“合|格”。完")]
    public void Closing_punctuation_takes_a_character_along(string text, double ems, string lines) => Assert.Equal(lines.Split('|'), Break(text, ems));

    [Theory]
    [InlineData("检定依据《规程》", 5, "检定依据|《规程》")]
    [InlineData("合格（级）了", 3, "合格|（级）|了")]
    public void Opening_punctuation_goes_to_the_next_line(string text, double ems, string lines) => Assert.Equal(lines.Split('|'), Break(text, ems));

    [Theory]
    [InlineData("电压为220 V的表", 5, "电压为|220 V的表")]
    [InlineData("输出12.5 kWh电能", 5, "输出|12.5 kWh|电能")]
    [InlineData("常数3200 imp/kWh的", 8, "常数|3200 imp/kWh的")]
    [InlineData("误差为±0.05 %，好", 6, "误差为|±0.05 %，|好")]
    [InlineData("共有12 345 678个", 6, "共有|12 345 678个")]
    [InlineData("范围(57.7～380) V内", 8, "范围|(57.7～380) V内")]
    [InlineData("取 U = 0.06 % 为准", 6, "取|U = 0.06 %|为准")]
    public void A_number_stays_with_its_unit(string text, double ems, string lines) => Assert.Equal(lines.Split('|'), Break(text, ems));

    [Theory]
    [InlineData("the calibration of meters", 7, "the calibration|of meters")]
    [InlineData("由Metrology签发", 5.5, "由|Metrology|签发")]
    [InlineData("编号DN-2026-0001号", 8, "编号|DN-2026-0001号")]
    [InlineData("于2026年3月18日签", 5, "于2026年|3月18日签")]
    public void Latin_words_and_dates_are_not_divided(string text, double ems, string lines) => Assert.Equal(lines.Split('|'), Break(text, ems));

    [Fact]
    public void A_word_wider_than_the_line_breaks_at_its_hyphens_first() => Assert.Equal(["ABCD-", "EFGH"], Break("ABCD-EFGH", 4));

    [Fact]
    public void A_word_without_any_weak_point_breaks_where_it_must() => Assert.Equal("MMMMMMMMMM", string.Concat(Break("MMMMMMMMMM", 2)));

    [Fact]
    public void A_no_break_space_holds_and_a_zero_width_space_yields()
    {
        Assert.Equal(["ab", "cd\u00A0ef"], Break("ab cd\u00A0ef", 2.8));
        Assert.Equal(["abcd\u200B", "efgh"], Break("abcd\u200Befgh", 3));
    }

    [Fact]
    public void Line_feeds_are_kept_and_spaces_at_line_ends_are_not() => Assert.Equal(["甲 乙", "", "丙"], Break("甲 乙  \n\n丙", 10));

    [Fact]
    public void No_break_dash_and_ellipsis_are_not_divided() => Assert.Equal(["检定", "——合"], Break("检定——合", 3));

    [Fact]
    public void Random_text_keeps_every_rule_and_loses_nothing()
    {
        var alphabet = Gen.Elements([.. "检定证书计量器具合格温度湿度" + NeverFirst + NeverLast, 'a', 'B', '1', '2', ' ']);
        Prop.ForAll(alphabet.ArrayOf().ToArbitrary(), Gen.Choose(8, 20).ToArbitrary(), (letters, ems) =>
        {
            var text = new string(letters);
            var lines = Break(text, ems);
            Assert.Equal(text.Replace(" ", ""), string.Concat(lines).Replace(" ", ""));
            for (var i = 1; i < lines.Length; i++)
            {
                // A run with no place to break at all (longer than the line) is the only excuse.
                if (!HasPlace(lines[i - 1]))
                    continue;
                Assert.DoesNotContain(lines[i].TrimStart()[..1], NeverFirst);
                Assert.DoesNotContain(lines[i - 1][^1..], NeverLast);
            }
        }).QuickCheckThrowOnFailure();
    }

    static bool HasPlace(string line) => LineBreaker.Opportunities([.. line.EnumerateRunes().Select(rune => rune.Value)]).Contains(true);
}
