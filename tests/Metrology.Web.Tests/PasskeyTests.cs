using System.Buffers.Text;
using System.Net;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Software;
using Metrology.App.Verifications;
using Metrology.Web.Access;

namespace Metrology.Web.Tests;

/// <summary>Passkeys: added, used, confirmed with, taken away; and every lie of an authenticator, a page or a copy is refused.</summary>
public sealed class PasskeyTests
{
    private static DemoLogins.Login LoginOf(Laboratory laboratory, Role role) => laboratory.Logins.Single(login => login.Role == role);

    private static async Task<Account> RowAsync(Laboratory laboratory, Role role) =>
        (await laboratory.Get<LaboratoryQueries>().AccountByNameAsync(LoginOf(laboratory, role).UserName.ToUpperInvariant(), TestContext.Current.CancellationToken))!;

    private static Task<HttpResponseMessage> GivePasswordAsync(Laboratory laboratory, Visitor visitor, Role role) =>
        visitor.PostAsync("/login", ("userName", LoginOf(laboratory, role).UserName), ("password", LoginOf(laboratory, role).Password));

    private static string HandleOf(Account account) => Base64Url.EncodeToString(System.Text.Encoding.ASCII.GetBytes($"{account.Id}"));

    private static async Task<bool> IsInAsync(Visitor visitor) => (await visitor.GetAsync("/verifications")).StatusCode == HttpStatusCode.OK;

    [Fact]
    public async Task A_passkey_signs_in_and_is_the_second_factor_that_a_role_requires()
    {
        await using var laboratory = await Laboratory.StartAsync();
        using var key = new SoftKey { Count = 1 };
        var (here, elsewhere, administrator) = (await laboratory.SignInAsync(Role.Technician), await laboratory.SignInAsync(Role.Technician), await laboratory.SignInAsync(Role.Administrator));
        await administrator.PostFromAsync("/accounts", "/accounts/second-factor-roles", ("Roles", "Technician"));
        Assert.False(await IsInAsync(here));
        Assert.Contains("/me/passkeys/new", await here.ReadRawAsync("/me/second-factor"), StringComparison.Ordinal);

        var (status, said) = await key.AddAsync(here);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(RecoveryCodes.Count, said.Split("<li><code>").Length - 1);
        Assert.True(await IsInAsync(here));
        Assert.False(await IsInAsync(elsewhere));
        var mine = await here.ReadAsync("/me");
        Assert.Contains("蓝色的钥匙", mine, StringComparison.Ordinal);
        Assert.Contains("登记通行密钥", mine, StringComparison.Ordinal);

        var signedIn = laboratory.Visit();
        Assert.Equal(HttpStatusCode.Redirect, await key.SignInAsync(signedIn));
        Assert.True(await IsInAsync(signedIn));
        Assert.Equal(2, Assert.Single((await RowAsync(laboratory, Role.Technician)).Passkeys).SignCount);
        Assert.Contains("\"method\":\"passkey\"", await signedIn.ReadAsync("/api/v1/sessions"), StringComparison.Ordinal);

        // The password alone is not enough any more, and what is asked besides is this key.
        var visitor = laboratory.Visit();
        var asked = await (await GivePasswordAsync(laboratory, visitor, Role.Technician)).Content.ReadAsStringAsync();
        Assert.False(await IsInAsync(visitor));
        var (options, ticket) = SoftKey.Asked(asked);
        Assert.Contains(Base64Url.EncodeToString(key.Id), options, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, await SoftKey.SendAsync(visitor, ticket, key.Prove(options)));
        Assert.True(await IsInAsync(visitor));
        Assert.Empty((await laboratory.Get<AuditLedger>().ExecuteAsync(TestContext.Current.CancellationToken)).Findings);
        Assert.Contains((await laboratory.Get<LaboratoryQueries>().EventsAsync((await RowAsync(laboratory, Role.Technician)).Id, TestContext.Current.CancellationToken)), happened => happened is { Act: AccountAct.PasskeyAdded, Detail: "蓝色的钥匙" });
    }

    [Fact]
    public async Task Whatever_an_authenticator_gets_wrong_lets_nobody_in()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var (technician, administrator) = (await RowAsync(laboratory, Role.Technician), await RowAsync(laboratory, Role.Administrator));
        using var key = new SoftKey { Count = 5 };
        await key.AddAsync(await laboratory.SignInAsync(Role.Technician));
        await RefusedAsync("challenge", one => one.Challenge = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", one => one.Challenge = null);
        await RefusedAsync("origin", one => one.Origin = "http://elsewhere.example", one => one.Origin = "http://localhost");
        await RefusedAsync("port", one => one.Origin = "http://localhost:81", one => one.Origin = "http://localhost");
        await RefusedAsync("domain", one => one.Domain = "elsewhere.example", one => one.Domain = "localhost");
        await RefusedAsync("not verified", one => one.Verifies = false, one => one.Verifies = true);
        await RefusedAsync("signature", one => one.SignsOther = true, one => one.SignsOther = false);
        await RefusedAsync("type", one => one.Type = "webauthn.create", one => one.Type = null);
        await RefusedAsync("somebody else", one => one.Handle = HandleOf(administrator), one => one.Handle = null);
        var visitor = laboratory.Visit();
        Assert.Equal(HttpStatusCode.Redirect, await key.SignInAsync(visitor));
        // A copy of the key has counted less.
        await RefusedAsync("counter", one => one.Count -= 3, one => one.Count += 10);

        // A key that nobody has added, also under the name of one that somebody has.
        using var foreign = new SoftKey { Handle = HandleOf(administrator) };
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await foreign.SignInAsync(laboratory.Visit()));
        using var copied = new SoftKey { Id = key.Id, Handle = HandleOf(technician), Count = 100 };
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await copied.SignInAsync(laboratory.Visit()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await SoftKey.SendAsync(laboratory.Visit(), "made up", "{}"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await SoftKey.SendAsync(laboratory.Visit(), (await SoftKey.AskAsync(visitor)).Ticket, "no json"));

        async Task RefusedAsync(string what, Action<SoftKey> lie, Action<SoftKey> mend)
        {
            lie(key);
            Assert.True(await key.SignInAsync(laboratory.Visit()) == HttpStatusCode.UnprocessableEntity, what);
            mend(key);
        }
    }

    [Fact]
    public async Task An_answer_counts_once_and_a_question_ends()
    {
        await using var laboratory = await Laboratory.StartAsync();
        // One that does not count, as those that are copied among a person's devices do not.
        using var key = new SoftKey();
        await key.AddAsync(await laboratory.SignInAsync(Role.Technician));
        var (options, ticket) = await SoftKey.AskAsync(laboratory.Visit());
        var answer = key.Prove(options);
        Assert.Equal(HttpStatusCode.Redirect, await SoftKey.SendAsync(laboratory.Visit(), ticket, answer));
        var again = laboratory.Visit();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await SoftKey.SendAsync(again, ticket, answer));
        Assert.False(await IsInAsync(again));
        (options, ticket) = await SoftKey.AskAsync(laboratory.Visit());
        laboratory.Clock.Move(Ticket.Life);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await SoftKey.SendAsync(laboratory.Visit(), ticket, key.Prove(options)));
    }

    [Fact]
    public async Task Nothing_wrong_is_added()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var technician = await laboratory.SignInAsync(Role.Technician);
        foreach (var lie in new Action<SoftKey>[]
        {
            key => key.Challenge = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", key => key.Origin = "http://elsewhere.example", key => key.Domain = "elsewhere.example", key => key.Verifies = false, key => key.Type = "webauthn.get",
        })
        {
            using var lying = new SoftKey();
            lie(lying);
            var (status, said) = await lying.AddAsync(technician);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
            Assert.Contains("access.passkey-not-added", said, StringComparison.Ordinal);
        }

        using var key = new SoftKey();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await key.AddAsync(technician, name: " ")).Status);
        Assert.Equal(HttpStatusCode.OK, (await key.AddAsync(technician)).Status);
        // The same again, by its owner and by somebody else.
        Assert.Contains("access.passkey-not-added", (await key.AddAsync(technician)).Said, StringComparison.Ordinal);
        Assert.Contains("access.passkey-not-added", (await key.AddAsync(await laboratory.SignInAsync(Role.Planner))).Said, StringComparison.Ordinal);
        // While the software is not the one that was installed, who is in may get in, and nothing is added or taken.
        laboratory.Get<LegalGate>().Close(LaboratoryErrors.NotAllowed);
        using var late = new SoftKey();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await late.AddAsync(technician, "late")).Status);
        key.Handle = HandleOf(await RowAsync(laboratory, Role.Technician));
        Assert.Equal(HttpStatusCode.Redirect, await key.SignInAsync(laboratory.Visit()));
    }

    [Fact]
    public async Task It_is_removed_by_its_owner_and_by_an_administrator_and_counts_no_more()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var (technician, administrator) = (await laboratory.SignInAsync(Role.Technician), await laboratory.SignInAsync(Role.Administrator));
        using SoftKey first = new(), second = new();
        await first.AddAsync(technician, "first");
        // Who has codes already gets no new ones.
        Assert.Equal(HttpStatusCode.Redirect, (await second.AddAsync(technician, "second")).Status);
        var rows = (await RowAsync(laboratory, Role.Technician)).Passkeys.OrderBy(row => row.Id).ToList();
        Assert.Contains("access.passkey-not-found", await (await administrator.PostFromAsync("/me", $"/me/passkeys/{rows[0].Id}/remove")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await technician.PostFromAsync("/me", $"/me/passkeys/{rows[0].Id}/remove")).StatusCode);
        Assert.True(await IsInAsync(technician));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await first.SignInAsync(laboratory.Visit()));
        Assert.Equal(HttpStatusCode.Redirect, await second.SignInAsync(laboratory.Visit()));

        await administrator.PostFromAsync("/accounts", "/accounts/second-factor-roles", ("Roles", "Technician"));
        Assert.Contains("access.second-factor-required", await (await technician.PostFromAsync("/me", $"/me/passkeys/{rows[1].Id}/remove")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, await second.SignInAsync(laboratory.Visit()));

        var id = (await RowAsync(laboratory, Role.Technician)).Id;
        Assert.Equal(HttpStatusCode.Redirect, (await administrator.PostFromAsync($"/accounts/{id}", $"/accounts/{id}/second-factor/reset", ("factorIdentity", "Known"), ("factorBecause", "示例"))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await second.SignInAsync(laboratory.Visit()));
        Assert.False((await RowAsync(laboratory, Role.Technician)).HasSecondFactor);
        Assert.Equal("/login", (await technician.GetAsync("/")).Headers.Location!.OriginalString.Split('?')[0]);
        Assert.Contains(await laboratory.Get<LaboratoryQueries>().EventsAsync(id, TestContext.Current.CancellationToken), happened => happened is { Act: AccountAct.SecondFactorReset, Detail: "second; 示例", Identity: IdentityCheck.Known });
        Assert.Empty((await laboratory.Get<AuditLedger>().ExecuteAsync(TestContext.Current.CancellationToken)).Findings);
    }

    [Fact]
    public async Task It_confirms_a_signature_of_its_owner_only()
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        var id = await laboratory.RecordOfAsync("SIM-EV-0001");
        var (checker, approver) = (await laboratory.SignInAsync(Role.Checker), await laboratory.SignInAsync(Role.Approver));
        using SoftKey key = new() { Count = 1 }, other = new() { Count = 1 };
        await key.AddAsync(checker);
        await other.AddAsync(approver);
        laboratory.Clock.Move(SessionLimits.Confirmed + TimeSpan.FromSeconds(1));

        var asked = await PressAsync();
        Assert.Equal(HttpStatusCode.Forbidden, asked.StatusCode);
        var (options, ticket) = SoftKey.Asked(await asked.Content.ReadAsStringAsync());
        // Another person's key, a question that was for signing in, an answer to nothing.
        Assert.Equal(HttpStatusCode.Forbidden, (await PressAsync(("passkeyTicket", ticket), ("passkey", other.Prove(options)))).StatusCode);
        var signIn = await SoftKey.AskAsync(laboratory.Visit());
        Assert.Equal(HttpStatusCode.Forbidden, (await PressAsync(("passkeyTicket", signIn.Ticket), ("passkey", key.Prove(signIn.Options)))).StatusCode);
        var refused = await PressAsync(("passkeyTicket", ticket), ("passkey", ""));
        Assert.Contains("access.passkey-refused", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(VerificationState.Submitted, await laboratory.StateOfAsync(id));

        Assert.Equal(HttpStatusCode.Redirect, (await PressAsync(("passkeyTicket", ticket), ("passkey", key.Prove(options)))).StatusCode);
        Assert.Equal(VerificationState.Checked, await laboratory.StateOfAsync(id));

        Task<HttpResponseMessage> PressAsync(params (string, string)[] fields) =>
            checker.PostFromAsync("/me", $"/reviews/{id}/check", fields.Length == 0 ? fields : [.. fields, (ConfirmationGate.WithPasskeyField, "1")]);
    }

    [Fact]
    public async Task It_is_added_after_the_password_was_given_again()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var technician = await laboratory.SignInAsync(Role.Technician);
        laboratory.Clock.Move(SessionLimits.Confirmed + TimeSpan.FromSeconds(1));
        Assert.Contains("confirmPassword", await (await technician.PostFromAsync("/me", "/me/passkeys/new")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var key = new SoftKey();
        Assert.Equal(HttpStatusCode.OK, (await key.AddAsync(technician, password: LoginOf(laboratory, Role.Technician).Password)).Status);
        Assert.Equal(HttpStatusCode.Redirect, await key.SignInAsync(laboratory.Visit()));
    }

    [Fact]
    public async Task It_is_offered_only_where_browsers_know_it()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var technician = await laboratory.SignInAsync(Role.Technician);
        Assert.Contains("/me/passkeys/new", await technician.ReadRawAsync("/me"), StringComparison.Ordinal);
        foreach (var host in new[] { "127.0.0.1:5080", "[::1]", "lab.example" })
        {
            var answer = await technician.SendAsync(new(HttpMethod.Get, "/me") { Headers = { Host = host } });
            var page = await answer.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.DoesNotContain("/me/passkeys/new", page, StringComparison.Ordinal);
        }
    }
}
