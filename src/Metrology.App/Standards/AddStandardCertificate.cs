using Metrology.Core.Traceability;
using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Standards;

/// <summary>Registers a certificate of a standard. Earlier certificates stay: history answers what was valid on a past work date.</summary>
public sealed class AddStandardCertificate(Store store, ICertificateRenderer paper)
{
    public sealed record Request(int StandardId, StandardCertificateKind Kind, string Number, string Issuer, DateOnly? IssuedOn, DateOnly? ValidUntil);

    public Task<Outcome<int>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellation) =>
        store.WriteAsync<int>(async db =>
        {
            var refusal = actor.Deny(Permission.EditRegistry)
                ?? paper.Wrong((nameof(request.Number), request.Number), (nameof(request.Issuer), request.Issuer))
                ?? Validation.Plausible((nameof(request.IssuedOn), request.IssuedOn), (nameof(request.ValidUntil), request.ValidUntil))
                ?? Validation.InOrder(nameof(request.ValidUntil), request.IssuedOn, request.ValidUntil)
                ?? (IsOfOtherKind(request) ? StandardErrors.OtherKind : null);
            if (refusal is not null)
                return refusal;
            if (!await db.Standards.AnyAsync(row => row.Id == request.StandardId, cancellation))
                return StandardErrors.NotFound;
            var certificate = new StandardCertificate
            {
                StandardId = request.StandardId,
                Kind = request.Kind,
                Number = request.Number.Trim(),
                Issuer = request.Issuer.Trim(),
                IssuedOn = request.IssuedOn,
                ValidUntil = request.ValidUntil,
            };
            // A renewal keeps its number and has other days; the same days again are the same paper.
            if (await db.StandardCertificates.AnyAsync(
                row => row.StandardId == certificate.StandardId && row.Kind == certificate.Kind && row.Number == certificate.Number
                    && row.IssuedOn == certificate.IssuedOn && row.ValidUntil == certificate.ValidUntil,
                cancellation))
                return StandardErrors.CertificateExists;
            if (StandardErrors.Overlap(certificate, await db.StandardCertificates.Where(row => row.StandardId == certificate.StandardId && row.Kind == certificate.Kind).ToListAsync(cancellation)) is { } overlap)
                return overlap;
            db.Add(certificate);
            await db.SaveChangesAsync(cancellation);
            return certificate.Id;
        }, cancellation);

    /// <summary>A number in the known form names its kind. Other forms are taken as they stand: the form itself is not confirmed.</summary>
    private static bool IsOfOtherKind(Request request) =>
        Core.Traceability.StandardCertificateNumber.Parse(request.Number) is { IsRefused: false } number
        && number.Value.Kind == Core.Traceability.StandardCertificateKind.Public != (request.Kind == StandardCertificateKind.Public);
}
