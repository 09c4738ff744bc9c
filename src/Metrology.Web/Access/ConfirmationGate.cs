using Metrology.App.Laboratory;
using Metrology.Core.Words;
using Metrology.Web.Features.Laboratory;
using Metrology.Web.Host;

namespace Metrology.Web.Access;

/// <summary>What a signature says.</summary>
public enum SignatureMeaning
{
    /// <summary>检定: I measured this.</summary>
    Verified,

    /// <summary>核验.</summary>
    Checked,

    /// <summary>批准.</summary>
    Approved,

    /// <summary>签发.</summary>
    Issued,
    Returned,
    Withdrawn,
    Replaced,
    Published,

    /// <summary>A program says in the body which of these it is.</summary>
    AsAsked,

    /// <summary>No signature, but it changes who may get in.</summary>
    Access,

    /// <summary>A period is put in force, a hold released, or bulk data disposed of.</summary>
    Retention,
}

/// <summary>
/// Whoever signs, or changes who may get in, has given the password within <see cref="SessionLimits.Confirmed"/>. A form that comes later is held until the password is
/// given, and then goes on with all its fields: nothing that was typed is lost (21 CFR 11.200).
/// </summary>
internal static class ConfirmationGate
{
    public const string PasswordField = "confirmPassword", CodeField = "confirmCode", WithPasskeyField = "confirmWithPasskey", Code = "access.confirm-first";

    public static readonly BilingualText First = new(
        $"签字前请再输入一次密码（{SessionLimits.Confirmed.TotalMinutes} 分钟内有效）。程序请先调用 POST /api/v1/session/confirmation。",
        $"Give your password again before you sign (it holds for {SessionLimits.Confirmed.TotalMinutes} minutes). Programs call POST /api/v1/session/confirmation first.");

    /// <summary>The endpoint asks for the password unless it was just given.</summary>
    public static TBuilder Signs<TBuilder>(this TBuilder endpoint, SignatureMeaning meaning)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new NeedsConfirmation(meaning));

    public static void UseConfirmationGate(this WebApplication app) => app.Use(async (context, next) =>
    {
        var clock = context.RequestServices.GetRequiredService<TimeProvider>();
        if (context.GetEndpoint()?.Metadata.GetMetadata<NeedsConfirmation>() is not { } needed || SessionGuard.Of(context) is not { } live || live.IsConfirmed(clock.GetUtcNow())
            || await AskAsync(context, live, needed.Meaning) is not { } answer)
            await next(context);
        else
            await answer.ExecuteAsync(context);
    });

    /// <summary>Null when the right password came with the form.</summary>
    private static async Task<IResult?> AskAsync(HttpContext context, LiveSession live, SignatureMeaning meaning)
    {
        var words = context.RequestServices.GetRequiredService<Words>();
        if (ErrorPages.IsApi(context.Request))
            return ErrorPages.Problem(StatusCodes.Status403Forbidden, Code, words[First]);
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        var errors = new FieldErrors();
        var (signIn, passkeys) = (context.RequestServices.GetRequiredService<AccountSignIn>(), context.RequestServices.GetRequiredService<PasskeyCeremony>());
        if (form.ContainsKey(WithPasskeyField))
        {
            if (await signIn.ConfirmWithPasskeyAsync(live, form[PasskeyCeremony.TicketField], form[PasskeyCeremony.AnswerField]))
                return null;
            errors.Add(PasskeyErrors.Refused);
        }
        else if (form.TryGetValue(PasswordField, out var password))
        {
            if (await signIn.ConfirmAsync(live, password, form[CodeField]))
                return null;
            if (await context.RequestServices.GetRequiredService<PasswordCheck>().StandingAsync(live.Account.Id) is null)
                return Results.LocalRedirect("/login");
            errors.Add(PasswordField, SignInWords.NotConfirmed, SignInWords.RefusedCode);
        }

        return new RefusedResult(Code, View.Of<ConfirmPage>(
            new
            {
                Account = live.Account,
                Meaning = meaning,
                Fields = Kept(form),
                Question = live.Account.StandingPasskeys.Any() && passkeys.IsPossible ? await passkeys.ToConfirmAsync(live) : null,
                Errors = errors,
            },
            StatusCodes.Status403Forbidden));
    }

    private static List<KeyValuePair<string, string>> Kept(IFormCollection form) =>
    [
        .. form.Where(field => field.Key is not (PasswordField or CodeField or WithPasskeyField or PasskeyCeremony.TicketField or PasskeyCeremony.AnswerField or "__RequestVerificationToken"))
            .SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? ""))),
    ];
}

internal sealed record NeedsConfirmation(SignatureMeaning Meaning);
