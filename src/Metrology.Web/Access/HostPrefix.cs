using Microsoft.Extensions.Primitives;

namespace Metrology.Web.Access;

/// <summary>
/// Over https every cookie of the product bears the prefix <c>__Host-</c> (RFC 6265bis 4.1.3.2), so that a browser takes it from this server only, and one without it is
/// passed over. Without https a browser refuses the prefix.
/// </summary>
internal static class HostPrefix
{
    public const string Prefix = "__Host-";
    private const string Ours = "metrology.";

    public static void UseHostPrefix(this WebApplication app) => app.Use((context, next) =>
    {
        if (!context.Request.IsHttps)
            return next(context);
        context.Request.Headers.Cookie = Received(context.Request.Headers.Cookie);
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.SetCookie = Sent(context.Response.Headers.SetCookie);
            return Task.CompletedTask;
        });
        return next(context);
    });

    private static StringValues Received(StringValues header)
    {
        var cookies = header.SelectMany(line => (line ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Where(cookie => !cookie.StartsWith(Ours, StringComparison.Ordinal))
            .Select(cookie => cookie.StartsWith(Prefix + Ours, StringComparison.Ordinal) ? cookie[Prefix.Length..] : cookie).ToArray();
        return cookies.Length == 0 ? StringValues.Empty : string.Join("; ", cookies);
    }

    private static StringValues Sent(StringValues header) => header.Select(cookie => cookie?.StartsWith(Ours, StringComparison.Ordinal) == true ? Prefix + cookie : cookie).ToArray();
}
