using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Standards;

/// <summary>Registers a certificate of a standard. Earlier certificates stay: history answers what was valid on a past work date.</summary>
public sealed class AddStandardCertificate(Store store)
{
    public sealed record Request(int StandardId, StandardCertificateKind Kind, string Number, string Issuer, DateOnly? IssuedOn, DateOnly? ValidUntil);

    public Task<Outcome<int>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellation) =>
        store.WriteAsync<int>(async db =>
        {
            var refusal = actor.Deny(Permission.EditRegistry)
                ?? Validation.Required((nameof(request.Number), request.Number), (nameof(request.Issuer), request.Issuer))
                ?? Validation.InOrder(nameof(request.ValidUntil), request.IssuedOn, request.ValidUntil);
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
            db.Add(certificate);
            await db.SaveChangesAsync(cancellation);
            return certificate.Id;
        }, cancellation);
}
