using Metrology.App.Equipment;
using Metrology.App.Standards;
using Metrology.App.Verifications;

namespace Metrology.Web.Features.Reviews;

/// <summary>Who signed and who is next, and where the values come from.</summary>
internal static class ReviewSteps
{
    public static IReadOnlyList<Step> Of(Review review, Words t, TimeZoneInfo zone)
    {
        var verification = review.Verification;
        return
        [
            Step(t.Term.Verification, VerificationStates.Submit, VerificationState.Evaluated),
            Step(t.Term.Checker, VerificationStates.Check, VerificationState.Submitted),
            Step(t.Term.Approver, VerificationStates.Approve, VerificationState.Checked),
            Step(t.Reviews.Issue, VerificationStates.Issue, VerificationState.Approved),
        ];

        Step Step(string title, string action, VerificationState due)
        {
            var standing = verification.State > due && verification.State != VerificationState.Aborted ? StepStanding.Done
                : verification.State == due ? StepStanding.Current : StepStanding.ToDo;
            var signed = standing == StepStanding.Done ? verification.Transitions.LastOrDefault(move => move.Action == action) : null;
            return new(title, standing, signed is null ? null : $"{signed.AccountName} {signed.At.Iso(zone)}");
        }
    }

    /// <summary>Standard, then what was measured with, each with the certificate that counted.</summary>
    public static IReadOnlyList<TraceLink> Trace(Verification verification, Words t)
    {
        var (standard, date) = (verification.Standard!, verification.WorkDate);
        return
        [
            new(t[standard.Name], $"{standard.RangeText}，{standard.UncertaintyText}", standard.StandingOn(date), standard.ValidUntil(date)),
            .. MeasuredWith.Of(verification).Select(Of),
        ];

        TraceLink Of(UsedEquipment used)
        {
            var (item, certificate) = (used.Item!, used.Certificate!);
            return new(
                $"{t[new(item.NameZh, item.NameEn)]} {item.SerialNumber}", $"{certificate.Number}，{certificate.Issuer}，{certificate.UncertaintyText}",
                certificate.StandingOn(date), certificate.ValidUntil);
        }
    }
}
