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
    public void A_state_that_speaks_of_an_end_is_said_to_be_of_no_account()
    {
        Assert.Contains("state-says-expired", Codes(Clean((StandardColumn.State, "过期"))));
        Assert.DoesNotContain("state-says-expired", Codes(Clean((StandardColumn.State, "正常"))));
    }

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
    [InlineData("44927.5", "2023-01-01", true)]
    [InlineData("2026-02-08T10:30:00", "2026-02-08", false)]
    [InlineData("二〇二六年二月二十八日", "2026-02-28", false)]
    [InlineData("2026 年 2 月 8 日", "2026-02-08", false)]
    [InlineData("有效期至2026年2月8日", "2026-02-08", false)]
    [InlineData("8-Feb-26", "2026-02-08", false)]
    public void A_day_is_read_as_people_and_spreadsheets_write_it(string text, string day, bool isSerial)
    {
        var row = Clean((StandardColumn.PublicValidUntil, text));

        Assert.Equal(DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), row.Certificates[0].ValidUntil);
        Assert.Equal(isSerial, Codes(row).Contains("excel-serial-date"));
    }

    [Theory]
    [InlineData(StandardColumn.PublicValidUntil, "2025-02-28", "certificate-term-unusual")]
    [InlineData(StandardColumn.PublicIssuedOn, "1918-03-01", null)]
    [InlineData(StandardColumn.PublicValidUntil, "2026-03-01", null)]
    public void A_term_that_is_not_of_its_day_is_said_of_imported_certificates(StandardColumn column, string text, string? code) =>
        Assert.Equal(code is null ? [] : [code], Codes(Clean((column, text))).Where(one => one == "certificate-term-unusual"));

    [Fact]
    public void A_region_or_authorisation_without_its_certificate_is_not_dropped_silently()
    {
        var row = Clean(
            (StandardColumn.PublicNumber, "无"), (StandardColumn.PublicIssuedOn, ""), (StandardColumn.PublicValidUntil, ""), (StandardColumn.PublicIssuer, ""),
            (StandardColumn.PublicRegion, "示例市"), (StandardColumn.PublicAuthorisation, "示例授-1"));
        Assert.Equal(
            [StandardColumn.PublicRegion, StandardColumn.PublicAuthorisation],
            row.Remarks.Where(remark => remark.Code == "certificate-region-without-number").Select(remark => remark.Column!.Value));
        Assert.DoesNotContain(Codes(Clean((StandardColumn.PublicRegion, "示例市"))), code => code == "certificate-region-without-number");
    }

    [Theory]
    [InlineData(StandardColumn.PublicValidUntil, "2026-02-30", "date-impossible")]
    [InlineData(StandardColumn.PublicValidUntil, "03/04/2026", "date-ambiguous")]
    [InlineData(StandardColumn.PublicValidUntil, "#REF!", "cell-error")]
    [InlineData(StandardColumn.IsSuspended, "是", "suspension-without-day")]
    [InlineData(StandardColumn.State, "封存", "suspension-without-day")]
    [InlineData(StandardColumn.IsWithdrawn, "是", "withdrawal-without-day")]
    [InlineData(StandardColumn.State, "注销", "withdrawal-without-day")]
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

    /// <summary>Where digits alone do not say it, the row says how they were read, or asks.</summary>
    [Theory]
    [InlineData("31.12.2026", "2026-12-31", "date-year-last")]
    [InlineData("12/31/2026", "2026-12-31", "date-year-last")]
    [InlineData("86.3.1", "1986-03-01", "date-two-digit-year")]
    [InlineData("99/12/31", "1999-12-31", "date-two-digit-year")]
    [InlineData("26-03-01", "2026-03-01", "date-two-digit-year")]
    [InlineData("31.12.26", "2031-12-26", "date-two-digit-year")]
    [InlineData("2021-03-01至2026-02-28", "2026-02-28", "period-in-one-cell")]
    [InlineData("长期", null, "valid-until-open")]
    [InlineData("2026年2月", null, "date-without-day")]
    [InlineData("-", null, "valid-until-missing")]
    [InlineData("/", null, "valid-until-missing")]
    [InlineData("无", null, "valid-until-missing")]
    public void A_day_that_is_not_plain_is_taken_with_a_remark_or_stays_unknown(string text, string? day, string code)
    {
        var row = Clean((StandardColumn.PublicValidUntil, text), (StandardColumn.PublicIssuedOn, "1980-01-01"));

        Assert.Equal(day, row.Certificates[0].ValidUntil?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(code, Assert.Single(row.Remarks).Code);
        Assert.Equal(ImportDecision.ImportWithWarning, row.Decision);
    }

    [Fact]
    public void A_number_of_a_workbook_that_counts_from_1904_is_another_day()
    {
        var row = StandardCleaning.Of([Row((StandardColumn.PublicValidUntil, "43100"))], from1904: true)[0];

        Assert.Equal(new DateOnly(2022, 1, 1), row.Certificates[0].ValidUntil);
        Assert.Contains("1904", row.Remarks.Single(remark => remark.Code == "excel-serial-date").Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_suspension_or_withdrawal_with_its_day_is_taken_and_one_that_is_not_understood_is_said()
    {
        Assert.Equal(new DateOnly(2025, 3, 1), Clean((StandardColumn.IsSuspended, "是"), (StandardColumn.SuspendedFrom, "2025-03-01")).SuspendedFrom);
        Assert.Equal(new DateOnly(2025, 3, 1), Clean((StandardColumn.IsSuspended, "2025-03-01")).SuspendedFrom);
        Assert.Equal(new DateOnly(2025, 3, 1), Clean((StandardColumn.State, "已撤销"), (StandardColumn.WithdrawnOn, "2025/3/1")).WithdrawnOn);
        Assert.Empty(Clean((StandardColumn.IsSuspended, "否"), (StandardColumn.IsWithdrawn, "0"), (StandardColumn.State, "正常")).Remarks);
        Assert.Equal(new DateOnly(2026, 5, 1), Clean((StandardColumn.State, "封存(2026-05-01)")).SuspendedFrom);
        Assert.Equal(new DateOnly(2025, 12, 31), Clean((StandardColumn.State, "撤销（2025年12月31日）")).WithdrawnOn);
        Assert.Contains("suspension-without-day", Codes(Clean((StandardColumn.State, "封存，设备送修"))));
        Assert.Equal("state-not-understood", Assert.Single(Clean((StandardColumn.State, "待定中")).Remarks).Code);
    }

    [Fact]
    public void What_says_that_there_is_nothing_is_no_number_of_a_certificate()
    {
        var row = Clean((StandardColumn.PublicNumber, "无"), (StandardColumn.PublicIssuer, "—"), (StandardColumn.PublicIssuedOn, "-"), (StandardColumn.PublicValidUntil, "/"), (StandardColumn.Code, "暂无"));

        Assert.Empty(row.Certificates);
        Assert.Null(row.Code);
        Assert.Equal(["certificate-missing", "code-missing"], Codes(row).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(StandardColumn.OriginalValue, "12.5", "12.5")]
    [InlineData(StandardColumn.OriginalValueYuan, "¥1,250,000.00", "125")]
    [InlineData(StandardColumn.OriginalValueBare, "12.5万元", "12.5")]
    public void A_value_is_taken_in_the_unit_that_is_written(StandardColumn column, string text, string value) =>
        Assert.Equal(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), Clean((column, text)).OriginalValue);

    [Fact]
    public void A_value_whose_unit_nobody_says_stays_empty_with_a_remark()
    {
        var row = Clean((StandardColumn.OriginalValueBare, "125000"));

        Assert.Null(row.OriginalValue);
        Assert.Equal("value-unit-missing", Assert.Single(row.Remarks).Code);
    }

    [Fact]
    public void A_name_is_converted_whole_or_stays_as_it_is_written()
    {
        foreach (var (written, kept, code) in new[]
        {
            ("工業鉑銠熱電偶檢定裝置", "工业铂铑热电偶检定装置", "traditional-converted"),
            ("電導率儀、鎢錸及鎳鉻熱電偶標準裝置", "电导率仪、钨铼及镍铬热电偶标准装置", "traditional-converted"),
            ("鋼捲尺檢定裝置（規程）", "钢卷尺检定装置（规程）", "traditional-converted"),
            ("乾燥箱溫度檢定裝置", "乾燥箱溫度檢定裝置", "traditional-kept"),
        })
        {
            var row = Clean((StandardColumn.NameZh, written));
            Assert.Equal(kept, row.NameZh);
            Assert.Equal(code, Assert.Single(row.Remarks).Code);
        }

        Assert.Empty(Clean((StandardColumn.NameZh, "覆盖层测厚仪检定装置")).Remarks);
        Assert.Equal(("静重式力标准机", "line-break-removed"), (Clean((StandardColumn.NameZh, "静重式力\n标准机")).NameZh, Clean((StandardColumn.NameZh, "静重式力\n标准机")).Remarks.Single().Code));
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

    [Theory]
    [InlineData("[2021]冀社量标法证字第0007号")]
    [InlineData("(2021)冀社量标法证字第7号")]
    [InlineData("（2021）冀社量標法證字第0007號")]
    [InlineData("〔2021〕冀社量標法證字第0007號")]
    [InlineData("〔2021〕冀社量标法证字第 7 号")]
    [InlineData("〔２０２１〕冀社量标法证字第０００７号")]
    [InlineData("〔2021〕冀社量标法证字第\u200B0007号")]
    public void A_number_in_another_spelling_is_the_same_number(string number)
    {
        var rows = StandardCleaning.Of([Row(), Row((StandardColumn.NameZh, "另一装置"), (StandardColumn.Code, "04010204"), (StandardColumn.PublicNumber, number))]);

        Assert.All(rows, row => Assert.Contains("certificate-number-twice", Codes(row)));
        Assert.DoesNotContain("certificate-number-twice", Codes(StandardCleaning.Of([Row(), Row((StandardColumn.PublicNumber, "〔2021〕冀社量标法证字第70号"))])[0]));
    }

    /// <summary>What is not plainly in use is refused, or taken with its day: it never becomes in force by default.</summary>
    [Theory]
    [InlineData(StandardColumn.IsSuspended, "是（2025年3月）", "suspension-without-day")]
    [InlineData(StandardColumn.IsSuspended, "2025年3月", "suspension-without-day")]
    [InlineData(StandardColumn.State, "停用，2025年3月起", "suspension-without-day")]
    [InlineData(StandardColumn.State, "禁用", "suspension-without-day")]
    [InlineData(StandardColumn.State, "封存至2027年", "suspension-without-day")]
    [InlineData(StandardColumn.State, "封存至2027-12-31", "suspension-without-day")]
    [InlineData(StandardColumn.State, "停用后恢复 2025-03-01", "suspension-without-day")]
    [InlineData(StandardColumn.State, "已撤消", "withdrawal-without-day")]
    [InlineData(StandardColumn.IsWithdrawn, "撤销 03/04/2025", "withdrawal-without-day")]
    [InlineData(StandardColumn.IsWithdrawn, "TRUE", "withdrawal-without-day")]
    [InlineData(StandardColumn.IsWithdrawn, "未知", "state-not-understood")]
    [InlineData(StandardColumn.State, "未知", "state-not-understood")]
    [InlineData(StandardColumn.State, "失效", "state-not-understood")]
    [InlineData(StandardColumn.State, "未启用", "state-not-understood")]
    [InlineData(StandardColumn.State, "未使用", "state-not-understood")]
    [InlineData(StandardColumn.State, "不合格", "state-not-understood")]
    [InlineData(StandardColumn.State, "拟封存", "state-not-understood")]
    [InlineData(StandardColumn.State, "非在用", "state-not-understood")]
    [InlineData(StandardColumn.State, "否", "state-not-understood")]
    public void What_is_not_plainly_in_use_is_refused(StandardColumn column, string text, string code)
    {
        var row = Clean((column, text));

        Assert.Equal(ImportDecision.Refuse, row.Decision);
        Assert.Equal(code, Assert.Single(row.Remarks, remark => remark.Refuses).Code);
    }

    [Theory]
    [InlineData(StandardColumn.IsSuspended, "2025.8.31封存", "2025-08-31", null, null)]
    [InlineData(StandardColumn.IsSuspended, "是（2025-03-01至2025-06-30）", "2025-03-01", "2025-06-30", null)]
    [InlineData(StandardColumn.State, "自2025年3月1日起停用", "2025-03-01", null, null)]
    [InlineData(StandardColumn.IsWithdrawn, "撤销 2025年3月1日", null, null, "2025-03-01")]
    [InlineData(StandardColumn.State, "已撤消(2025-03-01)", null, null, "2025-03-01")]
    public void The_day_of_an_act_in_the_cell_itself_is_taken(StandardColumn column, string text, string? from, string? until, string? withdrawn)
    {
        var row = Clean((column, text));

        string? Shown(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Empty(row.Remarks);
        Assert.Equal((from, until, withdrawn), (Shown(row.SuspendedFrom), Shown(row.SuspendedUntil), Shown(row.WithdrawnOn)));
    }

    [Fact]
    public void A_state_that_speaks_of_certificates_is_no_act()
    {
        foreach (var text in new[] { "正常", "在用", "有效（60天内到期）", "已过期", "未封存" })
            Assert.All(Clean((StandardColumn.State, text)).Remarks, remark => Assert.Equal(("state-says-expired", false), (remark.Code, remark.Refuses)));
        // Our own export tells acts in columns of their own.
        Assert.Empty(Clean((StandardColumn.State, "未建立"), (StandardColumn.SuspendedFrom, ""), (StandardColumn.WithdrawnOn, "")).Remarks);
    }

    [Fact]
    public void What_stands_above_is_taken_where_a_cell_says_so()
    {
        var rows = StandardCleaning.Of([Row(), Row((StandardColumn.PublicNumber, "〔2021〕冀社量标法证字第0008号"), (StandardColumn.PublicIssuer, "〃"), (StandardColumn.PublicValidUntil, "同上")), Row((StandardColumn.PublicNumber, "〃"))]);

        Assert.Equal(("示例局", new DateOnly(2026, 2, 28)), (rows[1].Certificates[0].Issuer, rows[1].Certificates[0].ValidUntil!.Value));
        Assert.Equal(["ditto", "ditto"], Codes(rows[1]).Where(code => code == "ditto"));
        Assert.Equal("〃", rows[1].Raw[StandardColumn.PublicIssuer]);
        Assert.Contains("certificate-number-twice", Codes(rows[2]));
        Assert.Equal(ImportDecision.Refuse, Clean((StandardColumn.PublicIssuer, "〃")).Decision);
    }

    [Theory]
    [InlineData(StandardColumn.PublicIssuedOn, "2021-03-01（换证）", "2021-03-01", "date-with-words")]
    [InlineData(StandardColumn.PublicIssuedOn, "5年", null, "date-without-day")]
    [InlineData(StandardColumn.PublicIssuedOn, "0", null, "issue-date-missing")]
    [InlineData(StandardColumn.PublicIssuedOn, "2021-03-01（作废）", null, "date-impossible")]
    public void A_plain_day_with_words_beside_it_is_taken(StandardColumn column, string text, string? day, string code)
    {
        var row = Clean((column, text));

        Assert.Equal(day, row.Certificates[0].IssuedOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Contains(code, Codes(row));
    }

    [Fact]
    public void What_an_empty_cell_of_dates_shows_is_no_last_day() => Assert.Contains("valid-until-missing", Codes(Clean((StandardColumn.PublicValidUntil, "0"))));

    [Fact]
    public void A_heading_is_no_name_and_what_has_no_width_is_nothing()
    {
        Assert.Equal("name-is-heading", Assert.Single(Clean((StandardColumn.NameZh, "测量范围")).Remarks, remark => remark.Refuses).Code);
        var row = Clean((StandardColumn.NameZh, "\u200B电能表检定装置\uFEFF"), (StandardColumn.Code, "\u200B04010203"), (StandardColumn.PublicIssuer, "\u200B"));
        Assert.Equal(("电能表检定装置", "04010203", null), (row.NameZh, row.Code, row.Certificates[0].Issuer));
        Assert.Contains("name-trimmed", Codes(row));
    }

    [Theory]
    [InlineData("(0～60) Mpa", "MPa")]
    [InlineData("(0～60) KN", "kN")]
    public void A_unit_in_the_wrong_case_is_suggested(string range, string unit) => Assert.Equal(unit, Clean((StandardColumn.Range, range)).UnitSuggestion);

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
