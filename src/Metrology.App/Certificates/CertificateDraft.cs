using Metrology.App.Laboratory;
using Metrology.App.Software;
using Metrology.App.Verifications;
using Metrology.Core.Certificates;
using Metrology.Core.Words;

namespace Metrology.App.Certificates;

/// <summary>The document of a record: the preview and the issued paper come from here and differ only in number, date and signatures.</summary>
public static class CertificateDraft
{
    public static Outcome<CertificateDocument> Of(RunRecord record, Institution institution, CertificateIdentity identity)
    {
        var verification = record.Verification;
        var evaluation = record.Evaluate();
        if (!CertificateComposer.IsFinal(record.State.Plan, evaluation, verification.Calibration))
            return CertificateErrors.NoVerdict;

        var said = verification.Registered ?? RegisteredParticulars.Of(verification, institution);
        if (identity.Replaces is not null)
            said = said.Corrected(verification, institution);
        // A result stands on the traceability of what was measured with.
        if (said.Equipment.All(item => item.SerialNumber != verification.Bench!.Reference!.SerialNumber))
            return CertificateErrors.ReferenceNotNamed;
        return CertificateComposer.Compose(record.State.Plan, evaluation, new()
        {
            Number = identity.Number,
            Language = Language.Zh,
            Institution = said.Institution,
            Customer = said.Customer,
            Item = verification.Item,
            Standards = said.Standards,
            Equipment = said.Equipment,
            Place = BilingualText.Same(verification.Place),
            WorkDate = verification.WorkDate,
            IssuedOn = identity.IssuedOn,
            Signatures = identity.Approval is { } approval ? [.. Signatures(verification).Where(signature => signature.Role != approval.Role), approval] : Signatures(verification),
            CheckAddress = identity.CheckAddress,
            CheckCode = identity.CheckCode,
            IsDemonstration = verification.IsDemonstration,
            IsSimulated = verification.IsSimulated,
            Software = SoftwareIdentity.Text,
            Replaces = identity.Replaces,
            Ledger = identity.Ledger,
            Calibration = verification.Calibration,
            Template = said.Template,
        });
    }

    private static List<Signature> Signatures(Verification verification)
    {
        var signatures = new List<Signature>();
        Add(VerificationStates.Submit, SignatureRole.Verifier);
        Add(VerificationStates.Check, SignatureRole.Checker);
        Add(VerificationStates.Approve, SignatureRole.Approver);
        return signatures;

        void Add(string action, SignatureRole role)
        {
            // A returned record is signed again: the last signature of each kind counts, if nothing sent the record back after it.
            var returned = verification.Transitions.LastOrDefault(transition => transition.Action == VerificationStates.Return)?.Sequence ?? 0;
            if (verification.Transitions.LastOrDefault(transition => transition.Action == action && transition.Sequence > returned) is { } signed)
                signatures.Add(new(role, signed.AccountName, signed.At));
        }
    }
}

/// <summary>What a certificate has only once it is issued.</summary>
/// <param name="Number">A drawn number, or what a preview shows in its place.</param>
/// <param name="CheckAddress">Where a stranger checks the certificate.</param>
public sealed record CertificateIdentity(string Number, DateOnly IssuedOn, string CheckAddress, string CheckCode)
{
    /// <summary>The certificate in whose place it comes, or null.</summary>
    public Replacement? Replaces { get; init; }

    /// <summary>Who approved it, when that is not whoever approved the record.</summary>
    public Signature? Approval { get; init; }

    /// <summary>Where the ledger stood before, or null.</summary>
    public LedgerState? Ledger { get; init; }

    /// <summary>Before anything is drawn.</summary>
    public static CertificateIdentity Preview(DateOnly today) => new("（预览 / preview）", today, "about:blank", "");
}
