using Metrology.App.Laboratory;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Laboratory;

/// <summary>First run: one page, once.</summary>
internal sealed class SetUpFeature : IFeature
{
    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(FirstRun.Path, Show).OpenTo("nobody can sign in yet; closed as soon as there is an account");
        pages.MapPost(FirstRun.Path, SetUp).OpenTo("nobody can sign in yet; closed as soon as there is an account").RequireRateLimiting(Limits.SignInPolicy);
    }

    private static async Task<IResult> Show(FirstRun first, LaboratoryQueries laboratory, CancellationToken cancellation) =>
        await first.IsOverAsync(laboratory, cancellation) ? Results.LocalRedirect("/") : Page(new(), new(), "", secondFactor: true, FieldErrors.None);

    private static async Task<IResult> SetUp(
        HttpContext context, FirstRun first, SetUpLaboratory setUp, RequireSecondFactor require, AccountSignIn signIn, IPasswordHasher<Account> hasher,
        Typed<AccountForm> typedAccount, Typed<InstitutionForm> typedInstitution,
        [FromForm(Name = FirstRun.CodeField)] string? code, [FromForm(Name = FirstRun.SecondFactorField)] string? ticked, CancellationToken cancellation)
    {
        var (account, institution, secondFactor) = (typedAccount.Value, typedInstitution.Value, ticked is not null);
        var errors = new FieldErrors();
        var named = institution.Check(errors);
        var administrator = account.Check(errors);
        var password = AccountForm.CheckPassword(errors, account.Password, account.PasswordAgain, administrator.UserName, await KnownAround.OfAsync(context, account.DisplayName, institution.NameZh, institution.NameEn));
        if (!await first.IsOverAsync(context.RequestServices.GetRequiredService<LaboratoryQueries>(), cancellation) && !first.IsCode(code))
            errors.Add(FirstRun.WrongCode);
        if (errors.Any)
            return Page(account, institution, code, secondFactor, errors);
        var made = await setUp.ExecuteAsync(named, administrator, hasher.HashPassword(null!, password), cancellation);
        if (made.Refusal is { } refusal)
            return Page(account, institution, code, secondFactor, errors.Add(refusal));
        first.End();
        if (secondFactor)
            await require.ExecuteAsync(new(made.Value.Id, made.Value.DisplayName, made.Value.Roles), SetUpLaboratory.RolesOfSecondFactor, cancellation);
        await signIn.StartAsync(made.Value, SignInMethod.Password);
        return Results.LocalRedirect("/");
    }

    private static IResult Page(AccountForm account, InstitutionForm institution, string? code, bool secondFactor, FieldErrors errors) =>
        View.OfForm<SetUpPage>(errors, new { Code = code, SecondFactor = secondFactor, Account = account, Institution = institution, Errors = errors });
}
