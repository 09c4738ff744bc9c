using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Laboratory;

public sealed class LaboratoryQueries(Store store)
{
    public Task<bool> HasAccountsAsync(CancellationToken cancellation) =>
        store.ReadAsync(db => db.Accounts.AnyAsync(cancellation), cancellation);

    public Task<Institution?> InstitutionAsync(CancellationToken cancellation) =>
        store.ReadAsync(db => db.Institutions.FirstOrDefaultAsync(cancellation), cancellation);

    public Task<List<Account>> AccountsAsync(CancellationToken cancellation) =>
        store.ReadAsync(db => db.Accounts.OrderBy(row => row.NormalizedUserName).ToListAsync(cancellation), cancellation);

    public Task<Account?> AccountAsync(int id, CancellationToken cancellation) =>
        store.ReadAsync(db => db.Accounts.FirstOrDefaultAsync(row => row.Id == id, cancellation), cancellation);

    public Task<Account?> AccountByNameAsync(string normalizedUserName, CancellationToken cancellation) =>
        store.ReadAsync(db => db.Accounts.FirstOrDefaultAsync(row => row.NormalizedUserName == normalizedUserName, cancellation), cancellation);

    /// <summary>The account that a passkey belongs or belonged to.</summary>
    public Task<Account?> AccountByPasskeyAsync(byte[] credential, CancellationToken cancellation) =>
        store.ReadAsync(db => db.Accounts.FirstOrDefaultAsync(row => row.Passkeys.Any(passkey => passkey.CredentialId == credential), cancellation), cancellation);

    /// <summary>The account that is linked with an identity of a sign-in service.</summary>
    public Task<Account?> AccountByProviderAsync(ProviderIdentity identity, CancellationToken cancellation) =>
        store.ReadAsync(db => db.Accounts.FirstOrDefaultAsync(row => row.ProviderIssuer == identity.Issuer && row.ProviderSubject == identity.Subject, cancellation), cancellation);

    /// <summary>What was done to the account, the newest first.</summary>
    public Task<List<AccountEvent>> EventsAsync(int id, CancellationToken cancellation) =>
        store.ReadAsync(db => db.AccountEvents.Where(row => row.AccountId == id).OrderByDescending(row => row.Id).Take(EventsShown).ToListAsync(cancellation), cancellation);

    /// <summary>Roles for which a second factor is required.</summary>
    public Task<Role[]> SecondFactorRolesAsync(CancellationToken cancellation) =>
        store.ReadAsync(async db => (await db.AccessRules.FirstOrDefaultAsync(cancellation))?.SecondFactorRoles ?? [], cancellation);

    private const int EventsShown = 100;
}
