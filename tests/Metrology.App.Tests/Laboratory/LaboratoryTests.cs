using Metrology.App.Demonstration;
using Metrology.App.Laboratory;
using Metrology.App.Targets;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Laboratory;

/// <summary>First run, accounts, institution and the seeds.</summary>
public sealed class LaboratoryTests
{
    private static readonly NewAccount Li = new(" Li.Si ", " 李四 ", [Role.Checker, Role.Checker, Role.Technician]);

    private static Institution Named(string name) => new()
    {
        NameZh = name,
        NameEn = name,
        AddressZh = "",
        AddressEn = "",
        Telephone = "",
        AuthorisationZh = "",
        AuthorisationEn = "",
    };

    [Fact]
    public async Task The_first_account_is_an_administrator_and_the_only_one_made_so()
    {
        await using var laboratory = await Support.Laboratory.OpenEmptyAsync();
        var queries = laboratory.The<LaboratoryQueries>();
        Assert.False(await queries.HasAccountsAsync(default));
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(i => Task.Run(
            () => laboratory.The<SetUpLaboratory>().ExecuteAsync(Named($"所 {i}"), Li with { UserName = $"admin{i}" }, "hash", default))));
        Assert.Equal("laboratory.set-up-already", Assert.Single(both, outcome => outcome.IsRefused).Refusal!.Code);
        Assert.Equal([Role.Administrator], Assert.Single(await queries.AccountsAsync(default)).Roles);
        Assert.Equal(1, await laboratory.AskAsync(db => db.Institutions.CountAsync()));
    }

    [Fact]
    public async Task An_account_is_made_once_a_name_whatever_its_case()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var accounts = laboratory.The<AdministerAccounts>();
        var made = (await accounts.CreateAsync(laboratory.People.Administrator, Li, default)).Value.Account;
        Assert.Equal(("Li.Si", "LI.SI", "李四"), (made.UserName, made.NormalizedUserName, made.DisplayName));
        Assert.Equal([Role.Technician, Role.Checker], made.Roles);
        Assert.Equal("laboratory.user-name-taken", (await accounts.CreateAsync(laboratory.People.Administrator, Li with { UserName = "li.si" }, default)).Refusal?.Code);
        Assert.Equal("laboratory.no-role", (await accounts.CreateAsync(laboratory.People.Administrator, Li with { UserName = "x", Roles = [] }, default)).Refusal?.Code);
        Assert.Equal("laboratory.not-allowed", (await accounts.CreateAsync(laboratory.People.Planner, Li with { UserName = "x" }, default)).Refusal?.Code);
        Assert.Equal(made.Id, (await laboratory.The<LaboratoryQueries>().AccountByNameAsync("LI.SI", default))?.Id);
    }

    [Fact]
    public async Task Every_change_of_an_account_ends_its_sign_ins()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (accounts, admin, id) = (laboratory.The<AdministerAccounts>(), laboratory.People.Administrator, laboratory.People.Technician.AccountId);
        var stamps = new List<string>();
        stamps.Add((await accounts.SetRolesAsync(admin.Saying("示例"), id, [Role.Checker], default)).Value.SecurityStamp);
        stamps.Add((await accounts.SetDisabledAsync(admin.Saying("示例"), id, true, default)).Value.SecurityStamp);
        stamps.Add((await accounts.ResetPasswordAsync(admin.Saying("示例"), id, IdentityCheck.Known, default)).Value.Account.SecurityStamp);
        Assert.Equal(3, stamps.Distinct().Count());
        var account = (await laboratory.The<LaboratoryQueries>().AccountAsync(id, default))!;
        Assert.Equal((true, null, stamps[2]), (account.IsDisabled, account.PasswordHash, account.SecurityStamp));
        Assert.Equal("laboratory.account-not-found", (await accounts.SetDisabledAsync(admin.Saying("示例"), 4711, true, default)).Refusal?.Code);
        Assert.Equal("laboratory.no-role", (await accounts.SetRolesAsync(admin.Saying("示例"), id, [], default)).Refusal?.Code);
    }

    /// <summary>Who is disabled and let in again later gets another code: the one of before is in somebody's pocket.</summary>
    [Fact]
    public async Task A_one_time_code_ends_when_its_account_is_disabled()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (accounts, admin) = (laboratory.The<AdministerAccounts>(), laboratory.People.Administrator.Saying("示例"));
        var given = (await accounts.CreateAsync(admin, Li, default)).Value;
        Assert.True(laboratory.The<ChangePassword>().IsCode((await laboratory.The<LaboratoryQueries>().AccountAsync(given.Account.Id, default))!, given.Code));
        foreach (var disabled in new[] { true, false })
            Assert.Null((await accounts.SetDisabledAsync(admin, given.Account.Id, disabled, default)).Refusal);
        Assert.False(laboratory.The<ChangePassword>().IsCode((await laboratory.The<LaboratoryQueries>().AccountAsync(given.Account.Id, default))!, given.Code));
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (accounts, admin) = (laboratory.The<AdministerAccounts>(), laboratory.People.Administrator);
        Assert.Equal("laboratory.last-administrator", (await accounts.SetDisabledAsync(admin.Saying("示例"), admin.AccountId, true, default)).Refusal?.Code);
        Assert.Equal("laboratory.last-administrator", (await accounts.SetRolesAsync(admin.Saying("示例"), admin.AccountId, [Role.Planner], default)).Refusal?.Code);
        await accounts.SetRolesAsync(admin.Saying("示例"), laboratory.People.Planner.AccountId, [Role.Administrator], default);
        Assert.False((await accounts.SetDisabledAsync(admin.Saying("示例"), admin.AccountId, true, default)).IsRefused);
    }

    [Fact]
    public async Task What_a_sign_in_learns_is_kept_unless_an_administrator_was_faster()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (keep, id) = (laboratory.The<KeepSignInFacts>(), laboratory.People.Technician.AccountId);
        var seen = (await laboratory.The<LaboratoryQueries>().AccountAsync(id, default))!;
        seen.AccessFailedCount = 3;
        Assert.False((await keep.ExecuteAsync(seen, default)).IsRefused);

        seen = (await laboratory.The<LaboratoryQueries>().AccountAsync(id, default))!;
        Assert.Equal(3, seen.AccessFailedCount);
        await laboratory.The<AdministerAccounts>().SetDisabledAsync(laboratory.People.Administrator.Saying("示例"), id, true, default);
        seen.AccessFailedCount = 0;
        Assert.Equal("storage.moved-on", (await keep.ExecuteAsync(seen, default)).Refusal?.Code);
        Assert.True((await laboratory.The<LaboratoryQueries>().AccountAsync(id, default))!.IsDisabled);
    }

    [Fact]
    public async Task The_institution_is_edited_by_an_administrator()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var edit = laboratory.The<EditInstitution>();
        Assert.Equal("laboratory.not-allowed", (await edit.ExecuteAsync(laboratory.People.Approver, Named("别的所"), default)).Refusal?.Code);
        Assert.False((await edit.ExecuteAsync(laboratory.People.Administrator.Saying("示例"), Named("新名所"), default)).IsRefused);
        var institution = (await laboratory.The<LaboratoryQueries>().InstitutionAsync(default))!;
        // A demonstration does not become real by a new name.
        Assert.Equal(("新名所", true), (institution.NameZh, institution.IsDemonstration));
    }

    [Fact]
    public async Task The_demonstration_is_seeded_once_and_all_of_it_is_marked()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var data = DemonstrationData.Current;
        var again = await laboratory.The<SeedDemonstration>().ExecuteAsync(data, data.Accounts.ToDictionary(row => row.UserName, _ => "x"), default);
        Assert.False(again.Value);
        Assert.Equal((data.Standards.Count, data.Units.Count, data.Equipment.Count, data.Benches.Count), await laboratory.AskAsync(async db =>
            (await db.Standards.CountAsync(), await db.Units.CountAsync(), await db.Equipment.CountAsync(), await db.Benches.CountAsync())));
        Assert.Equal(0, await laboratory.AskAsync(async db =>
            await db.Standards.CountAsync(row => !row.IsDemonstration) + await db.Units.CountAsync(row => !row.IsDemonstration)
            + await db.Equipment.CountAsync(row => !row.IsDemonstration) + await db.Customers.CountAsync(row => !row.IsDemonstration) + await db.Benches.CountAsync(row => !row.IsSimulated)));
        Assert.Equal(0, await laboratory.AskAsync(db => db.Standards.CountAsync(row => !row.NameZh.Contains("示例"))));
    }

    [Fact]
    public async Task A_database_with_real_people_is_never_seeded()
    {
        await using var laboratory = await Support.Laboratory.OpenEmptyAsync();
        await laboratory.The<SetUpLaboratory>().ExecuteAsync(Named("真所"), Li, "hash", default);
        var data = DemonstrationData.Current;
        Assert.False((await laboratory.The<SeedDemonstration>().ExecuteAsync(data, data.Accounts.ToDictionary(row => row.UserName, _ => "x"), default)).Value);
        Assert.Equal(0, await laboratory.AskAsync(db => db.Units.CountAsync()));
    }

    [Fact]
    public async Task The_shipped_targets_are_those_of_five_plans()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var lines = await laboratory.The<TargetQueries>().OnAsync(laboratory.Today, default);
        Assert.Equal(5, lines.Select(line => line.View.Id.Split('-')[0]).Distinct().Count());
        Assert.All(lines, line => Assert.False(string.IsNullOrWhiteSpace(line.View.Target.Quote)));
    }
}
