using Metrology.App.Laboratory;
using Metrology.Core.Words;

namespace Metrology.Web.Access;

/// <summary>Length instead of composition rules, as NIST SP 800-63B-4 3.1.1.2 advises; bounded, because every character is hashed.</summary>
internal static class PasswordPolicy
{
    public const int MinimumLength = 12;
    public const int MaximumLength = 128;
    public const int MinimumDistinct = 5;

    /// <summary>Characters beside what everybody tries first.</summary>
    public const int MinimumRest = 5;

    /// <summary>Turns of PBKDF2 with HMAC-SHA-512 (OWASP Password Storage Cheat Sheet). A hash of fewer is made anew at the next sign-in.</summary>
    public const int HashTurns = 210_000;

    public const int FailuresUntilLockout = 5;
    public static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);

    private static readonly Refusal WrongLength = Refusal.Of(
        "access.password-length",
        $"密码需要 {MinimumLength} 到 {MaximumLength} 个字符。可以用一句好记的话。",
        $"A password has {MinimumLength} to {MaximumLength} characters. A sentence you remember is fine.");

    private static readonly Refusal TooPlain = Refusal.Of(
        "access.password-too-plain",
        $"密码至少要有 {MinimumDistinct} 个不同的字符，并且不能包含用户名。",
        $"A password needs at least {MinimumDistinct} different characters and must not contain the user name.");

    private static readonly Refusal TooCommon = Refusal.Of(
        "access.password-too-common",
        $"密码去掉常用词、姓名、机构名、年份和连续或相邻的按键之后，至少要剩下 {MinimumRest} 个字符。请换一句别人想不到的话。",
        $"Less common words, names of person and institution, years, and runs of characters or keys, at least {MinimumRest} characters must be left. Take a sentence that nobody guesses.");

    private static readonly Refusal Listed = Refusal.Of(
        "access.password-listed",
        "这个密码在常用或已泄露的密码表中。请换一句别人想不到的话。",
        "This password is in a list of common or leaked ones. Take a sentence that nobody guesses.");

    /// <summary>Null when the password will do.</summary>
    public static Refusal? Check(string password, string userName, KnownAround? around = null)
    {
        if (password.Length is < MinimumLength or > MaximumLength)
            return WrongLength;
        var plain = password.Distinct().Count() < MinimumDistinct
            || (userName.Length > 0 && password.Contains(userName, StringComparison.OrdinalIgnoreCase));
        if (plain)
            return TooPlain;
        if (CommonWords.Rest(password, [userName, .. around?.Names ?? []]) < MinimumRest)
            return TooCommon;
        return around?.Forbidden.Contains(password) == true ? Listed : null;
    }
}

/// <summary>What a guesser knows of who sets a password.</summary>
/// <param name="Names">Of the person and the institution.</param>
internal sealed record KnownAround(IReadOnlyList<string> Names, ForbiddenPasswords Forbidden)
{
    public static async Task<KnownAround> OfAsync(HttpContext context, params string?[] names)
    {
        var services = context.RequestServices;
        var institution = await services.GetRequiredService<LaboratoryQueries>().InstitutionAsync(context.RequestAborted);
        return new([.. names.Append(institution?.NameZh).Append(institution?.NameEn).OfType<string>()], services.GetRequiredService<Host.ServeOptions>().Forbidden);
    }
}
