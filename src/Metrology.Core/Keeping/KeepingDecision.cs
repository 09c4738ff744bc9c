using Metrology.Core.Words;

namespace Metrology.Core.Keeping;

/// <summary>What follows from a test of a measurement standard under JJF 1033.</summary>
public enum KeepingDecision
{
    /// <summary>符合</summary>
    Conforms,

    /// <summary>不符合</summary>
    DoesNotConform,

    /// <summary>Larger scatter than the one in the technical report: not a failure, but the uncertainty must be evaluated again.</summary>
    EvaluateUncertaintyAgain,

    /// <summary>Fewer groups of observations than stability needs.</summary>
    TooFewGroups,

    /// <summary>Fewer laboratories than a comparison needs.</summary>
    TooFewLaboratories,
}

public static class KeepingDecisions
{
    public static BilingualText Label(this KeepingDecision decision) => decision switch
    {
        KeepingDecision.Conforms => new("符合", "Conforms"),
        KeepingDecision.DoesNotConform => new("不符合", "Does not conform"),
        KeepingDecision.EvaluateUncertaintyAgain => new("重新评定不确定度", "Evaluate the uncertainty again"),
        KeepingDecision.TooFewGroups => new("观测组数不足", "Too few groups of observations"),
        KeepingDecision.TooFewLaboratories => new("实验室数不足", "Too few laboratories"),
    };

    internal static KeepingDecision Of(bool conforms) => conforms ? KeepingDecision.Conforms : KeepingDecision.DoesNotConform;
}
