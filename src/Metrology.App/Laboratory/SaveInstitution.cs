using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Laboratory;

/// <summary>Enters the institution or changes it. Certificates issued before keep what was printed.</summary>
public sealed class SaveInstitution(Store store)
{
    public sealed record Request(
        string NameZh, string NameEn, string AddressZh, string AddressEn, string Telephone, string AuthorisationZh, string AuthorisationEn);

    public Task<Outcome<int>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellation) =>
        store.WriteAsync<int>(async db =>
        {
            var refusal = actor.Deny(Permission.Administer) ?? Validation.Required(
                (nameof(request.NameZh), request.NameZh), (nameof(request.NameEn), request.NameEn), (nameof(request.AddressZh), request.AddressZh),
                (nameof(request.AddressEn), request.AddressEn), (nameof(request.Telephone), request.Telephone), (nameof(request.AuthorisationZh), request.AuthorisationZh),
                (nameof(request.AuthorisationEn), request.AuthorisationEn));
            if (refusal is not null)
                return refusal;
            var institution = await db.Institutions.FirstOrDefaultAsync(cancellation);
            if (institution is null)
            {
                institution = new() { NameZh = "", NameEn = "", AddressZh = "", AddressEn = "", Telephone = "", AuthorisationZh = "", AuthorisationEn = "" };
                db.Add(institution);
            }

            institution.NameZh = request.NameZh.Trim();
            institution.NameEn = request.NameEn.Trim();
            institution.AddressZh = request.AddressZh.Trim();
            institution.AddressEn = request.AddressEn.Trim();
            institution.Telephone = request.Telephone.Trim();
            institution.AuthorisationZh = request.AuthorisationZh.Trim();
            institution.AuthorisationEn = request.AuthorisationEn.Trim();
            await db.SaveChangesAsync(cancellation);
            return institution.Id;
        }, cancellation);
}
