using Metrology.App.Laboratory;

namespace Metrology.App.Verifications;

internal static class Transitions
{
    /// <summary>The same person has just made the same move: a second press of the button, which changes nothing.</summary>
    public static bool IsRepeated(Verification verification, string action, Actor actor) =>
        verification.Transitions.LastOrDefault() is { } last && last.Action == action && last.AccountId == actor.AccountId && last.To == verification.State;

    /// <summary>Hash of the record that was signed last and not returned since; null when nothing stands.</summary>
    public static string? StandingHash(Verification verification) => verification.Transitions.LastOrDefault(move => move.SignedHash is not null || move.Action == VerificationStates.Return)?.SignedHash;

    /// <summary>Moves the verification and writes who did it. The caller has checked that the move is legal.</summary>
    /// <param name="signed">Hash of the record, where the move is a signature.</param>
    public static void Add(Verification verification, string action, VerificationState to, Actor actor, DateTimeOffset at, string? reason, string? signed = null)
    {
        verification.Transitions.Add(new()
        {
            VerificationId = verification.Id,
            Sequence = verification.Transitions.Count + 1,
            Action = action,
            From = verification.State,
            To = to,
            AccountId = actor.AccountId,
            AccountName = actor.Name,
            At = at,
            Reason = reason,
            SignedHash = signed,
        });
        verification.State = to;
    }
}
