using Metrology.Core.Registers;

namespace Metrology.Core.Tests.Registers;

/// <summary>Ranges in cells of foreign registers: what is read as numbers, and what is kept as text with a word.</summary>
public class RangeCleaningTests
{
    private static ImportedStandard Clean(string range) =>
        StandardCleaning.Of([new Dictionary<StandardColumn, string> { [StandardColumn.NameZh] = "电能表检定装置", [StandardColumn.Range] = range }])[0];

    private static IEnumerable<string> Codes(ImportedStandard row) => row.Remarks.Select(remark => remark.Code);

    [Theory]
    [InlineData("(10⁵～10¹²) Ω", "100000", "1000000000000", "Ω")]
    [InlineData("1×10⁻³~2.5×10⁴ Pa", "0.001", "25000", "Pa")]
    [InlineData("(1×10^-3 ~ 1×10^5) Pa", "0.001", "100000", "Pa")]
    [InlineData("0~1×10⁶ Pa", "0", "1000000", "Pa")]
    [InlineData("20~2×10⁴ Hz", "20", "20000", "Hz")]
    [InlineData("1E-3~1E5 Pa", "0.001", "100000", "Pa")]
    [InlineData("10^(-2)~10^3 Pa", "0.01", "1000", "Pa")]
    [InlineData("0~1 000 V", "0", "1000", "V")]
    [InlineData("(1 000~10 000 000) Hz", "1000", "10000000", "Hz")]
    [InlineData("(10~12) Ω", "10", "12", "Ω")]
    public void Powers_of_ten_and_groups_of_figures_are_numbers(string text, string minimum, string maximum, string unit) =>
        Assert.Equal(new WrittenRange(minimum, maximum, unit), Assert.Single(Clean(text).Ranges));

    /// <summary>Figures that were raised once, a factor behind brackets, fractions, and ends in the wrong order are nothing that can be read for sure.</summary>
    [Theory]
    [InlineData("1×105~1×1012 Ω")]
    [InlineData("(10 5 ～10 12 ) Ω")]
    [InlineData("(3~5)×10³ Hz")]
    [InlineData("3~5×10³ Hz")]
    [InlineData("(1/2~5) in")]
    [InlineData("10-4Pa～105Pa")]
    [InlineData("10^20~10^21 Hz")]
    [InlineData("(1~2)×10 V")]
    [InlineData("0~10^5.5 Pa")]
    public void A_range_that_is_not_plain_is_kept_as_text(string text)
    {
        var row = Clean(text);
        Assert.Empty(row.Ranges);
        Assert.Contains("range-not-understood", Codes(row));
        Assert.Equal(text, row.RangeText);
    }

    [Theory]
    [InlineData("(0～10) m³/h", "m³/h")]
    [InlineData("(0～10) kg·m⁻³", "kg·m⁻³")]
    [InlineData("(0～10) m²", "m²")]
    [InlineData("(0～10) µA", "µA")]
    [InlineData("(0～10) ‰", "‰")]
    public void A_product_of_units_is_a_unit(string range, string unit) =>
        Assert.Equal(new WrittenRange("0", "10", unit), Assert.Single(Clean(range).Ranges));

    [Theory]
    [InlineData("(-40～+150)℃", "-40|150|℃")]
    [InlineData("(0.1～20)kg；(20～500)kg", "0.1|20|kg 20|500|kg")]
    [InlineData("1mg～20kg", "0.000001|20|kg")]
    [InlineData("(10—1000)N·m", "10|1000|N·m")]
    [InlineData("-20 - -5 ℃", "-20|-5|℃")]
    [InlineData("（５～５０）Ａ", "5|50|A")]
    [InlineData("(1mg~200g)", "0.001|200|g")]
    [InlineData("10mV~1000V", "0.01|1000|V")]
    [InlineData("1 mm～1 m", "0.001|1|m")]
    [InlineData("0～1,000 kg", "0|1000|kg")]
    [InlineData("(−80~0)℃", "-80|0|℃")]
    [InlineData("(10⁵～10¹²) Ω", "100000|1000000000000|Ω")]
    [InlineData("(10⁻³～1) Pa", "0.001|1|Pa")]
    [InlineData("(1e-3~1e3)Pa", "0.001|1000|Pa")]
    [InlineData("(1~10)×10³ N", "")]
    [InlineData("(20~20k)Hz", "")]
    [InlineData("1 kg～3 V", "")]
    public void Ranges_are_taken_with_the_digits_of_the_cell(string cell, string ranges) =>
        Assert.Equal(ranges, string.Join(' ', Clean(cell).Ranges.Select(one => $"{one.Minimum}|{one.Maximum}|{one.Unit}")));

    [Fact]
    public void A_range_that_is_not_understood_is_kept_and_said()
    {
        var row = Clean("见附表");

        Assert.Equal("见附表", row.RangeText);
        Assert.Contains("range-not-understood", Codes(row));
    }

    /// <summary>Decimal commas, powers that are none and three ends are nothing that can be read; no range is better than a wrong one.</summary>
    [Theory]
    [InlineData("(0、1~0、5)V")]
    [InlineData("1.0.5~2 V")]
    [InlineData("(0~0,5) MPa")]
    [InlineData("(0,1~0,5)V")]
    [InlineData("1,5~2,5 V")]
    [InlineData("(0~1.000,5) V")]
    [InlineData("10ⁿ Ω (n=0~6)")]
    [InlineData("(1~2~3)V")]
    [InlineData("1V~2V~3V")]
    [InlineData("(10³.⁵～10⁶) Ω")]
    [InlineData("(10⁽⁵⁾～10⁶) Ω")]
    [InlineData("(10^3.5~10^6) Ω")]
    public void A_number_that_is_not_plain_makes_no_range(string text)
    {
        var row = Clean(text);
        Assert.Empty(row.Ranges);
        Assert.Contains("range-not-understood", Codes(row));
    }

    [Theory]
    [InlineData("(10**5~10**12)Ω", "100000|1000000000000|Ω")]
    [InlineData("0～1,000,000 Ω", "0|1000000|Ω")]
    [InlineData("0~1,000.5 V", "0|1000.5|V")]
    [InlineData("1 mg to 20 kg", "0.000001|20|kg")]
    [InlineData("(0 to 60) MPa", "0|60|MPa")]
    [InlineData("0.1…100 m3/h", "0.1|100|m³/h")]
    [InlineData("(0~100)㎏", "0|100|kg")]
    [InlineData("(1~5)㎜", "1|5|mm")]
    [InlineData("(0~10)mT", "0|10|mT")]
    [InlineData("(0~60)dB", "0|60|dB")]
    [InlineData("(0°~360°)", "0|360|°")]
    [InlineData("(1~100)μSv/h", "1|100|μSv/h")]
    [InlineData("(0~14)pH", "0|14|pH")]
    [InlineData("(20~70)HRC", "20|70|HRC")]
    [InlineData("(1~20)S/m", "1|20|S/m")]
    public void More_numbers_and_units_are_read(string cell, string range)
    {
        var row = Clean(cell);
        Assert.Equal(range, string.Join(' ', row.Ranges.Select(one => $"{one.Minimum}|{one.Maximum}|{one.Unit}")));
        Assert.DoesNotContain("unit-not-recognised", Codes(row));
    }

    /// <summary>A unit that the list does not hold may be one: nothing is said that only looks alike.</summary>
    [Fact]
    public void A_unit_that_is_not_in_the_list_is_not_said_to_be_none()
    {
        var row = Clean("(0~10)mXy");
        Assert.Null(row.UnitSuggestion);
        Assert.Equal("“mXy” is not in the list of units. It was not corrected.", row.Remarks.Single(remark => remark.Code == "unit-not-recognised").Text.En);
        Assert.Equal("hPa", Clean("(500~1100)hPa℃").UnitSuggestion);
    }

    /// <summary>An end in several units, or in one that nobody knows, is not the number beside the sign; and one unit of the lower end alone says nothing of the upper.</summary>
    [Theory]
    [InlineData("15′10″～90°")]
    [InlineData("1°30′～60°")]
    [InlineData("1° 30′～60°")]
    [InlineData("1°30′～5°30′")]
    [InlineData("0°～15′10″")]
    [InlineData("0～90° 30′")]
    [InlineData("1h30min～24h")]
    [InlineData("2t500kg～10t")]
    [InlineData("1A/5A～2000A")]
    [InlineData("1克～20kg")]
    [InlineData("1KPa～6MPa")]
    [InlineData("1mG～500g")]
    [InlineData("5mg级～20kg")]
    [InlineData("1kΩ～100")]
    public void An_end_that_is_not_one_number_with_one_unit_makes_no_range(string text)
    {
        var row = Clean(text);
        Assert.Empty(row.Ranges);
        Assert.Empty(row.Parameters);
        Assert.Contains("range-not-understood", Codes(row));
    }

    [Theory]
    [InlineData("0.1～60MPa 100～600MPa", 2)]
    [InlineData("0.1MPa～60MPa 100MPa～600MPa", 2)]
    [InlineData("(0~360)°", 1)]
    [InlineData("5′～60′", 1)]
    public void Ranges_beside_each_other_are_no_parts_of_one(string text, int count) => Assert.Equal(count, Clean(text).Ranges.Count);
}
