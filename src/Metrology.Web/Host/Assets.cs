using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.FileProviders;

namespace Metrology.Web.Host;

/// <summary>Addresses of the files in wwwroot. They carry a piece of the content's hash, so a browser may keep them for ever.</summary>
public sealed class Assets(IWebHostEnvironment environment)
{
    private const string KeptForEver = "public, max-age=31536000, immutable";
    private const int HashCharacters = 10;
    private readonly ConcurrentDictionary<string, string> addresses = new();

    /// <param name="path">For example "/app.css".</param>
    public string Url(string path) => addresses.GetOrAdd(path, Address);

    internal static void Use(WebApplication app) => app.UseStaticFiles(new StaticFileOptions
    {
        OnPrepareResponse = static file =>
        {
            var answer = file.Context.Response;
            answer.Headers.CacheControl = file.Context.Request.Query.ContainsKey("v") ? KeptForEver : "no-cache";
            if (answer.ContentType is { } type && type.StartsWith("text/", StringComparison.Ordinal) && !type.Contains("charset", StringComparison.Ordinal))
                answer.ContentType = type + "; charset=utf-8";
        },
    });

    private string Address(string path)
    {
        var file = environment.WebRootFileProvider.GetFileInfo(path);
        if (!file.Exists)
            throw new FileNotFoundException($"wwwroot{path} is missing; the build copies it.");
        return $"{path}?v={Hash(file)}";
    }

    private static string Hash(IFileInfo file)
    {
        using var content = file.CreateReadStream();
        return Convert.ToHexStringLower(SHA256.HashData(content))[..HashCharacters];
    }
}
