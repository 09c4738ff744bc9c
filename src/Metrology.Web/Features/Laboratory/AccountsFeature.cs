using Metrology.App.Laboratory;
using Metrology.Core.Words;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Laboratory;

internal sealed class AccountsFeature : IFeature
{
    private const string Path = "/accounts";

    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Administration, t => t.Accounts.Title, "users", Path, Permission.Administer)];

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, async (LaboratoryQueries laboratory, CancellationToken cancellation) =>
            View.Of<AccountsPage>(new { Accounts = await laboratory.AccountsAsync(cancellation) })).Needs(Permission.Administer);
        pages.MapGet(Path + "/new", () => NewPage(new(), FieldErrors.None)).Needs(Permission.Administer);
        pages.MapPost(Path + "/new", Create).Needs(Permission.Administer);
        pages.MapGet(Path + "/{id:int}", Show).Needs(Permission.Administer);
        pages.MapPost(Path + "/{id:int}/roles", SetRoles).Needs(Permission.Administer);
        pages.MapPost(Path + "/{id:int}/state", SetState).Needs(Permission.Administer);
        pages.MapPost(Path + "/{id:int}/password", ResetPassword).Needs(Permission.Administer);
    }

    private static async Task<IResult> Create(
        HttpContext context, AdministerAccounts accounts, IPasswordHasher<Account> hasher, CurrentActor me, Words t,
        [FromForm] AccountForm? typed, CancellationToken cancellation)
    {
        var form = typed ?? new();
        var errors = new FieldErrors();
        var request = form.Check(errors, hasher);
        if (request.Roles.Count == 0)
            errors.Add(LaboratoryErrors.NoRole, nameof(form.Roles));
        if (errors.Any)
            return NewPage(form, errors);
        var made = await accounts.CreateAsync(me.Required, request, cancellation);
        return made.Refusal is { } refusal
            ? NewPage(form, errors.Add(refusal, refusal == LaboratoryErrors.UserNameTaken ? nameof(form.UserName) : ""))
            : NoticeCookie.Redirect(context, Path, t.Accounts.Created(made.Value.DisplayName));
    }

    private static async Task<IResult> Show(int id, LaboratoryQueries laboratory, CancellationToken cancellation) =>
        await AccountPageOf(id, laboratory, FieldErrors.None, cancellation);

    private static Task<IResult> SetRoles(
        int id, HttpContext context, AdministerAccounts accounts, CurrentActor me, [FromForm] RolesForm? form, [FromForm] string? rolesBecause, CancellationToken cancellation) =>
        Answer(id, context, accounts.SetRolesAsync(me.Required.Saying(rolesBecause), id, (form ?? new()).Parse(), cancellation), nameof(rolesBecause));

    private static Task<IResult> SetState(
        int id, HttpContext context, AdministerAccounts accounts, CurrentActor me, [FromForm] bool disabled, [FromForm] string? stateBecause, CancellationToken cancellation) =>
        Answer(id, context, accounts.SetDisabledAsync(me.Required.Saying(stateBecause), id, disabled, cancellation), nameof(stateBecause));

    private static async Task<IResult> ResetPassword(
        int id, HttpContext context, AdministerAccounts accounts, LaboratoryQueries laboratory, IPasswordHasher<Account> hasher, CurrentActor me,
        [FromForm] string? password, [FromForm] string? passwordAgain, CancellationToken cancellation)
    {
        if (await laboratory.AccountAsync(id, cancellation) is not { } account)
            return Results.NotFound();
        var errors = new FieldErrors();
        var text = AccountForm.CheckPassword(errors, password, passwordAgain, account.UserName);
        return errors.Any
            ? await AccountPageOf(id, laboratory, errors, cancellation)
            : await Answer(id, context, accounts.ResetPasswordAsync(me.Required, id, hasher.HashPassword(account, text), cancellation));
    }

    private static async Task<IResult> Answer(int id, HttpContext context, Task<Outcome<Account>> change, string? why = null)
    {
        var services = context.RequestServices;
        return (await change).Refusal is { } refusal
            ? await AccountPageOf(id, services.GetRequiredService<LaboratoryQueries>(), new FieldErrors().Add(refusal, refusal.Field == "Because" ? why : null), context.RequestAborted)
            : NoticeCookie.Redirect(context, $"{Path}/{id}", services.GetRequiredService<Words>().Frame.Done);
    }

    private static async Task<IResult> AccountPageOf(int id, LaboratoryQueries laboratory, FieldErrors errors, CancellationToken cancellation) =>
        await laboratory.AccountAsync(id, cancellation) is { } account
            ? View.OfForm<AccountPage>(errors, new { Account = account, Errors = errors })
            : Results.NotFound();

    private static IResult NewPage(AccountForm form, FieldErrors errors) => View.OfForm<NewAccountPage>(errors, new { Form = form, Errors = errors });
}
