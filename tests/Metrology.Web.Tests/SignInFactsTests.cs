using System.Net;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Software;
using Metrology.Web.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Metrology.Web.Tests;

/// <summary>What a sign-in changes by itself: a hash of fewer rounds is made anew, and the ledger knows.</summary>
public sealed class SignInFactsTests
{
    private const string Password = "a sentence that I remember";

    /// <summary>Fewer rounds than the server asks for.</summary>
    private static readonly PasswordHasher<Account> Old = new(Options.Create(new PasswordHasherOptions { IterationCount = 500 }));

    [Fact]
    public async Task A_hash_of_fewer_rounds_is_made_anew_with_an_entry_of_the_ledger()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var (login, before) = await WithOldHashAsync(laboratory);
        var first = await SignInAsync(laboratory, login);
        var after = await RowAsync(laboratory, login);
        Assert.NotEqual(before.PasswordHash, after.PasswordHash);
        Assert.Empty((await laboratory.Get<AuditLedger>().ExecuteAsync(default)).Findings);
        // Nothing else changed: who is in stays in, and the hash is new once.
        var second = await SignInAsync(laboratory, login);
        Assert.Equal((after.PasswordHash, before.SecurityStamp), ((await RowAsync(laboratory, login)).PasswordHash, after.SecurityStamp));
        Assert.Equal(HttpStatusCode.OK, (await first.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task While_no_record_may_be_written_the_old_hash_lets_in_and_stays()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var (login, before) = await WithOldHashAsync(laboratory);
        laboratory.Get<LegalGate>().Close(LaboratoryErrors.NotAllowed);
        Assert.Equal(HttpStatusCode.OK, (await (await SignInAsync(laboratory, login)).GetAsync("/verifications")).StatusCode);
        Assert.Equal(before.PasswordHash, (await RowAsync(laboratory, login)).PasswordHash);
    }

    [Fact]
    public void Passwords_are_hashed_in_as_many_turns_as_the_policy_says()
    {
        using var services = new ServiceCollection().AddAccess(null).BuildServiceProvider();
        Assert.Equal((210_000, PasswordPolicy.HashTurns), (services.GetRequiredService<IOptions<PasswordHasherOptions>>().Value.IterationCount, PasswordPolicy.HashTurns));
    }

    private static async Task<(DemoLogins.Login Login, Account Row)> WithOldHashAsync(Laboratory laboratory)
    {
        var login = laboratory.Logins.Single(one => one.Role == Role.Technician);
        var row = await RowAsync(laboratory, login);
        Assert.Null((await laboratory.Get<ChangePassword>().ExecuteAsync(new(row.Id, row.DisplayName, row.Roles), Old.HashPassword(row, Password), default)).Refusal);
        return (login, await RowAsync(laboratory, login));
    }

    private static async Task<Visitor> SignInAsync(Laboratory laboratory, DemoLogins.Login login)
    {
        var visitor = laboratory.Visit();
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.PostAsync("/login", ("userName", login.UserName), ("password", Password))).StatusCode);
        return visitor;
    }

    private static async Task<Account> RowAsync(Laboratory laboratory, DemoLogins.Login login) =>
        (await laboratory.Get<LaboratoryQueries>().AccountByNameAsync(login.UserName.ToUpperInvariant(), default))!;
}
