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
    public const string Path = "/me", FactorPath = Path + "/second-factor", CurrentField = "CurrentPassword";
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
        pages.MapPost(FactorPath + "/remove", RemoveFactor).NeedsSignIn().Signs(SignatureMeaning.Access);
    }

    private static async Task<IResult> PageAsync(HttpContext context, FieldErrors errors, CancellationToken cancellation)
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
        [FromForm] string? password, [FromForm] string? passwordAgain, CancellationToken cancellation)
    {
        var live = SessionGuard.Of(context)!;
        var errors = new FieldErrors();
        var text = AccountForm.CheckPassword(errors, password, passwordAgain, live.Account.UserName);
        if (!errors.Any && !await passwords.IsRightAsync(live.Account, currentPassword))
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
        if (await context.RequestServices.GetRequiredService<LaboratoryQueries>().AccountAsync(me.Required.AccountId, cancellation) is { } account)
            await signIn.StartAsync(account, SignInMethod.PasswordAndCode);
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
        if (await context.RequestServices.GetRequiredService<LaboratoryQueries>().AccountAsync(me.Required.AccountId, cancellation) is { } account)
            await signIn.StartAsync(account, SignInMethod.Password);
        return Done(context);
    }

    private static IResult Done(HttpContext context) => NoticeCookie.Redirect(context, Path, context.RequestServices.GetRequiredService<Words>().Frame.Done);
}
