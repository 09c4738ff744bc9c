using Metrology.Core.Planning.Things;
using Metrology.Core.Words;

namespace Metrology.Core.Planning;

/// <summary>How the register counts under a reading, said in words: what is one, and what is not counted twice. The same rules as <see cref="TargetProgress"/> follows.</summary>
public static class CountingRules
{
    private static readonly BilingualText OneStandard = new(
        "一项计量标准只计一次，不论它有几张证书、几次换证、几个保存地点或开展几个项目。",
        "A standard counts once, however many certificates, renewals, places or kinds of instrument it has.");

    private static readonly BilingualText BothCertificates = new(
        "只有所需证书当日都有效、未封存、未撤销才计入：社会公用计量标准要考核证书和社会公用证书，其他的只要考核证书；不满足的另列。",
        "It counts only while each certificate that it needs is in force (public standards need two, others the assessment certificate alone), and it is neither suspended nor withdrawn; others stand apart.");

    private static readonly BilingualText UnknownApart = new(
        "缺日期或缺统计类别的另列为“未知”，既不计入也不丢弃。",
        "What lacks a date or a class stands apart as unknown: neither counted nor dropped.");

    private static readonly BilingualText Classes = new("只计原文所指统计类别的计量标准。", "Only standards of the classes that the text means are counted.");

    private static readonly BilingualText Established = new(
        "建成之日取所需证书最早发证日中最晚的一天；换证和复查不算新建。",
        "A standard is established on the latest of the first days of the certificates that it needs; a renewal or a re-examination establishes nothing.");

    private static readonly BilingualText Improved = new(
        "提升改造是单独登记、有证据的事件；复查考核和不改变范围、准确度的更换不算。期间先建后改的一项只计一次。",
        "An improvement is an event of its own with its evidence; a re-examination, or a replacement that changes neither range nor accuracy, is none. Built and later improved in the period counts once.");

    private static readonly BilingualText YearBegins = new("每年 1 月 1 日重新计起。", "The count begins anew on 1 January.");

    private static readonly BilingualText DueDecides = new("期限当日的计数定局：此后到期或建成都不改变它。", "The count of the due day decides: what lapses or is built later does not change it.");

    /// <summary>The rules under a reading; none when the register cannot count it.</summary>
    public static IReadOnlyList<BilingualText> Of(Target target, string reading) => !TargetProgress.CountsStandards(target) ? OfThings(target, reading) : reading switch
    {
        TargetReadings.StockAtDate => [OneStandard, BothCertificates, .. OfClasses(target), UnknownApart, DueDecides],
        TargetReadings.NewlyBuiltInPeriod => [OneStandard, BothCertificates, Established, .. OfClasses(target), UnknownApart, DueDecides],
        TargetReadings.CumulativeSincePlanStart => [OneStandard, BothCertificates, Established, Improved, .. OfClasses(target), UnknownApart, DueDecides],
        TargetReadings.PerInstitutionMinimum => [OneStandard, BothCertificates, EachInstitution, .. OfClasses(target), UnknownApart, DueDecides],
        TargetReadings.LevelTotal => [OneStandard, BothCertificates, OfLevel, .. OfClasses(target), UnknownApart, DueDecides],
        TargetReadings.IncrementOfTheYear => [OneStandard, BothCertificates, Established, Improved, YearBegins, .. OfClasses(target), UnknownApart, DueDecides],
        _ => [],
    };

    private static readonly BilingualText OneThing = new(
        "同一编码的各行是同一个，只计一次；没有编码时按名称（全半角、空格、繁简不同视为相同）。续证、再次服务不另计。",
        "Rows of one code are one thing and count once; without a code rows of one name do (width, blanks and script do not matter). A renewed paper or a second service counts nothing more.");

    private static readonly BilingualText OneOfDistrict = new("不同区县的同名站点是不同的站点。", "Sites of one name in two districts are two.");

    private static readonly BilingualText PaperInForce = new("证书或注册当日有效才计入；终止日期未知的另列为“未知”。", "It counts while its certificate or registration is in force; without a known end it stands apart as unknown.");

    private static readonly BilingualText StandsUntilClosed = new("自设立（建成）之日起计入，到登记的终止日为止；起始日期未知的另列为“未知”。", "It counts from the day it was set up to the day it was closed; without a known beginning it stands apart as unknown.");

    private static readonly BilingualText EverCounts = new("曾经取得即计入，此后失效也计。", "Whoever ever had it counts, also after it lapsed.");

    private static readonly BilingualText NewOnly = new("起始日在规划期内、当日仍在的才计入；此前已有的，期间换证也不算新增。", "It counts when it began in the period and is still there; one that was there before is not new, whatever paper it got since.");

    private static readonly BilingualText EachYear = new("同一年内同一企业只计一次，次年重新计起。", "An enterprise counts once a year, and anew in the next.");

    private static readonly BilingualText EachUnit = new(
        "按最少的一个区县计：每个区县都达到才算达到。须在“分解”中列出全部区县；没有列出时不能判为达到，未写区县的另列为“未知”。",
        "The number is that of the district with least: all must have it. List every district under the division; without that list it is never taken as reached, and what names no district stands apart as unknown.");

    private static readonly BilingualText RateAsStated = new("覆盖率按登记的分子和分母计算，不同定义的比率不相加、不替代。", "A rate is computed from the numerator and denominator as entered; rates of different definitions are never added or exchanged.");

    private static List<BilingualText> OfThings(Target target, string reading)
    {
        if (ThingProgress.KindOf(target) is not { } kind)
            return [];
        if (kind == ThingKind.CoverageRate)
            return [RateAsStated];
        if (ThingProgress.Count(target, reading, [], [], DateOnly.MaxValue.AddYears(-1)) is null)
            return [];
        var facts = ThingFacts.Of(kind);
        List<BilingualText> rules = [OneThing];
        if (facts.IsOfDistrict)
            rules.Add(OneOfDistrict);
        rules.Add(reading switch
        {
            TargetReadings.CumulativeEverCertified => EverCounts,
            TargetReadings.AnnualFlow => EachYear,
            TargetReadings.NewlyBuiltInPeriod or TargetReadings.NewlyAddedInPeriod => NewOnly,
            _ => facts.HasCertificate ? PaperInForce : StandsUntilClosed,
        });
        if (reading == TargetReadings.PerUnitMinimum)
            rules.Add(EachUnit);
        if (target.Due.DefaultDate is not null)
            rules.Add(DueDecides);
        return rules;
    }

    private static readonly BilingualText MeaningRule = new(
        "只计生效含义所指的计量标准；登记册没有登记性质（最高、次级）、类别或主持考核单位的，另列为“未知”。",
        "Only standards of the meaning in force are counted; where the register does not say rank, category or presiding department, they stand apart as unknown.");

    private static readonly BilingualText EachInstitution = new(
        "按“分解”中列出的本级机构分别计，数字是其中最少的一个；机构名称与建标单位相同或出现在其中即计入；没有登记建标单位的另列为“未知”。",
        "Counted for each institution of the level that the division lists, by the institution that a standard names or in whose name it stands; the number is that of the one with least. What names no institution stands apart as unknown.");

    private static readonly BilingualText OfLevel = new(
        "合计“分解”中列出的本级机构所建的计量标准；没有登记建标单位的另列为“未知”。", "The sum of the institutions of the level that the division lists; what names no institution stands apart as unknown.");

    private static IEnumerable<BilingualText> OfClasses(Target target) =>
        [.. CountingClasses.Of(target) is null ? Array.Empty<BilingualText>() : [Classes], .. target.Meaning is null ? Array.Empty<BilingualText>() : [MeaningRule]];
}
