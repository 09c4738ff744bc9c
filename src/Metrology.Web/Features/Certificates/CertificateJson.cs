using System.Text.Json;
using Metrology.App.Certificates;
using Metrology.App.Ledger;
using Metrology.Core.Certificates;
using Metrology.Core.Procedures;

namespace Metrology.Web.Features.Certificates;

/// <summary>A certificate as programs see it.</summary>
/// <param name="ValidUntil">A calibration is not valid until a day; its <paramref name="NextCalibration"/> is the day that the customer asked for.</param>
/// <param name="Document">The content as issued; absent in lists.</param>
internal sealed record CertificateJson(
    string Number, string Kind, Guid VerificationId, DateOnly IssuedOn, DateOnly? ValidUntil, bool IsSimulated, bool IsDemonstration, string Status, EndJson? End = null, string? PdfHash = null, string? DccHash = null, SignatureJson? Signature = null,
    JsonElement? Document = null, LedgerJson? Ledger = null, IReadOnlyList<SuccessorJson>? Successors = null, DateOnly? NextCalibration = null)
{
    /// <summary>In lists: instrument or customer of the registers are not what the ledger says. The paper may be good.</summary>
    public bool? IsRegisterUnusable { get; init; }

    public static CertificateJson Of(CertificateQueries.Line line) =>
        new(line.Number, KebabCase.Of(line.Kind), line.VerificationId, line.IssuedOn, Validity(line.Kind, line.ValidUntil), line.IsSimulated, line.IsDemonstration, KebabCase.Of(line.Status), NextCalibration: Next(line.Kind, line.ValidUntil)) { IsRegisterUnusable = line.IsRegisterUnusable };

    public static CertificateJson Of(Certificate certificate) => new(
        certificate.Number, KebabCase.Of(certificate.Kind), certificate.VerificationId, certificate.IssuedOn, Validity(certificate.Kind, certificate.ValidUntil), certificate.IsSimulated, certificate.IsDemonstration,
        KebabCase.Of(certificate.Status), certificate.Withdrawal is { } end ? new(end.ReplacedBy, end.Reason, end.AccountName, end.At) : null, certificate.PdfHash,
        certificate.DccHash, SignatureJson.Of(certificate.Signature, certificate.TimeStamp, certificate.Seal), JsonElement.Parse(CertificateDocumentText.Write(certificate.Document)), NextCalibration: Next(certificate.Kind, certificate.ValidUntil));

    private static DateOnly? Validity(CertificateKind kind, DateOnly? day) => kind == CertificateKind.CalibrationCertificate ? null : day;

    private static DateOnly? Next(CertificateKind kind, DateOnly? day) => kind == CertificateKind.CalibrationCertificate ? day : null;
}

/// <summary>What the ledger says.</summary>
/// <param name="Word">proven, not-yet-signed or damaged.</param>
/// <param name="Entry">From 1.</param>
internal sealed record LedgerJson(string Word, long? Entry, long Size, DateTimeOffset? SignedAt)
{
    public static LedgerJson? Of(LedgerStanding? standing) => standing is null ? null : new(KebabCase.Of(standing.Word), standing.Entry, standing.Size, standing.SignedAt);
}

/// <summary>Who signed the files.</summary>
/// <param name="Kind">"local-certificate": an X.509 key of this server; no electronic seal by GB/T 38540. Null when a seal service alone signed.</param>
/// <param name="Certificate">SHA-256 of the signer's certificate.</param>
/// <param name="TimeStamp">A time stamp (RFC 3161) on the signature of the PDF; null when there is none.</param>
/// <param name="Seal">A second signature by a seal service; null when there is none.</param>
internal sealed record SignatureJson(string? Kind, string? Subject, string? Certificate, bool IsDemonstration, TimeStampFacts? TimeStamp, SealFacts? Seal)
{
    public static SignatureJson? Of(SigningIdentity? signer, TimeStampFacts? stamp, SealFacts? seal) => signer is null && seal is null
        ? null
        : new(signer is null ? null : "local-certificate", signer?.Subject, signer?.Fingerprint, signer?.IsDemonstration == true, stamp, seal);
}

/// <summary>How a certificate ended.</summary>
internal sealed record EndJson(string? ReplacedBy, string Reason, string By, DateTimeOffset At);

/// <summary>A certificate that came in the place of another. Whoever follows them takes the last, and only when it stands.</summary>
internal sealed record SuccessorJson(string Number, string Status, DateOnly? EndedOn)
{
    public static IReadOnlyList<SuccessorJson> Of(IReadOnlyList<Successor> chain) => [.. chain.Select(one => new SuccessorJson(one.Number, KebabCase.Of(one.Status), one.EndedOn))];
}

/// <summary>What a stranger's program learns.</summary>
internal sealed record CheckJson(
    string Number, string Kind, string? Standing, string Institution, IReadOnlyDictionary<string, string> Particulars, string PdfHash, bool IsSimulated, bool IsDemonstration,
    string Status, string? ReplacedBy, DateOnly? EndedOn, string? DccHash, SignatureJson? Signature, IReadOnlyList<SuccessorJson> Successors, LedgerJson? Ledger = null)
{
    public static CheckJson Of(PublicFacts facts, Words t) => new(
        facts.Number, KebabCase.Of(facts.Kind), facts.Status is CertificateStatus.Replaced ? KebabCase.Of(facts.Status) : facts.Standing is { } standing ? KebabCase.Of(standing) : null, t[facts.Institution],
        facts.Particulars.ToDictionary(field => field.Id, field => t[field.Value]), facts.PdfHash, facts.IsSimulated, facts.IsDemonstration,
        KebabCase.Of(facts.Status), facts.ReplacedBy, facts.EndedOn, facts.DccHash, SignatureJson.Of(facts.Signature, facts.TimeStamp, facts.Seal), SuccessorJson.Of(facts.Successors));
}
