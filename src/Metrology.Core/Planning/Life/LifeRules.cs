using Metrology.Core.Words;

namespace Metrology.Core.Planning.Life;

/// <summary>
/// Which act may follow which. The text of JJF 1033-2023 is not held: each refusal names the rule and that it is remembered, so that an institution that knows better can say so.
/// </summary>
internal static class LifeRules
{
    private const string Remembered = "（JJF 1033-2023，凭记忆，未确认）", Unconfirmed = " (JJF 1033-2023, remembered, not confirmed)";

    private static readonly Refusal AfterWithdrawal = Of(
        "standard.act-withdrawn", "计量标准已撤销，此后不能再办理；重新建立的，另登记一项并按新建申请。", "The standard is withdrawn and nothing follows; one that is built again is entered as another and assessed as new.");

    private static readonly Refusal BuiltBefore = Of(
        "standard.act-built-before", "已经建标考核过；证书到期前申请的是复查考核。证书过期后，或准确度发生变化的更换之后，才按新建申请。", "It was assessed before; what is applied for before the certificate ends is a re-examination. Only once the certificate has lapsed, or after a replacement that changes accuracy, is it assessed as new.");

    private static readonly Refusal NeedsAssessment = Of(
        "standard.act-needs-assessment", "更换改变了不确定度、等级或最大允许误差，应按新建申请考核，复查考核不够。", "A replacement changed uncertainty, class or MPE: it is assessed as new, a re-examination is not enough.");

    private static readonly Refusal ExamineLapsed = Of(
        "standard.act-examine-lapsed", "这一天考核证书已过有效期：应按新建申请考核，不能再申请复查考核。", "The assessment certificate has lapsed by that day: it is assessed as new, and no longer re-examined.");

    private static readonly Refusal SuspendedTwice = Of("standard.act-suspended-twice", "这一天已在封存期内。请先办理恢复，或把开始日期改到封存期之后。", "That day lies in a suspension already. Resume it first, or begin after its end.");

    private static readonly Refusal NotSuspended = Of("standard.act-not-suspended", "这一天不在封存期内，没有可以恢复的封存。请核对日期。", "That day lies in no suspension, so there is nothing to resume. Check the day.");

    private static readonly Refusal ResumeLapsed = Of(
        "standard.act-resume-lapsed", "这一天考核证书不在有效期内：恢复应按新建申请，不能直接恢复。", "The assessment certificate is not in force on that day: to resume, it is assessed as new.");

    private static readonly Refusal ResumeUnexamined = Of(
        "standard.act-resume-unexamined", "恢复前应先经复查考核：请先登记封存之后的复查考核。", "A resumption follows a re-examination: first enter one after the suspension began.");

    private static readonly Refusal BeforeAssessment = Of(
        "standard.act-before-assessment", "这一天早于第一张考核证书：还没有建立的计量标准不能复查、更换、恢复或改造。请核对日期。", "That day is before the first assessment certificate: what is not established is not re-examined, replaced, resumed or upgraded. Check the day.");

    private static readonly Refusal UpgradeSuspended = Of(
        "standard.act-upgrade-suspended", "这一天在封存期内，封存的计量标准不能登记提升改造。请先办理恢复，或核对日期。", "On that day the standard is suspended, and no upgrade is entered. Resume it first, or check the day.");

    private static readonly Refusal NoEffect = Refusal.Of("standard.act-no-effect", "请说明更换后是否发生变化。", "Say what the replacement changes.") with { Field = "Effect" };

    public static Refusal? Problem(LifeEvent act, StandardLife.Position at, IReadOnlyList<CertificatePeriod> assessment) => (act.Act, at) switch
    {
        (_, { Withdrawn: not null }) => AfterWithdrawal,
        (StandardAct.Built, { IsBuilt: true, Awaiting: not ReplacementEffect.Accuracy }) when !HasLapsed(act.On, assessment.Where(period => period.From != act.On)) => BuiltBefore,
        (not StandardAct.Built, _) when act.Act is not (StandardAct.Withdrawn or StandardAct.Suspended or StandardAct.Corrected) && IsBefore(act.On, assessment) => BeforeAssessment,
        (StandardAct.Upgraded, _) when assessment.Count == 0 => BeforeAssessment,
        (StandardAct.Upgraded, _) when at.IsSuspendedOn(act.On) => UpgradeSuspended,
        (StandardAct.ReExamined, { Awaiting: ReplacementEffect.Accuracy }) => NeedsAssessment,
        (StandardAct.ReExamined, _) when HasLapsed(act.On, assessment) => ExamineLapsed,
        (StandardAct.Replaced, _) when act.Effect is null => NoEffect,
        (StandardAct.Suspended, _) when at.IsStatedOn(act.On) => SuspendedTwice,
        (StandardAct.Resumed, _) when !at.IsSuspendedOn(act.On) => NotSuspended,
        (StandardAct.Resumed, _) when !assessment.Any(period => period.From <= act.On && act.On <= period.Until) => ResumeLapsed,
        (StandardAct.Resumed, _) when !(at.Examined >= at.Suspension!.From) => ResumeUnexamined,
        _ => null,
    };

    /// <summary>Its first certificate is known, and issued later.</summary>
    private static bool IsBefore(DateOnly day, IReadOnlyList<CertificatePeriod> assessment) =>
        assessment.Count > 0 && assessment.All(period => period.From is { } from && day < from);

    /// <summary>Whatever had been issued by that day had ended before it.</summary>
    internal static bool HasLapsed(DateOnly day, IEnumerable<CertificatePeriod> assessment) =>
        assessment.Where(period => !(period.From > day)).ToList() is { Count: > 0 } issued && issued.TrueForAll(period => period.Until < day);

    private static Refusal Of(string code, string zh, string en) => new(code, new(zh + Remembered, en + Unconfirmed), "Act");
}
