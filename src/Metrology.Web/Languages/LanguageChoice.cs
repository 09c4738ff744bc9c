using Metrology.Core.Words;

namespace Metrology.Web.Languages;

/// <summary>Which language a request is answered in: the person's choice (cookie), else the browser's first wish if it is English, else Chinese.</summary>
internal static class LanguageChoice
{
    public const string Cookie = "metrology.language";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    public static Language Of(HttpRequest request) =>
        request.Cookies[Cookie] is { } chosen && Parse(chosen) is { } language ? language : OfBrowser(request.Headers.AcceptLanguage);

    public static void Keep(HttpResponse response, Language language) =>
        response.Cookies.Append(Cookie, Code(language), new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = response.HttpContext.Request.IsHttps,
            IsEssential = true,
            MaxAge = Kept,
        });

    public static string Code(Language language) => language == Language.Zh ? "zh" : "en";

    public static Language? Parse(string? code) => code switch
    {
        "zh" => Language.Zh,
        "en" => Language.En,
        _ => null,
    };

    private static Language OfBrowser(string? accepted) =>
        accepted?.TrimStart().StartsWith("en", StringComparison.OrdinalIgnoreCase) == true ? Language.En : Language.Zh;
}
