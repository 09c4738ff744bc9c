using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Laboratory;

/// <summary>First run: the institution and its first administrator, together or not at all. Refused as soon as there is any account.</summary>
public sealed class SetUpLaboratory(Store store, ICertificateRenderer paper)
{
    /// <summary>Who needs more than a password from the first day, unless whoever sets it up says otherwise.</summary>
    public static readonly Role[] RolesOfSecondFactor = [Role.Administrator, Role.Approver];

    /// <param name="passwordHash">The host hashes the password; nothing here ever sees it.</param>
    public Task<Outcome<Account>> ExecuteAsync(Institution institution, NewAccount administrator, string passwordHash, CancellationToken cancellation) =>
        store.WriteAsync<Account>(async db =>
        {
            if (await db.Accounts.AnyAsync(cancellation))
                return LaboratoryErrors.SetUpAlready;
            if ((institution.Unprintable(paper) ?? paper.Wrong((nameof(administrator.DisplayName), administrator.DisplayName))) is { } unprintable)
                return unprintable;
            var account = administrator.ToAccount();
            (account.Roles, account.PasswordHash) = ([Role.Administrator], passwordHash);
            db.Add(account);
            if (await db.Institutions.FirstOrDefaultAsync(cancellation) is null)
                db.Add(institution);
            return account;
        }, cancellation);
}

/// <summary>An account to be made.</summary>
public sealed record NewAccount(string UserName, string DisplayName, IReadOnlyList<Role> Roles)
{
    /// <summary>User names are compared without case.</summary>
    public static string Normalize(string userName) => userName.Trim().ToUpperInvariant();

    internal Account ToAccount() => new()
    {
        UserName = UserName.Trim(),
        NormalizedUserName = Normalize(UserName),
        DisplayName = DisplayName.Trim(),
        SecurityStamp = Guid.NewGuid().ToString("N"),
        Roles = [.. Roles.Distinct().Order()],
    };
}
