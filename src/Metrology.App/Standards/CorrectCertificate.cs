using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Standards;

/// <summary>
/// Says that a certificate of a standard was entered wrongly, why and by which paper: the entry stays to be seen and counts no more. What is right is entered beside it; without that the certificate is void.
/// </summary>
public sealed class CorrectCertificate(Store store, ICertificateRenderer paper, TimeProvider clock)
{
    /// <param name="Right">What the certificate says; null makes the entry void.</param>
    public sealed record Request(int StandardId, int CertificateId, string Reason, string Document, AddStandardCertificate.Request? Right);

    public Task<Outcome<int>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellation) =>
        store.WriteAsync<int>(async db =>
        {
            if ((actor.Deny(Permission.EditRegistry) ?? Problems(request).FirstOrDefault()) is { } refusal)
                return refusal;
            var standard = await db.Standards.Include(row => row.Certificates).FirstOrDefaultAsync(row => row.Id == request.StandardId, cancellation);
            if (standard is null)
                return StandardErrors.NotFound;
            if (await UsableStandards.WrongAsync(db, standard.Id, cancellation) is { } unusable)
                return unusable;
            if (standard.Certificates.Find(row => row.Id == request.CertificateId) is not { } wrong)
                return StandardErrors.NoCertificate;
            if (wrong.Correction is not null)
                return StandardErrors.CorrectedBefore;
            var correction = new CertificateCorrection(request.Reason.Trim(), request.Document.Trim(), actor.Name, clock.GetUtcNow(), null);
            wrong.Correction = correction;
            // Whoever has the form of the standard open sees that it moved on.
            db.Entry(standard).State = EntityState.Modified;
            if (request.Right is { } right)
            {
                if (IsSame(wrong, right))
                    return StandardErrors.NothingCorrected;
                var entered = await AddStandardCertificate.EnterAsync(db, right with { StandardId = standard.Id, Kind = wrong.Kind }, paper, DateOnly.FromDateTime(clock.GetLocalNow().DateTime), cancellation);
                if (entered.Refusal is { } impossible)
                    return impossible;
                wrong.Correction = correction with { ReplacedBy = entered.Value.Id };
            }

            await db.SaveChangesAsync(cancellation);
            return wrong.Correction.ReplacedBy ?? wrong.Id;
        }, cancellation);

    /// <summary>Everything that is wrong with the reason by itself.</summary>
    public static IEnumerable<Refusal> Problems(Request request) => Validation.EachRequired((nameof(request.Reason), request.Reason), (nameof(request.Document), request.Document));

    private static bool IsSame(StandardCertificate wrong, AddStandardCertificate.Request right) =>
        (wrong.Number, wrong.Issuer, wrong.IssuedOn, wrong.ValidUntil, wrong.Region ?? "", wrong.AuthorisationNumber ?? "")
        == (right.Number.Trim(), right.Issuer.Trim(), right.IssuedOn, right.ValidUntil, right.Region?.Trim() ?? "", right.AuthorisationNumber?.Trim() ?? "");
}
