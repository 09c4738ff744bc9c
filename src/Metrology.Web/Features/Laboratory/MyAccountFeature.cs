using Metrology.App.Laboratory;
using Metrology.Core.Words;
using Metrology.Documents;
using Metrology.Web.Access;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Laboratory;

/// <summary>What a person sees and changes of the own account: password, second factor, sessions.</summary>
internal sealed class MyAccountFeature : IFeature
{
    public const string Path = "/me", FactorPath = Path + "/second-factor", CurrentField = "CurrentPassword", PasskeysPath = Path + "/passkeys", NewPasskeyPath = PasskeysPath + "/new", NameField = "name";
    private const string KeyPurpose = "second-factor-key";

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, (HttpContext context, CancellationToken cancellation) => PageAsync(context, FieldErrors.None, cancellation)).NeedsSignIn();
        pages.MapPost(Path + "/password", ChangePassword).NeedsSignIn().RequireRateLimiting(Limits.SignInPolicy);
        pages.MapPost(Path + "/sessions/{id:guid}/end", EndSession).NeedsSignIn().Signs(SignatureMeaning.Access);
        pages.MapGet(FactorPath, (HttpContext context, Ticket tickets, CurrentActor me, Words t) =>
            EnrolPage(context, tickets, me, t, TimeCode.NewKey(), FieldErrors.None)).NeedsSignIn().BeforeEnrolment();
        pages.MapPost(FactorPath, Enrol).NeedsSignIn().BeforeEnrolment().Signs(SignatureMeaning.Access).RequireRateLimiting(Limits.SignInPolicy);
        pages.MapPost(FactorPath + "/codes", DrawCodes).NeedsSignIn().Signs(SignatureMeaning.Access);
        pages.MapPost(NewPasskeyPath, NewPasskey).NeedsSignIn().BeforeEnrolment().Signs(SignatureMeaning.Access);
        pages.MapPost(PasskeysPath, AddPasskey).NeedsSignIn().BeforeEnrolment().Signs(SignatureMeaning.Access).RequireRateLimiting(Limits.CheckPolicy);
        pages.MapPost(PasskeysPath + "/{id:int}/remove", RemovePasskey).NeedsSignIn().Signs(SignatureMeaning.Access);
        pages.MapPost(FactorPath + "/remove", RemoveFactor).NeedsSignIn().Signs(SignatureMeaning.Access);
    }

    internal static async Task<IResult> PageAsync(HttpContext context, FieldErrors errors, CancellationToken cancellation)
    {
        var live = SessionGuard.Of(context)!;
        var services = context.RequestServices;
        return View.OfForm<MyAccountPage>(errors, new
        {
            live.Account,
            Sessions = await services.GetRequiredService<SignInSessions>().OfAsync(live.Account.Id, cancellation),
            This = live.Session.Id,
            Events = await services.GetRequiredService<LaboratoryQueries>().EventsAsync(live.Account.Id, cancellation),
            Errors = errors,
        });
    }

    private static async Task<IResult> ChangePassword(
        HttpContext context, ChangePassword change, PasswordCheck passwords, IPasswordHasher<Account> hasher, AccountSignIn signIn, [FromForm] string? currentPassword,
        [FromForm] string? password, [FromForm] string? passwordAgain, [FromForm] string? code, TimeProvider clock, CancellationToken cancellation)
    {
        var live = SessionGuard.Of(context)!;
        var errors = new FieldErrors();
        var text = AccountForm.CheckPassword(errors, password, passwordAgain, live.Account.UserName, await KnownAround.OfAsync(context, live.Account.DisplayName));
        // The session that begins counts as confirmed: the password alone is not enough where a signature asks for the code too.
        var needsCode = live.Account.HasSecondFactor && !live.IsConfirmed(clock.GetUtcNow());
        if (!errors.Any && !(await passwords.IsRightAsync(live.Account, currentPassword) && (!needsCode || await signIn.IsCodeAsync(live.Account, code ?? "") is not null)))
            errors.Add(CurrentField, SignInWords.NotConfirmed, SignInWords.RefusedCode);
        if (errors.Any)
            return await PageAsync(context, errors, cancellation);
        var changed = await change.ExecuteAsync(context.RequestServices.GetRequiredService<CurrentActor>().Required, hasher.HashPassword(live.Account, text), cancellation);
        if (changed.Refusal is { } refusal)
            return await PageAsync(context, errors.Add(refusal), cancellation);
        await signIn.StartAsync(changed.Value, live.Session.Method);
        return Done(context);
    }

    private static async Task<IResult> EndSession(Guid id, HttpContext context, SignInSessions sessions, CurrentActor me, CancellationToken cancellation) =>
        (await sessions.EndAsync(me.Required, id, cancellation)).Refusal is { } refusal ? await PageAsync(context, new FieldErrors().Add(refusal), cancellation) : Done(context);

    private static IResult EnrolPage(HttpContext context, Ticket tickets, CurrentActor me, Words t, string key, FieldErrors errors) => View.OfForm<EnrolPage>(errors, new
    {
        Key = key,
        Ticket = tickets.Write(KeyPurpose, key),
        Code = QrImage.Of(TimeCode.Address(key, t.Frame.Product, SessionGuard.Of(context)!.Account.UserName)),
        IsRequired = SessionGuard.Of(context)!.MustEnrol,
        me.Required.Name,
        Errors = errors,
    });

    private static async Task<IResult> Enrol(
        HttpContext context, SecondFactor factor, Ticket tickets, AccountSignIn signIn, CurrentActor me, Words t, [FromForm] string? ticket, [FromForm] string? code,
        CancellationToken cancellation)
    {
        if (tickets.Read(KeyPurpose, ticket) is not { } key)
            return EnrolPage(context, tickets, me, t, TimeCode.NewKey(), new FieldErrors().Add("", MyAccountWords.KeyExpired, "access.key-expired"));
        var enrolled = await factor.EnrolAsync(me.Required, key, code ?? "", cancellation);
        if (enrolled.Refusal is { } refusal)
            return EnrolPage(context, tickets, me, t, key, new FieldErrors().Add(refusal, SignInFeature.CodeField));
        await GoOnAsync(context, signIn, SignInMethod.PasswordAndCode, cancellation);
        return View.Of<RecoveryCodesPage>(new { Codes = enrolled.Value });
    }

    private static async Task<IResult> DrawCodes(HttpContext context, SecondFactor factor, CurrentActor me, CancellationToken cancellation)
    {
        var drawn = await factor.DrawRecoveryCodesAsync(me.Required, cancellation);
        return drawn.Refusal is { } refusal ? await PageAsync(context, new FieldErrors().Add(refusal), cancellation) : View.Of<RecoveryCodesPage>(new { Codes = drawn.Value });
    }

    private static async Task<IResult> RemoveFactor(HttpContext context, SecondFactor factor, CurrentActor me, AccountSignIn signIn, CancellationToken cancellation)
    {
        if ((await factor.RemoveAsync(me.Required, cancellation)).Refusal is { } refusal)
            return await PageAsync(context, new FieldErrors().Add(refusal), cancellation);
        await GoOnAsync(context, signIn, SessionGuard.Of(context)!.Session.Method == SignInMethod.Passkey ? SignInMethod.Passkey : SignInMethod.Password, cancellation);
        return Done(context);
    }

    private static Task<IResult> NewPasskey(HttpContext context, PasskeyCeremony passkeys) => NewPasskeyPageAsync(context, passkeys, "", FieldErrors.None);

    private static async Task<IResult> NewPasskeyPageAsync(HttpContext context, PasskeyCeremony passkeys, string name, FieldErrors errors) => View.OfForm<NewPasskeyPage>(errors, new
    {
        Question = await passkeys.ToAddAsync(SessionGuard.Of(context)!),
        Name = name,
        Errors = errors,
    });

    private static async Task<IResult> AddPasskey(
        HttpContext context, KeepPasskeys keep, PasskeyCeremony passkeys, AccountSignIn signIn, [FromForm] string? name, [FromForm] string? newPasskeyTicket, [FromForm] string? newPasskey,
        CancellationToken cancellation)
    {
        var (live, errors, me) = (SessionGuard.Of(context)!, new FieldErrors(), context.RequestServices.GetRequiredService<CurrentActor>());
        var called = errors.Text(NameField, name, Passkey.LongestName);
        if (errors.Any)
            return await NewPasskeyPageAsync(context, passkeys, name ?? "", errors);
        if (await passkeys.AddedAsync(live, newPasskeyTicket, newPasskey, called) is not { } made)
            return await NewPasskeyPageAsync(context, passkeys, called, errors.Add(PasskeyErrors.NotAdded));
        var added = await keep.AddAsync(me.Required, made, cancellation);
        if (added.Refusal is { } refusal)
            return await NewPasskeyPageAsync(context, passkeys, called, errors.Add(refusal));
        await GoOnAsync(context, signIn, SignInMethod.Passkey, cancellation);
        return added.Value.Length > 0 ? View.Of<RecoveryCodesPage>(new { Codes = added.Value }) : Done(context);
    }

    private static async Task<IResult> RemovePasskey(int id, HttpContext context, KeepPasskeys keep, CurrentActor me, AccountSignIn signIn, CancellationToken cancellation)
    {
        if ((await keep.RemoveAsync(me.Required, id, cancellation)).Refusal is { } refusal)
            return await PageAsync(context, new FieldErrors().Add(refusal), cancellation);
        await GoOnAsync(context, signIn, SessionGuard.Of(context)!.Session.Method, cancellation);
        return Done(context);
    }

    /// <summary>What ended all sessions of the person leaves this browser signed in.</summary>
    private static async Task GoOnAsync(HttpContext context, AccountSignIn signIn, SignInMethod method, CancellationToken cancellation)
    {
        if (await context.RequestServices.GetRequiredService<LaboratoryQueries>().AccountAsync(SessionGuard.Of(context)!.Account.Id, cancellation) is { } account)
            await signIn.StartAsync(account, method);
    }

    private static IResult Done(HttpContext context) => NoticeCookie.Redirect(context, Path, context.RequestServices.GetRequiredService<Words>().Frame.Done);
}
