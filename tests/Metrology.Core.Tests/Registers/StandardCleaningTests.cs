using FsCheck;
using FsCheck.Fluent;
using Metrology.Core.Registers;

namespace Metrology.Core.Tests.Registers;

/// <summary>Cells of foreign registers beyond the real rows of registry-import-traps.json: days, ranges, and what must not be entered.</summary>
public class StandardCleaningTests
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

    [Fact]
    public void A_row_without_faults_is_taken_without_a_word()
    {
        var row = Clean();

        Assert.Empty(row.Remarks);
        Assert.Equal(ImportDecision.Import, row.Decision);
        Assert.Equal(new WrittenRange("0", "100", "A"), Assert.Single(row.Ranges));
        Assert.True(row.Certificates[0].IsInForce(new(2026, 2, 28)));
        Assert.False(row.Certificates[0].IsInForce(new(2026, 3, 1)));
        Assert.False(row.Certificates[0].IsInForce(new(2021, 2, 28)));
    }

    /// <summary>Serial numbers: 45000 is 2023-03-15 in spreadsheets (day 1 is 1900-01-01, and they count a 1900-02-29).</summary>
    [Theory]
    [InlineData("2026/2/8", "2026-02-08", false)]
    [InlineData("2026年2月8日", "2026-02-08", false)]
    [InlineData("20260208", "2026-02-08", false)]
    [InlineData("2026.02.08", "2026-02-08", false)]
    [InlineData("２０２６－０２－０８", "2026-02-08", false)]
    [InlineData("2026-02-08 00:00:00", "2026-02-08", false)]
    [InlineData("45000", "2023-03-15", true)]
    [InlineData("45000.0", "2023-03-15", true)]
    public void A_day_is_read_as_people_and_spreadsheets_write_it(string text, string day, bool isSerial)
    {
        var row = Clean((StandardColumn.PublicValidUntil, text));

        Assert.Equal(DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), row.Certificates[0].ValidUntil);
        Assert.Equal(isSerial, Codes(row).Contains("excel-serial-date"));
    }

    [Theory]
    [InlineData(StandardColumn.PublicValidUntil, "2026-02-30", "date-impossible")]
    [InlineData(StandardColumn.PublicValidUntil, "长期", "date-impossible")]
    [InlineData(StandardColumn.PublicValidUntil, "2026-2/8", "date-impossible")]
    [InlineData(StandardColumn.PublicValidUntil, "99999", "date-impossible")]
    [InlineData(StandardColumn.PublicValidUntil, "2021-02-28", "expiry-before-issue")]
    [InlineData(StandardColumn.NameZh, "　 ", "name-missing")]
    [InlineData(StandardColumn.Code, "99010203", "code-unknown")]
    [InlineData(StandardColumn.Code, "410203", "code-unknown")]
    [InlineData(StandardColumn.OwnerClass, "E", "owner-class-unknown")]
    public void A_row_that_cannot_be_right_is_refused_with_its_rule(StandardColumn column, string text, string code)
    {
        var row = Clean((column, text));

        Assert.Equal(ImportDecision.Refuse, row.Decision);
        Assert.Equal(code, Assert.Single(row.Remarks, remark => remark.Refuses).Code);
    }

    [Theory]
    [InlineData("(-40～+150)℃", "-40|150|℃")]
    [InlineData("(0.1～20)kg；(20～500)kg", "0.1|20|kg 20|500|kg")]
    [InlineData("1mg～20kg", "1|20|kg")]
    [InlineData("(10—1000)N·m", "10|1000|N·m")]
    [InlineData("-20 - -5 ℃", "-20|-5|℃")]
    [InlineData("（５～５０）Ａ", "5|50|A")]
    public void Ranges_are_taken_with_the_digits_of_the_cell(string cell, string ranges) =>
        Assert.Equal(ranges, string.Join(' ', Clean((StandardColumn.Range, cell)).Ranges.Select(one => $"{one.Minimum}|{one.Maximum}|{one.Unit}")));

    [Fact]
    public void A_range_that_is_not_understood_is_kept_and_said()
    {
        var row = Clean((StandardColumn.Range, "见附表"));

        Assert.Equal("见附表", row.RangeText);
        Assert.Contains("range-not-understood", Codes(row));
    }

    [Fact]
    public void Traditional_characters_become_simplified_and_the_cell_stays_beside()
    {
        var row = Clean((StandardColumn.NameZh, "電能表檢定裝置"));

        Assert.Contains("检定", row.NameZh, StringComparison.Ordinal);
        Assert.Contains("traditional-converted", Codes(row));
        Assert.Equal("電能表檢定裝置", row.Raw[StandardColumn.NameZh]);
    }

    [Fact]
    public void A_number_that_stands_in_two_rows_refuses_both()
    {
        var rows = StandardCleaning.Of([Row(), Row((StandardColumn.NameZh, "另一装置"), (StandardColumn.Code, "04010204"))]);

        Assert.All(rows, row => Assert.Contains("certificate-number-twice", Codes(row)));
        Assert.All(rows, row => Assert.Equal(ImportDecision.Refuse, row.Decision));
    }

    [Fact]
    public void A_class_that_fills_the_column_is_doubted_and_two_of_many_are_not()
    {
        IReadOnlyList<IReadOnlyDictionary<StandardColumn, string>> Rows(params string[] classes) =>
            [.. classes.Select((one, i) => Row((StandardColumn.Accuracy, one), (StandardColumn.PublicNumber, $"〔2021〕冀社量标法证字第{i}号")))];

        Assert.All(StandardCleaning.Of(Rows("二级", "二级", "二级")), row => Assert.Contains("accuracy-looks-like-default", Codes(row)));
        Assert.All(StandardCleaning.Of(Rows("二级", "二级", "0.1级", "0.2级", "0.5级")), row => Assert.DoesNotContain("accuracy-looks-like-default", Codes(row)));
    }

    /// <summary>Whatever a cell holds, the row comes back with its cells and a decision.</summary>
    [Fact]
    public void Any_text_in_any_cell_is_answered() => Prop.ForAll(
        ArbMap.Default.ArbFor<Dictionary<StandardColumn, string>>().Filter(row => row is not null && row.Values.All(text => text is not null)),
        row => StandardCleaning.Of([row])[0].Raw.Count == row.Count).QuickCheckThrowOnFailure();
}
