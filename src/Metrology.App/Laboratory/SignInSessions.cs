using System.Globalization;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Laboratory;

/// <summary>Begins, finds and ends sign-ins. Each request asks again, so whatever ends one holds from the next request on.</summary>
public sealed class SignInSessions(Store store, TimeProvider clock, ITellAccount tell, IEndedSessions ended)
{
    public const int LongestBrowser = 200;
    private const int LongestAddress = 64;

    /// <summary>Sessions of a person that are shown, the newest first.</summary>
    private const int Shown = 50;

    /// <param name="renewed">The session that ends with it: its person has just given the password again, and what somebody may have copied of it is worth nothing.</param>
    /// <returns>Refused where what a passkey signed has begun a session before.</returns>
    public async Task<Outcome<SignInSession>> StartAsync(Account account, SignInProof proof, SignInPlace from, SignInSession? renewed, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        SignInSession session = new()
        {
            // 128 bits of the generator: those of Guid.NewGuid are 122.
            Id = new(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16)),
            AccountId = account.Id,
            Stamp = account.SecurityStamp,
            StartedAt = renewed?.StartedAt ?? now,
            SeenAt = now,
            ConfirmedAt = renewed is null && proof.IsOfProvider ? now - SessionLimits.Confirmed : now,
            Address = Shorten(from.Address, LongestAddress),
            Browser = Shorten(from.Browser, LongestBrowser),
            Method = proof.Method,
            Challenge = proof.Challenge,
        };
        var started = await store.WriteAsync<SignInSession>(
            async db =>
            {
                // Who may do what is read from this row: one that was changed behind the product lets nobody in.
                if (await db.Accounts.AsNoTracking().FirstOrDefaultAsync(row => row.Id == account.Id, cancellation) is not { } signing
                    || await db.UnusableAsync([signing, .. signing.Passkeys], cancellation, RegisterParts.Of(nameof(Passkey), signing.Id.ToString(CultureInfo.InvariantCulture))) is not null)
                    return SessionErrors.NotAsWritten;
                if (renewed is null)
                    await tell.FromElsewhereAsync(db, session, cancellation);
                db.Add(session);
                if (renewed is not null && await db.SignInSessions.FindAsync([renewed.Id], cancellation) is { } old)
                    old.EndedAt ??= now;
                return session;
            },
            cancellation);
        if (renewed is not null && !started.IsRefused)
            ended.Add(renewed.Id);
        return started;
    }

    /// <summary>The session with its account as they are now, or null when it is over. An account that is not what the ledger says has none.</summary>
    /// <param name="ticket">As the cookie has it. A row that says a later beginning or password than it is not believed, nor one that an ended session goes on in, nor another stamp of the account.</param>
    public async Task<LiveSession?> FindAsync(SessionTicket ticket, CancellationToken cancellation)
    {
        if (ended.Has(ticket.Id, ticket.StartedAt))
            return null;
        var id = ticket.Id;
        var found = await store.ReadAsync(
            async db =>
            {
                if (await db.SignInSessions.Include(row => row.Account).FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { Account: { } account } session)
                    return null;
                (session.StartedAt, session.ConfirmedAt) = (Earlier(session.StartedAt, ticket.StartedAt), Earlier(session.ConfirmedAt, ticket.ConfirmedAt));
                // Whoever changed a role behind the product gains nothing by it, not even until the audit.
                if (await db.UnusableAsync([account], cancellation) is not null)
                    return null;
                var rule = await db.AccessRules.FirstOrDefaultAsync(cancellation);
                // A rule that was changed or removed behind the product asks it of everybody.
                var isAsked = rule?.SecondFactorRoles.Intersect(account.Roles).Any() == true
                    || await db.UnusableAsync(rule is null ? [] : [rule], cancellation, RegisterParts.Of(nameof(AccessRule))) is not null;
                return new LiveSession(session, account, isAsked);
            },
            cancellation);
        if (found is null || !IsLive(found.Session) || found.Account.SecurityStamp != ticket.Stamp)
            return null;
        if (clock.GetUtcNow() - found.Session.SeenAt >= SessionLimits.Seen)
            await ChangeAsync(id, session => session.SeenAt = clock.GetUtcNow(), cancellation);
        return found;
    }

    /// <summary>Signing out.</summary>
    public async Task EndAsync(Guid id, CancellationToken cancellation)
    {
        await ChangeAsync(id, session => session.EndedAt ??= clock.GetUtcNow(), cancellation);
        ended.Add(id);
    }

    /// <summary>A person ends an own session, an administrator anybody's.</summary>
    public async Task<Outcome<int>> EndAsync(Actor actor, Guid id, CancellationToken cancellation)
    {
        var done = await store.WriteAsync<int>(async db =>
        {
            if (await db.SignInSessions.FindAsync([id], cancellation) is not { } session)
                return SessionErrors.NotFound;
            if (session.AccountId != actor.AccountId && actor.Deny(Permission.Administer) is { } denied)
                return denied == LaboratoryErrors.AdministeredElsewhere ? denied : SessionErrors.NotFound;
            session.EndedAt ??= clock.GetUtcNow();
            await tell.AddAsync(db, AccountEvent.Of(AccountAct.SessionEnded, session.AccountId, actor, clock.GetUtcNow(), $"{session.Address} {session.Browser}"), cancellation);
            return session.AccountId;
        }, cancellation);
        if (!done.IsRefused)
            ended.Add(id);
        return done;
    }

    /// <summary>Sessions of a person that are not over, the newest first.</summary>
    public async Task<IReadOnlyList<SignInSession>> OfAsync(int account, CancellationToken cancellation)
    {
        var from = clock.GetUtcNow() - SessionLimits.Absolute;
        var rows = await store.ReadAsync(
            db => db.SignInSessions.Include(row => row.Account).Where(row => row.AccountId == account && row.EndedAt == null && row.StartedAt > from)
                .OrderByDescending(row => row.StartedAt).Take(Shown).ToListAsync(cancellation),
            cancellation);
        return rows.FindAll(row => IsLive(row) && !ended.Has(row.Id, row.StartedAt));
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private bool IsLive(SignInSession session)
    {
        var now = clock.GetUtcNow();
        return session.EndedAt is null && session.Stamp == session.Account!.SecurityStamp && !session.Account.IsDisabled
            && now - session.StartedAt < SessionLimits.Absolute && now - session.SeenAt < SessionLimits.Idle;
    }

    private Task ChangeAsync(Guid id, Action<SignInSession> change, CancellationToken cancellation) =>
        store.WriteAsync<Guid>(async db =>
        {
            if (await db.SignInSessions.FindAsync([id], cancellation) is not { } session)
                return SessionErrors.NotFound;
            change(session);
            return id;
        }, cancellation);

    private static string Shorten(string text, int longest)
    {
        var plain = new string([.. text.Where(letter => !char.IsControl(letter))]);
        return plain.Length > longest ? plain[..longest] : plain;
    }
}

/// <summary>How somebody has proved who he is.</summary>
/// <param name="Challenge">What a passkey or the sign-in service has signed.</param>
public sealed record SignInProof(SignInMethod Method, string? Challenge = null)
{
    /// <summary>Nobody has shown a password or a passkey here.</summary>
    public bool IsOfProvider => Method is SignInMethod.Provider or SignInMethod.ProviderAndCode or SignInMethod.ProviderAndRecoveryCode;
}

/// <summary>Where a sign-in comes from.</summary>
/// <param name="Address">Network address.</param>
/// <param name="Browser">What the browser or program calls itself.</param>
public sealed record SignInPlace(string Address, string Browser);

/// <summary>A session that is not over.</summary>
/// <param name="IsFactorRequired">A role of the person requires a second factor.</param>
public sealed record LiveSession(SignInSession Session, Account Account, bool IsFactorRequired)
{
    /// <summary>Everything but setting one up waits until then.</summary>
    public bool MustEnrol => IsFactorRequired && !Account.HasSecondFactor;

    public bool IsConfirmed(DateTimeOffset now) => now - Session.ConfirmedAt < SessionLimits.Confirmed;
}

public static class SessionErrors
{
    public static readonly Refusal NotAsWritten = Refusal.Of(
        "access.account-unusable",
        "这个账户与台账记载的不同，它被绕过本系统改动，不能用来登录。请让管理员运行“metrology ledger verify”。",
        "The account is not what the ledger says of it; it was changed behind the product and lets nobody in. Have an administrator run \"metrology ledger verify\".");

    public static readonly Refusal NotFound = Refusal.Of(
        "access.session-not-found", "没有这个登录，或者已经结束。请刷新列表。", "There is no such session, or it is over already. Reload the list.");
}
