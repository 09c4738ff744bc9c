using Metrology.Core.Words;

namespace Metrology.App.Projects;

public static class ProjectErrors
{
    public static readonly Refusal NotFound = Refusal.Of("project.not-found", "没有这个建标项目。", "There is no such project.");

    public static readonly Refusal NoDocument = Refusal.Of("project.no-such-document", "文件集只有第 1 到第 18 项。", "The file set has the documents 1 to 18 only.");

    public static readonly Refusal UnknownStandard = new(
        "project.unknown-standard", new("登记册里没有这项计量标准。请从列表中选择。", "The register has no such standard. Choose one of the list."), "StandardId");

    public static readonly Refusal UpgradeWithoutStandard = new(
        "project.upgrade-without-standard",
        new("提升改造项目必须指明所改造的计量标准。请选择，或改为新建。", "An upgrade says which standard it upgrades. Choose it, or make the project a new one."),
        "StandardId");

    public static readonly Refusal NoStandard = new(
        "project.no-standard",
        new(
            "最后一个阶段结束时项目要成为一项计量标准：请先在项目资料里填写保存地点、测量范围和不确定度，或关联登记册中已有的计量标准。",
            "With its last stage the project becomes a standard: first enter place, range and uncertainty of the project, or link a standard of the register."),
        "StandardId");

    public static readonly Refusal UnknownJurisdiction = new(
        "project.unknown-jurisdiction", new("没有这个地区的时限数据。请从列表中选择。", "There are no limits of this jurisdiction. Choose one of the list."), "Jurisdiction");

    public static readonly Refusal Estimate = new(
        "project.estimate-order",
        new("估计工期须三个数都填（或都不填），且 最短 ≤ 最可能 ≤ 最长，在 1 到 3650 天之间。", "Give all three numbers of the estimate or none: least ≤ likely ≤ greatest, from 1 to 3650 days."),
        "LikelyDays");

    public static readonly Refusal Budget = new(
        "project.negative-budget", new("预算不能是负数，最多到 999999 万元。", "A budget is not negative, and at most 999999 (unit: 10 000 yuan)."), "Budget");

    public static readonly Refusal DocumentNeeded = new(
        "project.document-needed", new("这份文件没有“如适用”，不能标为不需要。", "This document is not one of those “if applicable”; it cannot be marked as not needed."), "NotNeeded");

    public static readonly Refusal Stopped = Refusal.Of(
        "project.stopped", "项目已停止或并入别的项目，不能再改。要继续，请先恢复项目。", "The project was stopped or merged and changes no more. Resume it first.");

    public static readonly Refusal NotStopped = Refusal.Of("project.not-stopped", "项目没有停止。", "The project is not stopped.");

    public static readonly Refusal FinishedNotStopped = Refusal.Of("project.finished", "项目已建成，不能停止。", "The project is finished and cannot be stopped.");

    public static readonly Refusal NoStopDay = new("input.required", new("请填写停止日期。", "Give the day."), "On");

    public static readonly Refusal StopInFuture = new("project.stop-in-future", new("停止日期在今天之后，请核对。", "The day is after today; check it."), "On");

    public static readonly Refusal MergedNowhere = new(
        "project.merged-nowhere", new("要并入的项目不存在、已停止，或就是它自己。请从列表选择。", "The project to merge into is not there, is stopped, or is this one. Choose from the list."), "MergedIntoId");

    public static readonly Refusal OthersMergedHere = new(
        "project.others-merged-here", new("有别的项目并入了它，不能放弃；请把它并入另一个项目，或先恢复那些项目。", "Others were merged into it, so it is not given up; merge it, or resume them first."), "MergedIntoId");

    internal static Refusal UpgradeDiffers(Standards.MeasurementStandard standard) => Refusal.Of(
        "project.upgrade-differs",
        $"项目写的测量范围、准确度或统计类别与登记册里的标准（{standard.RangeText}，{standard.UncertaintyText}，{standard.OwnerClass} 类）不同。请先在标准上登记更换（或修改标准资料），或改正项目，再结束最后一个阶段。",
        $"Range, accuracy or counting class of the project are not those of the standard in the register ({standard.RangeText}, {standard.UncertaintyText}, class {standard.OwnerClass}). Enter the replacement at the standard (or change its entry), or correct the project, before its last stage ends.");

    internal static Refusal NoHoliday(string field, string typed, int year) => new(
        "project.bad-holiday", new($"“{typed}”不是 {year} 年的日期。请按 2026-10-01 的格式填写。", $"“{typed}” is no day of {year}. Write 2026-10-01."), field);

    internal static Refusal NoWeekend(string field, DateOnly day)
    {
        var text = day.Iso();
        return new(
            "project.holiday-kind", new($"{text} 不是周末，不需要列为上班的周末。请核对。", $"{text} is no weekend, so it is no worked weekend. Check it."), field);
    }

    internal static Refusal OffAndWorked(string field, DateOnly day)
    {
        var text = day.Iso();
        return new("project.holiday-both", new($"{text} 既列为放假又列为上班。请只留一处。", $"{text} is both a day off and worked. Keep one."), field);
    }
}
