using Metrology.Core.Words;

namespace Metrology.Core.Planning;

/// <summary>How the register counts under a reading, said in words: what is one, and what is not counted twice. The same rules as <see cref="TargetProgress"/> follows.</summary>
public static class CountingRules
{
    private static readonly BilingualText OneStandard = new(
        "一项计量标准只计一次，不论它有几张证书、几次换证、几个保存地点或开展几个项目。",
        "A standard counts once, however many certificates, renewals, places or kinds of instrument it has.");

    private static readonly BilingualText BothCertificates = new(
        "只有考核证书和社会公用证书当日都有效、未封存、未撤销才计入；其他的另列。",
        "It counts only while both certificates are in force, and it is neither suspended nor withdrawn; others stand apart.");

    private static readonly BilingualText UnknownApart = new(
        "缺日期或缺统计类别的另列为“未知”，既不计入也不丢弃。",
        "What lacks a date or a class stands apart as unknown: neither counted nor dropped.");

    private static readonly BilingualText Classes = new("只计原文所指统计类别的计量标准。", "Only standards of the classes that the text means are counted.");

    private static readonly BilingualText Established = new(
        "建成之日取两张证书最早发证日中较晚的一天；换证和复查不算新建。",
        "A standard is established on the later of the first days of its two certificates; a renewal or a re-examination establishes nothing.");

    private static readonly BilingualText Improved = new(
        "提升改造是单独登记、有证据的事件；复查考核和不改变范围、准确度的更换不算。期间先建后改的一项只计一次。",
        "An improvement is an event of its own with its evidence; a re-examination, or a replacement that changes neither range nor accuracy, is none. Built and later improved in the period counts once.");

    private static readonly BilingualText YearBegins = new("每年 1 月 1 日重新计起。", "The count begins anew on 1 January.");

    private static readonly BilingualText DueDecides = new("期限当日的计数定局：此后到期或建成都不改变它。", "The count of the due day decides: what lapses or is built later does not change it.");

    /// <summary>The rules under a reading; none when the register cannot count it.</summary>
    public static IReadOnlyList<BilingualText> Of(Target target, string reading) => !TargetProgress.CountsStandards(target) ? [] : reading switch
    {
        TargetReadings.StockAtDate => [OneStandard, BothCertificates, .. OfClasses(target), UnknownApart, DueDecides],
        TargetReadings.NewlyBuiltInPeriod => [OneStandard, BothCertificates, Established, .. OfClasses(target), UnknownApart, DueDecides],
        TargetReadings.CumulativeSincePlanStart => [OneStandard, BothCertificates, Established, Improved, .. OfClasses(target), UnknownApart, DueDecides],
        TargetReadings.IncrementOfTheYear => [OneStandard, BothCertificates, Established, Improved, YearBegins, .. OfClasses(target), UnknownApart, DueDecides],
        _ => [],
    };

    private static IEnumerable<BilingualText> OfClasses(Target target) => target.CountingClassesDefault is null ? [] : [Classes];
}
