using System.Globalization;
using Metrology.Core.Procedures;
using Metrology.Core.Words;

namespace Metrology.Core.Runs;

/// <summary>What keeps a test point from being decided.</summary>
/// <param name="Before">What records up to format 3 say of it, where they say something else.</param>
internal sealed record WhyOpen(BilingualText Text, BilingualText? Before = null)
{
    private static readonly BilingualText NoError = new(
        "有一次测量无法计算误差（参考量值为零或缺少读数）。", "One repeat has no error (the reference value is zero or a reading is missing).");

    /// <summary>Null when nothing does, also while the point is unfinished.</summary>
    public static WhyOpen? Of(
        RunState state, ProcedureItem item, IReadOnlyList<int> steps, IReadOnlyList<RepeatResult> repeats, IReadOnlyList<ReferenceCapability> references, PermissibleZone zone)
    {
        if (steps.Where(i => state.Steps[i].Phase == StepPhase.Skipped).Select(i => state.Steps[i].Reason).FirstOrDefault() is { } reason)
            return new WhyOpen(new BilingualText($"已跳过：{reason}", $"Skipped: {reason}"));
        if (repeats.FirstOrDefault(repeat => repeat.Error is null) is { } without)
            return new(Without(without), NoError);
        if (!zone.IsKnown && repeats.Count > 0)
        {
            return new WhyOpen(new BilingualText(
                "规程数据中没有此项限值，不能判定。请对照规程文本补全后发布新的修订。",
                "The procedure data has no limit for this point, so nothing is decided. Complete it from the text of the regulation and publish a new revision."));
        }

        return ReferenceGuard.Insufficient(state.Plan.Procedure, item, zone.ExactMagnitude, references)?.Text is { } insufficient ? new(insufficient) : null;
    }

    private static BilingualText Without(RepeatResult repeat)
    {
        var number = repeat.Step.Repeat.ToString(CultureInfo.InvariantCulture);
        return new($"第 {number} 次测量没有误差：{repeat.NoError!.Text.Zh}请核对读数，需要时重测。", $"Repeat {number} has no error: {repeat.NoError.Text.En} Check the readings and measure again if needed.");
    }
}
