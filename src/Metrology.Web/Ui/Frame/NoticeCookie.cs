using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Metrology.Web.Ui.Frame;

/// <summary>Carries one sentence over a redirect. Protected, so that nobody can put words into our mouth.</summary>
public static class NoticeCookie
{
    private const string Name = "metrology.notice";
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    /// <summary>Post, redirect, get: goes to <paramref name="path"/> and says the text there once.</summary>
    public static IResult Redirect(HttpContext context, string path, string text)
    {
        context.Response.Cookies.Append(Name, Protector(context).Protect(text), Options(context, Kept));
        return Results.LocalRedirect(path);
    }

    internal static string? Take(HttpContext context)
    {
        if (context.Request.Cookies[Name] is not { } kept)
            return null;
        if (!context.Response.HasStarted)
            context.Response.Cookies.Delete(Name, Options(context, null));
        try
        {
            return Protector(context).Unprotect(kept);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static IDataProtector Protector(HttpContext context) =>
        context.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector(Name);

    private static CookieOptions Options(HttpContext context, TimeSpan? age) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        IsEssential = true,
        MaxAge = age,
    };
}
