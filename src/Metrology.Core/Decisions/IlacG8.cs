namespace Metrology.Core.Decisions;

/// <summary>Statement of conformity of a non-binary rule; the words of the conformity enumeration of the Digital Calibration Certificate.</summary>
public enum ConformityStatement
{
    Pass,

    /// <summary>Inside the tolerance, within a guard band of its limit.</summary>
    ConditionalPass,

    /// <summary>Outside the tolerance, within a guard band of its limit.</summary>
    ConditionalFail,
    Fail,
}

/// <summary>ILAC-G8:09/2019 clause 4.2: one result under simple acceptance, the binary rule with a guard band, and the non-binary one.</summary>
public static class IlacG8
{
    /// <summary>4.2.1.</summary>
    public static Verdict SimpleAcceptance(decimal result, ToleranceLimits limits) => limits.Contains(result) ? Verdict.Pass : Verdict.Fail;

    /// <summary>4.2.2: pass inside the acceptance limits, otherwise fail.</summary>
    /// <param name="w">Guard band, in the unit of the result; not negative.</param>
    public static Verdict Binary(decimal result, ToleranceLimits limits, decimal w) => SimpleAcceptance(result, limits.Guarded(w));

    /// <summary>4.2.3: the binary rule with two more words for what lies within a guard band of a limit.</summary>
    public static ConformityStatement NonBinary(decimal result, ToleranceLimits limits, decimal w)
    {
        if (limits.Contains(result))
            return limits.Guarded(w).Contains(result) ? ConformityStatement.Pass : ConformityStatement.ConditionalPass;
        return limits.Guarded(-w).Contains(result) ? ConformityStatement.ConditionalFail : ConformityStatement.Fail;
    }

    /// <summary>The verdict that goes into a record; a conditional fail lies outside the tolerance, so it is one.</summary>
    public static Verdict AsVerdict(this ConformityStatement statement) => statement switch
    {
        ConformityStatement.Pass => Verdict.Pass,
        ConformityStatement.ConditionalPass => Verdict.ConditionalPass,
        ConformityStatement.ConditionalFail or ConformityStatement.Fail => Verdict.Fail,
    };
}
