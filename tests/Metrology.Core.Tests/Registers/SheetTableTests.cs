using Metrology.Core.Registers;

namespace Metrology.Core.Tests.Registers;

/// <summary>Sheets as institutes write them: what is a row of the register, what is around it, and which column is what.</summary>
public class SheetTableTests
{
    private static readonly string[] Row = ["1", "示例装置甲", "(0~100)A", "0.05级", "〔2021〕冀量标法证字第0007号", "2026-02-28"];

    private static IReadOnlyList<ImportedStandard> Cleaned(SheetTable table) => StandardCleaning.Of(table, table.GuessedColumns());

    [Theory]
    [InlineData("使用状况", "已封存", false)]
    [InlineData("设备状态", "停用", false)]
    [InlineData("是否停用", "是", false)]
    [InlineData("是否在用", "否", false)]
    [InlineData("封存情况", "封存", false)]
    [InlineData("备注", "已报废", false)]
    [InlineData("备注", "2020-03-01起停用", false)]
    [InlineData("某栏状态", "封", false)]
    [InlineData("使用状况", "正常", true)]
    [InlineData("是否停用", "否", true)]
    [InlineData("是否在用", "是", true)]
    [InlineData("备注", "2019年更换主标准器", true)]
    [InlineData("备注", "未封存", true)]
    [InlineData("备注", "", true)]
    public void What_any_column_says_of_being_out_of_use_keeps_a_row_out(string heading, string cell, bool isTaken)
    {
        var row = Assert.Single(Cleaned(SheetTable.Of([["标准名称", "证书编号", "有效期至", heading], ["甲装置", "〔2021〕冀社量标法证字第0007号", "2028-01-01", cell]])));
        Assert.Equal(isTaken, row.Decision != ImportDecision.Refuse);
    }

    /// <summary>Words that may speak of the certificate before keep nothing out, and are said.</summary>
    [Fact]
    public void A_remark_that_mentions_a_state_is_said() => Assert.Contains(
        Assert.Single(Cleaned(SheetTable.Of([["标准名称", "证书编号", "备注"], ["甲装置", "〔2021〕冀社量标法证字第0007号", "原证书作废，已换新证"]]))).Remarks, remark => remark is { Code: "state-mentioned", Refuses: false });

    [Fact]
    public void Two_halves_side_by_side_are_one_register()
    {
        var table = SheetTable.Of([
            ["序号", "标准名称", "证书编号", "有效期", "序号", "标准名称", "证书编号", "有效期"],
            ["1", "甲装置", "〔2021〕冀社量标法证字第0961号", "2027-01-01", "3", "丙装置", "〔2021〕冀社量标法证字第0963号", "2028-01-01"],
            ["2", "乙装置", "〔2021〕冀社量标法证字第0962号", "2027-02-01", "", "", "", ""],
        ]);
        var rows = Cleaned(table);
        Assert.Equal(["甲装置", "乙装置", "丙装置"], rows.Select(row => row.NameZh));
        Assert.Equal(["0961", "0962", "0963"], rows.Select(row => Assert.Single(row.Certificates).Number[^5..^1]));
        Assert.Equal(new DateOnly(2028, 1, 1), rows[2].Certificates[0].ValidUntil);
        Assert.False(table.IsSideBySide);

        // Where the halves are not the same, nobody knows which column belongs to which.
        Assert.True(SheetTable.Of([["标准名称", "证书编号", "标准名称", "有效期"], ["甲装置", "1", "丙装置", "2028-01-01"]]).IsSideBySide);
        // The name of an instrument beside that of the standard is no second table.
        Assert.False(SheetTable.Of([["计量标准名称", "证书编号", "名称", "型号"], ["甲装置", "1", "表", "M"]]).IsSideBySide);
    }

    [Fact]
    public void English_headings_and_those_of_the_law_are_known() => Assert.Equal(
        [StandardColumn.NameZh, StandardColumn.NameEn, StandardColumn.AssessmentNumber, StandardColumn.AssessmentValidUntil, StandardColumn.Range, StandardColumn.Accuracy],
        StandardHeadings.Of(["Name of standard", "Name (EN)", "Certificate No.", "Expiry date", "Measuring range", "精度"]).Select(one => one!.Value));

    [Fact]
    public void A_title_numbers_of_columns_parts_sums_notes_and_signatures_are_no_rows()
    {
        var table = SheetTable.Of(
        [
            ["示例市计量所社会公用计量标准一览表", "", "", "", "", "", ""],
            ["填报单位：示例市计量所", "", "", "", "", "", "日期：2026年1月5日"],
            [],
            ["序号", "计量标准\n名称", "测量范围", "不确定度/准确度等级/\n最大允许误差", "", "证书编号", "有效期至"],
            ["1", "2", "3", "4", "", "5", "6"],
            ["一、电磁学", "", "", "", "", "", ""],
            [.. Row[..4], "", .. Row[4..]],
            ["序号", "计量标准名称", "测量范围", "不确定度/准确度等级/最大允许误差", "", "证书编号", "有效期至"],
            ["力学", "", "", "", "", "", ""],
            ["2", "示例装置乙", "(1~20)kg", "F1等级", "", "〔2021〕冀量标法证字第0008号", "2026-02-28"],
            ["3", "", "", "", "", "", ""],
            ["合计", "2", "", "", "", "", ""],
            ["注：本表截至2026年1月", "", "", "", "", "", ""],
            ["制表人：甲", "", "审核人：乙", "", "", "", "第 1 页"],
        ]);

        Assert.Equal(["示例装置甲", "示例装置乙"], Cleaned(table).Select(row => row.NameZh));
        Assert.Equal([7, 10], Cleaned(table).Select(row => row.Line));
        Assert.Equal(6, table.Headings.Count);
        Assert.All(table.GuessedColumns().Skip(1), column => Assert.NotNull(column));
        Assert.Equal(
            [(1, SkipReason.Title), (2, SkipReason.Title), (5, SkipReason.Heading), (6, SkipReason.Section), (8, SkipReason.Heading), (9, SkipReason.Section), (11, SkipReason.Note), (12, SkipReason.Sum), (13, SkipReason.Note), (14, SkipReason.Note)],
            table.Skipped.OrderBy(line => line.Number).Select(line => (line.Number, line.Why)));
    }

    [Fact]
    public void A_heading_of_two_rows_tells_the_two_certificates_apart()
    {
        var table = SheetTable.Of(
        [
            ["", "序号", "计量标准名称", "测量范围", "计量标准器", "", "计量标准考核证书", "", "", "社会公用计量标准证书", "", ""],
            ["", "", "", "", "名称", "测量范围", "证书编号", "发证日期", "有效期至", "证书编号", "发证日期", "有效期至"],
            ["", "1", "示例装置甲", "(0~100)A", "标准源", "(0~1)A", "〔2021〕冀量标法证字第0007号", "2021-03-01", "2026-02-28", "〔2021〕冀社量标法证字第0007号", "2021-04-01", "2026-01-31"],
        ]);
        var row = Assert.Single(Cleaned(table));

        Assert.Equal(["计量标准器名称", "计量标准器测量范围"], table.Headings.Where((_, i) => table.GuessedColumns()[i] is null).Skip(1));
        Assert.Equal("(0~100)A", row.RangeText);
        Assert.Equal([new DateOnly(2026, 2, 28), new DateOnly(2026, 1, 31)], row.Certificates.Select(one => one.ValidUntil!.Value));
        Assert.Equal([new DateOnly(2021, 3, 1), new DateOnly(2021, 4, 1)], row.Certificates.Select(one => one.IssuedOn!.Value));
    }

    [Fact]
    public void Rows_below_a_merged_name_are_further_ranges_of_it()
    {
        var table = SheetTable.OfLines(
        [
            new(1, ["序号", "计量标准名称", "测量范围", "不确定度", "证书编号"]),
            new(2, Row[..5]),
            new(3, ["1", Row[1], "(100~500)A", "0.1级", Row[4]]) { FromAbove = new HashSet<int> { 0, 1, 4 } },
            new(4, ["", "", "(500~900)A", "", ""]),
            new(5, ["2", "示例装置乙", "", "", ""]) { IsHidden = true },
        ]);
        var rows = Cleaned(table);

        Assert.Equal(2, rows.Count);
        Assert.Equal(("(0~100)A；(100~500)A；(500~900)A", "0.05级；0.1级"), (rows[0].RangeText, rows[0].Accuracy));
        Assert.Equal(3, rows[0].Ranges.Count);
        Assert.Contains(rows[0].Remarks, remark => remark.Code == "rows-joined");
        Assert.Contains(rows[1].Remarks, remark => remark.Code == "row-hidden");
    }

    /// <summary>A row without a name that has a code or a certificate is a standard whose name is missing, and no range of the one above.</summary>
    [Fact]
    public void A_row_that_lacks_its_name_is_refused()
    {
        var rows = Cleaned(SheetTable.Of([["序号", "计量标准名称", "测量范围", "不确定度", "证书编号", "有效期至"], Row, ["2", "", "(0~5)V", "0.1级", "〔2021〕冀量标法证字第0009号", "2026-02-28"]]));

        Assert.Equal([ImportDecision.ImportWithWarning, ImportDecision.Refuse], rows.Select(row => row.Decision));
    }

    [Fact]
    public void Days_under_plain_headings_are_those_of_the_certificate_that_the_sheet_has()
    {
        StandardColumn?[] Of(params string[] headings) => [.. StandardHeadings.Of(headings)];
        Assert.Equal([StandardColumn.PublicNumber, StandardColumn.PublicIssuedOn, StandardColumn.PublicValidUntil], Of("社会公用计量标准证书号", "颁证日期", "到期日期"));
        Assert.Equal(
            [StandardColumn.AssessmentNumber, StandardColumn.AssessmentIssuedOn, StandardColumn.AssessmentValidUntil, StandardColumn.PublicNumber, StandardColumn.PublicIssuedOn, StandardColumn.PublicValidUntil],
            Of("考核证书号", "发证日期", "有效期至", "社会公用证书号", "发证日期", "有效期至"));
        Assert.Equal([StandardColumn.Code, null], Of("代码", "计量标准代码"));
    }

    [Fact]
    public void Days_without_a_number_are_said_and_not_lost_in_silence()
    {
        var row = Assert.Single(Cleaned(SheetTable.Of([["计量标准名称", "考核证书编号", "发证日期", "有效期至"], ["示例装置甲", "", "2021-03-01", "2026-02-28"]])));
        Assert.Contains(row.Remarks, remark => remark.Code == "certificate-number-missing");
    }

    [Theory]
    [InlineData("社会公用计量标准证书编号", StandardColumn.PublicNumber)]
    [InlineData("社会公用计量标准证书\n有效期至", StandardColumn.PublicValidUntil)]
    [InlineData("計量標準名稱", StandardColumn.NameZh)]
    [InlineData("准确度等级/不确定度", StandardColumn.Accuracy)]
    [InlineData("有效期至（年-月-日）", StandardColumn.AssessmentValidUntil)]
    [InlineData("考核证书号", StandardColumn.AssessmentNumber)]
    [InlineData("总价值（元）", StandardColumn.OriginalValueYuan)]
    [InlineData("总价值", StandardColumn.OriginalValueBare)]
    [InlineData("是否封存", StandardColumn.IsSuspended)]
    [InlineData("序号", null)]
    [InlineData("联系电话", null)]
    public void Headings_are_known_however_they_are_broken_and_bracketed(string heading, StandardColumn? column) => Assert.Equal(column, StandardHeadings.Find(heading));

    /// <summary>A second table below the first is read under its own heading, or not at all.</summary>
    [Fact]
    public void A_table_below_another_has_columns_of_its_own()
    {
        var rows = Cleaned(SheetTable.Of([
            ["名称", "证书编号", "测量范围", "准确度等级", "有效期至"],
            ["甲装置", "〔2021〕冀量标法证字第0961号", "(0~1)V", "0.1级", "2027-01-01"],
            ["名称", "证书编号", "准确度等级", "测量范围", "停用日期"],
            ["乙装置", "〔2021〕冀量标法证字第0962号", "0.2级", "(0~2)V", "2025-01-01"],
        ]));
        Assert.Equal([("甲装置", "(0~1)V", "0.1级"), ("乙装置", "(0~2)V", "0.2级")], rows.Select(row => (row.NameZh, row.RangeText, row.Accuracy)));
        Assert.Equal((new DateOnly(2027, 1, 1), (DateOnly?)null, new DateOnly(2025, 1, 1)), (rows[0].Certificates[0].ValidUntil!.Value, rows[1].Certificates[0].ValidUntil, rows[1].SuspendedFrom!.Value));

        // A heading again without the name, and in another order, says nothing that could be followed.
        Assert.Equal((1, 3), SheetTable.Of([["名称", "证书编号", "有效期至"], ["甲装置", "1", "2027-01-01"], ["", "有效期至", "证书编号"], ["", "2027-01-01", "2"]]).UnclearHeadings);
    }

    [Fact]
    public void The_same_heading_of_two_rows_again_is_no_row()
    {
        string[] above = ["序号", "计量标准名称", "考核证书", ""], below = ["", "", "证书编号", "有效期至"];
        var table = SheetTable.Of([above, below, ["1", "甲装置", "〔2021〕冀量标法证字第0961号", "2027-01-01"], above, below, ["2", "乙装置", "〔2021〕冀量标法证字第0962号", "2027-01-02"]]);
        Assert.Equal(["甲装置", "乙装置"], Cleaned(table).Select(row => row.NameZh));
        Assert.Null(table.UnclearHeadings);
        Assert.Equal(4, table.Headings.Count);
    }

    /// <summary>丙's certificate is never one of 甲's, however the headings of its half are spelled.</summary>
    [Theory]
    [InlineData("计量标准名称", "标准名称")]
    [InlineData("名称", "名 称")]
    [InlineData("标准名称", "装置名称")]
    [InlineData("标准名称", "标准器名称")]
    [InlineData("计量标准名称", "主标准器名称")]
    public void Halves_side_by_side_under_other_names_are_two(string left, string right)
    {
        var table = SheetTable.Of([
            [left, "证书编号", "有效期", right, "证书编号", "有效期"],
            ["甲装置", "〔2021〕冀量标法证字第0961号", "2027-01-01", "丙装置", "〔2021〕冀量标法证字第0963号", "2028-01-01"],
        ]);
        if (!table.IsSideBySide)
            Assert.Equal([("甲装置", "0961"), ("丙装置", "0963")], Cleaned(table).Select(row => (row.NameZh, Assert.Single(row.Certificates).Number[^5..^1])));
    }

    [Fact]
    public void The_certificate_of_an_instrument_beside_is_none_of_the_standard()
    {
        var table = SheetTable.Of([["计量标准名称", "证书编号", "有效期至", "主标准器名称", "证书编号", "有效期至"], ["甲装置", "〔2021〕冀量标法证字第0961号", "2028-01-01", "数字压力计", "DL2025-0012", "2026-05-01"]]);
        Assert.False(table.IsSideBySide);
        Assert.Equal(new DateOnly(2028, 1, 1), Assert.Single(Assert.Single(Cleaned(table)).Certificates).ValidUntil);
    }

    [Theory]
    [InlineData("项目名称", "计量标准名称")]
    [InlineData("Standard", "Standard name")]
    public void The_heading_that_says_name_of_the_standard_is_its_name(string first, string second) => Assert.Equal([null, StandardColumn.NameZh], StandardHeadings.Of([first, second]));

    /// <summary>What may mean something else is a remark of its row, and keeps no file out.</summary>
    [Theory]
    [InlineData("未通过复查")]
    [InlineData("证书已到期")]
    [InlineData("逾期")]
    [InlineData("撤标")]
    [InlineData("已拆除")]
    [InlineData("并入甲装置")]
    [InlineData("冻结")]
    [InlineData("expired")]
    [InlineData("由封存转在用")]
    [InlineData("老标准撤销后新建")]
    public void What_may_mean_that_it_is_out_of_use_is_remarked(string cell)
    {
        var row = Assert.Single(Cleaned(SheetTable.Of([["标准名称", "证书编号", "有效期至", "备注"], ["甲装置", "〔2021〕冀社量标法证字第0007号", "2028-01-01", cell]])));
        Assert.Contains(row.Remarks, remark => remark.Code is "state-in-unused-column" or "state-mentioned");
        Assert.NotEqual(ImportDecision.Refuse, row.Decision);
    }

    [Theory]
    [InlineData("正常使用，无封存")]
    [InlineData("失效分析项目用")]
    public void What_says_that_it_is_in_use_is_not_remarked(string cell)
    {
        var row = Assert.Single(Cleaned(SheetTable.Of([["标准名称", "证书编号", "有效期至", "备注"], ["甲装置", "〔2021〕冀社量标法证字第0007号", "2028-01-01", cell]])));
        Assert.DoesNotContain(row.Remarks, remark => remark.Code is "state-in-unused-column" or "state-mentioned");
    }

    /// <summary>Whatever a file says of a standard that is out of use is refused, or said of its row.</summary>
    [Theory]
    [InlineData("", "已封存")]
    [InlineData("备注", "停止使用")]
    [InlineData("备注", "停检")]
    [InlineData("备注", "报停")]
    [InlineData("备注", "停 用")]
    [InlineData("备注", "不再使用")]
    [InlineData("备注", "退役")]
    [InlineData("备注", "已淘汰")]
    [InlineData("备注", "失效")]
    [InlineData("备注", "废除")]
    [InlineData("备注", "已划转省院")]
    [InlineData("Remarks", "suspended")]
    [InlineData("Remarks", "withdrawn 2024")]
    [InlineData("Notes", "out of use")]
    [InlineData("Condition", "suspended")]
    [InlineData("使用否", "否")]
    [InlineData("是否启用", "否")]
    [InlineData("启用", "否")]
    [InlineData("是否正常", "否")]
    [InlineData("是否开展", "否")]
    [InlineData("有效性", "无效")]
    [InlineData("运行情况", "停机")]
    [InlineData("In service", "no")]
    [InlineData("Active", "FALSE")]
    [InlineData("停用时间", "2024-03-01")]
    [InlineData("备注", "报废设备已更换")]
    public void What_is_said_of_being_out_of_use_is_said_of_the_row(string heading, string cell)
    {
        var row = Assert.Single(Cleaned(SheetTable.Of([["标准名称", "证书编号", "有效期至", heading], ["甲装置", "〔2021〕冀社量标法证字第0007号", "2028-01-01", cell]])));
        Assert.Contains(row.Remarks, remark => remark.Code is "state-in-unused-column" or "state-mentioned");
        // 恢复 and 更换 say otherwise, and keep nothing out.
        Assert.Equal(!cell.Contains("更换", StringComparison.Ordinal) && !cell.Contains("划转", StringComparison.Ordinal), row.Decision == ImportDecision.Refuse);
    }

    [Theory]
    [InlineData("备注", "停车场用")]
    [InlineData("备注", "未停用")]
    [InlineData("启用日期", "2019-01-01")]
    [InlineData("是否启用", "是")]
    [InlineData("Active", "TRUE")]
    [InlineData("备注", "检废水流量计")]
    public void What_says_nothing_of_it_is_no_remark(string heading, string cell) => Assert.DoesNotContain(
        Assert.Single(Cleaned(SheetTable.Of([["标准名称", "证书编号", "有效期至", heading], ["停车计时收费表检定装置", "〔2021〕冀社量标法证字第0007号", "2028-01-01", cell]]))).Remarks, remark => remark.Code.StartsWith("state", StringComparison.Ordinal));

    [Theory]
    [InlineData("乙装置（停用）", "〔2021〕冀社量标法证字第0007号")]
    [InlineData("乙装置(已撤销)", "〔2021〕冀社量标法证字第0007号")]
    [InlineData("乙装置", "〔2021〕冀社量标法证字第0007号（作废）")]
    public void A_name_or_number_that_says_it_keeps_the_row_out(string name, string number) =>
        Assert.Contains(Assert.Single(Cleaned(SheetTable.Of([["标准名称", "证书编号", "有效期至"], [name, number, "2028-01-01"]]))).Remarks, remark => remark is { Code: "state-in-cell", Refuses: true });

    [Fact]
    public void A_title_a_part_and_the_name_of_a_sheet_speak_of_the_rows_below()
    {
        string[] heading = ["序号", "计量标准名称", "证书编号", "有效期至"], row = ["1", "甲装置", "〔2021〕冀社量标法证字第0007号", "2028-01-01"], other = ["2", "乙装置", "〔2021〕冀社量标法证字第0008号", "2028-01-01"];
        var parts = Cleaned(SheetTable.Of([heading, ["一、在用标准", "", "", ""], row, ["二、停用（封存）标准", "", "", ""], other]));
        Assert.Equal([false, true], parts.Select(one => one.Decision == ImportDecision.Refuse));
        Assert.Contains(Assert.Single(Cleaned(SheetTable.Of([["2025年撤销计量标准目录"], heading, row]))).Remarks, remark => remark is { Code: "state-in-title", Refuses: true });
        Assert.Contains(Assert.Single(Cleaned(SheetTable.Of([heading, row]) with { Name = "停用标准" })).Remarks, remark => remark is { Code: "state-in-title", Refuses: true });
        Assert.Contains(Assert.Single(Cleaned(SheetTable.Of([["在用及停用计量标准一览表"], heading, row]))).Remarks, remark => remark is { Code: "state-mentioned", Refuses: false });
        // What the row itself says of its state goes before.
        Assert.DoesNotContain(Assert.Single(Cleaned(SheetTable.Of([["2025年撤销计量标准目录"], [.. heading, "状态"], [.. row, "正常"]]))).Remarks, remark => remark.Code.StartsWith("state", StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_that_is_struck_through_is_not_entered_in_silence() => Assert.Equal(
        ImportDecision.Refuse, Assert.Single(Cleaned(SheetTable.OfLines([new(1, ["计量标准名称", "证书编号"]), new(2, ["甲装置", "〔2021〕冀量标法证字第0007号"]) { IsStruck = true }]))).Decision);

    [Theory]
    [InlineData("分类\n代码", StandardColumn.Code)]
    [InlineData("标准分类代码", StandardColumn.Code)]
    [InlineData("计量标准编码", StandardColumn.Code)]
    [InlineData("JJF 1022 code", StandardColumn.Code)]
    [InlineData("有效至", StandardColumn.AssessmentValidUntil)]
    [InlineData("失效日期", StandardColumn.AssessmentValidUntil)]
    [InlineData("Valid till", StandardColumn.AssessmentValidUntil)]
    [InlineData("Date of expiry", StandardColumn.AssessmentValidUntil)]
    [InlineData("证书号码", StandardColumn.AssessmentNumber)]
    [InlineData("Cert. No.", StandardColumn.AssessmentNumber)]
    [InlineData("Certificate #", StandardColumn.AssessmentNumber)]
    [InlineData("社证号", StandardColumn.PublicNumber)]
    [InlineData("量程", StandardColumn.Range)]
    [InlineData("存放位置", StandardColumn.Place)]
    [InlineData("项目负责人", StandardColumn.Responsible)]
    [InlineData("Date issued", StandardColumn.AssessmentIssuedOn)]
    [InlineData("Issuing authority", StandardColumn.AssessmentIssuer)]
    [InlineData("Chinese name", StandardColumn.NameZh)]
    [InlineData("Suspended", StandardColumn.IsSuspended)]
    [InlineData("Withdrawn", StandardColumn.IsWithdrawn)]
    public void More_headings_are_known(string heading, StandardColumn column) => Assert.Equal(column, StandardHeadings.Find(heading));

    /// <summary>Sums in traditional characters, and what is listed below them, are no standards.</summary>
    [Fact]
    public void Sums_are_no_standards_however_they_are_written()
    {
        var table = SheetTable.Of([
            ["序號", "計量標準名稱", "測量範圍", "準確度等級", "考核證書編號", "有效期至"], [.. Row],
            ["本頁小計", "1項", "", "", "", ""], ["總計", "1", "", "", "", ""], ["其中：社會公用", "1項", "", "", "", ""], ["最高標準", "1", "", "", "", ""],
        ]);
        Assert.Equal(["示例装置甲"], Cleaned(table).Select(row => row.NameZh));
        Assert.All(table.Skipped, line => Assert.Equal(SkipReason.Sum, line.Why));
        // A count where a name should be, in a row that says more, is asked.
        Assert.Contains(Cleaned(SheetTable.Of([["计量标准名称", "证书编号", "有效期至"], ["2项", "〔2021〕冀量标法证字第0007号", "2028-01-01"]]))[0].Remarks, remark => remark is { Code: "name-without-words", Asks: true });
    }

    [Fact]
    public void A_title_again_on_the_next_page_is_no_row()
    {
        string[] heading = ["序号", "计量标准名称", "测量范围", "准确度等级", "考核证书编号", "有效期至"];
        var table = SheetTable.Of([
            ["编号：JL-07", "", "", "", "", ""], ["计量标准一览表（一）", "", "", "", "", "第1页 共2页"], heading, Row,
            ["编号：JL-07", "", "", "", "", ""], ["计量标准一览表（二）", "", "", "", "", "第2页 共2页"], heading, ["2", "示例装置乙", "(0~1)V", "0.1级", "〔2021〕冀量标法证字第0008号", "2026-02-28"],
            ["停用计量标准一览表", "", "", "", "", "第3页 共3页"], heading, ["3", "示例装置丙", "(0~1)V", "0.1级", "〔2021〕冀量标法证字第0009号", "2026-02-28"],
        ]);
        Assert.Equal([("示例装置甲", false), ("示例装置乙", false), ("示例装置丙", true)], Cleaned(table).Select(row => (row.NameZh, row.Decision == ImportDecision.Refuse)));
    }

    [Fact]
    public void The_number_of_the_only_row_is_no_answer() =>
        Assert.DoesNotContain(Assert.Single(Cleaned(SheetTable.Of([["序号", "计量标准名称", "证书编号"], ["1", "甲装置", "〔2021〕冀量标法证字第0007号"]]))).Remarks, remark => remark.Asks);
}
