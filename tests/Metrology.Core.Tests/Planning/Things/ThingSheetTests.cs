using Metrology.Core.Planning.Things;
using Metrology.Core.Registers;

namespace Metrology.Core.Tests.Planning.Things;

public sealed class ThingSheetTests
{
    /// <summary>A thing that its own row calls ended counts nowhere without a word, whichever column says it.</summary>
    [Theory]
    [InlineData("甲（已撤销）", "")]
    [InlineData("甲", "已撤销")]
    [InlineData("甲", "已停用")]
    [InlineData("甲", "withdrawn")]
    public void A_row_that_says_it_is_out_of_use_is_refused(string name, string state) =>
        Assert.Equal(["counted-thing.out-of-use"], Row(name, state).Problems.Select(problem => problem.Code));

    [Theory]
    [InlineData("停车场旁站点", "张三")]
    [InlineData("甲", "正常")]
    public void Another_row_is_not(string name, string state) => Assert.Empty(Row(name, state).Problems);

    [Theory]
    [InlineData("45292", "2024-01-01", "excel-serial-date")]
    [InlineData("26.2.3", "2026-02-03", "date-two-digit-year")]
    [InlineData("2026-02-03（换证）", "2026-02-03", "date-with-words")]
    [InlineData("31.12.2026", "2026-12-31", "date-year-last")]
    [InlineData("2026-02-03", "2026-02-03", null)]
    public void A_day_is_read_as_registers_write_it_and_what_is_not_plain_is_said(string cell, string day, string? code)
    {
        var row = Table(["类别", "名称", "起始日期", "依据"], ["产业计量测试平台", "甲", cell, "示例"]).Rows[0];
        Assert.Equal((DateOnly.ParseExact(day, "yyyy-MM-dd", null), code), (row.From!.Value, row.Remarks.SingleOrDefault()?.Code));
        Assert.Empty(row.Problems);
    }

    [Theory]
    [InlineData("1,234", 1234, "number-with-commas")]
    [InlineData("1234", 1234, null)]
    [InlineData("1,5", null, null)]
    public void Groups_of_three_are_a_number_and_a_decimal_comma_is_none(string cell, int? number, string? code)
    {
        var row = Table(["类别", "名称", "分子", "依据"], ["覆盖率", "甲", cell, "示例"]).Rows[0];
        Assert.Equal(((decimal?)number, code), (row.Numerator, row.Remarks.SingleOrDefault()?.Code));
    }

    /// <summary>Of two first days nobody takes one without being told which.</summary>
    [Fact]
    public void Two_columns_of_one_meaning_are_asked_and_a_person_says_which()
    {
        SheetLine[] lines = [new(1, ["类别", "名称", "依据", "起始日期", "设立日期"]), new(2, ["产业计量测试平台", "甲", "示例", "2026-01-01", "2025-01-01"])];
        Assert.Equal(["counted-thing-import.columns-differ"], Assert.Single(ThingSheet.Of(lines, false)!.Rows).Problems.Select(problem => problem.Code));
        var mapped = Assert.Single(ThingSheet.Of(lines, false, [ThingColumn.Kind, ThingColumn.Name, ThingColumn.Source, null, ThingColumn.From])!.Rows);
        Assert.Equal((0, new DateOnly(2025, 1, 1)), (mapped.Problems.Count, mapped.From!.Value));
    }

    [Fact]
    public void A_day_in_a_column_that_nobody_reads_is_said() =>
        Assert.Equal(["date-in-unused-column"], Table(["类别", "名称", "起始日期", "依据", "停业时间"], ["产业计量测试平台", "甲", "2026-01-01", "示例", "2027-01-01"]).Rows[0].Remarks.Select(remark => remark.Code));

    private static ThingSheet Table(string[] headings, string[] cells) => ThingSheet.Of([new(1, headings), new(2, cells)], from1904: false)!;

    private static ThingLine Row(string name, string state) => Assert.Single(ThingSheet.Of(
        [new(1, ["类别", "名称", "起始日期", "依据", "状态"]), new(2, ["产业计量测试平台", name, "2026-01-02", "示例", state])], from1904: false)!.Rows);
}
