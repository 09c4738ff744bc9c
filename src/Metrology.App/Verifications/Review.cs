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
public sealed record Finding(string Code, FindingWeight Weight, BilingualText Text, IReadOnlyList<BilingualText> Details)
{
    /// <summary>The first that keeps a record from being approved, as refusal of the same code; null when none does.</summary>
    public static Refusal? Blocking(IEnumerable<Finding> findings) =>
        findings.FirstOrDefault(finding => finding.Weight == FindingWeight.Blocking) is { } first
            ? Refusal.Of(first.Code, string.Join(" ", first.Details.Prepend(first.Text).Select(text => text.Zh)), string.Join(" ", first.Details.Prepend(first.Text).Select(text => text.En)))
            : null;
}

public enum FindingWeight
{
    Notice,
    Warning,

    /// <summary>The record is not approved like this.</summary>
    Blocking,
}
