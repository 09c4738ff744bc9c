using Metrology.App.Laboratory;
using Metrology.Core.Words;
using Metrology.Web.Access;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Laboratory
{
    /// <summary>Where a person chooses a password with the one-time code that an administrator gave: name, code, password, and the second factor where there is one, at once. Nothing else comes of the code.</summary>
    internal sealed class WelcomeFeature : IFeature
    {
        public const string Path = "/welcome", OneTimeField = "oneTimeCode";

        public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
        {
            pages.MapGet(Path, () => Page("", FieldErrors.None)).OpenTo("people choose their password here with a one-time code");
            pages.MapPost(Path, Choose).OpenTo("people choose their password here with a one-time code").RequireRateLimiting(Limits.SignInPolicy);
        }

        private static async Task<IResult> Choose(
            HttpContext context, PasswordCheck passwords, ChangePassword change, AccountSignIn signIn, IPasswordHasher<Account> hasher, [FromForm] string? userName,
            [FromForm] string? oneTimeCode, [FromForm] string? code, [FromForm] string? password, [FromForm] string? passwordAgain, CancellationToken cancellation)
        {
            var (errors, name) = (new FieldErrors(), userName?.Trim() ?? "");
            var text = AccountForm.CheckPassword(errors, password, passwordAgain, name, await KnownAround.OfAsync(context));
            if (errors.Any)
                return Page(name, errors);
            if (await passwords.FindByCodeAsync(name, oneTimeCode) is not { } account)
                return Page(name, errors.Add(OneTimeCodeErrors.Refused, OneTimeField));
            // Only now is it known whose name a password must not hold.
            errors.Add(PasswordPolicy.Check(text, account.UserName, await KnownAround.OfAsync(context, account.DisplayName)), "Password");
            if (errors.Any)
                return Page(name, errors);
            var method = SignInMethod.Password;
            if (account.HasSecondFactor)
            {
                if (await signIn.IsCodeAsync(account, code ?? "") is not { } kind)
                    return Page(name, errors.Add(SecondFactorErrors.WrongCode, SignInFeature.CodeField));
                method = AccountSignIn.MethodOf(kind, isOfProvider: false);
            }

            var chosen = await change.WithCodeAsync(account.Id, oneTimeCode!, hasher.HashPassword(account, text), cancellation);
            if (chosen.Refusal is { } refusal)
                return Page(name, errors.Add(refusal, OneTimeField));
            await signIn.StartAsync(chosen.Value, method);
            return Results.LocalRedirect("/");
        }

        private static IResult Page(string name, FieldErrors errors) => View.OfForm<WelcomePage>(errors, new { Name = name, Errors = errors });
    }

    public sealed class WelcomeWords(Language language) : WordList(language)
    {
        public string Title => Say("设置密码", "Choose a password");
        public string Help => Say("用管理员给的一次性代码设置自己的密码。代码只能用一次。", "Choose your own password with the one-time code that an administrator gave you. It is good once.");
        public string CodeHelp => Say("已设置第二因素的人须同时输入；没有设置的留空。没有验证器时输入一个恢复码。", "Where you have a second factor set up; else leave it empty. Without the authenticator, a recovery code.");
        public string Submit => Say("设置并登录", "Choose and sign in");
        public string Link => Say("有一次性代码？设置密码", "You have a one-time code? Choose a password");
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public Features.Laboratory.WelcomeWords Welcome { get; } = new(language);
    }
}
