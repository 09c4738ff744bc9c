using Metrology.Core.Words;

namespace Metrology.Core.Planning.Building;

/// <summary>What the dates of the stages of one project must keep to.</summary>
public static class StageRules
{
    /// <summary>Everything that is wrong with one stage in the row of all.</summary>
    /// <param name="isPublic">The standard is to be a public one, which needs its second certificate.</param>
    public static IEnumerable<Refusal> Problems(StageDates stage, IReadOnlyCollection<StageDates> all, bool isPublic, DateOnly today)
    {
        if (stage.PlannedTo < stage.PlannedFrom)
            yield return Wrong("project.plan-reversed", nameof(StageDates.PlannedTo), "计划结束早于计划开始，请核对两个日期", "the planned end is before the planned start; check both days");
        if (stage.ActualTo < stage.ActualFrom)
            yield return Wrong("project.end-before-start", nameof(StageDates.ActualTo), "实际结束早于实际开始，请核对两个日期", "the actual end is before the actual start; check both days");
        if (stage.ActualTo is not null && stage.ActualFrom is null)
            yield return Wrong("project.end-without-start", nameof(StageDates.ActualFrom), "有实际结束却没有实际开始，请补上开始日期", "there is an actual end without a start; enter the start");
        if (stage.ActualFrom > today || stage.ActualTo > today)
            yield return Wrong("project.actual-in-future", stage.ActualFrom > today ? nameof(StageDates.ActualFrom) : nameof(StageDates.ActualTo), "实际日期晚于今天；将来的日期请填在计划里", "an actual day lies after today; days to come belong into the plan");
        if (stage.NotNeeded && (stage.ActualFrom ?? stage.ActualTo) is not null)
            yield return Wrong("project.not-needed-has-dates", nameof(StageDates.NotNeeded), "标为“不需要”的阶段不能有实际日期，请去掉其中之一", "a stage that is not needed has no actual days; take one of them away");
        if (stage is { NotNeeded: true, Stage: BuildingStage.Application or BuildingStage.AssessmentCertificate })
            yield return Wrong("project.stage-needed", nameof(StageDates.NotNeeded), "没有申请和考核证书就不能使用（计量法实施细则 第八条），这个阶段不能省", "without application and assessment certificate nothing may be used (Implementing Rules, article 8): this stage cannot be left out");
        if (stage is { NotNeeded: true, Stage: BuildingStage.PublicCertificate } && isPublic)
            yield return Wrong("project.public-certificate-needed", nameof(StageDates.NotNeeded), "社会公用计量标准须有社会公用计量标准证书方可使用（计量法实施细则 第八条）", "a public standard may be used only with its public certificate (Implementing Rules, article 8)");
        if (Before(stage, all) is { } before && stage.ActualFrom is { } begun && (before.ActualTo is not { } ended || begun < ended))
            yield return TooEarly(before);
        if (stage is { Stage: BuildingStage.Application, ActualFrom: { } applied } && all.FirstOrDefault(other => other.Stage == BuildingStage.TrialRun && !other.NotNeeded) is { } trial
            && (trial.ActualFrom ?? trial.ActualTo) is not null && (trial.ActualTo is not { } tried || applied < tried))
            yield return TooEarly(trial);
        if (stage is { Stage: BuildingStage.TrialRun, ActualFrom: not null, NotNeeded: false } && all.FirstOrDefault(other => other is { Stage: BuildingStage.Application, ActualFrom: not null }) is { } application
            && (stage.ActualTo is not { } over || application.ActualFrom < over))
            yield return TooLate(application);
        if (stage.ActualTo is null && !stage.NotNeeded && all.FirstOrDefault(other => other.Stage > stage.Stage && other.ActualFrom is not null && Before(other, all)?.Stage == stage.Stage) is { } after)
            yield return TooLate(after);
    }

    /// <summary>The needed stage that has to be over before this one may begin; null for the stages that may overlap.</summary>
    private static StageDates? Before(StageDates stage, IReadOnlyCollection<StageDates> all) => BuildingStages.FollowsTheOneBefore(stage.Stage)
        ? all.Where(other => other.Stage < stage.Stage && other.Stage >= BuildingStage.Application && !other.NotNeeded).MaxBy(other => other.Stage)
        : null;

    private static Refusal TooEarly(StageDates before)
    {
        var (label, day) = (BuildingStages.Label(before.Stage), before.ActualTo?.Iso());
        return Wrong(
            "project.stage-too-early", nameof(StageDates.ActualFrom),
            day is null ? $"“{label.Zh}”还没有结束，这个阶段不能开始；请先填它的结束日期" : $"“{label.Zh}”于 {day} 才结束，这个阶段不能更早开始",
            day is null ? $"“{label.En}” has not ended, so this stage cannot begin; enter its end first" : $"“{label.En}” ended on {day} only; this stage cannot begin before that");
    }

    private static Refusal TooLate(StageDates after)
    {
        var label = BuildingStages.Label(after.Stage);
        return Wrong("project.later-stage-begun", nameof(StageDates.ActualTo), $"“{label.Zh}”已经开始，这个阶段必须有结束日期", $"“{label.En}” has begun, so this stage needs its end");
    }

    private static Refusal Wrong(string code, string field, string zh, string en) => new(code, new($"{zh}。", $"{char.ToUpperInvariant(en[0])}{en[1..]}."), field);
}
