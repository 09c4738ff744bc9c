using Metrology.Core.Registers;

namespace Metrology.Core.Tests.Registers;

/// <summary>Range and accuracy of a row as numbers, or as the texts that they are.</summary>
public class ParameterReadingTests
{
    private static ImportedStandard Clean(params (StandardColumn Column, string Text)[] cells)
    {
        var row = new Dictionary<StandardColumn, string> { [StandardColumn.NameZh] = "电能表检定装置", [StandardColumn.Range] = "(0~100)A", [StandardColumn.Accuracy] = "0.05级" };
        foreach (var (column, text) in cells)
            row[column] = text;
        return StandardCleaning.Of([row])[0];
    }

    /// <summary>Numbers only where one range stands with one accuracy and nothing is left to guess; the quantity is that of cell, name or unit, or stays open.</summary>
    [Theory]
    [InlineData("电能表检定装置", "(0~100)A", "0.05级", "电流 0 100 A Class 0.05级  ")]
    [InlineData("数字压力计标准装置", "（-0.1～60）MPa", "0.05 级", "压力 -0.1 60 MPa Class 0.05级  ")]
    [InlineData("补偿式微压计标准装置", "(0~2500)Pa", "二等", " 0 2500 Pa Class 二等  ")]
    [InlineData("交直流电压标准装置", "(0~1000)V", "MPE：±0.01%", "交直流电压 0 1000 V Mpe 0.01 % ")]
    [InlineData("多功能校准源", "直流电压：(0～1 000) V", "±0.5mV", "直流电压 0 1000 V Mpe 0.5 mV ")]
    [InlineData("热电偶检定装置", "(300~1200)℃", "U=0.5℃，k=2", "温度 300 1200 ℃ Uncertainty 0.5 ℃ 2")]
    [InlineData("数字压力计标准装置", "(0~600)kPa", "Urel=0.02 %（k=2）", "压力 0 600 kPa Uncertainty 0.02 % 2")]
    [InlineData("砝码标准装置", "1mg~500mg", "F1等级", "质量 1 500 mg Class F1级  ")]
    public void Range_and_accuracy_without_doubt_are_numbers(string name, string range, string accuracy, string expected)
    {
        var row = Clean((StandardColumn.NameZh, name), (StandardColumn.Range, range), (StandardColumn.Accuracy, accuracy));
        var one = Assert.Single(row.Parameters);
        Assert.Equal(expected, FormattableString.Invariant($"{one.Quantity} {one.Lower} {one.Upper} {one.Unit} {one.Kind} {one.Accuracy} {one.AccuracyUnit} {one.CoverageFactor}"));
        Assert.Equal(one.Quantity.Length == 0 ? "parameter-quantity-open" : null, row.OfParameters?.Code);
    }

    [Theory]
    [InlineData("(0~100)A；(0~500)V", "0.05级")]
    [InlineData("(0~100)A，50Hz", "0.05级")]
    [InlineData("(0~100)A", "0.05级～0.1级")]
    [InlineData("(0~100)A", "0.05")]
    [InlineData("(0~100)A", "U=0.05%")]
    [InlineData("(0~100)A", "Urel=0.05mA，k=2")]
    [InlineData("(0~100)A", "±0.05%FS")]
    [InlineData("(0~100)A", "±0.05mV")]
    [InlineData("(0~100)℃", "±0.05%")]
    [InlineData("(0~100)", "0.05级")]
    [InlineData("100A", "0.05级")]
    [InlineData("直流电压 (0~100)A", "0.05级")]
    public void What_leaves_something_to_guess_stays_text(string range, string accuracy)
    {
        var row = Clean((StandardColumn.Range, range), (StandardColumn.Accuracy, accuracy));
        Assert.Empty(row.Parameters);
        Assert.Equal(("parameter-as-text", range), (row.OfParameters?.Code, row.RangeText));
        Assert.DoesNotContain("parameter-as-text", row.Remarks.Select(remark => remark.Code));
    }

    [Fact]
    public void A_column_says_the_quantity_and_none_is_taken_that_its_unit_contradicts()
    {
        Assert.Equal("声压", Clean((StandardColumn.Quantity, "声压"), (StandardColumn.Range, "(0~20)Pa")).Parameters[0].Quantity);
        Assert.Empty(Clean((StandardColumn.Quantity, "压力")).Parameters);
        // Two quantities in one name: neither.
        Assert.Equal("", Clean((StandardColumn.NameZh, "压力真空度检定装置"), (StandardColumn.Range, "(0~20)Pa")).Parameters[0].Quantity);
    }
}
