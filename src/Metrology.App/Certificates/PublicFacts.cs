using Metrology.Core.Certificates;
using Metrology.Core.Planning;
using Metrology.Core.Words;

namespace Metrology.App.Certificates;

/// <summary>Enough of a certificate to compare with the paper, nothing else; taken from the document as issued.</summary>
/// <param name="Standing">Null on a rejection notice: it has no validity.</param>
/// <param name="ReplacedBy">Number of the certificate that stands in its place.</param>
public sealed record PublicFacts(
    string Number, CertificateKind Kind, StandardStanding? Standing, BilingualText Institution, IReadOnlyList<Field> Particulars, string PdfHash, bool IsSimulated, bool IsDemonstration,
    CertificateStatus Status, string? ReplacedBy, DateOnly? EndedOn, string? DccHash, SigningIdentity? Signature, TimeStampFacts? TimeStamp = null, SealFacts? Seal = null)
{
    /// <summary>What came in its place, in order; the last is what counts.</summary>
    public IReadOnlyList<Successor> Successors { get; init; } = [];

    /// <summary>Lines of the cover that a stranger may see: not whose the instrument is.</summary>
    private static readonly string[] Shown = ["item", "model", "serial-number", "manufacturer", "procedure", "conclusion", "work-date", "valid-until", "issued-on"];

    public static PublicFacts Of(Certificate certificate, DateOnly today, TimeZoneInfo zone) => new(
        certificate.Number, certificate.Kind, certificate.Withdrawal is null ? certificate.StandingOn(today) : StandardStanding.Withdrawn, certificate.Document.Institution.Name,
        [.. certificate.Document.Cover.Where(field => Shown.Contains(field.Id))],
        certificate.PdfHash, certificate.IsSimulated, certificate.IsDemonstration, certificate.Status, certificate.Withdrawal?.ReplacedBy,
        certificate.Withdrawal is { } end ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(end.At, zone).DateTime) : null,
        certificate.DccHash, certificate.Signature, certificate.TimeStamp, certificate.Seal);
}
