using Metrology.App.Chains;
using Metrology.App.Keeping;
using Metrology.App.Standards;
using Metrology.Core.Certificates;
using Metrology.Core.Traceability;
using Metrology.Core.Words;

namespace Metrology.App.Papers;

/// <summary>What is recorded of a standard, and how papers say it.</summary>
/// <param name="IsNew">It would be assessed as new today, not re-examined.</param>
internal sealed record PaperFacts(MeasurementStandard Standard, DateOnly Today, IReadOnlyList<KeepingRun> Runs, ChainTree? Chain, LatestBudget.Found? Budget, bool IsNew)
{
    /// <summary>Where nothing is recorded.</summary>
    public static readonly BilingualText Blank = new("________（未登记）", "________ (not recorded)");

    public static readonly Paragraph Skeleton = new(
        new(
            "本文件由登记册自动生成，供填报时参考；官方表格的编号和版式未持有，不作仿制。标“未登记”的由建标单位补填。",
            "Made from the register as a draft; numbering and layout of the official form are not held and not imitated. What is “not recorded” is filled in by the institution."),
        Emphasis.Warning);

    public static BilingualText Said(string? text) => string.IsNullOrWhiteSpace(text) ? Blank : BilingualText.Same(text);

    public static string Day(DateOnly? day) => day?.Iso() ?? "";

    public static Field Field(string id, string zh, string en, string? value) => new(id, new(zh, en), Said(value));

    /// <summary>The lines that every form begins with.</summary>
    public FieldList Head()
    {
        var assessment = Standard.CertificateShownOn(StandardCertificateKind.Assessment, Today);
        return new(
        [
            new("name", new("计量标准名称", "Standard"), Standard.Name), Field("code", "计量标准代码", "Code", Standard.ClassificationCode), Field("institution", "建标单位", "Institution", Standard.Institution),
            Field("place", "保存地点", "Place", Standard.Place), Field("range", "测量范围", "Measuring range", Standard.RangeText),
            Field("uncertainty", "不确定度或准确度等级或最大允许误差", "Uncertainty, class or MPE", Standard.UncertaintyText), Field("certificate", "考核证书号", "Assessment certificate", assessment?.Number),
            Field("until", "考核证书有效期", "Valid until", Day(assessment?.ValidUntil)),
        ]);
    }

    /// <summary>Equipment as the forms list it, or a row of blanks.</summary>
    public Table Equipment(EquipmentRole role)
    {
        var rows = Standard.Equipment.Where(link => link.Role == role && link.Item is not null).Select(link =>
        {
            var item = link.Item!;
            var certificate = Metrology.App.Equipment.EquipmentStanding.CertificateShownOn(item, Today);
            // The columns of the official form; the register keeps no range of a single instrument.
            return (IReadOnlyList<Cell>)
            [
                new(new(item.NameZh, item.NameEn)), Text(item.Model), new(Blank), Text(certificate?.UncertaintyText), Text($"{item.Manufacturer} {item.SerialNumber}"),
                new(certificate is null ? Blank : Interval(certificate.IssuedOn, certificate.ValidUntil)), Text(Day(certificate?.IssuedOn)), Text(certificate is null ? null : $"{certificate.Issuer} {certificate.Number}"),
            ];
        }).ToList();
        return new(
            role == EquipmentRole.Main ? new("计量标准器", "Main standards") : new("主要配套设备", "Main auxiliary equipment"),
            [
                Column("名称", "Name"), Column("型号", "Model"), Column("测量范围", "Measuring range"), Column("不确定度或准确度等级或最大允许误差", "Uncertainty, class or MPE"), Column("制造厂及出厂编号", "Maker and number"),
                Column("检定周期或复校间隔", "Interval"), Column("末次检定或校准日期", "Last"), Column("检定或校准机构及证书号", "Issuer and certificate", 2),
            ],
            rows.Count > 0 ? rows : [[.. Enumerable.Repeat(new Cell(Blank), 8)]]);
    }

    /// <summary>What the days of a certificate say: whole months, of which the last day may or may not count; other terms by their last day.</summary>
    internal static BilingualText Interval(DateOnly issued, DateOnly? until)
    {
        if (until is not { } last)
            return Blank;
        var months = ((last.Year - issued.Year) * 12) + last.Month - issued.Month;
        for (var one = Math.Max(months, 1); one <= months + 1; one++)
        {
            if (last == issued.AddMonths(one) || last == issued.AddMonths(one).AddDays(-1))
                return one == 1 ? new("1 个月", "1 month") : new($"{one} 个月", $"{one} months");
        }

        return new($"至 {last.Iso()}", $"until {last.Iso()}");
    }

    public static Cell Text(string? text) => new(Said(text));

    public static Column Column(string zh, string en, double weight = 1.4) => new(new(zh, en), weight);
}
