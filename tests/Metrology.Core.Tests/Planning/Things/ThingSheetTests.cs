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

    private static ThingLine Row(string name, string state) => Assert.Single(ThingSheet.Of(
        [new(1, ["类别", "名称", "起始日期", "依据", "状态"]), new(2, ["产业计量测试平台", name, "2026-01-02", "示例", state])], from1904: false)!.Rows);
}
