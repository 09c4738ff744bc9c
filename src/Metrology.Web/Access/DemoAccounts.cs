using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Web.Access;

/// <summary>Gives a demonstration one account a role and, unless the seed has made one, an institution that says it is invented.</summary>
internal sealed class DemoAccounts(Store store, IPasswordHasher<Account> hasher, DemoLogins logins)
{
    private static readonly (Role Role, string UserName, string Name)[] People =
    [
        (Role.Technician, "technician", "示例检定员"),
        (Role.Checker, "checker", "示例核验员"),
        (Role.Approver, "approver", "示例批准人"),
        (Role.Planner, "planner", "示例规划员"),
        (Role.Administrator, "administrator", "示例管理员"),
    ];

    /// <summary>Does nothing when there are accounts already.</summary>
    public async Task SeedAsync(CancellationToken cancellation)
    {
        if (await store.ReadAsync(db => db.Accounts.AnyAsync(cancellation), cancellation))
            return;
        var drawn = People.Select(person => new DemoLogins.Login(person.Role, person.UserName, DemoLogins.NewPassword())).ToArray();
        await store.WriteAsync<bool>(async db =>
        {
            if (!await db.Institutions.AnyAsync(cancellation))
                db.Add(Invented());
            foreach (var (person, login) in People.Zip(drawn))
                db.Add(Person(person.Name, login));
            return true;
        }, cancellation);
        logins.Keep(drawn);
    }

    private Account Person(string name, DemoLogins.Login login)
    {
        var account = new Account
        {
            UserName = login.UserName,
            NormalizedUserName = NewAccount.Normalize(login.UserName),
            DisplayName = name,
            SecurityStamp = Guid.NewGuid().ToString("N"),
            Roles = [login.Role],
        };
        account.PasswordHash = hasher.HashPassword(account, login.Password);
        return account;
    }

    private static Institution Invented() => new()
    {
        NameZh = "示例市计量检定所",
        NameEn = "Sample City Institute of Metrology",
        AddressZh = "示例市示例路 1 号",
        AddressEn = "1 Sample Road, Sample City",
        Telephone = "000-00000000",
        AuthorisationZh = "示例授权，无法律效力",
        AuthorisationEn = "Sample authorisation, without legal effect",
        IsDemonstration = true,
    };
}
