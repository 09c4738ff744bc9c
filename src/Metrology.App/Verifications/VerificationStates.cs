using Metrology.App.Laboratory;

namespace Metrology.App.Verifications;

/// <summary>One legal move of a verification and who may make it.</summary>
/// <param name="NeedsReason">The person must say why.</param>
public sealed record Move(string Action, VerificationState From, VerificationState To, Permission Permission, bool NeedsReason = false);

/// <summary>The table of legal moves; what is not here is refused.</summary>
public static class VerificationStates
{
    public const string Begin = "begin";
    public const string Evaluate = "evaluate";
    public const string Submit = "submit";
    public const string Check = "check";
    public const string Approve = "approve";
    public const string Issue = "issue";
    public const string Return = "return";
    public const string Abort = "abort";

    public static readonly IReadOnlyList<Move> Moves =
    [
        new(Begin, VerificationState.Draft, VerificationState.Running, Permission.Measure),
        new(Evaluate, VerificationState.Running, VerificationState.Evaluated, Permission.Measure),
        new(Submit, VerificationState.Evaluated, VerificationState.Submitted, Permission.Measure),
        new(Check, VerificationState.Submitted, VerificationState.Checked, Permission.Check),
        new(Approve, VerificationState.Checked, VerificationState.Approved, Permission.Approve),
        new(Issue, VerificationState.Approved, VerificationState.Issued, Permission.Approve),
        new(Return, VerificationState.Submitted, VerificationState.Evaluated, Permission.Check, NeedsReason: true),
        new(Return, VerificationState.Checked, VerificationState.Evaluated, Permission.Approve, NeedsReason: true),
        new(Abort, VerificationState.Draft, VerificationState.Aborted, Permission.Measure, NeedsReason: true),
        new(Abort, VerificationState.Running, VerificationState.Aborted, Permission.Measure, NeedsReason: true),
        new(Abort, VerificationState.Evaluated, VerificationState.Aborted, Permission.Measure, NeedsReason: true),
    ];

    public static Move? Find(VerificationState from, string action) => Moves.FirstOrDefault(move => move.From == from && move.Action == action);
}
