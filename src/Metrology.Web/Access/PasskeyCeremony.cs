using System.Globalization;
using System.Text.Json;
using Metrology.App.Laboratory;
using Microsoft.AspNetCore.Identity;

namespace Metrology.Web.Access;

/// <summary>
/// Asks a browser for a passkey and checks what the authenticator answers (WebAuthn 3, 7.1 and 7.2, done by ASP.NET Core Identity). A question is a sealed ticket that the form brings back:
/// the server remembers nothing, and a session keeps the challenge that proved it, so that no answer counts twice.
/// </summary>
internal sealed class PasskeyCeremony(IPasskeyHandler<Account> handler, UserManager<Account> users, KeepPasskeys passkeys, Ticket tickets, IHttpContextAccessor accessor)
{
    public const string TicketField = "passkeyTicket", AnswerField = "passkey", NewTicketField = "newPasskeyTicket", NewAnswerField = "newPasskey";

    private const string SignInPurpose = "passkey";

    /// <summary>Characters; an answer has about one thousand.</summary>
    private const int LongestAnswer = 16 * 1024;

    private HttpContext Context => accessor.HttpContext!;

    private string Domain => Context.Request.Host.Host;

    /// <summary>Browsers give passkeys to names only, never to numbers, and over https or on the machine itself.</summary>
    public bool IsPossible => Uri.CheckHostName(Domain) == UriHostNameType.Dns && (Context.Request.IsHttps || Domain is "localhost");

    /// <summary>What the browser is asked to make for whoever is signed in.</summary>
    public async Task<PasskeyQuestion> ToAddAsync(LiveSession live)
    {
        var (id, account) = (await users.GetUserIdAsync(live.Account), live.Account);
        var made = await handler.MakeCreationOptionsAsync(new() { Id = id, Name = account.UserName, DisplayName = account.DisplayName }, Context);
        return new(made.CreationOptionsJson, tickets.Write(PurposeOf("passkey-add", live), made.AttestationState ?? ""));
    }

    /// <summary>The passkey that was made, or null.</summary>
    public async Task<Passkey?> AddedAsync(LiveSession live, string? ticket, string? answer, string name)
    {
        if (tickets.Read(PurposeOf("passkey-add", live), ticket) is not { } state || !IsPossible || !IsAnswer(answer))
            return null;
        var made = await handler.PerformAttestationAsync(new() { HttpContext = Context, CredentialJson = answer!, AttestationState = state });
        return !made.Succeeded || made.UserEntity.Id != await users.GetUserIdAsync(live.Account) || made.Passkey is not { IsUserVerified: true } key
            ? null
            : new()
            {
                CredentialId = key.CredentialId,
                PublicKey = key.PublicKey,
                Domain = Domain,
                Name = name,
                Transports = string.Join(' ', (key.Transports ?? []).Where(way => way.Length <= 16 && way.All(char.IsAsciiLetterOrDigit)).Take(8)),
                IsBackupEligible = key.IsBackupEligible,
                IsBackedUp = key.IsBackedUp,
                SignCount = key.SignCount,
            };
    }

    /// <param name="account">Who has given a right password; null for a stranger.</param>
    public Task<PasskeyQuestion> ToSignInAsync(Account? account = null) => AskAsync(SignInPurpose, account);

    public Task<PasskeyProof?> SignedInAsync(string? ticket, string? answer) => ProvedAsync(SignInPurpose, ticket, answer);

    public Task<PasskeyQuestion> ToConfirmAsync(LiveSession live) => AskAsync(PurposeOf("passkey-confirm", live), live.Account);

    public async Task<PasskeyProof?> ConfirmedAsync(LiveSession live, string? ticket, string? answer) =>
        await ProvedAsync(PurposeOf("passkey-confirm", live), ticket, answer) is { } proof && proof.AccountId == live.Account.Id ? proof : null;

    private async Task<PasskeyQuestion> AskAsync(string purpose, Account? account)
    {
        var asked = await handler.MakeRequestOptionsAsync(account, Context);
        return new(asked.RequestOptionsJson, tickets.Write(purpose, asked.AssertionState ?? ""));
    }

    private async Task<PasskeyProof?> ProvedAsync(string purpose, string? ticket, string? answer)
    {
        if (tickets.Read(purpose, ticket) is not { } state || !IsPossible || !IsAnswer(answer))
            return null;
        var proved = await handler.PerformAssertionAsync(new() { HttpContext = Context, CredentialJson = answer!, AssertionState = state });
        if (!proved.Succeeded || proved.Passkey is not { } key || proved.User is not { } account)
            return null;
        var used = await passkeys.UseAsync(account.Id, new(key.CredentialId, Domain, key.SignCount, key.IsBackedUp), Context.RequestAborted);
        return used.IsRefused ? null : new(account.Id, ChallengeOf(state));
    }

    private static string ChallengeOf(string state)
    {
        using var said = JsonDocument.Parse(state);
        return said.RootElement.GetProperty("challenge").GetString()!;
    }

    private static bool IsAnswer(string? answer) => answer?.Length is > 0 and <= LongestAnswer;

    /// <summary>A question to one person is none to another, and ends with what ends the person's sessions. A session takes another id when its person confirms, so that is no part.</summary>
    private static string PurposeOf(string what, LiveSession live) => string.Create(CultureInfo.InvariantCulture, $"{what} {live.Account.Id} {live.Account.SecurityStamp}");

    /// <summary>No page of another origin, and no frame, asks for a passkey of this server.</summary>
    public static bool IsOurOrigin(PasskeyOriginValidationContext asked) =>
        !asked.CrossOrigin && asked.TopOrigin is null && asked.HttpContext.Request is var request && asked.Origin == $"{request.Scheme}://{request.Host}";
}

/// <param name="Options">What a browser's <c>PublicKeyCredential</c> reads (JSON).</param>
/// <param name="Ticket">To be sent with the answer.</param>
public sealed record PasskeyQuestion(string Options, string Ticket);

/// <param name="Challenge">What was signed.</param>
internal sealed record PasskeyProof(int AccountId, string Challenge);
