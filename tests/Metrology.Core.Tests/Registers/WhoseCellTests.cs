using Metrology.Core.Registers;

namespace Metrology.Core.Tests.Registers;

/// <summary>Whose a column, a note or a mark is: what is not certain is never taken without a word.</summary>
public class WhoseCellTests
{
    private const string Number = "〔2023〕冀量标法证字第0961号";

    private static IReadOnlyList<ImportedStandard> Cleaned(params string[][] rows) => Cleaned(SheetTable.Of(rows));

    private static IReadOnlyList<ImportedStandard> Cleaned(SheetTable table) => StandardCleaning.Of(table, table.GuessedColumns());

    private static string[] Codes(ImportedStandard row) => [.. row.Remarks.Select(remark => remark.Code)];

    /// <summary>The day of an instrument is none of the certificate, and a person says whose it is.</summary>
    [Fact]
    public void A_day_behind_an_instrument_is_asked_and_not_taken()
    {
        var row = Assert.Single(Cleaned(["计量标准名称", "设备名称", "设备编号", "检定日期", "有效期至", "考核证书编号"], ["甲装置", "数字压力计", "D-12", "2025-05-01", "2026-05-01", Number]));
        Assert.Null(Assert.Single(row.Certificates).ValidUntil);
        Assert.Contains(row.Remarks, remark => remark is { Code: "column-owner-open", Asks: true });

        row = Assert.Single(Cleaned(["计量标准名称", "主标准器", "证书编号", "有效期至"], ["甲装置", "数字压力计", "DL2025-0012", "2026-05-01"]));
        Assert.Empty(row.Certificates);
        Assert.Equal(2, Codes(row).Count(code => code == "column-owner-open"));
    }

    /// <summary>The form of the number says whose certificate it is, and that of the days behind it.</summary>
    [Theory]
    [InlineData("计量标准名称", "主标准器", "证书编号", "有效期至")]
    [InlineData("计量标准名称", "型号规格", "考核证书号", "有效期至")]
    [InlineData("设备编号", "计量标准名称", "证书编号", "有效期至")]
    public void A_number_of_a_standard_is_its_own_wherever_it_stands(params string[] headings)
    {
        var cells = headings.Select(heading => heading switch { "计量标准名称" => "甲装置", "有效期至" => "2028-01-01", "证书编号" or "考核证书号" => Number, _ => "表" }).ToArray();
        var row = Assert.Single(Cleaned(headings, cells));
        Assert.Equal(new DateOnly(2028, 1, 1), Assert.Single(row.Certificates).ValidUntil);
        Assert.DoesNotContain("column-owner-open", Codes(row));
    }

    [Fact]
    public void A_range_behind_an_instrument_is_taken_and_said() =>
        Assert.Contains("column-owner-doubted", Codes(Assert.Single(Cleaned(["计量标准名称", "主标准器名称", "测量范围", "准确度等级"], ["甲装置", "压力计", "(0~1)MPa", "0.05级"]))));

    [Theory]
    [InlineData("计量标准名称,证书编号,有效期,项目,证书编号,有效期")]
    [InlineData("计量标准名称,证书编号,有效期,开展项目,证书编号,有效期")]
    [InlineData("计量标准名称,证书编号,有效期,检定装置,证书编号,有效期")]
    [InlineData("序号,计量标准名称,证书编号,有效期,序号,内容,证书编号,有效期")]
    public void A_second_block_is_a_second_table_whatever_its_name(string headings)
    {
        string[] columns = headings.Split(',');
        string Cell(string heading, int half) => heading switch { "序号" => $"{half}", "证书编号" => $"〔2023〕冀量标法证字第096{half}号", "有效期" => $"2028-01-0{half}", _ => half == 1 ? "甲装置" : "丙装置" };
        var table = SheetTable.Of([columns, [.. columns.Select((heading, i) => Cell(heading, i < columns.Length / 2 ? 1 : 2))]]);
        if (!table.IsSideBySide)
            Assert.Equal([("甲装置", "0961"), ("丙装置", "0962")], Cleaned(table).Select(row => (row.NameZh, Assert.Single(row.Certificates).Number[^5..^1])));
    }

    [Fact]
    public void Two_columns_of_one_meaning_that_differ_are_said()
    {
        var rows = Cleaned(["计量标准名称", "考核证书号", "有效期至", "有效日期", "代码", "计量标准代码"], ["甲装置", Number, "2028-01-01", "2028-01-01", "04113803", "12417601"]);
        Assert.Contains("columns-differ", Codes(Assert.Single(rows)));
    }

    /// <summary>A note below the table is said of the row that it names; what it says of being out of use keeps the row out.</summary>
    [Theory]
    [InlineData("注：第1项已于2025年停用。", true)]
    [InlineData("注：序号1已停用", true)]
    [InlineData("备注：1号标准已封存", true)]
    [InlineData("注：1、第1、3～5项已停用；2、其余正常", true)]
    [InlineData("说明：甲类压力标准装置已报废", true)]
    [InlineData("注：第一项有效期延至2029-01-01", false)]
    [InlineData("Note: item 1 is withdrawn", true)]
    public void A_note_is_said_of_its_row(string note, bool refuses)
    {
        var rows = Cleaned(["序号", "计量标准名称", "考核证书号", "有效期至"], ["1", "甲类压力标准装置", Number, "2028-01-01"], ["2", "乙类压力标准装置", Number.Replace('1', '2'), "2028-01-01"], [note, "", "", ""]);
        Assert.Equal(2, rows.Count);
        Assert.Contains(rows[0].Remarks, remark => remark.Code == "note-of-row" && remark.Refuses == refuses);
        Assert.DoesNotContain("note-of-row", Codes(rows[1]));
    }

    [Theory]
    [InlineData("*为已封存标准")]
    [InlineData("注：带*者已停用")]
    public void A_mark_is_said_of_the_rows_that_have_it(string note)
    {
        var rows = Cleaned(["序号", "计量标准名称", "考核证书号", "有效期至"], ["1", "甲装置", Number, "2028-01-01"], ["2", "乙装置*", Number.Replace('1', '2'), "2028-01-01"], [note, "", "", ""]);
        Assert.Contains(rows[1].Remarks, remark => remark is { Code: "note-of-row", Refuses: true });
        Assert.Contains("name-marked", Codes(rows[1]));
        Assert.DoesNotContain(rows[0].Remarks, remark => remark.Refuses);
    }

    [Theory]
    [InlineData("注：部分标准已停用。", true)]
    [InlineData("表内标准均已停用", true)]
    [InlineData("注：以上标准均在有效期内。", false)]
    [InlineData("注：本表截至2026年1月", false)]
    public void A_note_of_being_out_of_use_that_names_no_row_is_confirmed(string note, bool asks)
    {
        var row = Assert.Single(Cleaned(["序号", "计量标准名称", "考核证书号", "有效期至"], ["1", "甲装置", Number, "2028-01-01"], [note, "", "", ""]));
        Assert.Equal(asks, row.Remarks.Any(remark => remark is { Code: "note-to-confirm", Asks: true }));
        Assert.DoesNotContain(row.Remarks, remark => remark.Refuses);
    }

    /// <summary>Nobody knows every heading of yes and no: the rows that differ are said.</summary>
    [Theory]
    [InlineData("保留", "是,是,否", 2)]
    [InlineData("是否对外", "√,√,", 2)]
    [InlineData("标识", "Y,N,Y", 1)]
    [InlineData("一栏", "√,×,√", 1)]
    public void An_answer_unlike_the_others_is_said(string heading, string answers, int different)
    {
        var rows = Cleaned([["计量标准名称", "考核证书号", heading], .. answers.Split(',').Select((answer, i) => new[] { $"装置{i}", $"〔2023〕冀量标法证字第096{i}号", answer })]);
        Assert.Equal([different], rows.Where(row => row.Remarks.Any(remark => remark is { Code: "answer-unlike-others", Asks: true })).Select(row => row.Row - 1));
    }

    [Theory]
    [InlineData("可用", "否", true)]
    [InlineData("能否使用", "不能", true)]
    [InlineData("开展", "×", true)]
    [InlineData("是否过期", "是", false)]
    [InlineData("Withdrawn", "x", true)]
    public void What_a_column_of_use_says_is_no_silence(string heading, string cell, bool refuses)
    {
        var row = Assert.Single(Cleaned(["计量标准名称", "考核证书号", "有效期至", heading], ["甲装置", Number, "2028-01-01", cell]));
        Assert.Contains(row.Remarks, remark => remark.Code.StartsWith("state", StringComparison.Ordinal));
        Assert.Equal(refuses, row.Decision == ImportDecision.Refuse);
    }

    [Theory]
    [InlineData("下次复查日期", "2029-06-01", true)]
    [InlineData("备注", "延期至2029年6月", true)]
    [InlineData("备注", "2025年6月1日比对", false)]
    [InlineData("备注", "依据JJG 1149-2022", false)]
    public void A_day_outside_of_those_that_were_read_is_said(string heading, string cell, bool isSaid) => Assert.Equal(
        isSaid, Codes(Assert.Single(Cleaned(["计量标准名称", "考核证书号", "发证日期", "有效期至", heading], ["甲装置", Number, "2023-01-02", "2028-01-01", cell]))).Contains("date-in-unused-column"));

    [Theory]
    [InlineData("同第1行")]
    [InlineData("见上")]
    [InlineData("同")]
    [InlineData(",,")]
    [InlineData("参见序号1")]
    public void A_cell_that_points_elsewhere_is_no_text(string cell)
    {
        var row = Cleaned(["计量标准名称", "准确度等级", "存放地点"], ["甲装置", "0.1级", "101"], ["乙装置", cell, cell])[1];
        Assert.Equal(("", ""), (row.Accuracy, row.Place));
        Assert.Equal(2, Codes(row).Count(code => code == "reference-elsewhere"));
    }

    [Fact]
    public void Headings_that_were_not_known()
    {
        Assert.Equal(StandardColumn.AssessmentValidUntil, StandardHeadings.Find("考核有效期"));
        Assert.Equal([StandardColumn.NameEn, StandardColumn.NameZh], StandardHeadings.Of(["Name", "Chinese name"]));
        // Under the name of a group that is of instruments, and under one of a certificate.
        var table = SheetTable.Of([
            ["计量标准名称", "社会公用计量标准备案", "", "溯源情况", ""], ["", "证书编号", "有效期至", "证书编号", "有效期至"],
            ["甲装置", "〔2023〕冀社量标法证字第0961号", "2028-01-01", "DL2025-1", "2026-05-01"],
        ]);
        Assert.Equal([StandardColumn.NameZh, StandardColumn.PublicNumber, StandardColumn.PublicValidUntil, null, null], table.GuessedColumns());
    }

    /// <summary>A unit that is not converted is kept as it is printed.</summary>
    [Theory]
    [InlineData("燃油加油机检定装置", "(5～60)L/min", "0.05级", " 5 60 L/min Class 0.05级 ")]
    [InlineData("液体流量标准装置", "(0.1～30)m³/h", "U=0.05%(k=2)", "流量 0.1 30 m³/h Uncertainty 0.05 %")]
    [InlineData("酸度计检定仪检定装置", "(0～14)pH", "0.001级", "pH值 0 14 pH Class 0.001级 ")]
    [InlineData("洛氏硬度计检定装置", "(20～70)HRC", "MPE:±0.5HRC", "洛氏硬度 20 70 HRC Mpe 0.5 HRC")]
    [InlineData("可燃气体检测报警器检定装置", "(0～100)%LEL", "0.5级", " 0 100 %LEL Class 0.5级 ")]
    [InlineData("电子天平检定装置", "(0～200)g", "Ⅰ级", "质量 0 200 g Class Ⅰ级 ")]
    [InlineData("声级计检定装置", "(30～130)dB", "±0.1%", null)]
    public void Units_that_are_not_converted_are_kept(string name, string range, string accuracy, string? expected)
    {
        var row = Assert.Single(Cleaned(["计量标准名称", "测量范围", "准确度等级"], [name, range, accuracy]));
        Assert.Equal(expected, row.Parameters.Select(one => FormattableString.Invariant($"{one.Quantity} {one.Lower} {one.Upper} {one.Unit} {one.Kind} {one.Accuracy} {one.AccuracyUnit}")).SingleOrDefault());
    }

    private const string Owned = "〔2023〕晋长量标法证字第61号";

    /// <summary>名称 under or before what is of instruments is never the name of the standard, whatever that is called.</summary>
    [Theory]
    [InlineData("建标项目")]
    [InlineData("项目名称")]
    [InlineData("计量标准名称")]
    public void The_name_of_an_instrument_is_not_that_of_the_standard(string name)
    {
        // As a workbook with merged cells, and as text, where the cells below merged ones are empty.
        foreach (var isMerged in new[] { true, false })
        {
            string[] above = [name, "测量范围", "准确度等级", "建标证书编号", "建标有效期", "标准器及配套设备", "", "", ""], below = ["", "", "", "", "", "名称", "型号", "测量范围", "溯源有效期"];
            var table = SheetTable.OfLines([
                new(1, above), new(2, isMerged ? [.. above[..5], .. below[5..]] : below) { FromAbove = isMerged ? new HashSet<int> { 0, 1, 2, 3, 4 } : new HashSet<int>() },
                new(3, ["电表检定装置", "(0~600)V", "0.05级", Owned, "2028-05-01", "多功能校准源", "5720A", "(0~1100)V", "2027-05-01"]),
            ]);
            var row = Assert.Single(Cleaned(table));
            Assert.Equal(("电表检定装置", "(0~600)V", Owned), (row.NameZh, row.RangeText, Assert.Single(row.Certificates).Number));
        }

        var flat = Assert.Single(Cleaned(["序号", name, "名称", "型号", "测量范围", "准确度等级", "建标证书编号"], ["1", "电表检定装置", "多功能校准源", "5720A", "(0~600)V", "0.05级", Owned]));
        Assert.Equal("电表检定装置", flat.NameZh);
        Assert.Contains("column-owner-doubted", Codes(flat));
    }

    [Theory]
    [InlineData("项目名称,名称,考核证书号", true)]
    [InlineData("检定装置,名称,型号,考核证书号", true)]
    [InlineData("开展项目,名称,考核证书号", false)]
    [InlineData("项目名称,计量标准名称,考核证书号", false)]
    public void Which_of_two_names_is_the_standards_is_asked_where_no_heading_says_it(string headings, bool asks)
    {
        var row = Assert.Single(Cleaned(headings.Split(','), [.. headings.Split(',').Select(heading => heading == "考核证书号" ? Number : $"{heading}甲")]));
        Assert.Equal(asks, row.Remarks.Any(remark => remark is { Code: "name-column-open", Asks: true }));
    }

    /// <summary>The names of groups are read also where the lower row is known without them.</summary>
    [Fact]
    public void A_row_of_groups_tells_whose_the_columns_below_are()
    {
        var table = SheetTable.OfLines([
            new(1, ["建标情况汇总表"]),
            new(2, ["序号", "计量标准", "", "考核情况", "", "主标准器", "", ""]),
            new(3, ["序号", "名称", "测量范围", "证书编号", "有效期至", "名称", "证书编号", "有效期至"]) { FromAbove = new HashSet<int> { 0 } },
            new(4, ["1", "加气机检定装置", "(0.5~50)kg/min", Number, "2028-04-11", "质量流量计", "JD2025-881", "2026-12-01"]),
        ]);
        Assert.False(table.IsSideBySide);
        var row = Assert.Single(Cleaned(table));
        Assert.Equal(("加气机检定装置", new DateOnly(2028, 4, 11)), (row.NameZh, Assert.Single(row.Certificates).ValidUntil!.Value));
    }

    /// <summary>What the second of two columns of accuracy says gets the unit of its own heading.</summary>
    [Theory]
    [InlineData("最大允许误差（%）", "准确度等级（级）", "0.2", "0.2级")]
    [InlineData("不确定度（k=2）", "准确度等级", "0.2级", "0.2级")]
    public void An_accuracy_of_a_second_column_has_the_unit_of_its_own_heading(string first, string second, string cell, string accuracy)
    {
        var row = Assert.Single(Cleaned(["计量标准名称", "测量范围", first, second], ["甲装置", "(0~1)V", "/", cell]));
        Assert.Equal(accuracy, row.Accuracy);
        Assert.Contains(row.Remarks, remark => remark.Code == "columns-differ" && remark.Text.En.Contains("is empty", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("资质已注消", "state-mentioned", true)]
    [InlineData("放弃复查", "state-mentioned", true)]
    [InlineData("暂时关闭", "state-mentioned", true)]
    [InlineData("原证书已收回", "state-mentioned", true)]
    [InlineData("被2号标准替代", "state-mentioned", true)]
    [InlineData("歇业", "state-mentioned", true)]
    [InlineData("已移交县所", "state-mentioned", true)]
    [InlineData("设备送修，暂不开展", "state-mentioned", true)]
    [InlineData("因实验室整体搬迁自去年秋季起停止使用至今", "state-mentioned", true)]
    [InlineData("原证书作废，已换新证", "state-mentioned", false)]
    [InlineData("闭门谢客", "remark-not-read", false)]
    [InlineData("正常", null, false)]
    public void What_stands_beside_a_row_is_asked_or_said(string cell, string? code, bool asks)
    {
        var row = Assert.Single(Cleaned(["计量标准名称", "考核证书号", "备注"], ["甲装置", Number, cell]));
        Assert.Equal(code is not null, row.Remarks.Any(remark => remark.Code == code && remark.Asks == asks));
        Assert.Equal(code is null, !row.Remarks.Any(remark => remark.Code is "state-mentioned" or "remark-not-read"));
    }
}
