using Metrology.App.Customers;
using Metrology.Core.Certificates;
using Metrology.Core.Procedures;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.App.Verifications;

/// <summary>Why a calibration is not opened as it was asked for.</summary>
public static class CalibrationErrors
{
    /// <summary>An instrument under compulsory verification is verified; a calibration does not take its place.</summary>
    public static readonly Refusal Compulsory = new(
        "calibration.compulsory",
        new(
            "这台器具登记为强制检定，不能以校准代替检定，没有开单。请为它选择检定规程；如果登记有误，请先在被检器具中更正。",
            "This instrument is registered as under compulsory verification, which a calibration cannot replace; nothing was opened. Choose a verification regulation for it, or correct its register entry first."),
        nameof(OpenVerification.Request.UnitId));

    public static readonly Refusal NoTerms = new(
        "calibration.not-a-calibration",
        new(
            "这台器具按检定规程检定，符合性声明和复校间隔由规程规定。请清空校准约定后再开单。",
            "This instrument is verified by a regulation, which says itself what is judged and for how long. Leave the terms of calibration empty and open again."),
        nameof(OpenVerification.Request.Calibration));

    public static readonly Refusal Interval = new(
        "calibration.interval",
        new(
            $"复校间隔是 1 到 {CalibrationTerms.LongestInterval} 个月的整数。客户没有要求时请留空。",
            $"The interval is a whole number of 1 to {CalibrationTerms.LongestInterval} months. Leave it empty when the customer asked for none."),
        nameof(CalibrationTerms.IntervalMonths));

    /// <summary>A test says how the sample was; it says nothing of when to come again.</summary>
    public static readonly Refusal NoIntervalOfTest = new(
        "test.no-interval",
        new("检测报告不给出复检间隔。请清空后再开单。", "A test report states no interval. Leave it empty and open again."),
        nameof(CalibrationTerms.IntervalMonths));

    /// <summary>A statement of conformity is to a specification (ISO/IEC 17025:2017 7.8.6.2), and the method has none for this item.</summary>
    internal static Refusal? WithoutLimit(RunPlan plan) =>
        plan.Items.FirstOrDefault(item => item.Acceptance is { } rule && rule.Limits.Values.Any(limit => limit.Value is null)) is { } without
            ? new(
                "calibration.no-limits",
                new(
                    $"这个校准规范没有「{without.Title.Zh}」的限值，不能作符合性声明，没有开单。请选择不作声明，或换用有限值的规范。",
                    $"The method has no limits for “{without.Title.En}”, so conformity cannot be stated; nothing was opened. Choose no statement, or a method with limits."),
                nameof(CalibrationTerms.StatesConformity))
            : null;

    /// <param name="unit">The instrument.</param>
    /// <param name="procedure">By which it is calibrated or tested.</param>
    /// <param name="terms">Those of the calibration; null for a verification.</param>
    /// <param name="asked">Those of the request.</param>
    internal static Refusal? Of(UnitUnderTest unit, Procedure procedure, CalibrationTerms? terms, CalibrationTerms? asked)
    {
        if (terms is null)
            return asked is null ? null : NoTerms;
        if (procedure.Purpose == ProcedurePurpose.Test)
            return terms.IntervalMonths is null ? null : NoIntervalOfTest;
        if (unit.IsUnderCompulsoryVerification)
            return Compulsory;
        return terms.IntervalMonths is < 1 or > CalibrationTerms.LongestInterval ? Interval : null;
    }
}
