using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.App.Verifications;

/// <summary>A record before the eyes of a checker or approver.</summary>
/// <param name="Remarks">What the verifier said or what went wrong during the run, in order.</param>
/// <param name="Forward">The move that is due, or null when the record waits for nobody's signature.</param>
/// <param name="Barred">Why this person may not make it.</param>
public sealed record Review(
    RunRecord Record, Evaluation Evaluation, IReadOnlyList<Finding> Findings, IReadOnlyList<RunEventRow> Remarks, Move? Forward, Refusal? Barred)
{
    public Verification Verification => Record.Verification;

    public bool CanSign => Forward is not null && Barred is null;

    public bool CanReturn => CanSign && VerificationStates.Find(Verification.State, VerificationStates.Return) is not null;
}

/// <summary>Something to look at before signing.</summary>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Details">One line each.</param>
public sealed record Finding(string Code, FindingWeight Weight, BilingualText Text, IReadOnlyList<BilingualText> Details);

public enum FindingWeight
{
    Notice,
    Warning,
}
