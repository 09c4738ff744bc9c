using System.Text.RegularExpressions;

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

    /// <summary>In 元.</summary>
    OriginalValueYuan,

    /// <summary>总价值, without a unit.</summary>
    OriginalValueBare,

    /// <summary>是否封存: 是 or 否, or the day itself.</summary>
    IsSuspended,

    /// <summary>是否撤销: 是 or 否, or the day itself.</summary>
    IsWithdrawn,

    /// <summary>状态: 正常, 封存, 注销</summary>
    State,

    /// <summary>有效区域 of the public standard certificate</summary>
    PublicRegion,

    /// <summary>授权证书号</summary>
    PublicAuthorisation,

    /// <summary>参量: what the range is of</summary>
    Quantity,

    /// <summary>负责人, 项目负责人</summary>
    Responsible,
}

/// <summary>Which heading names which column: those of our own export, of two laboratory systems in use, of lists that institutes publish, and of program files.</summary>
public static partial class StandardHeadings
{
    private static readonly (StandardColumn Column, string[] Headings)[] Known =
    [
        (StandardColumn.Code, ["分类编码", "计量标准代码", "代码", "计量标准分类编码", "标准代码", "分类代码", "标准分类代码", "计量标准分类代码", "计量标准编码", "标准编码", "code", "jjf1022code", "jjf1022编码", "jjf1022", "classificationcode"]),
        (StandardColumn.NameZh, ["计量标准名称", "标准名称", "名称", "计量标准装置名称", "标准装置名称", "装置名称", "社会公用计量标准名称", "计量标准项目名称", "建标项目名称", "建标项目", "中文名称", "计量标准器具名称", "项目名称", "项目", "name", "nameofstandard", "standard", "standardname", "measurementstandard", "chinesename", "nameinchinese", "name(zh)", "name_zh", "nameofmeasurementstandard"]),
        (StandardColumn.NameEn, ["英文名称", "计量标准英文名称", "name_en", "name(en)", "englishname", "nameinenglish"]),
        (StandardColumn.Place, ["保存地点", "存放地点", "保存场所", "计量标准保存地点", "存放位置", "保存位置", "place", "location"]),
        (StandardColumn.Responsible, ["负责人", "项目负责人", "计量标准负责人", "responsible", "responsibleperson"]),
        (StandardColumn.OwnerClass, ["统计类别", "owner_class"]),
        (StandardColumn.Range, ["测量范围", "测量区间", "计量标准测量范围", "量程", "量值范围", "测量范围或量程", "range", "measuringrange", "measurementrange"]),
        (StandardColumn.Accuracy,
        [
            "不确定度或准确度等级或最大允许误差", "不确定度误差", "不确定度", "准确度等级", "测量不确定度", "最大允许误差", "准确度等级或最大允许误差", "不确定度或最大允许误差", "准确度等级或不确定度", "不确定度或准确度等级",
            "准确度等级或不确定度或最大允许误差", "准确度等级或最大允许误差或不确定度", "不确定度等级误差", "准确度", "等级", "准确度级别", "精度", "精度等级", "accuracy", "uncertainty", "accuracyclass", "mpe",
        ]),
        (StandardColumn.AssessmentNumber, ["考核证书编号", "计量标准证书号", "证书编号", "证书号", "certificate_no", "certificateno.", "certificateno", "certificatenumber", "certno.", "certno", "cert.no.", "cert.no", "certificate#", "cert.#", "cert#", "numberofcertificate", "certificate_number"]),
        (StandardColumn.AssessmentIssuer, ["考核证书发证机关", "主持考核单位", "主持考核部门", "主持考核机关", "组织考核部门", "考核单位", "issuer", "issuedby", "issuingauthority", "issuingbody"]),
        (StandardColumn.AssessmentIssuedOn, ["考核证书发证日期", "issued", "issuedon", "issuedate", "dateofissue", "dateissued", "issue_date"]),
        (StandardColumn.AssessmentValidUntil, ["考核证书有效期至", "到期", "有效截止", "截止有效期", "证书有效期", "证书有效期至", "valid", "validuntil", "expirydate", "expires", "expiry", "expireson", "validto", "validtill", "validthru", "valid_until", "expirationdate", "dateofexpiry", "dateofexpiration", "expiry_date"]),
        (StandardColumn.PublicNumber, ["社会公用证书编号", "public_certificate_no"]),
        (StandardColumn.PublicIssuer, ["社会公用证书发证机关", "批准机关", "public_issuer"]),
        (StandardColumn.PublicIssuedOn, ["社会公用证书发证日期", "public_issued"]),
        (StandardColumn.PublicValidUntil, ["社会公用证书有效期至", "public_valid"]),
        (StandardColumn.SuspendedFrom, ["封存起", "封存日期", "停用日期", "suspended_from"]),
        (StandardColumn.SuspendedUntil, ["封存止", "suspended_until"]),
        (StandardColumn.WithdrawnOn, ["撤销日期", "注销日期", "withdrawn_on"]),
        (StandardColumn.Institution, ["建标单位", "建标单位名称", "建标机构", "所属单位", "单位名称", "保存单位", "institution", "organisation", "organization"]),
        (StandardColumn.Rank, ["标准性质", "标准级别", "最高或次级", "rank"]),
        (StandardColumn.OriginalValue, ["计量标准原值(万元)", "总价值(万元)", "原值(万元)", "价值(万元)", "金额(万元)", "original_value"]),
        (StandardColumn.OriginalValueYuan, ["计量标准原值(元)", "总价值(元)", "原值(元)", "价值(元)", "金额(元)"]),
        (StandardColumn.OriginalValueBare, ["总价值", "计量标准原值", "原值", "价值"]),
        (StandardColumn.IsSuspended, ["是否封存", "封存", "是否停用", "是否禁用", "是否暂停", "封存情况", "suspended"]),
        (StandardColumn.IsWithdrawn, ["是否撤销", "是否注销", "是否报废", "撤销", "withdrawn"]),
        (StandardColumn.State, ["状态", "标准状态", "使用状态", "计量标准状态", "使用状况", "使用情况", "在用状态", "运行状态", "当前状态", "设备状态", "有效状态", "标准状况", "证书状态", "管理状态", "封存状态", "在用情况", "状况", "state", "status"]),
        (StandardColumn.PublicRegion, ["社会公用证书有效区域", "社会证有效区域", "有效区域", "public_region"]),
        (StandardColumn.PublicAuthorisation, ["授权证书号", "社会证授权证书号", "public_authorisation_no"]),
        (StandardColumn.Quantity, ["参量", "被测量", "测量参数", "计量参数", "测量参量", "物理量", "quantity"]),
    ];

    /// <summary>What each of two certificates tells, behind its name; the assessment certificate also without it.</summary>
    private static readonly (StandardColumn Assessment, StandardColumn Public, string[] Endings)[] OfCertificates =
    [
        (StandardColumn.AssessmentNumber, StandardColumn.PublicNumber, ["", "号", "编号", "证书号", "证书编号", "号码", "证书号码"]),
        (StandardColumn.AssessmentIssuer, StandardColumn.PublicIssuer, ["发证机关", "发证单位", "发证部门", "颁证机关", "颁发机关", "颁发单位"]),
        (StandardColumn.AssessmentIssuedOn, StandardColumn.PublicIssuedOn, ["发证日期", "发证时间", "颁证日期", "颁发日期", "签发日期", "批准日期"]),
        (StandardColumn.AssessmentValidUntil, StandardColumn.PublicValidUntil, ["有效期至", "有效期", "有效日期", "有效期限", "有效截止日期", "有效期截止", "有效期截止日期", "到期日期", "到期日", "到期时间", "截止日期", "有效至", "失效日期", "有效期止"]),
    ];

    private static readonly string[] PublicNames = ["社会公用计量标准证书", "社会公用计量标准", "社会公用证书", "社会公用证", "社会公用", "社会证", "社证", "社公证书", "社公证", "公用证书"];

    private static readonly string[] AssessmentNames = ["计量标准考核证书", "计量标准考核证", "建标考核证书", "建标考核证", "建标考核", "建标", "考核证书", "考核证", "考核", "计量标准证书", "建标证书", "计量标准"];

    private static readonly Dictionary<string, StandardColumn> ByText = Everything();

    /// <summary>The same column of the other certificate.</summary>
    private static readonly Dictionary<StandardColumn, StandardColumn> OfPublic = OfCertificates.ToDictionary(one => one.Assessment, one => one.Public);

    /// <summary>
    /// Which column of a register each heading of a sheet names; the first of two that would be the same. 发证日期 and 有效期 alone are those of the assessment certificate, but of the public one where the sheet has only that, and the second time.
    /// </summary>
    public static IReadOnlyList<StandardColumn?> Of(IReadOnlyList<string> headings)
    {
        var found = headings.Select(Find).ToList();
        var isPublicOnly = found.Contains(StandardColumn.PublicNumber) && !found.Contains(StandardColumn.AssessmentNumber);
        var guessed = new List<StandardColumn?>();
        foreach (var (i, column) in found.Index())
        {
            var taken = column;
            if (column is { } one && IsBare(headings[i]) && OfPublic.TryGetValue(one, out var other) && !found.Contains(other) && (isPublicOnly || guessed.Contains(one)))
                // Behind the name of an instrument it is the certificate of that.
                taken = guessed.IndexOf(one) is >= 0 and var before && Enumerable.Range(before, i - before).Any(j => found[j] is null or StandardColumn.NameZh && IsName(headings[j])) ? null : other;
            guessed.Add(guessed.Contains(taken) ? null : taken);
        }

        return WithEnglishName(headings, BestName(headings, found, guessed));
    }

    /// <summary>
    /// Of two columns that may be the name of the standard the one that says so, wherever it stands: 项目名称 beside 计量标准名称 is the name of the measurand, and 名称 before 型号 is that of an instrument.
    /// </summary>
    private static List<StandardColumn?> BestName(IReadOnlyList<string> headings, List<StandardColumn?> found, List<StandardColumn?> guessed)
    {
        var names = found.Index().Where(one => one.Item == StandardColumn.NameZh).Select(one => one.Index).ToList();
        if (names.Count < 2)
            return guessed;
        guessed[guessed.IndexOf(StandardColumn.NameZh)] = null;
        guessed[names.MinBy(i => Plainness(headings, i))] = StandardColumn.NameZh;
        return guessed;
    }

    /// <summary>Name beside Chinese name is the English one.</summary>
    private static List<StandardColumn?> WithEnglishName(IReadOnlyList<string> headings, List<StandardColumn?> guessed)
    {
        var zh = guessed.IndexOf(StandardColumn.NameZh);
        var en = headings.Index().FirstOrDefault(one => one.Index != zh && guessed[one.Index] is null && Plain(one.Item) is "name" or "standardname" or "nameofstandard" or "measurementstandard" or "nameofmeasurementstandard", (Index: -1, Item: "")).Index;
        if (zh >= 0 && en >= 0 && !guessed.Contains(StandardColumn.NameEn) && Plain(headings[zh]) is "chinesename" or "nameinchinese" or "中文名称" or "计量标准名称" or "标准名称")
            guessed[en] = StandardColumn.NameEn;
        return guessed;
    }

    /// <summary>From these on a heading does not say that it is of the standard, and is as likely that of an instrument.</summary>
    private const int Bare = 2, OfInstrument = 4;

    /// <summary>How little a heading says that it is the name of the standard, from 0.</summary>
    private static int Plainness(IReadOnlyList<string> headings, int i) => Plain(headings[i]) switch
    {
        "项目名称" or "项目" or "standard" => Bare + 1,
        "名称" or "name" or "装置名称" => IsBeforeInstrument(headings, i) ? OfInstrument : Bare,
        var heading => heading.Contains("计量标准", StringComparison.Ordinal) || heading.Contains("standard", StringComparison.Ordinal) ? 0 : 1,
    };

    /// <summary>What stands right behind it is of an instrument: 名称, 编号, 型号.</summary>
    internal static bool IsBeforeInstrument(IReadOnlyList<string> headings, int i) =>
        headings.Skip(i + 1).FirstOrDefault(text => text.Length > 0 && Plain(text) is not ("编号" or "数量" or "台数")) is { } next && ColumnOwner.IsOfInstrument(next, null);

    /// <summary>It is known as a name, or, beside a name that is an instrument's, as something that is established as a standard.</summary>
    internal static bool MayBeName(IReadOnlyList<string> headings, int i) =>
        Find(headings[i]) == StandardColumn.NameZh || (Find(headings[i]) is null && !ColumnOwner.IsOfInstrument(headings[i], null) && ThingOfStandard().IsMatch(Plain(headings[i])));

    /// <summary>The heading of the column that is taken for the name says so better than another that may be one.</summary>
    internal static bool SaysName(IReadOnlyList<string> headings, int taken, int other)
    {
        var own = Plainness(headings, taken);
        return own < Bare || (own < OfInstrument && (Find(headings[other]) is null || Plainness(headings, other) == OfInstrument));
    }

    /// <summary>It names something, be it the standard or an instrument: 主标准器名称, 标准器, 设备名称.</summary>
    internal static bool IsName(string heading) => Find(heading) is null or StandardColumn.NameZh && NameOfThing().IsMatch(Plain(heading));

    /// <summary>The heading does not say of which certificate it is.</summary>
    private static bool IsBare(string heading) => Plain(heading) is var text && OfCertificates.Any(one => one.Endings.Contains(text) || one.Endings.Contains(Behind().Replace(text, "")));

    /// <summary>The column that a heading names, or null when nobody knows it.</summary>
    public static StandardColumn? Find(string heading)
    {
        var text = Plain(heading);
        if (ByText.TryGetValue(text, out var column))
            return column;
        // What stands in brackets is a unit or a form, and matters only for money. A term in years is no day.
        if (!Term().IsMatch(text) && (ByText.TryGetValue(Behind().Replace(text, ""), out column) || ByText.TryGetValue(Behind().Replace(Behind().Replace(text, ""), ""), out column)))
            return column;
        // 量程/kPa
        return heading.LastIndexOf('/') is > 0 and var slash && RangeUnits.IsKnown(heading[(slash + 1)..].Trim()) && ByText.TryGetValue(Plain(heading[..slash]), out column) ? column : null;
    }

    /// <summary>不确定度/准确度等级/最大允许误差 is one heading with 或 between its parts.</summary>
    internal static string Plain(string heading) => Between().Replace(Blanks().Replace(CellText.Of(heading).Simplified, "").TrimEnd('*', ':').TrimStart('*').ToLowerInvariant(), "或");

    /// <summary>The heading under which our own export writes a column.</summary>
    public static string Of(StandardColumn column) => Known.First(one => one.Column == column).Headings[0];

    private static Dictionary<string, StandardColumn> Everything()
    {
        var all = new Dictionary<string, StandardColumn>(StringComparer.Ordinal);
        foreach (var (column, headings) in Known)
        {
            foreach (var heading in headings)
                all.TryAdd(heading, column);
        }

        foreach (var (assessment, isPublic, endings) in OfCertificates)
        {
            foreach (var ending in endings)
            {
                foreach (var name in PublicNames.Where(name => ending.Length > 0 || name.EndsWith('书')))
                    all.TryAdd(name + ending, isPublic);
                // 计量标准编号 may be anybody's own number.
                foreach (var name in AssessmentNames.Where(name => ending.Length > 0 ? name != "计量标准" || ending.Length > 2 : name.EndsWith('书')))
                    all.TryAdd(name + ending, assessment);
                if (ending.Length > 2)
                    all.TryAdd(ending, assessment);
            }
        }

        return all;
    }

    [GeneratedRegex(@"(?:(?<!机关|单位|部门|机构|地点|人员)名称|标准器|器具|设备|仪器|装置|标准物质|name|instrument|equipment|device)\z", RegexOptions.CultureInvariant)]
    private static partial Regex NameOfThing();

    [GeneratedRegex(@"(?:项目|装置|标准)(?:名称)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex ThingOfStandard();

    [GeneratedRegex(@"有效期.*\((?:年|月|个月|years?|months?)\)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Term();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"[/、,]|以及|及|和", RegexOptions.CultureInvariant)]
    private static partial Regex Between();

    [GeneratedRegex(@"(?:\([^()]*\)|\[[^\[\]]*\])\z", RegexOptions.CultureInvariant)]
    private static partial Regex Behind();
}
