using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Metrology.Web.Access;
using Metrology.Web.Access.Oidc;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Web.Tests.Oidc;

/// <summary>Signing in by the sign-in service of the institution, against a service that speaks HTTP, tells the truth, and lies.</summary>
public sealed partial class ProviderTests
{
    private static readonly Dictionary<string, Role> Map = new() { ["lab-verifiers"] = Role.Technician, ["lab-checkers"] = Role.Checker };

    private static async Task<(Laboratory, SignInService)> StartAsync(IReadOnlyDictionary<string, Role>? roles = null, Action<SignInService>? service = null)
    {
        Laboratory? laboratory = null;
        var other = await SignInService.StartAsync(() => laboratory!.Clock.GetUtcNow());
        service?.Invoke(other);
        laboratory = await Laboratory.StartAsync(with: options => options with { Provider = other.Settings(roles) });
        return (laboratory, other);
    }

    private static async Task<Account> AccountAsync(Laboratory laboratory, Role role) =>
        (await laboratory.Get<LaboratoryQueries>().AccountByNameAsync(laboratory.Logins.Single(login => login.Role == role).UserName.ToUpperInvariant(), TestContext.Current.CancellationToken))!;

    private static async Task LinkAsync(Laboratory laboratory, SignInService service, Role role) => Assert.Null((await laboratory.Get<LinkProvider>().LinkAsync(
        new(0, "", [Role.Administrator]) { Because = "测试" }, (await AccountAsync(laboratory, role)).Id, new(service.Issuer, service.Subject), TestContext.Current.CancellationToken)).Refusal);

    /// <summary>From the button to the answer of the service, which is not given yet.</summary>
    private static async Task<string> AnswerAsync(Visitor visitor, string start = "/login/provider?returnUrl=/me")
    {
        var sent = await visitor.GetAsync(start);
        Assert.True(sent.StatusCode == HttpStatusCode.Redirect, await sent.Content.ReadAsStringAsync());
        return await SignInService.VisitAsync(sent.Headers.Location!);
    }

    private static string Said(string page) => page.IndexOf("form-errors", StringComparison.Ordinal) is var at and >= 0 ? page[at..Math.Min(page.Length, at + 800)] : page;

    private static async Task<HttpResponseMessage> SignInAsync(Visitor visitor) => await visitor.GetAsync(await AnswerAsync(visitor));

    private static async Task RefusedAsync(HttpResponseMessage answer, string code, string? fault = null)
    {
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.True(page.Contains(code, StringComparison.Ordinal), $"{code} {fault}: {Said(page)}");
        if (fault is not null)
            Assert.Contains($"（{fault}）", page, StringComparison.Ordinal);
        Assert.DoesNotContain(answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [], cookie => cookie.StartsWith(AccessServices.SessionCookie, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_is_linked_gets_in_and_signs_with_the_factor_of_this_system_only()
    {
        var (laboratory, service) = await StartAsync();
        await using var _ = laboratory;
        await using var __ = service;
        await LinkAsync(laboratory, service, Role.Technician);
        var visitor = laboratory.Visit();
        Assert.Contains("用统一登录登录", await visitor.ReadAsync("/login"), StringComparison.Ordinal);

        var answer = await SignInAsync(visitor);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, Said(await answer.Content.ReadAsStringAsync()));
        Assert.Equal((HttpStatusCode.Redirect, "/me"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        var session = Assert.Single(await laboratory.Get<SignInSessions>().OfAsync((await AccountAsync(laboratory, Role.Technician)).Id, TestContext.Current.CancellationToken));
        Assert.Equal(SignInMethod.Provider, session.Method);
        Assert.Contains("登录服务", await visitor.ReadAsync("/me"), StringComparison.Ordinal);

        // The service may have known the person for hours: who changes or signs something shows the password here.
        var login = laboratory.Logins.Single(one => one.Role == Role.Technician);
        var asked = await visitor.PostFromAsync("/me", "/me/provider/remove");
        Assert.Equal(HttpStatusCode.Forbidden, asked.StatusCode);
        Assert.Contains("confirmPassword", await asked.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotNull((await AccountAsync(laboratory, Role.Technician)).ProviderSubject);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.PostFromAsync("/me", "/me/provider/remove", ("confirmPassword", login.Password))).StatusCode);
        Assert.Null((await AccountAsync(laboratory, Role.Technician)).ProviderSubject);
        await RefusedAsync(await SignInAsync(laboratory.Visit()), "access.provider-not-linked");
    }

    [Fact]
    public async Task Nobody_gets_an_account_and_whoever_may_not_sign_in_does_not()
    {
        var (laboratory, service) = await StartAsync();
        await using var _ = laboratory;
        await using var __ = service;
        var before = (await laboratory.Get<LaboratoryQueries>().AccountsAsync(TestContext.Current.CancellationToken)).Count;
        // No linking by what people call themselves.
        service.Claims = claims => (claims["email"], claims["preferred_username"], claims["email_verified"]) = ("technician@lab.example", laboratory.Logins.Single(login => login.Role == Role.Technician).UserName, true);
        await RefusedAsync(await SignInAsync(laboratory.Visit()), "access.provider-not-linked");
        Assert.Equal(before, (await laboratory.Get<LaboratoryQueries>().AccountsAsync(TestContext.Current.CancellationToken)).Count);

        await LinkAsync(laboratory, service, Role.Technician);
        service.Subject = "PERSON-1";
        await RefusedAsync(await SignInAsync(laboratory.Visit()), "access.provider-not-linked");
        service.Subject = "person-1";
        Assert.Equal(HttpStatusCode.Redirect, (await SignInAsync(laboratory.Visit())).StatusCode);
        var login = laboratory.Logins.Single(one => one.Role == Role.Technician);
        for (var failure = 0; failure < PasswordPolicy.FailuresUntilLockout; failure++)
            await laboratory.Visit().PostAsync("/login", ("userName", login.UserName), ("password", "wrong-password"));
        await RefusedAsync(await SignInAsync(laboratory.Visit()), "access.provider-not-linked");
        service.Subject = "person-2";
        await LinkAsync(laboratory, service, Role.Checker);
        Assert.Equal(HttpStatusCode.Redirect, (await SignInAsync(laboratory.Visit())).StatusCode);
        var id = (await AccountAsync(laboratory, Role.Checker)).Id;
        Assert.Null((await laboratory.Get<AdministerAccounts>().SetDisabledAsync(new(0, "", [Role.Administrator]) { Because = "离职" }, id, true, TestContext.Current.CancellationToken)).Refusal);
        await RefusedAsync(await SignInAsync(laboratory.Visit()), "access.provider-not-linked");
    }

    [Fact]
    public async Task No_answer_that_is_wrong_in_one_thing_lets_anybody_in()
    {
        var (laboratory, service) = await StartAsync();
        await using var _ = laboratory;
        await using var __ = service;
        await LinkAsync(laboratory, service, Role.Technician);
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var weak = RSA.Create(1024);
        var seconds = laboratory.Clock.GetUtcNow().ToUnixTimeSeconds();
        (string Fault, Action<SignInService> Lie)[] lies =
        [
            ("Issuer", one => one.Claims = claims => claims["iss"] = "https://elsewhere.example"),
            ("Issuer", one => one.Claims = claims => claims["iss"] = one.Issuer + "/"),
            ("Audience", one => one.Claims = claims => claims["aud"] = "another client"),
            ("Audience", one => one.Claims = claims => claims["aud"] = new JsonArray(SignInService.Client, "another client")),
            ("Audience", one => one.Claims = claims => claims["azp"] = "another client"),
            ("Audience", one => one.Claims = claims => claims.Remove("aud")),
            ("Nonce", one => one.Claims = claims => claims["nonce"] = "of another sign-in"),
            ("Nonce", one => one.Claims = claims => claims.Remove("nonce")),
            ("Time", one => one.Claims = claims => claims["exp"] = seconds - 61),
            ("Time", one => one.Claims = claims => claims.Remove("exp")),
            ("Time", one => one.Claims = claims => claims["nbf"] = seconds + 120),
            ("Time", one => one.Claims = claims => claims["iat"] = seconds - 601),
            ("Time", one => one.Claims = claims => claims["iat"] = seconds + 120),
            ("Time", one => one.Claims = claims => claims.Remove("iat")),
            ("Subject", one => one.Claims = claims => claims.Remove("sub")),
            ("Subject", one => one.Claims = claims => claims["sub"] = "person 1"),
            ("Signature", one => one.Sign = claims => SignInService.Join(one.Header("none"), claims, _ => [])),
            ("Signature", one => one.Sign = claims => one.SignWith(stranger, one.Header("ES256"), claims)),
            ("Signature", one => one.Sign = claims => one.SignWith(stranger, one.Header("ES256", "k9"), claims)),
            // Signed with what everybody knows, as if the public key or the secret of the client were a secret key.
            ("Signature", one => one.Sign = claims => SignInService.Join(one.Header("HS256"), claims, data => HMACSHA256.HashData(Encoding.UTF8.GetBytes(SignInService.Secret), data))),
            ("Signature", one => one.Sign = claims => SignInService.Join(one.Header("HS256"), claims, data => HMACSHA256.HashData(Encoding.UTF8.GetBytes(one.Keys().ToJsonString()), data))),
            ("Signature", one => one.Sign = claims => SignInService.Join(one.Header("RS256"), claims, data => weak.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))),
            ("Signature", one => one.Sign = claims => SignInService.Join(
                new JsonObject { ["alg"] = "ES256", ["jwk"] = JsonNode.Parse(JwkOf(stranger)) }.ToJsonString(), claims, data => stranger.SignData(data, HashAlgorithmName.SHA256))),
            ("Token", one => one.Sign = _ => "no.token.atall"),
            ("MixUp", one => one.Says = _ => "https://elsewhere.example"),
            ("MixUp", one => one.Says = _ => null),
        ];
        foreach (var (fault, lie) in lies)
        {
            (service.Claims, service.Sign, service.Says) = (_ => { }, null, issuer => issuer);
            lie(service);
            var exchanges = service.Exchanges;
            var visitor = laboratory.Visit();
            await RefusedAsync(await SignInAsync(visitor), "access.provider-wrong-answer", fault);
            Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/me")).StatusCode);
            // A code that may be another service's goes nowhere.
            Assert.Equal(fault == "MixUp" ? 0 : 1, service.Exchanges - exchanges);
        }

        (service.Claims, service.Sign, service.Says) = (claims => (claims["aud"], claims["azp"]) = (new JsonArray(SignInService.Client, "another client"), SignInService.Client), null, issuer => issuer);
        Assert.Equal("/me", (await SignInAsync(laboratory.Visit())).Headers.Location?.OriginalString);
        Assert.Single(await laboratory.Get<SignInSessions>().OfAsync((await AccountAsync(laboratory, Role.Technician)).Id, TestContext.Current.CancellationToken));

        static string JwkOf(ECDsa key)
        {
            var point = key.ExportParameters(false).Q;
            return new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = System.Buffers.Text.Base64Url.EncodeToString(point.X), ["y"] = System.Buffers.Text.Base64Url.EncodeToString(point.Y) }.ToJsonString();
        }
    }

    [Fact]
    public async Task An_answer_counts_once_for_the_browser_that_asked_and_for_a_while()
    {
        var (laboratory, service) = await StartAsync();
        await using var _ = laboratory;
        await using var __ = service;
        await LinkAsync(laboratory, service, Role.Technician);
        var visitor = laboratory.Visit();
        var answer = await AnswerAsync(visitor);
        // Another browser, into which somebody has put the address: it is not that person's sign-in.
        await RefusedAsync(await laboratory.Visit().GetAsync(answer), "access.provider-stale");
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync(answer)).StatusCode);
        await RefusedAsync(await laboratory.Visit().GetAsync(answer), "access.provider-stale");

        // Somebody has a copy of the cookies that the browser had before.
        using var copy = laboratory.Server.CreateClient();
        var sent = await copy.GetAsync(new Uri("/login/provider", UriKind.Relative), TestContext.Current.CancellationToken);
        var cookie = string.Join("; ", sent.Headers.GetValues("Set-Cookie").Select(one => one.Split(';')[0]));
        Assert.All(sent.Headers.GetValues("Set-Cookie"), one => Assert.Matches("(?i)samesite=lax.*httponly", one));
        var once = await SignInService.VisitAsync(sent.Headers.Location!);
        Assert.Equal("/", (await CopiedAsync()).Headers.Location?.OriginalString);
        var exchanges = service.Exchanges;
        await RefusedAsync(await CopiedAsync(), "access.provider-stale");
        Assert.Equal(exchanges, service.Exchanges);

        var late = laboratory.Visit();
        var waiting = await AnswerAsync(late);
        laboratory.Clock.Move(OidcProvider.Patience + TimeSpan.FromSeconds(1));
        await RefusedAsync(await late.GetAsync(waiting), "access.provider-stale");
        await RefusedAsync(await laboratory.Visit().GetAsync("/login/provider/answer?code=x&state=y&iss=" + Uri.EscapeDataString(service.Issuer)), "access.provider-stale");
        await RefusedAsync(await laboratory.Visit().GetAsync("/login/provider/answer"), "access.provider-wrong-answer", "MixUp");

        var refused = laboratory.Visit();
        var no = (await AnswerAsync(refused)).Replace("code=", "error=access_denied&error_description=%3Cscript%3E&nothing=", StringComparison.Ordinal);
        var said = await refused.GetAsync(no);
        await RefusedAsync(said, "access.provider-denied");
        Assert.DoesNotContain("<script>", await said.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        Task<HttpResponseMessage> CopiedAsync() => copy.SendAsync(new(HttpMethod.Get, once) { Headers = { { "Cookie", cookie } } }, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_person_links_the_own_account_after_the_password_and_no_other()
    {
        var (laboratory, service) = await StartAsync();
        await using var _ = laboratory;
        await using var __ = service;
        var (technician, elsewhere, checker) = (await laboratory.SignInAsync(Role.Technician), await laboratory.SignInAsync(Role.Technician), await laboratory.SignInAsync(Role.Checker));
        laboratory.Clock.Move(SessionLimits.Confirmed + TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Forbidden, (await technician.PostFromAsync("/me", "/me/provider")).StatusCode);
        var password = laboratory.Logins.Single(one => one.Role == Role.Technician).Password;
        var page = WebUtility.HtmlDecode(await (await technician.PostFromAsync("/me", "/me/provider", ("confirmPassword", password))).Content.ReadAsStringAsync());
        var go = Go().Match(page).Value;

        // The ticket of one is none for another.
        await RefusedAsync(await checker.GetAsync(go), "access.provider-stale");
        var answer = await AnswerAsync(technician, go);
        Assert.Equal("/me", (await technician.GetAsync(answer)).Headers.Location?.OriginalString);
        var account = await AccountAsync(laboratory, Role.Technician);
        Assert.Equal((service.Issuer, "person-1"), (account.ProviderIssuer, account.ProviderSubject));
        Assert.Contains("person-1", await technician.ReadAsync("/me"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.GetAsync("/me")).StatusCode);
        var events = await laboratory.Get<LaboratoryQueries>().EventsAsync(account.Id, TestContext.Current.CancellationToken);
        Assert.Contains(events, happened => happened.Act == AccountAct.ProviderLinked && happened.ById == account.Id && happened.Detail == $"person-1 {service.Issuer}");

        // One identity opens one account.
        var mine = Go().Match(WebUtility.HtmlDecode(await (await checker.PostFromAsync("/me", "/me/provider", ("confirmPassword", laboratory.Logins.Single(one => one.Role == Role.Checker).Password))).Content.ReadAsStringAsync())).Value;
        await RefusedAsync(await checker.GetAsync(await AnswerAsync(checker, mine)), "access.provider-linked-elsewhere");
        Assert.Null((await AccountAsync(laboratory, Role.Checker)).ProviderSubject);
    }

    [Fact]
    public async Task An_administrator_links_and_undoes_it_with_a_reason_that_stays()
    {
        var (laboratory, service) = await StartAsync();
        await using var _ = laboratory;
        await using var __ = service;
        var (administrator, id) = (await laboratory.SignInAsync(Role.Administrator), (await AccountAsync(laboratory, Role.Technician)).Id);
        var path = $"/accounts/{id}";
        await RefusedAsync(await administrator.PostFromAsync(path, path + "/provider", ("Subject", "person-1")), "parameter.no-reason");
        await RefusedAsync(await administrator.PostFromAsync(path, path + "/provider", ("Subject", "person 1"), ("providerBecause", "入职")), "access.provider-bad-subject");
        Assert.Equal(HttpStatusCode.Redirect, (await administrator.PostFromAsync(path, path + "/provider", ("Subject", "person-1"), ("providerBecause", "入职"))).StatusCode);
        Assert.Equal("/me", (await SignInAsync(laboratory.Visit())).Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await administrator.PostFromAsync(path, path + "/provider/remove", ("providerBecause", "换人"))).StatusCode);
        var events = await laboratory.Get<LaboratoryQueries>().EventsAsync(id, TestContext.Current.CancellationToken);
        Assert.Equal(
            [(AccountAct.ProviderUnlinked, $"person-1 {service.Issuer}: 换人"), (AccountAct.ProviderLinked, $"person-1 {service.Issuer}: 入职")],
            events.Where(happened => happened.Act is AccountAct.ProviderLinked or AccountAct.ProviderUnlinked).Select(happened => (happened.Act, happened.Detail!)));
        Assert.Equal(HttpStatusCode.Forbidden, (await (await laboratory.SignInAsync(Role.Technician)).PostFromAsync("/me", path + "/provider", ("Subject", "person-1"), ("providerBecause", "x"))).StatusCode);
    }

    [Fact]
    public async Task A_second_factor_of_this_system_is_asked_here()
    {
        var (laboratory, service) = await StartAsync();
        await using var _ = laboratory;
        await using var __ = service;
        var (authenticator, _) = await Authenticator.SetUpAsync(laboratory, await laboratory.SignInAsync(Role.Technician));
        await LinkAsync(laboratory, service, Role.Technician);
        var visitor = laboratory.Visit();
        var asked = await (await SignInAsync(visitor)).Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/me")).StatusCode);
        laboratory.Clock.Move(TimeCode.Step * 2);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await visitor.PostFromAsync("/login", "/login/code", ("ticket", Authenticator.TicketOf(asked)), ("code", Authenticator.WrongCode(laboratory)))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.PostFromAsync("/login", "/login/code", ("ticket", Authenticator.TicketOf(asked)), ("code", authenticator.Code))).StatusCode);
        var session = Assert.Single(await laboratory.Get<SignInSessions>().OfAsync((await AccountAsync(laboratory, Role.Technician)).Id, TestContext.Current.CancellationToken), one => one.Method == SignInMethod.ProviderAndCode);
        Assert.False(new LiveSession(session, session.Account!, false).IsConfirmed(laboratory.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task Groups_give_roles_that_stand_in_history_and_ledger_where_they_are_told_to()
    {
        var (laboratory, service) = await StartAsync(Map);
        await using var _ = laboratory;
        await using var __ = service;
        await LinkAsync(laboratory, service, Role.Technician);
        var id = (await AccountAsync(laboratory, Role.Technician)).Id;
        await RefusedAsync(await SignInAsync(laboratory.Visit()), "access.provider-no-role");
        service.Groups = ["everybody", "lab-checkers", "lab-verifiers"];
        var visitor = laboratory.Visit();
        Assert.Equal("/me", (await SignInAsync(visitor)).Headers.Location?.OriginalString);
        Assert.Contains("核验员", await visitor.ReadAsync("/me"), StringComparison.Ordinal);
        Assert.Equal([Role.Technician, Role.Checker], (await AccountAsync(laboratory, Role.Technician)).Roles);
        var changed = (await laboratory.Get<LaboratoryQueries>().EventsAsync(id, TestContext.Current.CancellationToken))[0];
        Assert.Equal((AccountAct.RolesChanged, service.Issuer, "Technician → Technician Checker"), (changed.Act, changed.ByName, changed.Detail));
        var kept = await laboratory.Get<Store>().ReadAsync(db => db.ParameterChanges.OrderByDescending(row => row.Id).FirstAsync(), TestContext.Current.CancellationToken);
        Assert.Equal((null, service.Issuer), (kept.ById, kept.By));
        Assert.Contains("lab-checkers, lab-verifiers", kept.Because, StringComparison.Ordinal);
        Assert.Equal("/me", (await SignInAsync(laboratory.Visit())).Headers.Location?.OriginalString);
        Assert.Equal(changed.Id, (await laboratory.Get<LaboratoryQueries>().EventsAsync(id, TestContext.Current.CancellationToken))[0].Id);

        // The last administrator stays one.
        service.Subject = "chief";
        await LinkAsync(laboratory, service, Role.Administrator);
        await RefusedAsync(await SignInAsync(laboratory.Visit()), "laboratory.last-administrator");
    }

    [Fact]
    public async Task Keys_that_the_service_changes_are_asked_for_again()
    {
        var (laboratory, service) = await StartAsync();
        await using var _ = laboratory;
        await using var __ = service;
        await LinkAsync(laboratory, service, Role.Technician);
        Assert.Equal(HttpStatusCode.Redirect, (await SignInAsync(laboratory.Visit())).StatusCode);
        service.ChangeKey();
        // Whoever sends tokens does not have the service asked each time.
        await RefusedAsync(await SignInAsync(laboratory.Visit()), "access.provider-wrong-answer", "Signature");
        laboratory.Clock.Move(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Redirect, (await SignInAsync(laboratory.Visit())).StatusCode);
    }

    [Theory]
    [InlineData("issuer", "https://elsewhere.example")]
    [InlineData("token_endpoint", "http://elsewhere.example/token")]
    [InlineData("jwks_uri", "file:///etc/passwd")]
    [InlineData("authorization_endpoint", "javascript:alert(1)")]
    public async Task A_service_that_says_it_is_another_or_has_no_https_is_not_used(string name, string value)
    {
        await using var service = await SignInService.StartAsync(() => DateTimeOffset.UtcNow);
        service.Document = document => document[name] = value;
        using var provider = new OidcProvider(service.Settings(), TimeProvider.System);
        Assert.Equal("access.provider-wrong-answer", (await provider.ReachAsync(TestContext.Current.CancellationToken))?.Code);
        // It is asked again once it is mended.
        service.Document = _ => { };
        Assert.Null(await provider.ReachAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Without_a_service_there_is_no_button_and_one_that_does_not_answer_is_said()
    {
        await using var without = await Laboratory.StartAsync();
        Assert.DoesNotContain("/login/provider", await without.Visit().ReadAsync("/login"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await without.Visit().GetAsync("/login/provider")).StatusCode);
        Assert.DoesNotContain("/me/provider", await (await without.SignInAsync(Role.Technician)).ReadAsync("/me"), StringComparison.Ordinal);

        await using var laboratory = await Laboratory.StartAsync(with: options => options with { Provider = new("http://127.0.0.1:9", "x", "y", "统一登录", "groups", null) });
        await RefusedAsync(await laboratory.Visit().GetAsync("/login/provider"), "access.provider-unreachable");
    }

    /// <summary>Strength and age are asked for, and taken from the token alone.</summary>
    [Fact]
    public async Task How_and_when_the_person_signed_in_there_is_asked_and_compared()
    {
        var (laboratory, service) = await StartAsync(service: one => one.Asks = (["mfa", "hwk"], TimeSpan.FromMinutes(5)));
        await using var _ = laboratory;
        await using var __ = service;
        await LinkAsync(laboratory, service, Role.Technician);
        var now = laboratory.Clock.GetUtcNow().ToUnixTimeSeconds();
        (string? Fault, Action<JsonObject> Says)[] answers =
        [
            ("Strength", claims => claims["auth_time"] = now),
            ("Strength", claims => (claims["acr"], claims["auth_time"]) = ("pwd", now)),
            ("Age", claims => claims["acr"] = "mfa"),
            ("Age", claims => (claims["acr"], claims["auth_time"]) = ("mfa", now - 361)),
            ("Age", claims => (claims["acr"], claims["auth_time"]) = ("mfa", now + 120)),
            (null, claims => (claims["acr"], claims["auth_time"]) = ("hwk", now - 300)),
        ];
        foreach (var (fault, says) in answers)
        {
            service.Claims = says;
            var answer = await SignInAsync(laboratory.Visit());
            Assert.Equal(("mfa hwk", "300"), (service.AskedFor["acr_values"], service.AskedFor["max_age"]));
            if (fault is null)
                Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            else
                await RefusedAsync(answer, "access.provider-wrong-answer", fault);
        }
    }

    [GeneratedRegex("/me/provider/go\\?ticket=[^\"]+")]
    private static partial Regex Go();
}
