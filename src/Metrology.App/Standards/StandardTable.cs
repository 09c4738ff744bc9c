using System.Globalization;
using Metrology.App.Standards.Life;
using Metrology.Core.Planning;
using Metrology.Core.Planning.Life;
using Metrology.Core.Traceability;
using Metrology.Core.Words;

namespace Metrology.App.Standards;

/// <summary>Columns of a register of standards as some program writes them.</summary>
public enum StandardLayout
{
    /// <summary>Our own; an import knows every column of it.</summary>
    Own,

    /// <summary>A laboratory system in use at institutes of metrology: one certificate beside 社会证 columns, state 正常/注销.</summary>
    LimsA,

    /// <summary>A second one: 标准性质 高标/次标, 是否封存, 是否撤销, 总价值.</summary>
    LimsB,
}

/// <summary>The register of standards as a table for other programs, in Chinese as it is reported. The standing is that of the day asked for. What the register does not know stays empty.</summary>
public static class StandardTable
{
    private static readonly (string Key, string Heading, Func<Cells, string> Text)[] Own =
    [
        ("id", "序号", row => row.Standard.Id.ToString(CultureInfo.InvariantCulture)),
        ("nameZh", "计量标准名称", row => row.Standard.NameZh),
        ("nameEn", "英文名称", row => row.Standard.NameEn),
        ("classificationCode", "分类编码", row => row.Standard.ClassificationCode ?? ""),
        ("place", "保存地点", row => row.Standard.Place),
        ("range", "测量范围", row => row.Standard.RangeText),
        ("uncertainty", "不确定度或准确度等级或最大允许误差", row => row.Standard.UncertaintyText),
        ("ownerClass", "统计类别", row => row.Standard.OwnerClass.ToString()),
        ("assessmentNumber", "考核证书编号", row => row.Assessment?.Number ?? ""),
        ("assessmentIssuer", "考核证书发证机关", row => row.Assessment?.Issuer ?? ""),
        ("assessmentIssuedOn", "考核证书发证日期", row => Day(row.Assessment?.IssuedOn)),
        ("assessmentValidUntil", "考核证书有效期至", row => Day(row.Assessment?.ValidUntil)),
        ("publicNumber", "社会公用证书编号", row => row.Public?.Number ?? ""),
        ("publicIssuer", "社会公用证书发证机关", row => row.Public?.Issuer ?? ""),
        ("publicIssuedOn", "社会公用证书发证日期", row => Day(row.Public?.IssuedOn)),
        ("publicValidUntil", "社会公用证书有效期至", row => Day(row.Public?.ValidUntil)),
        ("suspendedFrom", "封存起", row => Day(row.Suspension?.From)),
        ("suspendedUntil", "封存止", row => Day(row.Suspension?.Until)),
        ("withdrawnOn", "撤销日期", row => Day(row.Standard.WithdrawnOn)),
        ("on", "查询日期", row => Day(row.On)),
        ("standing", "状态", row => row.Line.IsUnusable ? Unusable : Word(row.Line.Standing)),
        ("isDemonstration", "示例", row => row.Standard.IsDemonstration ? "示例" : ""),
        ("institution", "建标单位", row => row.Standard.Institution ?? ""),
        ("rank", "标准性质", row => Rank(row.Standard.Rank)),
        ("originalValue", "计量标准原值（万元）", row => row.Standard.OriginalValue?.ToString(CultureInfo.InvariantCulture) ?? ""),
        ("publicRegion", "社会公用证书有效区域", row => row.Public?.Region ?? ""),
        ("publicAuthorisation", "授权证书号", row => row.Public?.AuthorisationNumber ?? ""),
    ];

    private static readonly (string Key, string Heading, Func<Cells, string> Text)[] LimsA =
    [
        ("assessmentNumber", "计量标准证书号", row => row.Assessment?.Number ?? ""),
        ("nameZh", "计量标准名称", row => row.Standard.NameZh),
        ("nameEn", "计量标准英文名称", row => row.Standard.NameEn),
        ("classificationCode", "计量标准代码", row => row.Standard.ClassificationCode ?? ""),
        ("state", "状态", row => row.Line.IsUnusable ? Unusable : row.Line.Standing == StandardStanding.Withdrawn ? Dated("注销", new(row.Standard.WithdrawnOn, null)) : row.Line.Standing == StandardStanding.Suspended ? Dated("封存", row.Suspension) : "正常"),
        ("institution", "建标单位", row => row.Standard.Institution ?? ""),
        ("assessmentIssuer", "发证单位", row => row.Assessment?.Issuer ?? ""),
        ("assessmentIssuedOn", "发证日期", row => Day(row.Assessment?.IssuedOn)),
        ("assessmentValidUntil", "有效期", row => Day(row.Assessment?.ValidUntil)),
        ("range", "测量范围", row => row.Standard.RangeText),
        ("uncertainty", "不确定度误差", row => row.Standard.UncertaintyText),
        ("publicIssuer", "社会证发证机关", row => row.Public?.Issuer ?? ""),
        ("publicNumber", "社会证证书号", row => row.Public?.Number ?? ""),
        ("publicIssuedOn", "社会证发证日期", row => Day(row.Public?.IssuedOn)),
        ("publicValidUntil", "社会证有效日期", row => Day(row.Public?.ValidUntil)),
        ("publicRegion", "社会证有效区域", row => row.Public?.Region ?? ""),
        ("publicAuthorisation", "社会证授权证书号", row => row.Public?.AuthorisationNumber ?? ""),
        ("responsible", "项目负责人", row => Responsible(row.Standard)),
    ];

    private static readonly (string Key, string Heading, Func<Cells, string> Text)[] LimsB =
    [
        ("classificationCode", "代码", row => row.Standard.ClassificationCode ?? ""),
        ("nameZh", "计量标准名称", row => row.Standard.NameZh),
        ("nameEn", "计量标准英文名称", row => row.Standard.NameEn),
        ("assessmentNumber", "计量标准证书号", row => row.Assessment?.Number ?? ""),
        ("publicNumber", "社会公用证书号", row => row.Public?.Number ?? ""),
        ("rank", "标准性质", row => Rank(row.Standard.Rank)),
        ("assessmentIssuedOn", "计量标准发证日期", row => Day(row.Assessment?.IssuedOn)),
        ("assessmentValidUntil", "计量标准有效期", row => Day(row.Assessment?.ValidUntil)),
        ("publicIssuedOn", "社会公用证书发证日期", row => Day(row.Public?.IssuedOn)),
        ("publicValidUntil", "社会公用证书有效日期", row => Day(row.Public?.ValidUntil)),
        ("place", "存放地点", row => row.Standard.Place),
        ("responsible", "负责人", row => Responsible(row.Standard)),
        ("assessmentIssuer", "主持考核单位", row => row.Assessment?.Issuer ?? ""),
        ("isSuspended", "是否封存", row => row.Line.IsUnusable ? Unusable : row.Line.Standing == StandardStanding.Suspended ? Dated("是", row.Suspension) : "否"),
        ("isWithdrawn", "是否撤销", row => row.Line.IsUnusable ? Unusable : row.Line.Standing == StandardStanding.Withdrawn ? Dated("是", new(row.Standard.WithdrawnOn, null)) : "否"),
        ("publicIssuer", "批准机关", row => row.Public?.Issuer ?? ""),
        ("originalValue", "总价值（万元）", row => row.Standard.OriginalValue?.ToString(CultureInfo.InvariantCulture) ?? ""),
        ("uncertainty", "准确度等级", row => row.Standard.UncertaintyText),
        ("range", "测量范围", row => row.Standard.RangeText),
    ];

    public static IReadOnlyList<(string Key, string Heading)> Columns(StandardLayout layout) => [.. Of(layout).Select(column => (column.Key, column.Heading))];

    public static IReadOnlyList<IReadOnlyList<string>> Rows(IEnumerable<StandardQueries.Line> lines, DateOnly on, StandardLayout layout) =>
    [
        .. lines.Select(line => new Cells(line, on, line.Standard.CertificateShownOn(StandardCertificateKind.Assessment, on), line.Standard.CertificateShownOn(StandardCertificateKind.Public, on)))
            .Select(row => Of(layout).Select(column => column.Text(row)).ToList()),
    ];

    private static (string Key, string Heading, Func<Cells, string> Text)[] Of(StandardLayout layout) => layout switch
    {
        StandardLayout.LimsA => LimsA,
        StandardLayout.LimsB => LimsB,
        _ => Own,
    };

    private sealed record Cells(StandardQueries.Line Line, DateOnly On, StandardCertificate? Assessment, StandardCertificate? Public)
    {
        public MeasurementStandard Standard => Line.Standard;

        public CertificatePeriod? Suspension => Standard.SuspensionOn(On);
    }

    private static string Responsible(MeasurementStandard standard) => string.Join('、', standard.People.Where(person => person.IsResponsible).Select(person => person.Name));

    /// <summary>With the day behind it, so that whoever reads it again knows since when.</summary>
    private static string Dated(string word, CertificatePeriod? days) => days switch
    {
        { From: { } from, Until: { } until } => $"{word}（{Day(from)}至{Day(until)}）",
        { From: { } from } => $"{word}（{Day(from)}）",
        _ => word,
    };

    private static string Rank(StandardRank? rank) => rank switch
    {
        StandardRank.Highest => "高标",
        StandardRank.Secondary => "次标",
        _ => "",
    };

    /// <summary>The row is not what the ledger says of it; nobody takes it for one that stands.</summary>
    private const string Unusable = "不可使用";

    private static string Word(StandardStanding standing) => standing switch
    {
        StandardStanding.Valid => "有效",
        StandardStanding.Expiring => "有效（60天内到期）",
        StandardStanding.Expired => "已过期",
        StandardStanding.Suspended => "已封存",
        StandardStanding.Withdrawn => "已撤销",
        StandardStanding.Unknown => "未知",
        StandardStanding.NotYet => "未建立",
    };

    private static string Day(DateOnly? day) => day?.Iso() ?? "";
}
