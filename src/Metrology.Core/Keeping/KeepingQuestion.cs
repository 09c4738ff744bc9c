using Metrology.Core.Words;

namespace Metrology.Core.Keeping;

/// <summary>What is done to keep a measurement standard between examinations.</summary>
public enum KeepingKind
{
    /// <summary>检定或校准结果的重复性试验</summary>
    Repeatability,

    /// <summary>Stability of a new standard: groups over months.</summary>
    StabilityNew,

    /// <summary>Stability of a standard in use: this year against the last.</summary>
    StabilityYearly,

    /// <summary>控制图</summary>
    ControlChart,

    /// <summary>Verification of results by transfer (传递比较法).</summary>
    Transfer,

    /// <summary>Verification of results by comparison of laboratories (比对法).</summary>
    Comparison,

    /// <summary>期间核查</summary>
    IntermediateCheck,
}

/// <summary>Readings of one day.</summary>
public sealed record KeepingGroup(DateOnly On, IReadOnlyList<decimal> Values);

/// <summary>What the readings are compared with; which of them are needed depends on the kind.</summary>
/// <param name="Limit">|MPE|, or U of the correction.</param>
/// <param name="Deviation">s in the technical report; null when the standard is new.</param>
/// <param name="Resolution">Of the instrument that was read.</param>
/// <param name="Own">U of the own result.</param>
/// <param name="Reference">Value of the higher laboratory, or of the check standard.</param>
/// <param name="ReferenceUncertainty">U of it, with the same coverage factor.</param>
/// <param name="Spread">Of a control chart.</param>
public sealed record KeepingTerms(
    decimal? Limit = null, decimal? Deviation = null, decimal? Resolution = null, decimal? Own = null, decimal? Reference = null, decimal? ReferenceUncertainty = null, SpreadKind? Spread = null);

/// <summary>Everything that a test of a standard is computed from.</summary>
public sealed record KeepingQuestion(KeepingKind Kind, IReadOnlyList<KeepingGroup> Groups, KeepingTerms Terms);

/// <summary>What comes of a test: numbers with their names, the decision, what follows from it, and what to beware of.</summary>
/// <param name="Decision">Null when there is nothing to decide by.</param>
public sealed record KeepingFinding(KeepingDecision? Decision, IReadOnlyList<KeepingFigure> Figures, BilingualText Consequence, IReadOnlyList<BilingualText> Warnings)
{
    /// <summary>Of a control chart.</summary>
    public ControlChart? Chart { get; init; }

    /// <summary>Something has to be done about the standard.</summary>
    public bool IsBad => Decision is KeepingDecision.DoesNotConform or KeepingDecision.EvaluateUncertaintyAgain;
}

public sealed record KeepingFigure(BilingualText Name, decimal Value);

public static class KeepingKinds
{
    public static BilingualText Label(this KeepingKind kind) => kind switch
    {
        KeepingKind.Repeatability => new("重复性试验", "Repeatability"),
        KeepingKind.StabilityNew => new("稳定性考核（新建）", "Stability (new standard)"),
        KeepingKind.StabilityYearly => new("稳定性考核（相邻两年）", "Stability (two years)"),
        KeepingKind.ControlChart => new("控制图", "Control chart"),
        KeepingKind.Transfer => new("结果验证（传递比较法）", "Verification of results (transfer)"),
        KeepingKind.Comparison => new("结果验证（比对法）", "Verification of results (comparison)"),
        KeepingKind.IntermediateCheck => new("期间核查", "Intermediate check"),
    };
}
