using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Words;

namespace Metrology.App.Targets;

/// <summary>Puts another reading of a target in force, with the person's name and reason: no reading is ever chosen silently.</summary>
public sealed class ChooseReading(Store store, TimeProvider clock)
{
    private const int LongestReason = 400;

    public Task<Outcome<string>> ExecuteAsync(Actor actor, string id, string reading, string? because, CancellationToken cancellation) =>
        store.WriteAsync<string>(actor.Saying(because), async db =>
        {
            if (actor.Deny(Permission.EditTargets) is { } denied)
                return denied;
            if (await db.Targets.FindAsync([id], cancellation) is not { } row)
                return TargetErrors.NotFound;
            if (!TargetView.Of(row).AllowedReadings.Contains(reading))
                return TargetErrors.NotAReading;
            if (string.IsNullOrWhiteSpace(because) || because.Length > LongestReason)
                return TargetErrors.NoReason;
            row.Reading = reading;
            row.ChosenBy = actor.Name;
            row.ChosenBecause = because.Trim();
            row.ChosenAt = clock.GetUtcNow();
            return reading;
        }, cancellation);
}

public static class TargetErrors
{
    public static readonly Refusal NotFound = Refusal.Of("target.not-found", "没有这个目标。", "There is no such target.");

    public static readonly Refusal NotAReading = new(
        "target.not-a-reading", new("原文不允许这种口径。请从列出的口径中选择。", "The sentence does not allow this reading. Choose one of those listed."), "Reading");

    public static readonly Refusal NoNumber = new(
        "target.no-number", new("原文没有数字，不能设基数，也不能分解。", "The text names no number: there is nothing to set against a baseline or to divide."), "Number");

    public static readonly Refusal BadNumber = new(
        "target.bad-number", new("请填写不小于 0 的数。", "Write a number that is not negative."), "Number");

    public static readonly Refusal BaselineWithoutDay = new(
        "target.baseline-without-day", new("基数须写明是哪一天的数。", "Say of which day the baseline is."), "On");

    public static readonly Refusal BaselineAfterDue = new(
        "target.baseline-after-due", new("基数的日期晚于期限，请核对。", "The day of the baseline is after the due day; check it."), "On");

    public static readonly Refusal PartExists = new(
        "target.part-exists", new("这个单位已有分解指标。请先删去，再重新填写。", "This unit has its part already. Remove that one first."), "Unit");

    public static readonly Refusal NoPart = Refusal.Of("target.no-part", "没有这个分解指标。", "There is no such part.");

    public static readonly Refusal NotAMeaning = new(
        "target.not-a-meaning", new("原文没有这种含义。请从列出的含义中选择。", "The words do not have this meaning. Choose one of those listed."), "Meaning");

    public static readonly Refusal NoPresider = new(
        "target.no-presider", new("这种含义取决于主持考核单位：请照考核证书填写它的名称。", "This meaning depends on the department that presides over the examinations: name it as the assessment certificates do."), "Presider");

    public static readonly Refusal StartStated = new(
        "target.plan-start-stated", new("原文已写明规划起点，不能另填。", "The sentence says itself when the plan began; nothing else is entered."), "PlanStart");

    public static readonly Refusal NoStart = new("target.no-plan-start", new("请填写规划起点的日期。", "Give the first day of the plan."), "PlanStart");

    public static readonly Refusal StartAfterDue = new(
        "target.plan-start-after-due", new("规划起点晚于期限，请核对。", "The plan would begin after it is due; check the day."), "PlanStart");

    public static readonly Refusal NoReason = new(
        "target.no-reason", new("请写明选择这个口径的理由（最多 400 字）。", "Say why this reading is chosen (at most 400 characters)."), "Because");
}
