namespace Metrology.Core.Registers;

/// <summary>What a column of a register of measurement standards tells.</summary>
public enum StandardColumn
{
    /// <summary>分类编码, JJF 1022</summary>
    Code,
    NameZh,
    NameEn,
    Place,

    /// <summary>A–D of the state statistics</summary>
    OwnerClass,
    Range,

    /// <summary>不确定度或准确度等级或最大允许误差</summary>
    Accuracy,
    AssessmentNumber,
    AssessmentIssuer,
    AssessmentIssuedOn,
    AssessmentValidUntil,
    PublicNumber,
    PublicIssuer,
    PublicIssuedOn,
    PublicValidUntil,
    SuspendedFrom,
    SuspendedUntil,
    WithdrawnOn,

    /// <summary>建标单位</summary>
    Institution,

    /// <summary>标准性质: 高标 or 次标</summary>
    Rank,

    /// <summary>In 万元.</summary>
    OriginalValue,

    /// <summary>有效区域 of the public standard certificate</summary>
    PublicRegion,

    /// <summary>授权证书号</summary>
    PublicAuthorisation,
}

/// <summary>Which heading names which column: those of our own export, of two laboratory systems in use, and of program files.</summary>
public static class StandardHeadings
{
    private static readonly (StandardColumn Column, string[] Headings)[] Known =
    [
        (StandardColumn.Code, ["分类编码", "计量标准代码", "代码", "code"]),
        (StandardColumn.NameZh, ["计量标准名称", "标准名称", "名称", "name"]),
        (StandardColumn.NameEn, ["英文名称", "计量标准英文名称", "name_en"]),
        (StandardColumn.Place, ["保存地点", "存放地点", "place"]),
        (StandardColumn.OwnerClass, ["统计类别", "owner_class"]),
        (StandardColumn.Range, ["测量范围", "range"]),
        (StandardColumn.Accuracy, ["不确定度或准确度等级或最大允许误差", "不确定度误差", "不确定度", "准确度等级", "accuracy"]),
        (StandardColumn.AssessmentNumber, ["考核证书编号", "计量标准证书号", "计量标准考核证书号", "考核证书号", "certificate_no"]),
        (StandardColumn.AssessmentIssuer, ["考核证书发证机关", "发证单位", "主持考核单位", "issuer"]),
        (StandardColumn.AssessmentIssuedOn, ["考核证书发证日期", "计量标准发证日期", "发证日期", "issued"]),
        (StandardColumn.AssessmentValidUntil, ["考核证书有效期至", "计量标准有效期", "有效期至", "有效期", "valid"]),
        (StandardColumn.PublicNumber, ["社会公用证书编号", "社会公用证书号", "社会证证书号", "public_certificate_no"]),
        (StandardColumn.PublicIssuer, ["社会公用证书发证机关", "社会证发证机关", "批准机关", "public_issuer"]),
        (StandardColumn.PublicIssuedOn, ["社会公用证书发证日期", "社会证发证日期", "public_issued"]),
        (StandardColumn.PublicValidUntil, ["社会公用证书有效期至", "社会公用证书有效日期", "社会证有效日期", "public_valid"]),
        (StandardColumn.SuspendedFrom, ["封存起", "suspended_from"]),
        (StandardColumn.SuspendedUntil, ["封存止", "suspended_until"]),
        (StandardColumn.WithdrawnOn, ["撤销日期", "withdrawn_on"]),
        (StandardColumn.Institution, ["建标单位", "建标单位名称", "institution"]),
        (StandardColumn.Rank, ["标准性质", "rank"]),
        (StandardColumn.OriginalValue, ["计量标准原值(万元)", "总价值(万元)", "original_value"]),
        (StandardColumn.PublicRegion, ["社会公用证书有效区域", "社会证有效区域", "有效区域", "public_region"]),
        (StandardColumn.PublicAuthorisation, ["授权证书号", "社会证授权证书号", "public_authorisation_no"]),
    ];

    /// <summary>The column that a heading names, or null when nobody knows it.</summary>
    public static StandardColumn? Find(string heading)
    {
        var text = CellText.Of(heading).Simplified.Replace(" ", "", StringComparison.Ordinal);
        foreach (var (column, headings) in Known)
        {
            if (headings.Contains(text, StringComparer.OrdinalIgnoreCase))
                return column;
        }

        return null;
    }

    /// <summary>The heading under which our own export writes a column.</summary>
    public static string Of(StandardColumn column) => Known.First(one => one.Column == column).Headings[0];
}
