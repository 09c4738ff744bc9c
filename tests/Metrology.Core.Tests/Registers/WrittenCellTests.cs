using Metrology.Core.Registers;

namespace Metrology.Core.Tests.Registers;

/// <summary>Cells as people and programs write them: codes as numbers, marks for what stands above, numbers with other separators.</summary>
public class WrittenCellTests
{
    private const string Number = "〔2021〕冀社量标法证字第0007号";

    private static ImportedStandard Clean(params (StandardColumn Column, string Text)[] cells) => StandardCleaning.Of([Row(cells)])[0];

    private static Dictionary<StandardColumn, string> Row(params (StandardColumn Column, string Text)[] cells)
    {
        var row = new Dictionary<StandardColumn, string>
        {
            [StandardColumn.NameZh] = "电能表检定装置",
            [StandardColumn.Code] = "04010203",
            [StandardColumn.Range] = "(0~100)A",
            [StandardColumn.Accuracy] = "0.05级",
            [StandardColumn.PublicNumber] = Number,
            [StandardColumn.PublicIssuer] = "示例局",
            [StandardColumn.PublicIssuedOn] = "2021-03-01",
            [StandardColumn.PublicValidUntil] = "2026-02-28",
        };
        foreach (var (column, text) in cells)
            row[column] = text;
        return row;
    }

    private static IEnumerable<string> Codes(ImportedStandard row) => row.Remarks.Select(remark => remark.Code);

    [Theory]
    [InlineData("4113803.0", "04113803")]
    [InlineData("1551 3800", "15513800")]
    [InlineData("12,417,601", "12417601")]
    [InlineData("4.113803e6", "04113803")]
    [InlineData("1241-7601", "12417601")]
    public void A_code_as_programs_and_people_write_it_is_cleaned_with_a_word(string written, string code)
    {
        var row = Clean((StandardColumn.Code, written));
        Assert.Equal(code, row.Code);
        Assert.Contains("code-cleaned", Codes(row));
        Assert.Contains("code-unknown", Codes(Clean((StandardColumn.Code, "12.41.76.01"))));
        // Of 4.11E+06 the other digits are lost; nan is what a program writes for nothing.
        Assert.Contains("code-unknown", Codes(Clean((StandardColumn.Code, "4.11E+06"))));
        Assert.Contains("code-missing", Codes(Clean((StandardColumn.Code, "nan"))));
    }

    [Theory]
    [InlineData("同 上")]
    [InlineData("々")]
    [InlineData("”")]
    [InlineData("“")]
    [InlineData("〃〃")]
    [InlineData("-〃-")]
    [InlineData("同前")]
    [InlineData("Ditto")]
    [InlineData("do.")]
    [InlineData("同上。")]
    [InlineData("（同上）")]
    [InlineData("＂")]
    [InlineData("仝")]
    [InlineData("仝上")]
    [InlineData("同上栏")]
    [InlineData("上同")]
    [InlineData("如上")]
    [InlineData("同左")]
    [InlineData("↑")]
    [InlineData("ヽ")]
    [InlineData("„")]
    [InlineData("idem")]
    [InlineData("ibid.")]
    [InlineData("′′")]
    public void A_mark_for_what_stands_above_is_what_stands_above(string mark)
    {
        var rows = StandardCleaning.Of([Row(), Row((StandardColumn.PublicNumber, "〔2021〕冀社量标法证字第0008号"), (StandardColumn.PublicIssuer, mark))]);
        Assert.Equal("示例局", rows[1].Certificates[0].Issuer);
        Assert.Contains("ditto", Codes(rows[1]));
    }

    [Fact]
    public void Numbers_that_differ_by_separators_only_are_two_and_doubted()
    {
        var rows = StandardCleaning.Of([Row((StandardColumn.PublicNumber, "SL-1-12")), Row((StandardColumn.PublicNumber, "SL-11-2"))]);
        Assert.All(rows, row => Assert.Contains("certificate-number-alike", Codes(row)));
        Assert.All(rows, row => Assert.NotEqual(ImportDecision.Refuse, row.Decision));
    }

    [Fact]
    public void One_of_several_classes_that_is_not_that_of_the_name_is_said() =>
        Assert.Contains("accuracy-conflicts-with-name", Codes(Clean((StandardColumn.NameZh, "0.05级活塞式压力计标准装置"), (StandardColumn.Accuracy, "0.1级；0.05级"))));

    /// <summary>Whether 前 has the day in it nobody knows; ' is how a spreadsheet keeps a text.</summary>
    [Theory]
    [InlineData("2026.2.28前", true)]
    [InlineData("2026年2月28日之前", true)]
    [InlineData("2026-02-28(换证)", false)]
    [InlineData("'2026-02-28", false)]
    public void A_day_with_a_word_behind_is_asked_where_the_word_moves_it(string text, bool asks)
    {
        var row = Clean((StandardColumn.PublicValidUntil, text));
        Assert.Equal(new DateOnly(2026, 2, 28), Assert.Single(row.Certificates).ValidUntil);
        Assert.Equal(asks, row.Remarks.Any(remark => remark.Asks));
    }
}
