using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Laboratory;

/// <summary>Changes the name, address and authorisation that stand on certificates issued from now on; what was issued keeps its own.</summary>
public sealed class EditInstitution(Store store, ICertificateRenderer paper)
{
    public Task<Outcome<Institution>> ExecuteAsync(Actor actor, Institution edited, CancellationToken cancellation) =>
        store.WriteAsync<Institution>(actor, async db =>
        {
            if (actor.Deny(Permission.Administer) is { } denied)
                return denied;
            if (edited.Unprintable(paper) is { } unprintable)
                return unprintable;
            if (await db.Institutions.FirstOrDefaultAsync(cancellation) is not { } institution)
            {
                db.Add(edited);
                return edited;
            }

            institution.NameZh = edited.NameZh;
            institution.NameEn = edited.NameEn;
            institution.AddressZh = edited.AddressZh;
            institution.AddressEn = edited.AddressEn;
            institution.Telephone = edited.Telephone;
            institution.AuthorisationZh = edited.AuthorisationZh;
            institution.AuthorisationEn = edited.AuthorisationEn;
            return institution;
        }, cancellation);
}
