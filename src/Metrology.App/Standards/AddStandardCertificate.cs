using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Traceability;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Standards;

/// <summary>Registers a certificate of a standard. Earlier certificates stay: history answers what was valid on a past work date.</summary>
public sealed class AddStandardCertificate(Store store, ICertificateRenderer paper, TimeProvider clock)
{
    /// <param name="Region">有效区域; null where the certificate names none.</param>
    /// <param name="AuthorisationNumber">授权证书号; null where there is none.</param>
    public sealed record Request(
        int StandardId, StandardCertificateKind Kind, string Number, string Issuer, DateOnly? IssuedOn, DateOnly? ValidUntil, string? Region = null, string? AuthorisationNumber = null);

    public Task<Outcome<int>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellation) =>
        store.WriteAsync<int>(async db =>
        {
            if (actor.Deny(Permission.EditRegistry) is { } denied)
                return denied;
            if (await UsableStandards.WrongAsync(db, request.StandardId, cancellation) is { } unusable)
                return unusable;
            var entered = await EnterAsync(db, request, paper, DateOnly.FromDateTime(clock.GetLocalNow().DateTime), cancellation);
            return entered.Refusal is { } refusal ? refusal : entered.Value.Id;
        }, cancellation);

    /// <summary>Enters it; what is corrected does not count any more when this is asked.</summary>
    internal static async Task<Outcome<StandardCertificate>> EnterAsync(MetrologyDb db, Request request, ICertificateRenderer paper, DateOnly today, CancellationToken cancellation)
    {
        var refusal = paper.Wrong((nameof(request.Number), request.Number), (nameof(request.Issuer), request.Issuer))
            ?? paper.WrongIfGiven((nameof(request.Region), request.Region), (nameof(request.AuthorisationNumber), request.AuthorisationNumber))
            ?? Validation.Plausible((nameof(request.IssuedOn), request.IssuedOn), (nameof(request.ValidUntil), request.ValidUntil))
            ?? Validation.InOrder(nameof(request.ValidUntil), request.IssuedOn, request.ValidUntil)
            ?? (IsOfOtherKind(request) ? StandardErrors.OtherKind : null)
            ?? (request.IssuedOn > today.AddYears(1) ? StandardErrors.IssuedLater : null);
        if (refusal is not null)
            return refusal;
        var standard = await db.Standards.Include(row => row.Certificates).FirstOrDefaultAsync(row => row.Id == request.StandardId, cancellation);
        if (standard is null)
            return StandardErrors.NotFound;
        var certificate = new StandardCertificate
        {
            StandardId = request.StandardId,
            Kind = request.Kind,
            Number = request.Number.Trim(),
            Issuer = request.Issuer.Trim(),
            IssuedOn = request.IssuedOn,
            ValidUntil = request.ValidUntil,
            Region = string.IsNullOrWhiteSpace(request.Region) ? null : request.Region.Trim(),
            AuthorisationNumber = string.IsNullOrWhiteSpace(request.AuthorisationNumber) ? null : request.AuthorisationNumber.Trim(),
        };
        if (certificate.Number.Length < StandardErrors.ShortestNumber || !certificate.Number.Any(char.IsLetterOrDigit))
            return StandardErrors.BadNumber;
        var others = standard.CertificatesOf(request.Kind).ToList();
        // A renewal keeps its number and has other days; the same days again are the same paper.
        if (others.Exists(row => row.Number == certificate.Number && row.IssuedOn == certificate.IssuedOn && row.ValidUntil == certificate.ValidUntil))
            return StandardErrors.CertificateExists;
        if (certificate is { IssuedOn: null, ValidUntil: null } && others.Count > 0)
            return StandardErrors.NoDates;
        if (await RegisteredElsewhereAsync(db, certificate, cancellation) is { } elsewhere)
            return elsewhere;
        if (StandardErrors.Overlap(certificate, others, standard.Events) is { } overlap)
            return overlap;
        db.Add(certificate);
        await db.SaveChangesAsync(cancellation);
        return certificate;
    }

    /// <summary>A certificate is of one standard: its number stands nowhere else.</summary>
    private static async Task<Refusal?> RegisteredElsewhereAsync(MetrologyDb db, StandardCertificate certificate, CancellationToken cancellation)
    {
        var same = StandardCertificateNumber.Same(certificate.Number);
        var digits = string.Concat(same.Reverse().SkipWhile(letter => !char.IsAsciiDigit(letter)).TakeWhile(char.IsAsciiDigit).Reverse());
        var alike = db.StandardCertificates.Where(row => row.Kind == certificate.Kind && row.StandardId != certificate.StandardId && row.Correction == null);
        // Spelled in whatever way, its digits are the same, or words.
        string[] words = [.. StandardCertificateNumber.Figures.Where(figure => figure != 'O').Select(figure => $"{figure}")];
        var candidates = await alike.Where(row => row.Number == certificate.Number || (digits.Length > 0 && row.Number.Contains(digits)) || EF.Parameter(words).Any(word => row.Number.Contains(word))).Select(row => new { row.StandardId, row.Number }).ToListAsync(cancellation);
        return candidates.Find(row => StandardCertificateNumber.Same(row.Number) == same)?.StandardId is { } id ? StandardErrors.RegisteredElsewhere((await db.Standards.FirstAsync(row => row.Id == id, cancellation)).Name, id) : null;
    }

    /// <summary>A number in the known form names its kind. Other forms are taken as they stand: the form itself is not confirmed.</summary>
    private static bool IsOfOtherKind(Request request) =>
        StandardCertificateNumber.Parse(request.Number) is { IsRefused: false } number
        && number.Value.Kind == StandardCertificateKind.Public != (request.Kind == StandardCertificateKind.Public);
}
