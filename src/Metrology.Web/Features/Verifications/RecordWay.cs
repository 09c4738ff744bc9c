using Metrology.App.Verifications;

namespace Metrology.Web.Features.Verifications;

/// <summary>The way of a record from measurement to certificate, with who signed what and when.</summary>
internal static class RecordWay
{
    private static readonly VerificationState[] Order =
        [VerificationState.Draft, VerificationState.Running, VerificationState.Evaluated, VerificationState.Submitted, VerificationState.Checked, VerificationState.Approved, VerificationState.Issued];

    /// <summary>The action that signs a part of the way, and the state after which it is behind.</summary>
    private static readonly (string Action, VerificationState Reached)[] Parts =
    [
        (VerificationStates.Evaluate, VerificationState.Evaluated), (VerificationStates.Submit, VerificationState.Submitted), (VerificationStates.Check, VerificationState.Checked),
        (VerificationStates.Approve, VerificationState.Approved), (VerificationStates.Issue, VerificationState.Issued),
    ];

    public static IReadOnlyList<Step> Of(Verification verification, Words t, TimeZoneInfo zone)
    {
        var last = verification.Transitions.LastOrDefault();
        var steps = new List<Step>();
        var reached = Array.IndexOf(Order, verification.State);
        var isCurrentGiven = false;
        foreach (var (action, state) in Parts)
        {
            var isDone = reached >= Array.IndexOf(Order, state);
            var signature = isDone ? verification.Transitions.LastOrDefault(move => move.Action == action) : null;
            var standing = isDone ? StepStanding.Done : isCurrentGiven || reached < 0 ? StepStanding.ToDo : StepStanding.Current;
            isCurrentGiven |= standing == StepStanding.Current;
            if (standing == StepStanding.Current && last?.Action == VerificationStates.Return)
                (standing, signature) = (StepStanding.Refused, last);
            steps.Add(new(t.Record.Action(action), standing, signature is null ? null : $"{signature.AccountName} {signature.At.Iso(zone)} {signature.Reason}".TrimEnd()));
        }

        if (verification.State == VerificationState.Aborted && last is not null)
            steps.Insert(0, new(t.Record.Action(VerificationStates.Abort), StepStanding.Refused, $"{last.AccountName} {last.At.Iso(zone)} {last.Reason}"));
        return steps;
    }
}
