using Metrology.App.Laboratory;
using Metrology.Core.Words;
using Metrology.Web.Features.Exports;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Laboratory;

internal sealed class AccountsFeature : IFeature
{
    private const string Path = "/accounts";

    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Administration, t => t.Accounts.Title, "users", Path, Permission.Administer)];

    public static string PathOf(int id) => $"{Path}/{id}";

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, async (LaboratoryQueries laboratory, App.Verifications.RegisterReads registers, CancellationToken cancellation) =>
        {
            var accounts = await laboratory.AccountsAsync(cancellation);
            return View.Of<AccountsPage>(new { Accounts = accounts, Unusable = await registers.UnusableAccountsAsync(accounts, cancellation), Rule = await laboratory.SecondFactorRolesAsync(cancellation) });
        }).Needs(Permission.Administer).Lists(nameof(Account));
        pages.MapGet(Path + ListExport.Route, Export).Needs(Permission.Administer);
        pages.MapGet(Path + "/new", () => NewPage(new(), FieldErrors.None)).Needs(Permission.Administer);
        pages.MapPost(Path + "/new", Create).Needs(Permission.Administer).Signs(SignatureMeaning.Access);
        pages.MapGet(Path + "/{id:int}", Show).Needs(Permission.Administer);
        pages.MapPost(Path + "/{id:int}/roles", SetRoles).Needs(Permission.Administer).Signs(SignatureMeaning.Access);
        pages.MapPost(Path + "/{id:int}/state", SetState).Needs(Permission.Administer).Signs(SignatureMeaning.Access);
        pages.MapPost(Path + "/{id:int}/password", ResetPassword).Needs(Permission.Administer).Signs(SignatureMeaning.Access);
        pages.MapPost(Path + "/{id:int}/second-factor/reset", ResetFactor).Needs(Permission.Administer).Signs(SignatureMeaning.Access);
        pages.MapPost(Path + "/{id:int}/sessions/{session:guid}/end", EndSession).Needs(Permission.Administer).Signs(SignatureMeaning.Access);
        pages.MapPost(Path + "/second-factor-roles", SetRule).Needs(Permission.Administer).Signs(SignatureMeaning.Access);
    }

    private static Task<IResult> Export(
        string format, HttpContext context, LaboratoryQueries laboratory, App.Verifications.RegisterReads registers, TimeProvider clock, Words t, CancellationToken cancellation) => ListExport.AnswerAsync(context, format, async () =>
    {
        var accounts = await laboratory.AccountsAsync(cancellation);
        var unusable = await registers.UnusableAccountsAsync(accounts, cancellation);
        return new(
            "accounts",
            [("userName", t.SignIn.UserName), ("name", t.Accounts.DisplayName), ("roles", t.Accounts.Roles), ("state", t.Accounts.State), ("secondFactor", t.My.Factor), ("marks", t.Exports.Marks)],
            [
                .. accounts.Select(account => (IReadOnlyList<string>)
                [
                    account.UserName, account.DisplayName, string.Join(' ', account.Roles.Select(t.Frame.Role)), t.Accounts.StateOf(account, clock), account.HasSecondFactor ? t.My.Factor : "",
                    t.MarksOf(false, false, unusable.Contains(account.Id)),
                ]),
            ]);
    });

    private static async Task<IResult> Create(AdministerAccounts accounts, CurrentActor me, Typed<AccountForm> typed, CancellationToken cancellation)
    {
        var form = typed.Value;
        var errors = new FieldErrors();
        var request = form.Check(errors);
        if (request.Roles.Count == 0)
            errors.Add(LaboratoryErrors.NoRole, nameof(form.Roles));
        if (errors.Any)
            return NewPage(form, errors);
        var made = await accounts.CreateAsync(me.Required, request, cancellation);
        return made.Refusal is { } refusal ? NewPage(form, errors.Add(refusal, refusal == LaboratoryErrors.UserNameTaken ? nameof(form.UserName) : "")) : CodePage(made.Value);
    }

    private static Task<IResult> Show(int id, HttpContext context) => AccountPageOf(id, context, FieldErrors.None);

    private static Task<IResult> SetRoles(
        int id, HttpContext context, AdministerAccounts accounts, CurrentActor me, Typed<RolesForm> form, [FromForm] string? rolesBecause, CancellationToken cancellation) =>
        Answer(id, context, accounts.SetRolesAsync(me.Required.Saying(rolesBecause), id, form.Value.Parse(), cancellation), nameof(rolesBecause));

    private static Task<IResult> SetState(
        int id, HttpContext context, AdministerAccounts accounts, CurrentActor me, [FromForm] bool disabled, [FromForm] string? stateBecause, CancellationToken cancellation) =>
        Answer(id, context, accounts.SetDisabledAsync(me.Required.Saying(stateBecause), id, disabled, cancellation), nameof(stateBecause));

    private static async Task<IResult> ResetPassword(
        int id, HttpContext context, AdministerAccounts accounts, CurrentActor me, [FromForm] string? identity, [FromForm] string? passwordBecause, CancellationToken cancellation)
    {
        var given = await accounts.ResetPasswordAsync(me.Required.Saying(passwordBecause), id, CheckOf(identity), cancellation);
        return given.Refusal is { } refusal ? await AccountPageOf(id, context, new FieldErrors().Add(refusal, refusal.Field switch { "Because" => nameof(passwordBecause), "Identity" => nameof(identity), _ => null })) : CodePage(given.Value);
    }

    /// <summary>Null where none was chosen.</summary>
    private static IdentityCheck? CheckOf(string? chosen) => Enum.GetValues<IdentityCheck>().Where(one => one.ToString() == chosen).Select(one => (IdentityCheck?)one).FirstOrDefault();

    /// <summary>Shown once: only its hash is kept.</summary>
    private static IResult CodePage(GivenCode given) => View.Of<GivenCodePage>(new { Given = given });

    internal static async Task<IResult> Answer(int id, HttpContext context, Task<Outcome<Account>> change, string? why = null) =>
        (await change).Refusal is { } refusal ? await AccountPageOf(id, context, new FieldErrors().Add(refusal, refusal.Field == "Because" ? why : null)) : Saved(id, context);

    private static async Task<IResult> ResetFactor(
        int id, HttpContext context, SecondFactor factor, CurrentActor me, [FromForm] string? factorIdentity, [FromForm] string? factorBecause, CancellationToken cancellation) =>
        await factor.ResetAsync(me.Required.Saying(factorBecause), id, CheckOf(factorIdentity), cancellation) is { Refusal: { } refusal }
            ? await AccountPageOf(id, context, new FieldErrors().Add(refusal, refusal.Field switch { "Because" => nameof(factorBecause), "Identity" => nameof(factorIdentity), _ => null }))
            : Saved(id, context);

    private static async Task<IResult> EndSession(int id, Guid session, HttpContext context, SignInSessions sessions, CurrentActor me, CancellationToken cancellation) =>
        await sessions.EndAsync(me.Required, session, cancellation) is { Refusal: { } refusal }
            ? await AccountPageOf(id, context, new FieldErrors().Add(refusal))
            : Saved(id, context);

    private static async Task<IResult> SetRule(HttpContext context, RequireSecondFactor require, CurrentActor me, Words t, Typed<RolesForm> form, CancellationToken cancellation)
    {
        var ruled = await require.ExecuteAsync(me.Required, form.Value.Parse(), cancellation);
        return ruled.IsRefused ? Results.Forbid() : NoticeCookie.Redirect(context, Path, t.Frame.Done);
    }

    private static async Task<IResult> AccountPageOf(int id, HttpContext context, FieldErrors errors)
    {
        var (laboratory, sessions) = (context.RequestServices.GetRequiredService<LaboratoryQueries>(), context.RequestServices.GetRequiredService<SignInSessions>());
        return await laboratory.AccountAsync(id, context.RequestAborted) is { } account
            ? View.OfForm<AccountPage>(errors, new
            {
                Account = account,
                Sessions = await sessions.OfAsync(id, context.RequestAborted),
                This = SessionGuard.Of(context)?.Session.Id ?? Guid.Empty,
                Events = await laboratory.EventsAsync(id, context.RequestAborted),
                Errors = errors,
            })
            : Results.NotFound();
    }

    private static IResult Saved(int id, HttpContext context) => NoticeCookie.Redirect(context, PathOf(id), context.RequestServices.GetRequiredService<Words>().Frame.Done);

    private static IResult NewPage(AccountForm form, FieldErrors errors) => View.OfForm<NewAccountPage>(errors, new { Form = form, Errors = errors });
}
