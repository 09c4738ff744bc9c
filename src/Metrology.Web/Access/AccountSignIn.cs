using System.Globalization;
using System.Security.Claims;
using Metrology.App.Laboratory;
using Metrology.Core.Words;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Metrology.Web.Access;

/// <summary>Sign-in of people and of programs: name and password, then the code where there is a second factor, then a session.</summary>
internal sealed class AccountSignIn(PasswordCheck passwords, SecondFactor factor, SignInSessions sessions, IUserClaimsPrincipalFactory<Account> claims, IHttpContextAccessor accessor)
{
    private const string Purpose = "code";

    private HttpContext Context => accessor.HttpContext!;

    private PasskeyCeremony Passkeys => Context.RequestServices.GetRequiredService<PasskeyCeremony>();

    private Ticket Tickets => Context.RequestServices.GetRequiredService<Ticket>();

    /// <summary>Begins a session when name and password are right and no code is needed, or the code is right as well.</summary>
    public async Task<SignInAnswer> WithPasswordAsync(string? userName, string? password, string? code = null)
    {
        if (await passwords.FindAsync(userName, password) is not { } account)
            return SignInAnswer.Refused;
        if (!account.HasSecondFactor)
            return await StartAsync(account, SignInMethod.Password);
        return string.IsNullOrEmpty(code)
            ? new(SignInStage.CodeNeeded, account, Tickets.Write(Purpose, $"{account.Id.ToString(CultureInfo.InvariantCulture)} {account.SecurityStamp}"))
            : await WithCodeAsync(account, code);
    }

    /// <summary>The second step: the ticket says who has given a right password.</summary>
    public async Task<SignInAnswer> WithCodeAsync(string? ticket, string? code)
    {
        if (Tickets.Read(Purpose, ticket)?.Split(' ') is not [var id, var stamp, .. var nonce] || await passwords.StandingAsync(int.Parse(id, CultureInfo.InvariantCulture)) is not { } account
            || account.SecurityStamp != stamp)
            return SignInAnswer.Refused;
        return await WithCodeAsync(account, code ?? "", nonce.FirstOrDefault());
    }

    /// <summary>Whom the sign-in service has named. Roles follow its groups first where they are told to; who has a second factor here shows it here too.</summary>
    /// <param name="groups">Null where roles are given here.</param>
    /// <param name="nonce">What the service has signed.</param>
    public async Task<Outcome<SignInAnswer>> WithProviderAsync(ProviderIdentity who, ProviderGroups? groups, string nonce)
    {
        var services = Context.RequestServices;
        if (await services.GetRequiredService<LaboratoryQueries>().AccountByProviderAsync(who, Context.RequestAborted) is not { } linked || await passwords.StandingAsync(linked.Id) is not { } account)
            return ProviderErrors.NotLinked;
        if (groups is not null)
        {
            var followed = await services.GetRequiredService<LinkProvider>().FollowGroupsAsync(account.Id, who.Issuer, groups, Context.RequestAborted);
            if (followed.Refusal is { } refusal)
                return refusal;
            account = followed.Value;
        }

        return account.HasSecondFactor
            ? new SignInAnswer(SignInStage.CodeNeeded, account, Tickets.Write(Purpose, $"{account.Id.ToString(CultureInfo.InvariantCulture)} {account.SecurityStamp} {nonce}"))
            : await StartAsync(account, SignInMethod.Provider, challenge: nonce);
    }

    /// <summary>A passkey alone: the authenticator has verified the person.</summary>
    public async Task<SignInAnswer> WithPasskeyAsync(string? ticket, string? answer) =>
        await Passkeys.SignedInAsync(ticket, answer) is { } proof && await passwords.StandingAsync(proof.AccountId) is { } account
            ? await StartAsync(account, SignInMethod.Passkey, challenge: proof.Challenge)
            : SignInAnswer.Refused;

    /// <summary>Whoever is signed in shows a passkey instead of the password.</summary>
    public async Task<bool> ConfirmWithPasskeyAsync(LiveSession live, string? ticket, string? answer) =>
        await Passkeys.ConfirmedAsync(live, ticket, answer) is { } proof && await passwords.StandingAsync(proof.AccountId) is { } account
        && (await StartAsync(account, live.Session.Method, live.Session, proof.Challenge)).Stage == SignInStage.In;

    /// <summary>Whoever is signed in gives the password again, and the code where there is one. Failures count as those of a sign-in, and what locks ends the session.</summary>
    public async Task<bool> ConfirmAsync(LiveSession live, string? password, string? code)
    {
        var right = await passwords.IsRightAsync(live.Account, password) && (!live.Account.HasSecondFactor || await IsCodeAsync(live.Account, code ?? "") is not null);
        if (right)
            await StartAsync(live.Account, live.Session.Method, live.Session);
        else if (await passwords.StandingAsync(live.Account.Id) is null)
            await EndAsync();
        return right;
    }

    /// <summary>Begins a session of somebody who has proved who he is.</summary>
    /// <param name="renewed">The session that goes on under another name.</param>
    /// <param name="challenge">What a passkey or the sign-in service has signed.</param>
    public async Task<SignInAnswer> StartAsync(Account account, SignInMethod method, SignInSession? renewed = null, string? challenge = null)
    {
        var started = await sessions.StartAsync(
            account, new(method, challenge), new(Context.Connection.RemoteIpAddress?.ToString() ?? "", Context.Request.Headers.UserAgent.ToString()), renewed, Context.RequestAborted);
        if (started.IsRefused)
            return SignInAnswer.Refused;
        await passwords.SucceededAsync(account);
        Context.RequestServices.GetRequiredService<ILogger<AccountSignIn>>().SignedIn(account.Id, started.Value.Address, method);
        var principal = await claims.CreateAsync(account);
        ((ClaimsIdentity)principal.Identity!).AddClaim(new(SessionGuard.Claim, SessionTicket.Of(started.Value).ToString()));
        await Context.SignInAsync(IdentityConstants.ApplicationScheme, principal);
        return new(SignInStage.In, account);
    }

    public async Task EndAsync()
    {
        if (SessionGuard.Of(Context) is { } live)
            await sessions.EndAsync(live.Session.Id, Context.RequestAborted);
        await Context.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    /// <param name="nonce">What the sign-in service has signed; null where the password was given.</param>
    private async Task<SignInAnswer> WithCodeAsync(Account account, string code, string? nonce = null) =>
        await IsCodeAsync(account, code) is { } kind
            ? await StartAsync(account, MethodOf(kind, nonce is not null), challenge: nonce)
            : new(await passwords.StandingAsync(account.Id) is null ? SignInStage.Refused : SignInStage.WrongCode);

    internal static SignInMethod MethodOf(CodeKind kind, bool isOfProvider) => (kind, isOfProvider) switch
    {
        (CodeKind.Authenticator, false) => SignInMethod.PasswordAndCode,
        (CodeKind.Authenticator, true) => SignInMethod.ProviderAndCode,
        (_, false) => SignInMethod.PasswordAndRecoveryCode,
        (_, true) => SignInMethod.ProviderAndRecoveryCode,
    };

    /// <summary>A code of the second factor, which then is spent; a wrong one counts.</summary>
    internal async Task<CodeKind?> IsCodeAsync(Account account, string code)
    {
        var taken = await factor.TakeAsync(account.Id, code, Context.RequestAborted);
        if (!taken.IsRefused)
            return taken.Value;
        await passwords.FailedAsync(account.Id);
        return null;
    }
}

/// <summary>How far a sign-in has come.</summary>
internal enum SignInStage
{
    Refused,
    CodeNeeded,
    WrongCode,
    In,
}

/// <param name="Ticket">To be sent with the code.</param>
internal sealed record SignInAnswer(SignInStage Stage, Account? Account = null, string? Ticket = null)
{
    public static readonly SignInAnswer Refused = new(SignInStage.Refused);
}

/// <summary>Adds the roles and the name on certificates to the claims of the session.</summary>
internal sealed class AccountClaims(UserManager<Account> users, Microsoft.Extensions.Options.IOptions<IdentityOptions> options) : UserClaimsPrincipalFactory<Account>(users, options)
{
    public const string DisplayName = "metrology:display-name";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new(DisplayName, user.DisplayName));
        identity.AddClaims(user.Roles.Select(role => new Claim(identity.RoleClaimType, role.ToString())));
        return identity;
    }
}
