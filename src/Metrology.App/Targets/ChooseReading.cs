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

    public static readonly Refusal NoReason = new(
        "target.no-reason", new("请写明选择这个口径的理由（最多 400 字）。", "Say why this reading is chosen (at most 400 characters)."), "Because");
}
