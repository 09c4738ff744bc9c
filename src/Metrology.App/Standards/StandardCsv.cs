using Metrology.Core.Traceability;
using System.Globalization;
using Metrology.App.Storage;
using Metrology.Core.Planning;

namespace Metrology.App.Standards;

/// <summary>The register of standards as a table for other programs, in Chinese as it is reported. The standing is that of the day asked for.</summary>
public static class StandardCsv
{
    private static readonly string[] Heading =
    [
        "序号", "计量标准名称", "英文名称", "分类编码", "保存地点", "测量范围", "不确定度或准确度等级或最大允许误差", "统计类别",
        "考核证书编号", "考核证书发证机关", "考核证书发证日期", "考核证书有效期至",
        "社会公用证书编号", "社会公用证书发证机关", "社会公用证书发证日期", "社会公用证书有效期至",
        "封存起", "封存止", "撤销日期", "查询日期", "状态", "示例",
    ];

    public static IEnumerable<string> Lines(IEnumerable<StandardQueries.Line> standards, DateOnly on) =>
        standards.Select(line => Row(line, on)).Prepend(Heading).Select(CsvText.Line);

    private static string[] Row(StandardQueries.Line line, DateOnly on)
    {
        var standard = line.Standard;
        return
        [
            standard.Id.ToString(CultureInfo.InvariantCulture), standard.NameZh, standard.NameEn, standard.ClassificationCode ?? "", standard.Place,
            standard.RangeText, standard.UncertaintyText, standard.OwnerClass.ToString(),
            .. Certificate(standard.CertificateShownOn(StandardCertificateKind.Assessment, on)), .. Certificate(standard.CertificateShownOn(StandardCertificateKind.Public, on)),
            Day(standard.Suspension?.From), Day(standard.Suspension?.Until), Day(standard.WithdrawnOn), Day(on), Word(line.Standing), standard.IsDemonstration ? "示例" : "",
        ];
    }

    private static string[] Certificate(StandardCertificate? one) =>
        one is null ? ["", "", "", ""] : [one.Number, one.Issuer, Day(one.IssuedOn), Day(one.ValidUntil)];

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

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
